"""Read and write letters, words, numbers and dates, as text is compared and typeset."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from book.text.digits import in_digits
from book.text.invisible import without_invisible

WORD = re.compile(r"\S+")
# Chinese is compared character by character, as it has no spaces; punctuation stays with the
# character before it. A dash that joins two words stays with the first.
IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
DASHES = r"(?:—|--(?!\d))"  # “1914--18” is one word
CLOSING = r"[”’\"'»)\].,;:!?…]"
TOKEN = re.compile(
    rf"[^-\s—{IDEOGRAPHS}]++(?!\S)"  # most words; the others take longer
    rf"|{DASHES}*+(?:[^-\s—{IDEOGRAPHS}]++|-(?!-(?!\d)))++(?:{DASHES}++{CLOSING}*+)?+"
    rf"|[{IDEOGRAPHS}][^\w\s]*|{DASHES}++{CLOSING}*+"
)
HAN = re.compile(r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]+")
# Characters within a run without spaces at which a line may end and a new word begin.
BREAKS = re.compile(r"[—–\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
# Hyphens that may divide a word at a line end, and what PDF programs write for them.
HYPHENS = "-\N{SOFT HYPHEN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\x02\ufffe"
# Marks that copies and editors write in different ways, mapped one character to one.
STRAIGHT = str.maketrans(
    dict.fromkeys("‘’‚‛‹›", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("–—", "-")
    | dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", " ")
)
NO_WORD_CHARACTERS = {c: None for c in range(128) if not chr(c).isalnum()}
DATE_FORMATS = (
    *("%Y-%m-%d", "%B %d, %Y", "%b %d, %Y", "%b. %d, %Y"),
    *("%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y年%m月%d日"),
)
ISO_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
HAN_WORD = 4  # characters
UNSPACED_LANGUAGES = ("zh", "ja")
NUMERALS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def tokenize(text: str) -> list[str]:
    """Return the words of a text as they are compared, each with its punctuation.

    >>> tokenize("the law, 出口管制。")
    ['the', 'law,', '出', '口', '管', '制。']
    >>> tokenize("My dear sister,—I write — in haste.")
    ['My', 'dear', 'sister,—', 'I', 'write', '—', 'in', 'haste.']
    """
    return TOKEN.findall(text)


def fold(text: str) -> str:
    """Return only the letters and digits of a text, without case: equal for equal words.

    >>> fold("“The US’s ﬁve  ‘rounds’ – of talks.”")
    'theussfiveroundsoftalks'
    """
    seen = unicodedata.normalize("NFKC", without_invisible(text))
    folded = seen.casefold()
    if folded.isascii():  # ten times as fast
        return folded.translate(NO_WORD_CHARACTERS)
    return "".join(filter(str.isalnum, folded))


def visible_characters(text: str) -> str:
    """Return the characters of a text that are visible in print, however its lines are broken.

    >>> visible_characters("the ﬁrst inter\\N{HYPHEN}\\nnational law, §\\N{NO-BREAK SPACE}2")
    'thefirstinternationallaw,§2'
    """
    return "".join(without_hyphens(text).split())


def without_hyphens(text: str) -> str:
    """Return a text without hyphens, which may be those of line ends.

    >>> without_hyphens("inter\\N{SOFT HYPHEN}national law")
    'international law'
    """
    shown = unicodedata.normalize("NFKC", text)
    for hyphen in HYPHENS:  # ten times as fast as str.translate
        shown = shown.replace(hyphen, "")
    return without_invisible(shown)


def split_words(text: str) -> tuple[str, ...]:
    """Split a text at white space; punctuation stays with its word.

    >>> split_words("fair, reasonable  and")
    ('fair,', 'reasonable', 'and')
    """
    return tuple(WORD.findall(text))


def join_words(parts: Iterable[str]) -> str:
    """Return texts joined with the spaces that must stand between them.

    >>> join_words(["the old", "", "law "])
    'the old law'
    """
    words = ""
    for part in parts:
        words += f" {part}" if needs_space(words, part) else part
    return " ".join(words.split())


def needs_space(before: str, after: str) -> bool:
    """Return whether two readings would not be the same words without a space between them.

    >>> needs_space("old", "and"), needs_space("old ", "and"), needs_space("法", "与")
    (True, False, False)
    >>> needs_space("口", "–")
    True
    """
    last, first = before[-1:], after[:1]
    if not last or not first or last.isspace() or first.isspace():
        return False
    return tokenize(last + first) != [last, first]


def last_word(text: str, *, unspaced: bool) -> str:
    """Return the last word of a text; the last characters of an `unspaced` one, such as Chinese.

    >>> last_word("the old law, ", unspaced=False)
    'law,'
    >>> last_word("谁从小康人家而坠入困顿", unspaced=True)
    '坠入困顿'
    """
    word = "".join(text.split()[-1:])
    return "".join(tokenize(word)[-HAN_WORD:]) if unspaced else word


def join_sentences(sentences: Iterable[str], labels: Mapping[str, str]) -> str:
    """Return sentences of the labels as one text: with spaces between them if it has spaces.

    >>> join_sentences(("One.", "Two."), {"language": "en"})
    'One. Two.'
    >>> join_sentences(("一。", "二。"), {"language": "ja"})
    '一。二。'
    """
    return ("" if labels.get("language", "").startswith(UNSPACED_LANGUAGES) else " ").join(
        sentences
    )


def xml_id(text: str) -> str:
    """Return an XML id for a text: ASCII letters, digits and hyphens, not starting with a digit.

    >>> xml_id("IV.2 ¶3")
    'iv-2-3'
    >>> xml_id("2. Überblick")
    'x-2-uberblick'
    >>> xml_id("第一")
    'u7b2cu4e00'
    """
    decomposed = unicodedata.normalize("NFKD", text).lower()
    ascii_text = "".join(_to_ascii(c) for c in decomposed if not unicodedata.combining(c))
    name = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    return name if name[:1].isalpha() else f"x-{name}".strip("-")


def _to_ascii(character: str) -> str:
    if character.isascii():
        return character
    return f"u{ord(character):x}" if character.isalnum() else " "


def roman_numeral(number: int) -> str:
    """Return a number as a folio of the front matter.

    >>> [roman_numeral(n) for n in (1, 4, 14, 49)]
    ['i', 'iv', 'xiv', 'xlix']
    """
    written = ""
    for value, numeral in NUMERALS:
        count, number = divmod(number, value)
        written += numeral * count
    return written


def letter_label(number: int) -> str:
    """Return a number in letters, as variants are numbered: a … z, aa, ab …

    >>> [letter_label(n) for n in (1, 26, 27, 52)]
    ['a', 'z', 'aa', 'az']
    """
    written = ""
    while number:
        number, rest = divmod(number - 1, 26)
        written = chr(ord("a") + rest) + written
    return written


def parse_date(text: str) -> date | None:
    """Parse a full date in the forms that web pages use; return None if it is not one.

    >>> parse_date("December 29, 2021")
    datetime.date(2021, 12, 29)
    >>> parse_date("December 2021") is None
    True
    """
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def write_date(date: str, labels: Mapping[str, str]) -> str:
    """Return a year, a month or a day of ISO 8601 in the words of a language.

    What is none of these stays as it is, such as "c. 1500".

    >>> labels = {"months": "janvier février mars", "months-alone": "janvier février mars"}
    >>> labels |= {"date": "{day} {month} {year}", "date-month": "{month} {year}"}
    >>> labels["first-day"] = "1er"
    >>> [write_date(date, labels) for date in ("1968", "1968-03", "1968-03-05", "1968-03-01")]
    ['1968', 'mars 1968', '5 mars 1968', '1er mars 1968']
    """
    if not ISO_DATE.fullmatch(date):
        return date
    language = labels.get("digits", labels.get("language", ""))
    year, month, day = (*date.split("-"), "", "")[:3]
    year = in_digits(year, language)
    if not month:
        return year
    name = labels["months" if day else "months-alone"].split()[int(month) - 1]
    if not day:
        return labels["date-month"].format(month=name, year=year)
    number = labels["first-day"] if int(day) == 1 else str(int(day))
    return labels["date"].format(day=in_digits(number, language), month=name, year=year)


def split_scripts(text: str) -> tuple[tuple[bool, str], ...]:
    """Cut a text into runs of Chinese and of other scripts: pairs (is Chinese, run).

    >>> split_scripts("the law (出口管制法) says")
    ((False, 'the law ('), (True, '出口管制法'), (False, ') says'))
    """
    runs: list[tuple[bool, str]] = []
    end = 0
    for match in HAN.finditer(text):
        runs += [(False, text[end : match.start()]), (True, match.group())]
        end = match.end()
    return tuple(run for run in (*runs, (False, text[end:])) if run[1])

"""Find names: runs of capitalized words, in languages that capitalize only names."""

import re
from collections import Counter
from collections.abc import Iterator

from book.model import Suggestion
from book.suggest.abbreviations import ABBREVIATION
from book.suggest.reading import OUTSIDE, AnalyzedParagraph, AnalyzedText
from book.text.typography import fold

UPPER = "".join(chr(code) for code in range(0x530) if chr(code).isupper())  # Latin, Greek, Cyrillic
CAPITAL = rf"[{UPPER}](?:{OUTSIDE}|[’'-])*"
LINK = (
    r"(?:(?:of|on|for|de|du|des|del|di|da|do|dos|van|von|zu|y)\s+"
    r"(?:(?:the|a|la|le|las|los|les|der|den)\s+)?|the\s+)"
)
WORDS = rf"{CAPITAL}(?:\s+(?:{LINK}?{CAPITAL}|\d+(?=\s+{CAPITAL})))*"
RUN = re.compile(rf"(?<!{OUTSIDE})(?<![’'-]){WORDS}")
# A name with an “of” or “on” may go on after an “and” or “in”: “Academy of Trade and Cooperation”,
# “Points of Contact in Asia”.
DIVIDED = re.compile(r"\s(?:of|on|for)\s")
JOINED = re.compile(
    rf"\s+(?:and|&|in|to|with)\s+(?:(?:on|the)\s+)*(?P<first>{CAPITAL})(?:\s+{LINK}?{CAPITAL})*"
)
TITLED = re.compile(r"《[^》]{2,40}》")
# Words whose capital at the beginning of a name is that of a sentence or a title.
LEADING_WORDS = (
    "the a an as in on at of by for from to with since its this and but if when "
    "der die das ein eine le la les el il los las un une una o os as"
)
LEADING = frozenset(LEADING_WORDS.split())
DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
NOT_NAMES = frozenset({"mr", "mrs", "ms", "dr"})
OPENING = "“”‘’\"'([ " + "„‚«»‹›¿¡—–\N{NO-BREAK SPACE}"
LEADING_WORD = re.compile(r"[\w’'-]+")


def find_names(text: AnalyzedText) -> tuple[Suggestion, ...]:
    """Return the names of a text, each where it first occurs, with how often it occurs."""
    first: dict[str, tuple[AnalyzedParagraph, int, int]] = {}
    count: Counter[str] = Counter()
    for paragraph in text.paragraphs:
        for start, end in _names(paragraph, text):
            name = fold(paragraph.text[start:end])
            first.setdefault(name, (paragraph, start, end))
            count[name] += 1
    return tuple(_suggestion(text, *place, count[name]) for name, place in first.items())


def _suggestion(
    text: AnalyzedText, paragraph: AnalyzedParagraph, start: int, end: int, count: int
) -> Suggestion:
    words, lemma = paragraph.text[start:end], text.lemma(paragraph, start, end)
    return Suggestion("name", words, str(paragraph.place), count, lemma=lemma)


def _names(paragraph: AnalyzedParagraph, text: AnalyzedText) -> Iterator[tuple[int, int]]:
    """Yield the spans of a paragraph's names."""
    yield from (title.span() for title in TITLED.finditer(paragraph.text))
    position = 0
    while match := RUN.search(paragraph.text, position):
        position = _joined_end(paragraph.text, *match.span())
        start = _after_leading(paragraph, match.start(), position, text)
        end = _before_date(paragraph.text, start, position, text)
        words = paragraph.text[start:end].split()
        if words and _is_name(paragraph, start, words, text):
            yield start, end


def _joined_end(text: str, start: int, end: int) -> int:
    """Return the end of a name that goes on after “and”.

    It does if it has an “of” or “on” before; otherwise “and” stands between two names.
    """
    first = text[start:end].split()[0]
    while DIVIDED.search(text[start:end]):
        more = JOINED.match(text, end)
        if more is None or more["first"] == first:
            break
        end = more.end()
    return end


def _before_date(name: str, start: int, end: int, text: AnalyzedText) -> int:
    """Return the end of a name without a day or month, small words before it, and possessive."""
    while words := name[start:end].split():
        if not _is_trailing(words[-1], text):
            break
        end = start + len(name[start:end].rstrip()[: -len(words[-1])].rstrip())
    return end - 2 if name[start:end].endswith(("’s", "'s")) else end


def _is_trailing(word: str, text: AnalyzedText) -> bool:
    return word.lower() in DAYS or word in text.months or word.islower()


def _after_leading(paragraph: AnalyzedParagraph, start: int, end: int, text: AnalyzedText) -> int:
    """Return the start of a name without words that are capitalized only to begin a sentence."""
    while start < end:
        word = LEADING_WORD.match(paragraph.text, start)
        if word is None or not _is_leading(word[0], start, paragraph, text):
            break
        start = min(word.end() + 1, end)
    return start


def _is_leading(word: str, start: int, paragraph: AnalyzedParagraph, text: AnalyzedText) -> bool:
    if word.lower() in LEADING:
        return True
    is_first = _begins_sentence(paragraph, start) or _begins_speech(paragraph, start, text)
    return is_first and text.lowercase[word.lower()] > 0


def _begins_sentence(paragraph: AnalyzedParagraph, position: int) -> bool:
    """Return whether only quotes and brackets are between a sentence's beginning and a word."""
    starts = (start for start in paragraph.starts if start <= position)
    return any(not paragraph.text[start:position].strip(OPENING) for start in starts)


def _begins_speech(paragraph: AnalyzedParagraph, position: int, text: AnalyzedText) -> bool:
    """Return whether a word follows a colon, a dash or a quotation mark, as speech does.

    In English such a word has its capital for what it is.
    """
    before = paragraph.text[:position]
    bare = before.rstrip(OPENING)
    return text.language != "en" and (bare.endswith(":") or before.rstrip()[-1:] in ("«", "—", "–"))


def _is_name(
    paragraph: AnalyzedParagraph, start: int, words: list[str], text: AnalyzedText
) -> bool:
    if len(words) > 1:
        return not all(ABBREVIATION.fullmatch(word) for word in words)
    (word,) = words
    if text.language == "de" or word.lower() in NOT_NAMES or len(word) < 3:
        return False
    if ABBREVIATION.fullmatch(word):
        return False
    # At the beginning of a sentence, a single word is a name only if it is capitalized elsewhere.
    is_first = _begins_sentence(paragraph, start) or _begins_speech(paragraph, start, text)
    return word in text.capitalized or not is_first

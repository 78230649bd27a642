"""Read what a heading says of its division: what it is, its number, and its title.

“Chapter I. The Mill”, “CHAPTER THE FIRST”, “Erstes Kapitel”, “第一章 磨坊” and “1” may all head the
same division.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from book.text.number_words import number_of_numeral, number_of_words
from book.text.typography import fold

# What divisions are called in several languages; what means the same has one kind.
CALLED = {
    "volume": "volume vol band tome tomo volumen tomus deel tom том τόμος τομος cilt",
    "part": "part teil theil partie parte pars część часть частина μέρος μερος kısım",
    "book": "book buch livre libro liber livro boek księga книга kitap βιβλίο βιβλίον "
    "βιβλιο βιβλιον",
    "act": "act akt aufzug acte acto atto actus ato bedrijf действие дія πράξη πραξη perde",
    "scene": "scene szene auftritt escena scena scaena cena toneel scène явление сцена ява σκηνή "
    "σκηνη sahne",
    "canto": "canto gesang chant pieśń песнь песня пісня άσμα ασμα",
    "chapter": "chapter chap kapitel capitel chapitre capítulo capitulo capitolo caput capitulum "
    "hoofdstuk rozdział глава розділ κεφάλαιο κεφάλαιον κεφαλαιο κεφαλαιον bölüm",
    "letter": "letter brief lettre carta lettera epistle epistola письмо лист επιστολή "
    "επιστολη mektup",
    "stave": "stave",
    "lecture": "lecture vorlesung wykład лекция лекція",
    "section": "section sect abschnitt sección sezione sectio secção seção afdeling раздел ενότητα",
    "article": "article artikel artículo articolo artigo artykuł статья стаття άρθρο madde",
    "appendix": "appendix annex anhang annexe apéndice appendice apêndice bijlage dodatek "
    "приложение додаток παράρτημα",
    "epilogue": "epilogue epilog épilogue epílogo epiloog эпилог епілог επίλογος sonsöz",
}
KINDS = {word: kind for kind, words in CALLED.items() for word in words.split()}
HAN_KINDS = {
    **dict.fromkeys("章回篇", "chapter"),
    **dict.fromkeys("部編编", "part"),
    **dict.fromkeys("节節", "section"),
    **dict.fromkeys("场場", "scene"),
    "卷": "volume",
    "幕": "act",
    "条": "article",
}
HAN = re.compile(
    r"第\s*(?P<number>[一二三四五六七八九十百两零〇]+|\d+)\s*(?P<kind>[章回篇部編编节節卷幕场場条])"
    r"|(?P<bare>[一二三四五六七八九十百]+)(?=、)"
)
# Headings of what stands before and after the divisions of a work, in the outermost of them.
FRAME_WORDS = (
    "preface foreword prologue prelude introduction dedication epilogue conclusion finale sequel "
    "afterword postscript appendix vorwort vorrede einleitung prolog vorspiel epilog nachwort "
    "nachspiel anhang préface avantpropos prélude épilogue avertissement prólogo epílogo prefacio "
    "introducción prefazione introduzione epilogo conclusione praefatio prefácio introdução "
    "conclusão voorwoord inleiding nawoord przedmowa wstęp posłowie zakończenie предисловие "
    "введение вступление пролог эпилог послесловие передмова вступ пролог епілог післямова "
    "πρόλογος προλογος εισαγωγή εισαγωγη επίλογος επιλογος önsöz giriş sonsöz"
)
FRAME = frozenset(map(fold, FRAME_WORDS.split()))
ARTICLES = frozenset(("the", "der", "die", "das", "le", "la", "el", "il"))
TOKEN = re.compile(r"--+|[—–]|[^\s—–-]+(?:-[^\s—–-]+)*")
MARKS = " .:,)、，–—-"
NUMERAL = re.compile(
    r"\d{1,3}(?:\.\d{1,3})*|[IVXLCDM]+|[ivxlcdm]+|[A-Z]"
    "|[ΡΠΟΞΝΜΛΚΙ]{0,2}(?:[Α-ΙΚ-ΡϚ]|ΣΤ)[\u0374\u02b9\u0384\u00b4]"  # a Greek numeral
)
COUNTED = re.compile(r"(\d{1,3})(?:\.|st|nd|rd|th|er|e|ère|re|º|ª|°)?", re.IGNORECASE)
TITLE_START = re.compile(r"[^\W\d_a-zß-öø-ÿ]|[“‘„«\"'¿¡(\[_\d—–]|--")
COLUMN = "  "  # between a number and its title in a list
MOST_TOKENS = 8
SHORT = 200  # characters of a text that is remembered
LONGEST_NUMBER = 4  # words: “the one hundred” is none, “vingt et unième” is one


class DivisionName(NamedTuple):
    """What a heading says: its kind (“chapter”, "" if it is not said), number, label and title.

    The label is what stands before the title, without the mark after it; `numeral` is the number
    in it, in digits if it has words. If there is no number, `number` is 0, and both are empty.
    """

    kind: str
    number: int
    label: str
    title: str
    numeral: str = ""


class _NumberedKind(NamedTuple):
    kind: str
    number: int
    end: int
    numeral: str = ""


def read_division(text: str, first_line: int = 0) -> DivisionName:
    """Return what a heading says; its first line may end after `first_line` characters.

    >>> read_division("CHAPTER I. The Mill")
    DivisionName(kind='chapter', number=1, label='CHAPTER I', title='The Mill', numeral='I')
    >>> [read_division(t)[:3] for t in ("Book the First", "2. Kapitel", "第一章")]
    [('book', 1, 'Book the First'), ('chapter', 2, '2. Kapitel'), ('chapter', 1, '第一章')]
    >>> {read_division(t).number for t in ("I saw it", "A coda", "Part of it", "Second Chance")}
    {0}
    >>> read_division("I The Period", 1).title
    'The Period'
    """
    read = _read_short if len(text) <= SHORT else _read_division
    return read(text, first_line)


def _read_division(text: str, first_line: int) -> DivisionName:
    head = text[:first_line] if first_line else text
    tokens = list(islice(TOKEN.finditer(head), MOST_TOKENS))
    found = _read_han(head) or _read_named(tokens) or _read_counted(tokens) or _read_bare(tokens)
    if not found or not _may_follow(text, found, first_line):
        return DivisionName("", 0, "", text)
    label = text[: found.end].rstrip(MARKS)
    title = text[found.end :].lstrip(MARKS).rstrip()
    return DivisionName(found.kind, found.number, label, title, found.numeral or str(found.number))


# Several rules ask what a line is, and a text can have one line many times.
_read_short = lru_cache(maxsize=20_000)(_read_division)


def is_frame(title: str) -> bool:
    """Return whether a title is that of what stands before or after the divisions of a work.

    >>> [is_frame(title) for title in ("PREFACE.", "The Introduction", "Introduction to Law")]
    [True, True, False]
    """
    folded = fold(title)
    return folded in FRAME or any(folded.removeprefix(article) in FRAME for article in ARTICLES)


def titles_below_numbers(entries: Sequence[str]) -> set[int]:
    """Return which entries of a list of contents are titles of the bare number above them.

    >>> titles_below_numbers(["Book I", "The Mill", "Book II", "The Weir"])
    {1, 3}
    >>> titles_below_numbers(["Chapter I", "Chapter II", "A Later Tale"])
    set()
    """
    names = [read_division(entry) for entry in entries]
    bare = [n for n, name in enumerate(names[:-1]) if name.number and not name.title]
    titles = {n + 1 for n in bare if not names[n + 1].number}
    return titles if 2 * len(titles) > len(bare) else set()


def is_han(label: str) -> bool:
    """Return whether a label is in Chinese: no mark divides it from the title.

    >>> is_han("第一章"), is_han("IV")
    (True, False)
    """
    return bool(HAN.match(label)) or (bool(label) and "\u4e00" <= label[0] <= "\u9fff")


def _may_follow(text: str, found: _NumberedKind, first_line: int) -> bool:
    """Return whether what follows a number is a title: after a mark, a line break or a capital."""
    rest = text[found.end :]
    if not rest.strip(MARKS) or found.end >= first_line > 0:
        return True
    if not found.kind:
        is_column = rest.startswith(COLUMN)
        is_marked = text[found.end - 1] in MARKS or rest[0] in MARKS.strip()
        return is_marked or is_column or "." in text[: found.end]
    is_marked = text[found.end - 1] in MARKS or rest.lstrip()[:1] in MARKS.strip()
    return is_marked or bool(TITLE_START.match(rest.lstrip()))


def _read_han(head: str) -> _NumberedKind | None:
    if not (match := HAN.match(head)):
        return None
    number = number_of_numeral(match["number"] or match["bare"])
    return _NumberedKind(HAN_KINDS.get(match["kind"] or "", ""), number, match.end())


def _read_named(tokens: list[re.Match[str]]) -> _NumberedKind | None:
    """Read “Chapter I”, “Book the First”: a kind, then its number."""
    kind = KINDS.get(_bare(tokens[0])) if len(tokens) > 1 else None
    if not kind:
        return None
    start = 2 if len(tokens) > 2 and _bare(tokens[1]) in ARTICLES else 1
    number, count = _longest_number(tokens[start:])
    if not number:
        return None
    numeral = tokens[start].group().rstrip(MARKS)
    last = tokens[start + count - 1].end()
    return _NumberedKind(kind, number, last, numeral if NUMERAL.fullmatch(numeral) else "")


def _read_counted(tokens: list[re.Match[str]]) -> _NumberedKind | None:
    """Read “First Part”, “2. Kapitel”: a number, then the kind."""
    if tokens and tokens[0].group()[0].islower():
        return None
    start = 1 if len(tokens) > 2 and _bare(tokens[0]) in ARTICLES else 0
    for count in range(1, LONGEST_NUMBER + 1):
        kind_at = start + count
        if len(tokens) > kind_at and (kind := KINDS.get(_bare(tokens[kind_at]))):
            words = " ".join(token.group() for token in tokens[start:kind_at])
            counted = COUNTED.fullmatch(words)
            number = int(counted[1]) if counted else number_of_words(words)
            return _NumberedKind(kind, number, tokens[kind_at].end()) if number else None
    return None


def _read_bare(tokens: list[re.Match[str]]) -> _NumberedKind | None:
    if not tokens:
        return None
    word = tokens[0].group()
    numeral = word.rstrip(MARKS)
    if not NUMERAL.fullmatch(numeral) or numeral.islower():
        return None
    return _NumberedKind("", _value(numeral), tokens[0].end(), numeral)


def _longest_number(tokens: list[re.Match[str]]) -> tuple[int, int]:
    """Return the number with which tokens begin, and how many tokens it has; (0, 0) if none."""
    numeral = tokens[0].group().rstrip(MARKS) if tokens else ""
    if NUMERAL.fullmatch(numeral) and (value := _value(numeral)):
        return value, 1
    for count in range(min(LONGEST_NUMBER, len(tokens)), 0, -1):
        words = " ".join(token.group() for token in tokens[:count])
        inside = any(token.group()[-1] in MARKS for token in tokens[: count - 1])
        if not inside and (value := number_of_words(words)):
            return value, count
    return 0, 0


def _value(numeral: str) -> int:
    """Return the number of a numeral, the last of “2.1”, or that of a letter of the alphabet."""
    value = number_of_numeral(numeral.rpartition(".")[2])
    return value or (ord(numeral) - ord("A") + 1 if len(numeral) == 1 else 0)


def _bare(token: re.Match[str]) -> str:
    return token.group().rstrip(MARKS).casefold()

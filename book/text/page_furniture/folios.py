"""Numbers that may be those of pages, and the rows of them that are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median

from book.text.page_furniture.rows import HYPHEN, FileLines

# What optical character recognition makes of digits.
MISREAD = str.maketrans("lIi|!OoSsBZzT", "1111100558227")
DIGITS = r"(?=[lIi|!OoSsBZzT]{0,3}\d)[\dlIi|!OoSsBZzT]{1,4}"
ROMAN = "[IVXLCivxlc]{1,7}"  # with (?i) the dotted capital I would be one, and has no value
PAGE_WORD = r"(?i:page|pg|p|seite|s|pag|pág|página|pagina|blz|sivu)\b\.?\s*"
DECORATION = r"[\[({<|\-–—~=•·.*_'\s]*"
DECORATED = r"[\])}>|\-–—~=•·.*_'\s]*"
BARE = re.compile(
    rf"{DECORATION}(?P<word>{PAGE_WORD})?(?:(?P<digits>{DIGITS})|(?P<roman>{ROMAN}))"
    rf"{DECORATED}"
)
EXPLICIT = re.compile(r"[\[{<](?:pg|page|p\.|seite|s\.)\s*[\divxlc]{1,7}[\]}>]", re.IGNORECASE)
BEFORE_TITLE = re.compile(rf"\[?(?P<digits>{DIGITS})\]?(?![.)])[\s|*—–-]*\s(?P<title>\S.*)")
AFTER_TITLE = re.compile(rf"(?P<title>.*\S)[.\s|*—–-]*\s[\[(]?(?P<digits>{DIGITS})[\])]?\.?")
WORD = re.compile(r"[^\W\d_][^\W_]*")
SHORT_WORD = 3  # letters
TITLE = re.compile(r"(?:[\W\d_]*[^\W\d_]){4}.*")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
MOST_SKIPPED = 12  # pages without a number between two that have one
MOST_BETWEEN = 30  # numbers that are no folios between two that are
PAGE_CHARACTERS = (40, 12_000)
PAGE_LINES = 2
SHORTEST_CHAIN = 3
MOST_CHAINS = 8  # front matter, volumes, lists that are none
LINES_OF_PAGE = 20
LEAST_REGULAR = 8  # folios
REGULAR = 0.2  # share of the usual length by which a page may differ
INTERRUPTING = 0.25  # the least share of folios at which a sentence goes on to the next page


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with a number that may be that of a page.

    `title` is the rest of the line; it `is_explicit` if it says that it is the number of a page.
    """

    index: int
    number: int
    title: str = ""
    is_roman: bool = False
    is_explicit: bool = False


def parse_number(index: int, text: str) -> Numbered | None:
    """Return a line as a number of a page, alone or beside a title.

    >>> parse_number(0, "l2   THE FERRY"), parse_number(0, "— xiv —").number
    (Numbered(index=0, number=12, title='THE FERRY', is_roman=False, is_explicit=False), 14)
    >>> parse_number(0, "12 of them came, and then they went.") is None
    True
    """
    if not _is_balanced(text):
        return None
    if match := BARE.fullmatch(text):
        is_explicit = bool(match["word"]) or bool(EXPLICIT.fullmatch(text))
        if match["digits"]:
            return Numbered(index, _value(match["digits"]), is_explicit=is_explicit)
        return Numbered(index, _roman(match["roman"].lower()), "", True, is_explicit)
    match = BEFORE_TITLE.fullmatch(text) or AFTER_TITLE.fullmatch(text)
    if not match or not TITLE.fullmatch(match["title"]) or not _is_title(match["title"]):
        return None
    return Numbered(index, _value(match["digits"]), match["title"])


def _is_balanced(text: str) -> bool:
    """Return whether no bracket that another line opens is closed here."""
    return all(text.count(a) >= text.count(b) for a, b in ("[]", "()", "{}"))


def _value(digits: str) -> int:
    return int(digits.translate(MISREAD))


def _roman(letters: str) -> int:
    values = [ROMAN_VALUES[letter] for letter in letters]
    return sum(-v if v < w else v for v, w in zip(values, (*values[1:], 0), strict=True))


def _is_title(words: str) -> bool:
    """Return whether words may be a title: most of the long ones begin with a capital.

    >>> _is_title("The Origin of Species"), _is_title("It is the most interesting kind")
    (True, False)
    """
    long = [word for word in WORD.findall(words) if len(word) > SHORT_WORD] or WORD.findall(words)
    return 2 * sum(word[0].isupper() for word in long) > len(long) and not HYPHEN.search(words)


def find_chains(file: FileLines, numbered: Sequence[Numbered]) -> list[list[Numbered]]:
    """Return the rows of numbers that are folios, the longest first.

    They ascend, with text between them, and at some of them a sentence goes on: chapters and
    years ascend too, but stand between sentences.
    """
    chains: list[list[Numbered]] = []
    left = list(numbered) if _may_have_folios(file, numbered) else []
    for _ in range(MOST_CHAINS):
        chain = _longest_chain(file, left)
        if len(chain) < SHORTEST_CHAIN:
            break
        if _are_folios(file, chain):
            chains.append(chain)
        left = [each for each in left if each not in chain]
    return chains


def _may_have_folios(file: FileLines, numbered: Sequence[Numbered]) -> bool:
    """Return whether any rows of numbers can be folios; most books have none."""
    signs = (
        each.is_explicit or file.begins_page(each.index) or file.interrupts(each.index)
        for each in numbered
    )
    return len(list(islice((sign for sign in signs if sign), 2))) == 2


def _longest_chain(file: FileLines, numbered: Sequence[Numbered]) -> list[Numbered]:
    lengths = [1] * len(numbered)
    before: list[int | None] = [None] * len(numbered)
    for here, each in enumerate(numbered):
        for other in range(max(0, here - MOST_BETWEEN), here):
            if lengths[other] >= lengths[here] and _follows(file, numbered[other], each):
                lengths[here], before[here] = lengths[other] + 1, other
    chain = []
    last = max(range(len(numbered)), key=lengths.__getitem__, default=None)
    while last is not None:
        chain.append(numbered[last])
        last = before[last]
    return chain[::-1]


def _follows(file: FileLines, each: Numbered, other: Numbered) -> bool:
    """Return whether a number is that of a later page, as far as pages go."""
    pages = other.number - each.number
    if not 1 <= pages <= MOST_SKIPPED or each.is_roman != other.is_roman:
        return False
    if other.index - each.index <= PAGE_LINES * pages // 2:
        return False
    least, most = PAGE_CHARACTERS
    return least * pages <= file.characters(each.index, other.index) <= most * pages


def _are_folios(file: FileLines, chain: Sequence[Numbered]) -> bool:
    breaks = sum(file.interrupts(each.index) for each in chain)
    feeds = sum(file.begins_page(each.index) or file.begins_page(each.index + 1) for each in chain)
    if all(each.is_explicit for each in chain):
        return True
    is_usual = breaks > 1 and breaks >= INTERRUPTING * len(chain)
    return is_usual or 2 * feeds > len(chain) or (breaks > 0 and _are_regular(chain))


def _are_regular(chain: Sequence[Numbered]) -> bool:
    """Return whether pages are all of one length, as in verse, where few sentences go on."""
    lengths = [(b.index - a.index) / (b.number - a.number) for a, b in pairwise(chain)]
    usual = median(lengths)
    regular = sum(abs(length - usual) <= REGULAR * usual for length in lengths)
    is_page = usual >= LINES_OF_PAGE and len(chain) >= LEAST_REGULAR
    return is_page and regular >= (1 - REGULAR) * len(lengths)

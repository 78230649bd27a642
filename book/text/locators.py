"""Write the locators of the index: as page numbers where there are pages, as places of the work where there are none.

A locator is written as a pair: the anchor that it leads to, and its text.
"""

from collections.abc import Mapping

from book.model import Locator

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
WrittenLocator = tuple[str, str]
Page = tuple[int, int]


def write_pages(
    locators: tuple[Locator, ...], numbers: Mapping[str, str]
) -> tuple[WrittenLocator, ...]:
    """Write page numbers: each page once, pages that follow one another as a range, notes after their page.

    Ranges have all their figures: the form that cannot be misread (Chicago Manual of Style, 17th ed., 9.62). For the same reason
    a roman number and the letter of its note do not touch. A locator that `numbers` does not know is left out.

    >>> found = [("a", "ix"), ("b", "12"), ("c", "12"), ("d", "13"), ("e", "14"), ("f", "21"), ("g", "113")]
    >>> here = tuple(Locator(anchor, "") for anchor, _ in found)
    >>> write_pages((*here, Locator("h", "", "n3")), dict((*found, ("h", "13"))))
    (('a', 'ix'), ('b', '12–14'), ('h', '13n3'), ('f', '21'), ('g', '113'))
    >>> write_pages((Locator("i", "", "n3"),), {"i": "viii"})
    (('i', 'viii\\xa0n3'),)
    """
    known = [
        (folio_order(numbers[x.target]), numbers[x.target], x)
        for x in locators
        if x.target in numbers
    ]
    first: dict[Page, tuple[str, str]] = {}
    for page, folio, locator in sorted((k for k in known if not k[2].note), key=lambda k: k[0]):
        first.setdefault(page, (locator.target, folio))
    noted: dict[str, tuple[Page, str, str]] = {}
    for page, folio, locator in known:
        if locator.note:
            text = f"{folio}{NO_BREAK_SPACE if folio.isalpha() and locator.note[0].isalpha() else ''}{locator.note}"
            noted.setdefault(text, (page, locator.target, text))
    return tuple(
        (target, text)
        for _, target, text in sorted((*_ranges(first), *noted.values()), key=lambda w: w[0])
    )


def _ranges(first: Mapping[Page, tuple[str, str]]) -> list[tuple[Page, str, str]]:
    """Join pages that follow one another; `first` gives the anchor and the folio of each, in order."""
    made: list[tuple[Page, str, str]] = []
    last: Page = (-1, -1)
    for page, (target, folio) in first.items():
        if page == (last[0], last[1] + 1):
            begin, anchor, text = made[-1]
            made[-1] = (begin, anchor, f"{text.partition('–')[0]}–{folio}")
        else:
            made.append((page, target, folio))
        last = page
    return made


def folio_order(folio: str) -> Page:
    """Give a folio's series (0: roman, 1: arabic) and its number: the order of the book.

    >>> [folio_order(folio) for folio in ("i", "xiv", "xlix", "7")]
    [(0, 1), (0, 14), (0, 49), (1, 7)]
    """
    if folio.isdecimal():
        return 1, int(folio)
    values = [ROMAN.get(letter, 0) for letter in folio]
    return 0, sum(-a if a < b else a for a, b in zip(values, (*values[1:], 0), strict=True))


def write_places(locators: tuple[Locator, ...]) -> tuple[WrittenLocator, ...]:
    """Write the places, each once.

    >>> write_places((Locator("a", "IV.2 ¶3"), Locator("b", "IV.2 ¶3"), Locator("c", "IV.2 n1", "n1")))
    (('a', 'IV.2 ¶3'), ('c', 'IV.2 n1'))
    """
    first: dict[str, str] = {}
    for locator in locators:
        first.setdefault(locator.place, locator.target)
    return tuple((target, place) for place, target in first.items())


def term_id(number: int) -> str:
    """Name the anchor of a term by its place in the editor's file, from 0."""
    return f"term-{number + 1}"

"""Say which pages of the print edition are otherwise: in their words, in figures alone, in where they begin and end, or in their number.

The text of the whole book is aligned with that before, word by word, and the notes at the feet of its pages with those before:
a page in which no word differs is the page that it was, or its words are now divided otherwise among the pages.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from book.compare.spots import align, codes_of
from book.model import PageChange, PageFate
from book.text.alignment import DiffBlock as Code
from book.text.typography import TOKEN, tokenize, visible_characters, without_hyphens
from book.verify.readback.pdf import PageText

# A number, roman or arabic, with the marks at it.
FIGURE = re.compile(
    r"\W*(?:(?:[0-9]+|[ivxlc]+)(?:[-–](?:[0-9]+|[ivxlc]+))?)?(?:n[0-9]+(?:[-–][0-9]+)?)?\W*",
    re.IGNORECASE,
)
CALLED = re.compile(r"[0-9]+$")

BROKEN = (
    "\x02",
    "\ufffe",
    "\N{SOFT HYPHEN}",
    "\N{HYPHEN}",
)  # what is written for the hyphen of a line end


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one level of all pages, and after how many of them each page ends."""

    words: list[str]
    ends: list[int]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "PageWords":
        """Read the texts of the pages on end; a word that is broken at the end of a page is whole, on the page on which it begins."""
        parts = [text if text.endswith(BROKEN) else f"{text}\n" for text in texts]
        written = "".join(parts)
        starts = [match.start() for match in TOKEN.finditer(written)]
        words = [without_hyphens(word) for word in tokenize(written)]
        return cls(words, [bisect_left(starts, end) for end in accumulate(map(len, parts))])

    def touched(self, start: int, end: int) -> range:
        """Give the indices of the pages on which words stand; where none do, of the page on which they would."""
        first = min(bisect_right(self.ends, start), len(self.ends) - 1)
        return range(first, max(first, bisect_left(self.ends, end)) + 1)


def find_page_changes(old: Sequence[PageText], new: Sequence[PageText]) -> tuple[PageChange, ...]:
    """Compare the pages of two releases: runs of pages with one fate, in the new book's order. What is as it was is none of them."""
    fates = _touched(old, new)
    changes: list[PageChange] = []
    for one, two in align(
        list(enumerate(old)),
        list(enumerate(new)),
        lambda page: (visible_characters(page[1].text), visible_characters(page[1].foot)),
        lambda _: 0,
    ):
        if one and two:
            same = visible_characters(one[1].text) == visible_characters(
                two[1].text
            ) and visible_characters(one[1].foot) == visible_characters(two[1].foot)
            fate: PageFate = "moved" if same else fates.get(two[0], "reflowed")
            if not same or one[1].label != two[1].label:
                changes.append(
                    PageChange(fate, two[1].label, two[1].label, one[1].label, one[1].label)
                )
        elif two:
            changes.append(PageChange("added", two[1].label, two[1].label))
        elif one:
            changes.append(PageChange("removed", "", "", one[1].label, one[1].label))
    return tuple(_runs(changes, [page.label for page in old], [page.label for page in new]))


def _touched(old: Sequence[PageText], new: Sequence[PageText]) -> dict[int, PageFate]:
    """Find the new pages on which a word differs: in other figures alone, or in words."""
    found: dict[int, PageFate] = {}
    for level in ("text", "foot"):
        first, second = (
            PageWords.of([getattr(page, level) for page in pages]) for pages in (old, new)
        )
        for code in codes_of(first.words, second.words):
            fate: PageFate = (
                "figures" if _is_figures(code, first.words, second.words) else "changed"
            )
            for page in second.touched(code[2], code[3]):
                found[page] = "changed" if "changed" in (fate, found.get(page)) else fate
    return found


def _is_figures(code: Code, old: Sequence[str], new: Sequence[str]) -> bool:
    before, now = old[code[0] : code[1]], new[code[2] : code[3]]
    return list(_without_figures(before)) == list(_without_figures(now))


def _without_figures(words: Sequence[str]) -> Iterator[str]:
    """Leave out numbers, and those of notes, which stand at the words.

    >>> list(_without_figures(["xiv,", "in", "size.12", "5n1"]))
    ['in', 'size.']
    """
    yield from (CALLED.sub("", word) for word in words if not FIGURE.fullmatch(word))


def _runs(
    changes: Sequence[PageChange], old: Sequence[str], new: Sequence[str]
) -> Iterator[PageChange]:
    """Join pages that follow each other and have one fate; what is moved must be moved by as much."""
    before, now = ({label: at for at, label in enumerate(labels)} for labels in (old, new))

    def kind(numbered: tuple[int, PageChange]) -> tuple[object, ...]:
        number, change = numbered
        at, was = now.get(change.first, 0), before.get(change.former_first, 0)
        shift = at - was if change.fate == "moved" else 0
        return change.fate, shift, (was if change.fate == "removed" else at) - number

    for _, group in groupby(enumerate(changes), kind):
        run = [change for _, change in group]
        first, last = run[0], run[-1]
        yield PageChange(
            first.fate, first.first, last.first, first.former_first, last.former_first, len(run)
        )

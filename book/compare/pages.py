"""Compare the pages of two print editions by their words, and their numbers.

The text of the whole book is aligned with the former one, word by word, and so are the notes at the
feet of the pages. A page in which no word differs is unchanged, or its page breaks moved.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby

from book.compare.matching import align_items
from book.compare.words import diff_words
from book.model import PageChange, PageFate
from book.text.alignment import DiffBlock
from book.text.typography import TOKEN, tokenize, visible_characters, without_hyphens
from book.verify.readback.pdf import PageText

# A number, roman or arabic, with the marks around it.
NUMBER = re.compile(
    r"\W*(?:(?:[0-9]+|[ivxlc]+)(?:[-–](?:[0-9]+|[ivxlc]+))?)?(?:n[0-9]+(?:[-–][0-9]+)?)?\W*",
    re.IGNORECASE,
)
NOTE_CALL = re.compile(r"[0-9]+$")
# What PDF programs write for the hyphen of a line end.
BROKEN = ("\x02", "\ufffe", "\N{SOFT HYPHEN}", "\N{HYPHEN}")

IndexedPage = tuple[int, PageText]


class PageWords:
    """The words of a level of all pages, and the number of words up to the end of each page.

    A word that is broken at the end of a page is whole, on the page where it begins.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        parts = [text if text.endswith(BROKEN) else f"{text}\n" for text in texts]
        text = "".join(parts)
        starts = [match.start() for match in TOKEN.finditer(text)]
        self.words = [without_hyphens(word) for word in tokenize(text)]
        self.ends = [bisect_left(starts, end) for end in accumulate(map(len, parts))]

    def pages(self, start: int, end: int) -> range:
        """Return the indices of the pages with these words; of no words, the page at that point."""
        first = min(bisect_right(self.ends, start), len(self.ends) - 1)
        return range(first, max(first, bisect_left(self.ends, end)) + 1)


def find_page_changes(old: Sequence[PageText], new: Sequence[PageText]) -> tuple[PageChange, ...]:
    """Return the runs of pages with one fate, in the new book's order, without unchanged pages."""
    fates = _changed_pages(old, new)
    pairs = align_items(list(enumerate(old)), list(enumerate(new)), _characters, lambda _: 0)
    changes = [change for one, two in pairs if (change := _change_of_page(one, two, fates))]
    old_numbers, new_numbers = (
        {page.label: index for index, page in enumerate(pages)} for pages in (old, new)
    )
    return tuple(_join_runs(changes, old_numbers, new_numbers))


def _characters(page: IndexedPage) -> tuple[str, str]:
    return visible_characters(page[1].text), visible_characters(page[1].foot)


def _change_of_page(
    old: IndexedPage | None, new: IndexedPage | None, fates: Mapping[int, PageFate]
) -> PageChange | None:
    """Return the change of a page; None if it has the same characters and the same number."""
    label = new[1].label if new else ""
    former = old[1].label if old else ""
    if old is None:
        return PageChange("added", label, label)
    if new is None:
        return PageChange("removed", "", "", former, former)
    if _characters(old) != _characters(new):
        return PageChange(fates.get(new[0], "reflowed"), label, label, former, former)
    return PageChange("moved", label, label, former, former) if label != former else None


def _changed_pages(old: Sequence[PageText], new: Sequence[PageText]) -> dict[int, PageFate]:
    """Return the new pages on which words differ, or numbers only."""
    texts = ([page.text for page in old], [page.text for page in new])
    feet = ([page.foot for page in old], [page.foot for page in new])
    fates: dict[int, PageFate] = {}
    for before, after in (texts, feet):
        for page, fate in _fates(PageWords(before), PageWords(after)):
            fates[page] = "changed" if fates.get(page) == "changed" else fate
    return fates


def _fates(old: PageWords, new: PageWords) -> Iterator[tuple[int, PageFate]]:
    """Yield the new pages of each difference with its kind."""
    for block in diff_words(old.words, new.words):
        fate: PageFate = "figures" if _only_numbers(block, old.words, new.words) else "changed"
        for page in new.pages(block[2], block[3]):
            yield page, fate


def _only_numbers(block: DiffBlock, old: Sequence[str], new: Sequence[str]) -> bool:
    start, end, new_start, new_end = block
    return _without_numbers(old[start:end]) == _without_numbers(new[new_start:new_end])


def _without_numbers(words: Sequence[str]) -> list[str]:
    """Return words without numbers, and without those of notes, which are attached to words.

    >>> _without_numbers(["xiv,", "in", "size.12", "5n1"])
    ['in', 'size.']
    """
    return [NOTE_CALL.sub("", word) for word in words if not NUMBER.fullmatch(word)]


def _join_runs(
    changes: Sequence[PageChange], old: Mapping[str, int], new: Mapping[str, int]
) -> Iterator[PageChange]:
    """Join consecutive pages with one fate; moved pages must have moved by the same number.

    `old` and `new` are the indices of the pages by their labels.
    """
    keys = [_run_key(change, position, old, new) for position, change in enumerate(changes)]
    for _, group in groupby(zip(keys, changes, strict=True), key=lambda keyed: keyed[0]):
        run = [change for _, change in group]
        yield _join(run)


def _run_key(
    change: PageChange, position: int, old: Mapping[str, int], new: Mapping[str, int]
) -> tuple[PageFate, int, int]:
    """Return what is equal for consecutive pages: the fate, the shift, and the offset."""
    index, former = new.get(change.first, 0), old.get(change.former_first, 0)
    shift = index - former if change.fate == "moved" else 0
    return change.fate, shift, (former if change.fate == "removed" else index) - position


def _join(run: Sequence[PageChange]) -> PageChange:
    first, last = run[0], run[-1]
    return PageChange(
        first.fate, first.first, last.first, first.former_first, last.former_first, len(run)
    )

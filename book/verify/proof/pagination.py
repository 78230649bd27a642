"""Find where each printed page begins in the e-book, and prove the e-book's list of pages.

Print and e-book have the same words in the same order; only the numbers in contents and index
differ. So the text before a page is counted part by part, in both media at once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from book.errors import ProofError
from book.model import Edition, PageStart
from book.text.documents import divide, edition_of_documents, long_divisions
from book.text.keyed import keyed_edition
from book.text.plaintext import Anchor, Chapter, NoteText, plain_chapters
from book.text.typography import BREAKS, visible_characters
from book.verify.proof.expected import CALL, common_length, text_of_part, with_marked_calls
from book.verify.proof.prove_print import Pagination
from book.verify.readback.epub import EpubReading, PageMark


@dataclass(frozen=True, slots=True)
class MatchedPart:
    """A part of a division in both media, in visible characters.

    `print_start` is its offset in the printed book, `ebook_start` its offset in its division of the
    e-book.
    """

    division: str
    print: str
    ebook: str
    print_start: int
    ebook_start: int

    @property
    def print_end(self) -> int:
        return self.print_start + len(self.print)

    def ebook_offset(self, offset: int) -> int:
        """Turn an offset in the printed book into one in the division of the e-book.

        Numbers that only print has lead to what follows them.

        >>> line = MatchedPart("index", "law,12,14.Seealsoorder", "law,II.2.Seealsoorder", 0, 0)
        >>> [line.ebook[line.ebook_offset(offset):] for offset in (0, 7, 9)]
        ['law,II.2.Seealsoorder', '.Seealsoorder', '.Seealsoorder']
        """
        within = offset - self.print_start
        if within > common_length(self.print, self.ebook):
            same_end = common_length(self.print[::-1], self.ebook[::-1])
            within = len(self.ebook) - min(same_end, len(self.print) - within)
        return self.ebook_start + within


def page_starts(edition: Edition, pages: Pagination) -> tuple[PageStart, ...]:
    """Return the beginning of each page that is not blank, in order, without those of the cover.

    A page that holds only notes begins where the text on the page before it ended.
    """
    covers = {division.id for division in edition.divisions if division.kind == "cover"}
    parts = tuple(_matched_parts(edition, pages.numbers))
    starts: list[PageStart] = []
    index = begin = 0
    for label, end, has_ink in zip(pages.labels, pages.ends, pages.has_ink, strict=True):
        # The part must hold the first character of the page, if the page has text.
        first = begin + (end > begin)
        while index + 1 < len(parts) and parts[index].print_end < first:
            index += 1
        part = parts[index]
        if has_ink and part.division not in covers:
            starts.append(PageStart(label, part.division, part.ebook_offset(begin)))
        begin = end
    return tuple(starts)


def _matched_parts(edition: Edition, numbers: Mapping[str, str]) -> Iterator[MatchedPart]:
    print_start = 0
    keyed = divide(keyed_edition(edition), long_divisions(edition))
    unmarked = {note.id for note in keyed.notes if note.key is not None}
    printed, marked = (
        plain_chapters(keyed, numbers),
        plain_chapters(with_marked_calls(edition_of_documents(edition))),
    )
    for chapter, same in zip(printed, marked, strict=True):
        ebook_start = 0
        for in_print, in_ebook in _text_pairs(chapter, same, unmarked):
            yield MatchedPart(chapter.id, in_print, in_ebook, print_start, ebook_start)
            print_start += len(in_print)
            ebook_start += len(in_ebook)


def _text_pairs(
    printed: Chapter, ebook: Chapter, unmarked: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the visible characters of each part of a chapter in both media.

    The e-book's have CALL before each mark; of `unmarked` notes, only the e-book has the marks.
    """
    notes = iter(ebook.notes)
    for in_print, in_ebook in zip(printed.flow, ebook.flow, strict=True):
        if not isinstance(in_print, Anchor) and not isinstance(in_ebook, Anchor):
            first, second = map(visible_characters, map(text_of_part, (in_print, in_ebook)))
            calls = tuple(islice(notes, second.count(CALL)))
            if any(note.id in unmarked for note in calls):
                yield from _pairs_between_calls(second, calls, unmarked)
            else:
                yield first, second.replace(CALL, "")


def _pairs_between_calls(
    text: str, calls: Iterable[NoteText], unmarked: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text between the calls in it, and the marks that only one medium has.

    >>> pairs = _pairs_between_calls(f"fox{CALL}aran", [NoteText("v", f"{CALL}a", "")], {"v"})
    >>> list(pairs)
    [('fox', 'fox'), ('', 'a'), ('ran', 'ran')]
    """
    first, *pieces = text.split(CALL)
    yield first, first
    for note, piece in zip(calls, pieces, strict=True):
        mark = visible_characters(note.mark.removeprefix(CALL))
        rest = piece.removeprefix(mark)
        yield "" if note.id in unmarked else mark, mark
        yield rest, rest


def prove_page_list(
    edition: Edition, starts: Sequence[PageStart], reading: EpubReading, file: str
) -> None:
    """Raise ProofError if the e-book's list of pages is not that of the printed pages.

    It must have each page once, in order, and lead to the word with which the page begins. A word
    that continues overleaf belongs to the page on which it begins, and the mark of the next page
    stands after its end.
    """
    prove_page_marks(edition, starts, reading.pages, reading.documents, file)


def prove_page_marks(
    edition: Edition,
    starts: Sequence[PageStart],
    pages: Sequence[PageMark],
    texts: Sequence[str],
    file: str,
) -> None:
    """Raise ProofError if pages do not begin where those of the print edition do.

    `texts` are those of the edition's divisions.
    """
    _prove_labels(starts, pages, file)
    divisions = edition_of_documents(edition).divisions
    documents = {division.id: number for number, division in enumerate(divisions)}
    for start, mark in zip(starts, pages, strict=True):
        if mark.document != documents[start.division]:
            message = f"page {start.label} begins in {start.division}, but its mark is elsewhere"
            raise ProofError(message, file=file)
        _prove_mark(start, mark, texts[mark.document], file)


def _prove_labels(starts: Iterable[PageStart], marks: Iterable[PageMark], file: str) -> None:
    listed, expected = [mark.label for mark in marks], [start.label for start in starts]
    if listed != expected:
        message = f"the list of pages is {_summary(listed)}, but the book has {_summary(expected)}"
        raise ProofError(message, file=file)


def _prove_mark(start: PageStart, mark: PageMark, text: str, file: str) -> None:
    before, after = text[: mark.offset], text[mark.offset :]
    excess = len(visible_characters(before)) - start.offset
    if excess < 0 or (excess and not _ends_word(before, after, excess)):
        message = f"the mark of page {start.label} is {excess:+} characters from its place"
        raise ProofError(message, file=file)


def _ends_word(text: str, following: str, length: int) -> bool:
    """Return whether the last `length` characters of a text are the end of a word begun before.

    >>> text = "of nations – inter\N{SOFT HYPHEN}national"
    >>> _ends_word(text, " law", 8)
    True
    >>> _ends_word(text, " law", 13), _ends_word(text, "ism", 8)
    (False, False)
    """
    word = visible_characters((text.split() or [""])[-1])
    border = text[-1:] + following[:1]
    is_torn = text[-1:].strip() and following[:1].strip() and not BREAKS.search(border)
    return length < len(word) and not is_torn and not BREAKS.search(word[-length - 1 :])


def _summary(labels: Sequence[str]) -> str:
    """Summarize a list of page labels.

    >>> _summary(["i", "ii", "1"]), _summary([])
    ('i–1 (3)', 'empty')
    """
    return f"{labels[0]}–{labels[-1]} ({len(labels)})" if labels else "empty"

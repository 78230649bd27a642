"""Prove that every link and bookmark of the PDF leads to where the edition says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NoReturn

from book.errors import ProofError
from book.model import Division, Edition
from book.text.code_points import tell_apart
from book.text.plaintext import plain_heading
from book.text.targets import anchor_names, note_name
from book.text.typography import visible_characters
from book.verify.proof.expected_links import ExpectedLink, expected_links
from book.verify.proof.pages import printed_numbers
from book.verify.readback.annotations import Annotation
from book.verify.readback.drawn import DrawnText
from book.verify.readback.geometry import holds
from book.verify.readback.navigation import Bookmark, PdfPlace
from book.verify.readback.pdf import PdfReading
from book.verify.readback.speech import TaggedBook
from book.verify.readback.tagged import TaggedElement

TOLERANCE = 6.0  # points by which a letter may stand out of the area of its link
BELOW, ABOVE = 3.0, 150.0  # points from the baseline of what a place leads to, up to the place
DEEPEST_BOOKMARK = 3  # the level of the last headings that have bookmarks


def prove_links(
    edition: Edition,
    book: TaggedBook,
    starts: Mapping[str, DrawnText],
    reading: PdfReading,
    file: str,
) -> None:
    """Raise ProofError for the first link or bookmark that is missing or leads elsewhere.

    `starts` is the text that begins at each anchor.
    """
    prover = _LinkProver(edition, book, starts, reading, file)
    prover.prove_annotations()
    prover.prove_words()
    prover.prove_bookmarks()


@dataclass(frozen=True)
class _LinkProver:
    edition: Edition
    book: TaggedBook
    starts: Mapping[str, DrawnText]
    reading: PdfReading
    file: str

    def prove_annotations(self) -> None:
        """Raise ProofError if an annotation is no link of the text, or is drawn over it."""
        in_tree = {id(each) for link in self.book.document.find("Link") for each in link.links}
        for annotation in self.book.annotations:
            if annotation.kind != "Link" or annotation.is_drawn:
                self._fail(annotation.page, f"has an annotation of the type {annotation.kind}")
            if id(annotation) not in in_tree:
                self._fail(annotation.page, f"a link to {annotation.target} is on no words")

    def prove_words(self) -> None:
        """Raise ProofError if a link has other words, or leads to another target."""
        expected = expected_links(self.edition, printed_numbers(self.reading))
        words = _words_of_targets(self.edition)
        for wanted, link in zip_longest(expected, self.book.document.find("Link")):
            page = _page_of(link)
            if wanted is None or link is None or not _has_words(link, wanted.words):
                self._fail_words(wanted, link)
            for annotation in link.links:
                if annotation.target != wanted.target:
                    target = annotation.target or "nothing"
                    message = f"the link “{wanted.words}” leads to {target}, not {wanted.target}"
                    self._fail(page, message)
                if annotation.words != words.get(wanted.target, wanted.target.removeprefix("#")):
                    message = f"the link “{wanted.words}” is named “{annotation.words}”"
                    self._fail(page, message)
            if not all(_is_covered(text, link.links) for text in _texts(link)):
                self._fail(page, f"the link “{wanted.words}” is not on its words")
            if wanted.target.startswith("#"):
                self._check_place(wanted, page)

    def _check_place(self, link: ExpectedLink, page: int) -> None:
        name = link.target.removeprefix("#")
        place = self.book.furnishing.destinations.get(name)
        text = self.starts.get(name)
        if place is None or text is None:
            self._fail(page, f"the link “{link.words}” leads to {link.target}, which is nowhere")
        if not self._leads_to(place, text):
            message = f"the link “{link.words}” leads to {self._name(place)}, but {link.target} is "
            self._fail(page, message + f"on page {self.reading.labels[text.page]}")

    def _leads_to(self, place: PdfPlace, text: DrawnText) -> bool:
        """Return whether a place is that of a text: on its page, at its line or a little above it.

        A picture may stand between them.
        """
        height = place.top - text.box[1]
        has_picture = self.book.pages[text.page].images > 0
        is_turned = text.box[3] - text.box[1] > text.size
        is_near = -BELOW <= height <= ABOVE or is_turned or (has_picture and height > 0)
        return place.page == text.page and is_near

    def _name(self, place: PdfPlace) -> str:
        return f"page {self.reading.labels[place.page]}, {place.top:.0f} points from its foot"

    def prove_bookmarks(self) -> None:
        """Raise ProofError if the bookmarks are not the headings, in their order and levels."""
        expected = tuple(_nested(_headings(self.edition.divisions, 1)))
        for wanted, bookmark in zip_longest(expected, self.book.furnishing.bookmarks):
            title = bookmark.title if bookmark else "no bookmark"
            if wanted is None:
                raise ProofError(f"the bookmark “{title}” is of no heading", file=self.file)
            level, division = wanted
            heading = plain_heading(division)
            if bookmark is None or not _is_titled(bookmark, division, level):
                message = f"expected the bookmark “{heading}” of level {level}, found “{title}”"
                raise ProofError(message, file=self.file)
            place = bookmark.place
            text = self.starts[division.id]
            if place is None or not self._leads_to(place, text):
                target = self._name(place) if place else "nothing"
                page = self.reading.labels[text.page]
                message = f"the bookmark “{title}” leads to {target}; its heading is on page {page}"
                raise ProofError(message, file=self.file)

    def _fail_words(self, wanted: ExpectedLink | None, link: TaggedElement | None) -> NoReturn:
        expected = f"the link “{wanted.words}” to {wanted.target}" if wanted else "no link"
        found = f"“{link.text.strip()}”" if link else "no further link"
        expected, found = tell_apart(expected, found)
        self._fail(_page_of(link), f"expected {expected}, found {found}")

    def _fail(self, page: int, message: str) -> NoReturn:
        raise ProofError(f"page {self.reading.labels[page]}: {message}", file=self.file)


def _words_of_targets(edition: Edition) -> dict[str, str]:
    """Return what is said of where a link leads, by its target."""
    labels = edition.labels
    notes = {note.id: note_name(note, labels) for note in edition.notes}
    names = dict(anchor_names(edition.divisions))
    back = {f"call-{note}": f"{labels['back-to-text']}, {name}" for note, name in notes.items()}
    return {f"#{anchor}": words for anchor, words in (names | notes | back).items()}


def _has_words(link: TaggedElement, words: str) -> bool:
    return visible_characters(link.text) == visible_characters(words) and bool(link.links)


def _texts(element: TaggedElement) -> Iterator[DrawnText]:
    for kid in element.kids:
        if isinstance(kid, TaggedElement):
            yield from _texts(kid)
        elif kid.text.strip():
            yield kid


def _page_of(link: TaggedElement | None) -> int:
    return next((text.page for text in _texts(link)), 0) if link else -1


def _is_covered(text: DrawnText, links: Iterable[Annotation]) -> bool:
    return any(link.page == text.page and holds(link.box, text.box, TOLERANCE) for link in links)


def _headings(divisions: Sequence[Division], level: int) -> Iterator[tuple[int, Division]]:
    for division in divisions:
        if level <= DEEPEST_BOOKMARK and plain_heading(division):
            yield level, division
        yield from _headings(division.divisions, level + 1)


def _nested(headings: Iterable[tuple[int, Division]]) -> Iterator[tuple[int, Division]]:
    """Yield headings with the levels of their bookmarks, of which none is skipped."""
    around: list[int] = []
    for level, division in headings:
        while around and around[-1] >= level:
            around.pop()
        around.append(level)
        yield len(around), division


def _is_titled(bookmark: Bookmark, division: Division, level: int) -> bool:
    title, heading = map(visible_characters, (bookmark.title, plain_heading(division)))
    return bookmark.level == level and title == heading

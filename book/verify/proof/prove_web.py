"""Prove that the web edition is the edition: each word and note once, at its place, and seen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from book.errors import ProofError
from book.model import Edition, PageStart
from book.text.direction import direction_of
from book.verify.proof.compare_books import compare_books
from book.verify.proof.expected_ebook import expected_book
from book.verify.proof.pagination import prove_page_marks
from book.verify.proof.prove_pictures import is_same_picture
from book.verify.proof.prove_web_addresses import prove_addresses
from book.verify.proof.prove_web_files import prove_files
from book.verify.proof.prove_web_styles import prove_web_styles
from book.verify.readback.lines import BookText
from book.verify.readback.web_edition import WebReading, read_web_edition

# What only a bound book has, and what stands together on the first page, in its order.
LEFT_OUT = ("cover", "half-title")
FIRST = ("title-page", "contents", "imprint")


def prove_web(
    edition: Edition, outputs: Mapping[str, bytes], starts: Sequence[PageStart], folder: str
) -> int:
    """Return the number of pages. Raise ProofError for the first fault.

    The pages, from the first to the next, have the text of each division, the notes after the
    blocks that call them: the very words, spaces and hyphens, in their form, with links that lead
    to the right places. So do the lists. Printed pages begin where they do in the PDF. The pictures
    are those of the edition. No words are hidden, nothing is loaded from elsewhere, and each
    paragraph and note has the address that its words give it.
    """
    shown = _shown(edition)
    reading = read_web_edition(outputs, folder)
    expected = expected_book(shown, has_note_headings=False)
    _prove_order(shown, reading, folder)
    compare_books(expected, reading.book, reading.names, f"{folder}/read")
    _prove_heads(edition, reading, folder)
    moved = tuple(_moved(starts, edition, shown))
    texts = reading.book.texts
    prove_page_marks(shown, moved, reading.marks, texts, f"{folder}/read/index.html")
    prove_addresses(reading, moved, edition, folder)
    _prove_pictures(edition, expected, reading, outputs, folder)
    prove_files(reading, outputs, folder)
    prove_web_styles(reading, outputs, folder)
    return len(reading.pages)


def _shown(edition: Edition) -> Edition:
    """Return an edition with the divisions that are shown, in the order of the pages."""
    kept = (each for each in edition.divisions if each.kind not in LEFT_OUT)
    ordered = sorted(
        kept, key=lambda each: FIRST.index(each.kind) if each.kind in FIRST else len(FIRST)
    )
    return replace(edition, divisions=tuple(ordered))


def _prove_order(edition: Edition, reading: WebReading, folder: str) -> None:
    expected = [division.id for division in edition.divisions]
    found = [section.get("id", "") for _, section in reading.sections]
    if found != expected:
        message = f"the pages have the texts {', '.join(found)}, expected {', '.join(expected)}"
        raise ProofError(message, file=f"{folder}/read")


def _prove_heads(edition: Edition, reading: WebReading, folder: str) -> None:
    """Raise ProofError unless each page has a title, and states its language and direction."""
    language = edition.imprint.language
    direction = "rtl" if direction_of(language) == "rtl" else ""
    for path, root in reading.pages.items():
        if (root.get("lang", ""), root.get("dir", "")) != (language, direction):
            message = f"the page does not state that its language is {language}"
            raise ProofError(f"{message} {direction}".strip(), file=f"{folder}/{path}")
        if edition.imprint.title not in (root.findtext(".//{*}title") or ""):
            raise ProofError("the page has another title", file=f"{folder}/{path}")


def _moved(starts: Iterable[PageStart], edition: Edition, shown: Edition) -> Iterator[PageStart]:
    """Yield where pages begin: those of what is not shown, before the rest."""
    kept = {division.id for division in shown.divisions}
    first = next(division.id for division in edition.divisions if division.id in kept)
    for start in starts:
        yield start if start.division in kept else replace(start, division=first, offset=0)


def _prove_pictures(
    edition: Edition,
    expected: BookText,
    reading: WebReading,
    outputs: Mapping[str, bytes],
    folder: str,
) -> None:
    """Raise ProofError if a picture is not that of the edition."""
    pictures = {picture.name: picture.content for picture in edition.pictures}
    documents = zip(reading.names, expected.documents, reading.book.documents, strict=True)
    for name, wanted, found in documents:
        for one, other in zip(wanted, found, strict=True):
            sources = [span.value for span in one.spans if span.kind == "picture"]
            paths = [span.value for span in other.spans if span.kind == "picture"]
            for source, path in zip(sources, paths, strict=True):
                if not is_same_picture(pictures[source], outputs.get(path, b"")):
                    message = f"{name}: {path} is another picture than {source}"
                    raise ProofError(message, file=f"{folder}/read")

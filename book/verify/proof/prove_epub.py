"""Prove that the e-book holds the whole edition, document by document."""

from book.errors import ProofError
from book.model import Edition
from book.text.documents import edition_of_documents
from book.verify.proof.compare_books import compare_books
from book.verify.proof.expected_ebook import expected_book
from book.verify.proof.prove_navigation import prove_navigation
from book.verify.proof.prove_package import prove_package
from book.verify.proof.prove_pictures import prove_pictures
from book.verify.proof.prove_styles import prove_styles
from book.verify.readback.epub import EpubReading


def prove_epub(edition: Edition, reading: EpubReading, cover: bytes, file: str) -> None:
    """Raise ProofError if the e-book does not hold the edition and nothing else.

    Each document of the spine has the text of its division, then its notes under their heading:
    the very words, spaces and hyphens, in their form, with links that lead to the right places. So
    do the lists. The pictures, the cover and the metadata are those of the edition. No words are
    hidden by a style.
    """
    divided = edition_of_documents(edition)
    expected, found = expected_book(divided), reading.book
    if len(found.documents) != len(expected.documents):
        count = f"{len(found.documents)} documents for {len(expected.documents)} divisions"
        raise ProofError(count, file=file)
    names = [head.name for head in reading.heads]
    compare_books(expected, found, names, file)
    prove_navigation(edition, expected, reading, file)
    prove_package(divided, reading, file)
    prove_pictures(divided, cover, expected, reading, file)
    prove_styles(reading, file)

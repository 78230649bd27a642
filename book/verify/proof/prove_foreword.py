"""Prove that each piece of the foreword has the head that its witness, or the editor, gives it."""

from collections.abc import Iterator

from book.errors import ProofError
from book.model import Collation, Division, Edition, Paragraph, Text
from book.text.inlines import text_of
from book.text.traversal import divisions_of
from book.verify.intake.words import split

# The fields whose words are printed as the witness has them, with the styles that print them.
PRINTED = {"author": "byline", "agency": "publication", "credit": "credit"}
READ = ("title", "subtitle", "author", "credit")  # an agency may be known by a sign
REMEDY = "This is a bug in Variorum: please report it with the edition's folder."


def prove_metadata(text: Text) -> None:
    """Raise ProofError, with its line, for a title or a name with words that the file lacks."""
    lines = {line.number: line.text for line in text.witness.lines}
    known = {word for line in lines.values() for word in split(line)}
    for datum in text.metadata:
        # Furniture may stand before it without a space: “ContentsThe Ferry”.
        is_there = datum.value in lines.get(datum.span.line, "")
        if datum.field in READ and not is_there and not known.issuperset(split(datum.value)):
            message = f"cleaning read a {datum.field} “{datum.value}” that is not in this file"
            raise ProofError(message, file=text.witness.file, line=datum.span.line, remedy=REMEDY)


def prove_foreword(edition: Edition, texts: tuple[Text, ...], collation: Collation) -> None:
    """Raise ProofError for a title, a byline or a credit that is not printed at its piece."""
    witnesses = {text.witness.siglum: text for text in texts}
    pieces = {str(division.place): division for division in divisions_of(edition.divisions)}
    for siglum, rows in collation.commentaries:
        text, place = witnesses[siglum], ".".join(rows[0].place.path)
        if place not in pieces:
            message = f"the edition has no piece for the commentary {siglum}"
            raise ProofError(message, file=text.witness.file, remedy=REMEDY)
        _prove_piece(text, pieces[place])


def _prove_piece(text: Text, piece: Division) -> None:
    own = next((datum.value for datum in text.metadata if datum.field == "title"), "")
    titles = [split(title) for title in (own, text.witness.title) if title]
    printed = split(text_of(piece.title))
    if titles and printed not in titles:
        message = f"the title “{own or text.witness.title}” is printed as “{' '.join(printed)}”"
        raise ProofError(message, file=text.witness.file, remedy=REMEDY)
    lines = list(_lines(piece))
    for field, style in PRINTED.items():
        given = {"author": text.witness.author, "agency": text.witness.publisher}.get(field, "")
        for value in _values(text, field):
            wanted = (split(value), split(given))
            if not any(kind == style and words in wanted for kind, words in lines):
                message = f"the {field} “{value}” is not printed at its piece of the foreword"
                raise ProofError(message, file=text.witness.file, remedy=REMEDY)


def _values(text: Text, field: str) -> list[str]:
    """Return what a witness says for a field: all credits, and the first of the others."""
    values = [datum.value for datum in text.metadata if datum.field == field]
    return values if field == "credit" else values[:1]


def _lines(piece: Division) -> Iterator[tuple[str, list[str]]]:
    for block in piece.blocks:
        if isinstance(block, Paragraph):
            yield block.style, split(text_of(block.inlines))

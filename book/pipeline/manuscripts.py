"""The TEI document and the manuscripts for word processors, rendered and proven."""

import json
from collections.abc import Mapping
from functools import partial

from book.errors import EditionError
from book.model import Edition
from book.pandoc import engine
from book.pandoc.formulas import read_formulas
from book.pandoc.inlined import with_pictures, without_pictures
from book.pandoc.joined import join_words
from book.pandoc.nodes import lines_of_nodes, text_of_nodes
from book.pipeline.edition import AssembledEdition
from book.render.manuscript import as_manuscript, formulas_of, pandoc_document
from book.render.tei import render_tei
from book.runtime.cache import Cache
from book.text.cached import recall
from book.verify.intake.gathering import Gathered
from book.verify.intake.markup import gather_html
from book.verify.intake.tei import gather_tei
from book.verify.proof import prove_manuscript as proof
from book.verify.proof.book_markup import treat_document
from book.verify.proof.manuscript_form import gather_manuscript
from book.verify.proof.prove_form import prove_form
from book.verify.proof.prove_tei import prove_tei
from book.verify.readback.word import read_word

# The suffix of a manuscript, and pandoc's writer and reader for it.
MANUSCRIPTS = {"md": ("markdown-smart", "markdown-smart"), "docx": ("docx", "docx+styles")}

STATED = ("title", "subtitle", "author", "date")
# What the metadata of a manuscript calls the statements of an edition. A DOCX has two: at its
# beginning, and in its properties.
METADATA = {
    "md": {**{name: name for name in STATED}, "lang": "language"},
    "docx": {
        **{name: name for name in STATED},
        "core title": "title",
        "core author": "author",
        "language": "language",
    },
}


def render_tei_document(assembled: AssembledEdition) -> bytes:
    """Return the TEI document.

    Raise ProofError unless it holds the edition and every witness's text.
    """
    content = render_tei(
        assembled.edition, assembled.collation, assembled.texts, assembled.folder.comparison
    )
    prove_tei_document(assembled, content, f"{assembled.slug}.tei.xml")
    return content


def prove_tei_document(assembled: AssembledEdition, content: bytes, file: str) -> None:
    """Raise ProofError unless a TEI document holds the edition, all witnesses and all form."""
    edition, comparison = assembled.edition, assembled.folder.comparison
    prove_tei(edition, assembled.collation, assembled.texts, comparison, content, file)
    prove_form(assembled.edition, gather_tei(content, treat=treat_document), "tei", file)


def render_manuscript(edition: Edition, kind: str, cache: Cache | None = None) -> bytes:
    """Return the annotated manuscript as `md` or `docx`, proven.

    Raise EditionError for another kind.
    """
    writer, _ = _formats(kind)
    manuscript = _manuscript(edition, kind)
    document = pandoc_document(manuscript, has_styles=kind == "docx")
    pictures = {picture.name: picture.content for picture in edition.pictures}
    content = engine.write_document(document, writer, edition.imprint.date, pictures, cache)
    if kind == "md":
        content = with_pictures(content, edition.pictures)
    _prove(manuscript, content, kind, f"{edition.imprint.slug}.{kind}", cache)
    return content


def _manuscript(edition: Edition, kind: str) -> Edition:
    """Return the edition as a manuscript, with the formulas that a document of the kind keeps."""
    date = edition.imprint.date
    formulas = read_formulas(formulas_of(edition), *_formats(kind), date)
    return as_manuscript(edition, formulas)


def _formats(kind: str) -> tuple[str, str]:
    """Return pandoc's writer and reader for a kind. Raise EditionError if there is none."""
    if kind not in MANUSCRIPTS:
        expected = " or ".join(MANUSCRIPTS)
        message = f"invalid format {kind!r} for a manuscript; expected {expected}"
        raise EditionError(message, remedy="Run: inv export --to docx")
    return MANUSCRIPTS[kind]


def prove_manuscript(edition: Edition, content: bytes, kind: str, file: str) -> None:
    """Raise ProofError unless a manuscript holds every word, all notes and all form."""
    _prove(_manuscript(edition, kind), content, kind, file)


def prove_manuscripts(edition: Edition, contents: Mapping[str, bytes], folder: str) -> None:
    """Raise ProofError unless each manuscript, by its kind, holds the edition."""
    for kind, content in contents.items():
        prove_manuscript(edition, content, kind, f"{folder}/{edition.imprint.slug}.{kind}")


def _prove(
    manuscript: Edition, content: bytes, kind: str, file: str, cache: Cache | None = None
) -> None:
    read = partial(READERS[kind], content, file)
    text, metadata, form = recall(cache, "manuscript as it was read", (kind, content), read)
    proof.prove_manuscript(manuscript, text, file)
    proof.prove_metadata(manuscript, metadata, METADATA[kind], file)
    prove_form(manuscript, form, kind, file)


Reading = tuple[str, Mapping[str, str], Gathered]  # the text, the metadata, and the form


def _read_word(content: bytes, file: str) -> Reading:
    reading = read_word(content)
    return reading.text, reading.metadata, gather_manuscript(content)


def _read_markdown(content: bytes, file: str) -> Reading:
    """Return a manuscript in Markdown as pandoc reads it.

    No other reader that is at hand knows pandoc's notes, tables and attributes.
    """
    source = without_pictures(content).decode()
    tree = engine.convert(source, MANUSCRIPTS["md"][1], "json", file)
    document = json.loads(tree)
    joined = json.dumps(join_words(document))
    page = engine.convert(joined, "json", "html5", file, ["--mathml"])
    metadata = {name: text_of_nodes(value) for name, value in document["meta"].items()}
    return lines_of_nodes(document["blocks"]), metadata, gather_html(page.encode())


READERS = {"md": _read_markdown, "docx": _read_word}

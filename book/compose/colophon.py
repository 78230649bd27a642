"""The colophon: the fonts of a book, the sizes of its type and pages, and what made it."""

from collections.abc import Iterator
from dataclasses import asdict, replace

from book.model import Division, Edition, Paragraph, Plain, Trim
from book.text.digits import in_digits
from book.text.inlines import text_of
from book.text.languages import script_of
from book.text.scripts import SIZES, USUAL_SIZES
from book.text.traversal import blocks_of_type, divisions_of
from book.text.typography import HAN, join_sentences

COLOPHON = ("set-in", "set-on", "made-with")
COLOPHON_IN_SCRIPT = ("set-in", "set-in-also", "set-on", "made-with")
COLOPHON_WITH_HAN = ("set-in", "set-in-han", "set-on", "made-with")


def colophon(edition: Edition) -> Paragraph:
    """Name the fonts that the book needs, the size of its type and pages, and what made it."""
    language, keys = edition.imprint.language, tuple[str, ...](COLOPHON)
    if edition.typefaces:
        keys = COLOPHON_IN_SCRIPT
    elif _has_han(edition):
        keys = COLOPHON_WITH_HAN
    sizes = SIZES.get(script_of(language), USUAL_SIZES)
    figures = {"size": edition.trim.millimeters, **asdict(sizes)}
    fields = {
        "fonts": edition.labels["list-separator"].join(edition.typefaces),
        **{name: in_digits(figure, language) for name, figure in figures.items()},
    }
    sentences = (edition.labels[key].format(**fields) for key in keys)
    return Paragraph((Plain(join_sentences(sentences, edition.labels)),), "colophon")


def with_trim(edition: Edition, trim: Trim) -> Edition:
    """Return an edition for pages of another size, which its colophon names."""
    resized = replace(edition, trim=trim)
    divisions = tuple(
        replace(division, blocks=(colophon(resized),)) if division.kind == "colophon" else division
        for division in edition.divisions
    )
    return replace(resized, divisions=divisions)


def _has_han(edition: Edition) -> bool:
    notes = (text_of(note.inlines) for note in edition.notes)
    return any(HAN.search(text) for text in (*notes, *_texts(edition.divisions)))


def _texts(divisions: tuple[Division, ...]) -> Iterator[str]:
    """Yield the titles and paragraphs of divisions."""
    yield from (text_of(division.title) for division in divisions_of(divisions))
    yield from map(text_of, (p.inlines for p in blocks_of_type(divisions, Paragraph)))

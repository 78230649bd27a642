"""Mark the words of the text that witnesses have otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from book.model import (
    Block,
    Break,
    Division,
    Edition,
    Inline,
    Inlines,
    Mark,
    NoteCall,
    PageReference,
    Paragraph,
    Place,
    Plain,
)
from book.render.epub.chapters import MARK
from book.text.inlines import text_of

PREFIX = "var-"
VARIANT = Markup('<span id="{}" class="variant">{}</span>')
Numbered = tuple[int, int, int]  # the number of a variant, counted from 1, with its start and end


def mark_variants(edition: Edition) -> Edition:
    """Return the edition with an anchor around the lemma of each variant.

    The anchor of the variant `edition.variants[n - 1]` is `var-n`. A lemma that is cut by the end
    of a word's form, such as the end of italics, has several; the further ones are `var-n-2` …
    """
    places: dict[Place, list[Numbered]] = {}
    for number, variant in enumerate(edition.variants, 1):
        places.setdefault(variant.place, []).append((number, variant.start, variant.end))
    if not places:
        return edition
    lemmas = {number: each.lemma for number, each in enumerate(edition.variants, 1)}
    marker = _Marker(places, lemmas)
    return replace(edition, divisions=tuple(map(marker.division, edition.divisions)))


class _Marker:
    """Marks the paragraphs at the places of variants."""

    def __init__(self, places: Mapping[Place, list[Numbered]], lemmas: Mapping[int, str]) -> None:
        self.places, self.lemmas = places, lemmas

    def division(self, division: Division) -> Division:
        inner = tuple(map(self.division, division.divisions))
        return replace(division, blocks=tuple(map(self.block, division.blocks)), divisions=inner)

    def block(self, block: Block) -> Block:
        if not isinstance(block, Paragraph) or block.place is None:
            return block
        text, inlines = text_of(block.inlines), block.inlines
        for number, start, end in self.places.get(block.place, ()):
            if text[start:end] == self.lemmas[number] and start < end:
                inlines = mark_words(inlines, start, end, f"{PREFIX}{number}")
        return replace(block, inlines=inlines)


def write_mark(name: str, words: Markup) -> Markup:
    """Return words with an anchor: around them if witnesses have others, else before them."""
    return (VARIANT if name.startswith(PREFIX) else MARK).format(name, words)


def mark_words(inlines: Inlines, start: int, end: int, name: str) -> Inlines:
    """Return inlines with the characters `start` to `end` of their text in an anchor.

    >>> from book.model import Emphasis
    >>> mark_words((Plain("a "), Emphasis((Plain("red fox"),))), 6, 9, "v")[1].inlines
    (Plain(text='red '), Mark(id='v', inlines=(Plain(text='fox'),)))
    """
    names = iter(_names(name))
    return tuple(_marked(inlines, start, end, names))


def _names(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _marked(inlines: Inlines, start: int, end: int, names: Iterator[str]) -> Iterator[Inline]:
    """Yield inlines; those that lie between `start` and `end` together are in one anchor."""
    run: list[Inline] = []
    offset = 0
    for inline in inlines:
        length = len(text_of((inline,)))
        first, last = max(start - offset, 0), min(end - offset, length)
        before, inside, after = _divided(inline, length, first, last, names)
        is_open = not before and offset > start
        if run and not is_open:
            yield Mark(next(names), tuple(run))
            run = []
        yield from before
        run += inside
        if run and after:
            yield Mark(next(names), tuple(run))
            run = []
        yield from after
        offset += length
    if run:
        yield Mark(next(names), tuple(run))


def _divided(
    inline: Inline, length: int, first: int, last: int, names: Iterator[str]
) -> tuple[Inlines, Inlines, Inlines]:
    """Return what of an inline is before the words, what is of them, and what is after them."""
    if first >= last:
        return (), (), (inline,)
    if (first, last) == (0, length) and not isinstance(inline, Mark):
        return (), (inline,), ()
    match inline:
        case Plain():
            pieces = inline.text[:first], inline.text[first:last], inline.text[last:]
            before, inside, after = (((Plain(piece),) if piece else ()) for piece in pieces)
            return before, inside, after
        case Break() | NoteCall() | PageReference():
            return (), (), (inline,)
    within = tuple(_marked(inline.inlines, first, last, names))
    return (), (), (replace(inline, inlines=within),)

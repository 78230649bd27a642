"""Mark the words of the text that witnesses have otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

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
    Variant,
)
from book.render.epub.chapters import MARK
from book.text.inlines import text_of
from book.text.segments import split_text
from book.text.slices import break_offsets

PREFIX = "var-"
VARIANT = Markup('<span id="{}" class="variant">{}</span>')


def mark_variants(edition: Edition) -> Edition:
    """Return the edition with an anchor around the words of each variant.

    Overlapping variants have one anchor (`text.segments`): `var-n`, where `edition.variants[n - 1]`
    is the first of them. An addition to the text has an empty one. Words that are cut by the end of
    a form, such as that of italics, have several; the further ones are `var-n-2` …
    """
    numbers: dict[Place, int] = {}
    variants: dict[Place, list[Variant]] = {}
    for number, variant in enumerate(edition.variants):
        numbers.setdefault(variant.place, number)
        variants.setdefault(variant.place, []).append(variant)
    if not variants:
        return edition
    marker = _Marker(numbers, variants)
    return replace(edition, divisions=tuple(map(marker.division, edition.divisions)))


@dataclass(frozen=True, slots=True)
class _Marker:
    """Marks the words of variants; `numbers` counts the variants before those of a place."""

    numbers: Mapping[Place, int]
    variants: Mapping[Place, list[Variant]]

    def division(self, division: Division) -> Division:
        inner = tuple(map(self.division, division.divisions))
        return replace(division, blocks=tuple(map(self.block, division.blocks)), divisions=inner)

    def block(self, block: Block) -> Block:
        if not isinstance(block, Paragraph) or block.place is None:
            return block
        inlines, variants = block.inlines, self.variants.get(block.place, [])
        for segment in split_text(text_of(inlines), block.sigla, variants):
            if segment.readings:
                name = f"{PREFIX}{self.numbers[block.place] + segment.number}"
                if segment.start < segment.end:
                    inlines = mark_words(inlines, segment.start, segment.end, name)
                else:
                    inlines = insert_mark(inlines, segment.start, name)
        return replace(block, inlines=inlines)


def insert_mark(inlines: Inlines, point: int, name: str) -> Inlines:
    """Return inlines with an empty anchor after so many characters of their text.

    >>> insert_mark((Plain("a fox"),), 1, "v")
    (Plain(text='a'), Mark(id='v', inlines=()), Plain(text=' fox'))
    """
    mark = Mark(name, ())
    if point == 0:
        return mark, *inlines
    inserted: list[Inline] = []
    start = 0
    for inline in inlines:
        end = start + len(text_of((inline,)))
        if not start < point <= end:
            inserted.append(inline)
        elif point == end:
            inserted += (inline, mark)
        elif isinstance(inline, Plain):
            cut = point - start
            inserted += (Plain(inline.text[:cut]), mark, Plain(inline.text[cut:]))
        elif isinstance(inline, Break | NoteCall | PageReference):
            inserted += (inline, mark)
        else:
            inserted.append(
                replace(inline, inlines=insert_mark(inline.inlines, point - start, name))
            )
        start = end
    return tuple(inserted)


def write_mark(name: str, words: Markup) -> Markup:
    """Return words with an anchor: around them if witnesses have others, else before them."""
    return (VARIANT if name.startswith(PREFIX) else MARK).format(name, words)


def mark_words(inlines: Inlines, start: int, end: int, name: str) -> Inlines:
    """Return inlines with the characters `start` to `end` of their text in an anchor.

    >>> from book.model import Emphasis
    >>> mark_words((Plain("a "), Emphasis((Plain("red fox"),))), 6, 9, "v")[1].inlines
    (Plain(text='red '), Mark(id='v', inlines=(Plain(text='fox'),)))
    >>> marked = mark_words((Plain("a "), Mark("m", (Plain("fox"),)), Plain(" ran")), 0, 9, "v")
    >>> [each.id for each in (marked[0], marked[1].inlines[0], marked[2])]
    ['v', 'v-2', 'v-3']
    >>> [type(each).__name__ for each in mark_words((Plain("a"), Break(), Plain("b")), 0, 3, "v")]
    ['Mark', 'Break', 'Mark']
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
    name = ""
    offset = 0
    for inline in inlines:
        length = len(text_of((inline,)))
        first, last = max(start - offset, 0), min(end - offset, length)
        before, inside, after = _divided(inline, length, first, last, names)
        is_open = not before and offset > start
        if run and not is_open:
            yield Mark(name, tuple(run))
            run = []
        yield from before
        if inside and not run:
            name = next(names)  # before what follows takes one: they are in order
        run += inside
        if run and after:
            yield Mark(name, tuple(run))
            run = []
        yield from after
        offset += length
    if run:
        yield Mark(name, tuple(run))


def _divided(
    inline: Inline, length: int, first: int, last: int, names: Iterator[str]
) -> tuple[Inlines, Inlines, Inlines]:
    """Return what of an inline is before the words, what is of them, and what is after them."""
    if first >= last:
        return (), (), (inline,)
    is_whole = (first, last) == (0, length) and not isinstance(inline, Mark)
    if is_whole and not any(break_offsets((inline,))):  # the lines of verse have own elements
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

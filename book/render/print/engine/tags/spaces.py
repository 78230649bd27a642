"""Write the spaces that WeasyPrint leaves out at line ends and between elements.

ISO 32000-1, 14.8.2.5: the content of a tagged file shall have the spaces that separate words, so
that words need not be guessed from the positions of glyphs. A space at a line's end draws nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from book.render.print.engine.tags.elements import MarkedContent, StructureElement

INVISIBLE = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}"
HYPHENS = "\N{HYPHEN}-"
BLOCKS = ("ol", "ul", "dl", "table")  # in HTML
INLINE = ("Span", "Link", "Reference")
FONT = re.compile(rb"/(\S+) \S+ Tf$")
SHOWS_TEXT = b"] TJ"
END = b"EMC"

SPAN = b"/Span <</ActualText"  # begins a cluster (`bidi.text_layer`)

Space = Callable[[bytes], tuple[bytes, int]]
Block = tuple[StructureElement, list[MarkedContent]]


def write_spaces(
    root: StructureElement,
    streams: Sequence[Any],
    space: Space,
    words: dict[tuple[int, int], str],
) -> None:
    """Write the missing spaces into the content streams of the pages.

    `space` maps the name of a font in the streams to its space as it is shown, and its width.
    `words` are those of content that runs from right to left, by its place; they get spaces too.
    """
    starts = [_starts(stream.stream) for stream in streams]
    for content in _without_space(root):
        stream, start = streams[content.page].stream, starts[content.page][content.mcid]
        if content.place in words:
            words[content.place] += " "
            _prepend_space(stream, start, space)
        else:
            _append_space(stream, start, space)


def _without_space(root: StructureElement) -> Iterator[MarkedContent]:
    """Yield the marked content after which a space is missing."""
    for element, contents in _blocks(root):
        yield from _missing_spaces(contents, _text(element))


def _starts(stream: Sequence[Any]) -> dict[int, int]:
    """Return the index at which each marked content begins: its properties, before BDC."""
    return {
        item["MCID"]: index
        for index, item in enumerate(stream)
        if isinstance(item, dict) and "MCID" in item
    }


def _append_space(stream: list[Any], start: int, space: Space) -> None:
    """Append a space to the text that begins at `start`, in its last font."""
    index = _last_shown(stream, start)
    glyph, _ = space(_font_at(stream, index))
    if stream[index + 1] == END:  # of a span that stands for its own words
        stream[index + 1] = b"%b\n[%b] TJ" % (END, glyph)
        return
    stream[index] = stream[index].removesuffix(SHOWS_TEXT) + glyph + SHOWS_TEXT


def _prepend_space(stream: list[Any], start: int, space: Space) -> None:
    """Show a space to the left of the text that begins at `start`, in its first font."""
    index = next(i for i in range(start + 1, len(stream)) if _begins_text(stream[i]))
    glyph, width = space(_font_at(stream, index))
    stream[index] = b"[%d %b] TJ\n%b" % (width, glyph, stream[index])


def _last_shown(stream: Sequence[Any], start: int) -> int:
    """Return the index of the last operation that shows text in a text object."""
    end = stream.index(b"ET", start)
    return max(i for i in range(start, end) if _shows_text(stream[i]))


def _shows_text(item: Any) -> bool:
    return isinstance(item, bytes) and item.endswith(SHOWS_TEXT)


def _begins_text(item: Any) -> bool:
    return _shows_text(item) or (isinstance(item, bytes) and item.startswith(SPAN))


def _font_at(stream: Sequence[Any], index: int) -> bytes:
    """Return the name of the font in use, which may be set in an earlier text."""
    return next(name for i in range(index, 0, -1) if (name := _font_in(stream[i])))


def _font_in(item: Any) -> bytes:
    """Return the name of the font that an operation sets, b"" if it sets none."""
    match = FONT.match(item) if isinstance(item, bytes) else None
    return match[1] if match else b""


def _blocks(root: StructureElement) -> list[Block]:
    """Return the elements that are set apart from each other, with their content that is drawn."""
    blocks: list[Block] = []
    _collect(root, [], blocks)
    return [
        (element, [content for content in contents if content.text.strip()])
        for element, contents in blocks
        if element.source is not None
    ]


def _collect(element: StructureElement, contents: list[MarkedContent], blocks: list[Block]) -> None:
    for kid in element.kids:
        if isinstance(kid, MarkedContent):
            contents.append(kid)
        elif isinstance(kid, StructureElement) and kid.tag in INLINE:
            _collect(kid, contents, blocks)
        elif isinstance(kid, StructureElement):
            blocks.append((kid, []))
            _collect(kid, blocks[-1][1], blocks)


def _missing_spaces(contents: Sequence[MarkedContent], source: str) -> Iterator[MarkedContent]:
    """Yield the content after which the source has a space, and the page has none."""
    position = 0
    for content, following in pairwise(contents):
        position = follow(content.text, source, position)
        if position < 0:
            return  # the text is not the source's: nothing is known of its spaces
        is_apart = content.text[-1].isspace() or following.text[0].isspace()
        if source[position : position + 1].isspace() and not is_apart:
            yield content


def follow(text: str, source: str, start: int) -> int:
    """Return where in `source` a line of text ends that begins at `start`; -1 if it does not match.

    A hyphen at the end of the line may be WeasyPrint's.

    >>> follow("a nota\\N{HYPHEN}", "a  notable thing", 0)
    7
    """
    last, position = len(text) - 1, start
    for index, character in enumerate(text):
        if character.isspace() or character in INVISIBLE:
            continue
        while position < len(source) and (
            source[position].isspace() or source[position] in INVISIBLE
        ):
            position += 1
        if source[position : position + 1].casefold() == character.casefold():
            position += 1
        elif index != last or character not in HYPHENS:
            return -1
    return position


def _text(element: StructureElement) -> str:
    sources = (element.source, *element.continuations)
    return "".join(source_text(source) for source in sources)


def source_text(source: Any) -> str:
    """Return the text of an element of HTML, without the notes and the blocks in it."""
    parts = [source.text or ""]
    for child in source:
        parts += ["" if _is_apart(child) else source_text(child), child.tail or ""]
    return "".join(parts)


def _is_apart(source: Any) -> bool:
    return _is_note(source) or source.tag in BLOCKS or source.get("class") == "back"


def _is_note(source: Any) -> bool:
    return source.get("role") == "doc-footnote" or "data-note" in source.attrib

"""Write the spaces that the engine leaves out where lines end and between elements.

ISO 32000-1, 14.8.2.5: spaces that separate words shall be there in the content of a tagged file, so that words need not be
guessed from where glyphs stand. A space at a line's end draws nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from book.render.print.engine.tags.structure import Element, Piece

INVISIBLE = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}"
HYPHENS = "\N{HYPHEN}-"
INLINE = ("Span", "Link", "Reference")
FONT = re.compile(rb"/(\S+) \S+ Tf$")
SHOWN = b"] TJ"


def write_spaces(root: Element, streams: Sequence[Any], space: Callable[[bytes], bytes]) -> None:
    """Write the spaces into the pages' content streams; `space` gives that of a font, by its name in the streams, as it is shown."""
    starts = [_starts(stream.stream) for stream in streams]
    for piece in (
        piece for element, pieces in _lines(root) for piece in _wanting(pieces, _text(element))
    ):
        _end_with_space(streams[piece.page].stream, starts[piece.page][piece.mcid], space)


def _starts(stream: Sequence[Any]) -> dict[int, int]:
    """Find where each marked content begins: at its properties, before the operator BDC."""
    return {
        item["MCID"]: index
        for index, item in enumerate(stream)
        if isinstance(item, dict) and "MCID" in item
    }


def _end_with_space(stream: list[Any], start: int, space: Callable[[bytes], bytes]) -> None:
    """Add a space to a text, in its last font."""
    index = max(
        i
        for i in range(start, stream.index(b"ET", start))
        if isinstance(stream[i], bytes) and stream[i].endswith(SHOWN)
    )
    # The engine does not set a font again that is set already.
    name = next(
        found[1]
        for i in range(index, 0, -1)
        if isinstance(stream[i], bytes) and (found := FONT.match(stream[i]))
    )
    stream[index] = stream[index].removesuffix(SHOWN) + space(name) + SHOWN


Lines = list[tuple[Element, list[Piece]]]


def _lines(root: Element) -> Lines:
    """Give the elements that stand apart from each other, each with its pieces that are drawn."""
    found: Lines = []
    _collect(root, [], found)
    return [
        (element, [piece for piece in pieces if piece.text.strip()])
        for element, pieces in found
        if element.source is not None
    ]


def _collect(element: Element, into: list[Piece], found: Lines) -> None:
    for kid in element.kids:
        if isinstance(kid, Piece):
            into.append(kid)
        elif isinstance(kid, Element) and kid.tag in INLINE:
            _collect(kid, into, found)
        elif isinstance(kid, Element):
            found.append((kid, []))
            _collect(kid, found[-1][1], found)


def _wanting(pieces: Sequence[Piece], source: str) -> Iterator[Piece]:
    """Find the pieces after which a space is wanting."""
    at = 0
    for piece, following in pairwise(pieces):
        at = follow(piece.text, source, at)
        if at < 0:
            return  # the text is not the source's: nothing is known of its spaces
        if (
            source[at : at + 1].isspace()
            and not piece.text[-1].isspace()
            and not following.text[0].isspace()
        ):
            yield piece


def follow(text: str, source: str, at: int) -> int:
    """Give where in `source` a line ends that begins at `at`; -1 if it is not there. A hyphen at its end may be the engine's.

    >>> follow("a nota\\N{HYPHEN}", "a  notable thing", 0)
    7
    """
    last = len(text) - 1
    for index, character in enumerate(text):
        if character.isspace() or character in INVISIBLE:
            continue
        while at < len(source) and (source[at].isspace() or source[at] in INVISIBLE):
            at += 1
        if source[at : at + 1].casefold() == character.casefold():
            at += 1
        elif index != last or character not in HYPHENS:
            return -1
    return at


def _text(element: Element) -> str:
    return "".join(source_text(source) for source in (element.source, *element.more))


def source_text(source: Any) -> str:
    """Give the text of an element of HTML, without the notes and the blocks in it."""
    inside = "".join(
        ("" if _stands_apart(child) else source_text(child)) + (child.tail or "")
        for child in source
    )
    return (source.text or "") + inside


def _stands_apart(source: Any) -> bool:
    note = source.get("role") == "doc-footnote" or "data-note" in source.attrib
    return note or source.get("class") == "back" or source.tag in ("ol", "ul", "dl", "table")

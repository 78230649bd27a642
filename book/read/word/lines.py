"""The lines of paragraphs: verse, addresses, prose; and the stanzas that they make."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from book.read.html.lines import sort_of_lines
from book.read.word.document import LineEnd, Piece, Run, WordBlock, WordParagraph

SENTENCE_END = re.compile(r"[.?!][\"'”’»)\]]*$")
VERSE = ("verse", "quoted-verse")


def divide_lines(blocks: Iterable[WordBlock]) -> list[WordBlock]:
    """Return blocks; line breaks divide verse, prose or paragraphs if it looks like that."""
    divided: list[WordBlock] = []
    for block in blocks:
        has_lines = isinstance(block, WordParagraph) and block.has_line_ends
        if isinstance(block, WordParagraph) and has_lines and block.part in ("text", "quotation"):
            divided += _divide(block)
        else:
            divided.append(block)
    return divided


def _divide(block: WordParagraph) -> list[WordParagraph]:
    lines = _lines(block.pieces)
    words = [
        " ".join("".join(p.text for p in line if isinstance(p, Run)).split()) for line in lines
    ]
    match sort_of_lines([line for line in words if line]):
        case "verse" if block.list_place is None and not _is_prose(words):
            return [replace(block, part="verse" if block.part == "text" else "quoted-verse")]
        case "prose":
            pieces = (Run(" ") if isinstance(p, LineEnd) else p for p in block.pieces)
            return [replace(block, pieces=tuple(pieces))]
        case "paragraphs":
            first, *rest = (replace(block, pieces=line) for line in lines)
            place = block.list_place and replace(block.list_place, continues=True)
            return [first, *(replace(each, list_place=place) for each in rest)]
    return [block]


def _is_prose(lines: list[str]) -> bool:
    """Return whether a single line break divides sentences."""
    return len(lines) == 2 and bool(SENTENCE_END.search(lines[0]))


def _lines(pieces: Iterable[Piece]) -> list[tuple[Piece, ...]]:
    """Return the pieces of each line."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, LineEnd):
            lines.append([])
        else:
            lines[-1].append(piece)
    return [tuple(line) for line in lines]


def join_stanzas(blocks: Sequence[WordBlock]) -> list[WordBlock]:
    """Return blocks, paragraphs of verse joined into stanzas.

    An empty paragraph divides stanzas, and so does space before one. Where most paragraphs
    have lines of their own, each is a stanza.
    """
    joined: list[WordBlock] = []
    verse: list[WordParagraph] = []
    for block in [*blocks, None]:
        if isinstance(block, WordParagraph) and block.part in VERSE:
            verse.append(block)
            continue
        joined += _stanzas(verse)
        verse = []
        if block is not None:
            joined.append(block)
    return joined


def _stanzas(verse: list[WordParagraph]) -> list[WordParagraph]:
    left = min((paragraph.indent for paragraph in verse if paragraph.has_words), default=0)
    verse = [replace(paragraph, indent=paragraph.indent - left) for paragraph in verse]
    if 2 * sum(paragraph.has_line_ends for paragraph in verse) > len(verse):
        return [paragraph for paragraph in verse if paragraph.pieces]
    stanzas: list[WordParagraph] = []
    is_new, has_space = True, _spaces_differ(verse)
    for paragraph in verse:
        if not paragraph.has_words:
            is_new = True
            continue
        if is_new or paragraph.has_line_ends or (paragraph.space_before and has_space):
            stanzas.append(paragraph)
        else:
            line: tuple[Piece, ...] = (LineEnd(paragraph.indent), *paragraph.pieces)
            stanzas[-1] = replace(stanzas[-1], pieces=stanzas[-1].pieces + line)
        is_new = paragraph.has_line_ends
    return stanzas


def _spaces_differ(verse: list[WordParagraph]) -> bool:
    """Return whether some lines stand off from the line before and some do not."""
    return len({paragraph.space_before for paragraph in verse[1:]}) > 1

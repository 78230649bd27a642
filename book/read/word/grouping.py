"""Group the blocks of a word processor's document before they are written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from book.read.word.document import (
    Dropped,
    Inset,
    LineEnd,
    Run,
    WordBlock,
    WordBox,
    WordParagraph,
    WordPicture,
    WordTable,
)

TITLES = ("title", "subtitle", "author", "date")
MANY_TITLES = 3  # whoever sets so many uses the style for chapters
OPENING_WORDS = 150  # of a title page, before its title
TABLE_CAPTION = re.compile(
    r"\W*(?:table|tab\.|tabelle|tableau|tabla|tabella|таблица|表)", re.IGNORECASE
)


def expand_insets(blocks: Iterable[WordBlock]) -> list[WordBlock]:
    """Return blocks, each picture and text box after the paragraph in which it is anchored."""
    expanded: list[WordBlock] = []
    for block in blocks:
        if isinstance(block, WordParagraph) and any(isinstance(p, Inset) for p in block.pieces):
            expanded += _expand(block)
        else:
            expanded += _without_frame(block)
    return expanded


def _expand(block: WordParagraph) -> list[WordBlock]:
    insets = [piece for piece in block.pieces if isinstance(piece, Inset)]
    pieces = tuple(piece for piece in block.pieces if not isinstance(piece, Inset))
    has_words = any(not isinstance(piece, Run) or piece.text.strip() for piece in pieces)
    expanded: list[WordBlock] = [replace(block, pieces=pieces)] if has_words else []
    is_inside = has_words or block.list_place is not None
    for inner in expand_insets(inner for inset in insets for inner in inset.blocks):
        if isinstance(inner, WordPicture | WordBox):
            expanded.append(replace(inner, is_inside=is_inside))
        else:
            expanded.append(inner)
    return expanded


def _without_frame(block: WordBlock) -> list[WordBlock]:
    """Return a picture with its caption instead of the box in which only they stand."""
    if isinstance(block, WordBox):
        joined = join_captions(expand_insets(block.blocks))
        inner = [each for each in joined if not isinstance(each, WordParagraph) or each.pieces]
        shown = [each for each in inner if not isinstance(each, Dropped)]
        if len(shown) == 1 and isinstance(shown[0], WordPicture):
            dropped = [each for each in inner if isinstance(each, Dropped)]
            return [replace(shown[0], is_inside=block.is_inside), *dropped]
    return [block]


def join_captions(blocks: Sequence[WordBlock]) -> list[WordBlock]:
    """Return blocks, each caption with the picture or the table that it stands at."""
    joined: list[WordBlock] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if _is_caption(block) and isinstance(last, WordPicture) and not last.captions:
            joined[-1] = replace(last, captions=(*last.captions, block))
        elif _is_caption(block) and isinstance(last, WordTable) and not last.captions:
            is_of_table = TABLE_CAPTION.match(words_of_paragraph(block))
            joined[-1:] = [replace(last, captions=(block,))] if is_of_table else [last, block]
        elif isinstance(block, WordPicture | WordTable) and _is_caption(last):
            joined[-1] = replace(block, captions=(last,))
        else:
            joined.append(block)
    return joined


def _is_caption(block: WordBlock | None) -> TypeGuard[WordParagraph]:
    return isinstance(block, WordParagraph) and block.part == "caption" and block.has_words


def words_of_paragraph(paragraph: WordParagraph) -> str:
    """Return the words of a paragraph, with a space for each line break."""
    return "".join(
        piece.text if isinstance(piece, Run) else " "
        for piece in paragraph.pieces
        if isinstance(piece, Run | LineEnd)
    ).strip()


def read_titles(blocks: Sequence[WordBlock]) -> list[WordBlock]:
    """Return blocks, the title, author and date at the start as metadata.

    Paragraphs of these styles that stand elsewhere are headings and plain paragraphs.
    """
    titles = [n for n, block in enumerate(blocks) if _part(block) == "title"]
    groups = [n for n in titles if n - 1 not in titles]
    first = _first_heading(blocks) if len(groups) < MANY_TITLES else 0
    known = {
        words_of_paragraph(block)
        for block in blocks[:first]
        if isinstance(block, WordParagraph) and block.part == "title"
    }
    return [
        _read_title(block, number < first, known)
        if isinstance(block, WordParagraph) and block.part in TITLES
        else block
        for number, block in enumerate(blocks)
    ]


def _part(block: WordBlock) -> str:
    return block.part if isinstance(block, WordParagraph) and block.has_words else ""


def _first_heading(blocks: Sequence[WordBlock]) -> int:
    """Return the number of the first block that is no part of a title page."""
    words = 0
    for number, block in enumerate(blocks):
        if isinstance(block, WordParagraph) and block.part == "text":
            words += len(words_of_paragraph(block).split())
        if _part(block) == "heading" or words > OPENING_WORDS:
            return number
    return len(blocks)


def _read_title(block: WordParagraph, is_front: bool, known: set[str]) -> WordBlock:
    words = words_of_paragraph(block)
    if words and (is_front or (block.part == "title" and words in known)):
        return Dropped(words, f"{block.part} style", "metadata", block.part)
    match block.part:
        case "title":
            return replace(block, part="heading", level=1)
        case "subtitle":
            return replace(block, part="heading", level=2)
        case "date":
            return replace(block, part="dateline")
    return replace(block, part="text")


def _every_block(blocks: Iterable[WordBlock]) -> Iterator[WordBlock]:
    """Yield each block, and those that it holds instead of it, in their order."""
    for block in expand_insets(blocks):
        match block:
            case WordTable(rows):
                yield from _every_block(
                    b for row in rows for cell in row.cells for b in cell.blocks
                )
            case WordBox(inner):
                yield from _every_block(inner)
            case _:
                yield block


def paragraphs_of(blocks: Iterable[WordBlock]) -> Iterator[WordParagraph]:
    """Yield each paragraph, wherever it is."""
    return (block for block in _every_block(blocks) if isinstance(block, WordParagraph))


def words_of_blocks(blocks: Sequence[WordBlock]) -> Iterator[str]:
    """Yield the words of each paragraph and picture, and what is dropped beside them."""
    for block in _every_block(blocks):
        match block:
            case Dropped():
                yield block.text
            case WordPicture():
                yield block.alt
            case WordParagraph():
                yield "".join(
                    each.text if isinstance(each, Run | Dropped) else " " for each in block.pieces
                )

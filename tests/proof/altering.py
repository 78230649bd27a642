"""Alter the values that stages return: an edition's passages, a witness's lines and units."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from book.model import (
    Block,
    Division,
    Edition,
    Inline,
    Inlines,
    Line,
    Paragraph,
    Plain,
    Row,
    Text,
    Unit,
)
from book.text.inlines import text_of

T = TypeVar("T")
Blocks = tuple[Block, ...]
AlterBlocks = Callable[[Blocks], Blocks]


def in_words(inlines: Inlines, old: str, new: str) -> Inlines:
    """Return inlines with a text in one of them replaced."""
    return tuple(_in_inline(inline, old, new) for inline in inlines)


def _in_inline(inline: Inline, old: str, new: str) -> Inline:
    if isinstance(inline, Plain):
        return Plain(inline.text.replace(old, new, 1))
    inner = getattr(inline, "inlines", None)
    if inner is None:
        return inline
    altered: Inline = replace(inline, inlines=in_words(inner, old, new))  # type: ignore[arg-type]
    return altered


def in_divisions(
    divisions: Sequence[Division], name: str, alter: AlterBlocks
) -> tuple[Division, ...]:
    """Return divisions with other blocks in the one with an id, at any depth."""
    return tuple(
        replace(
            division,
            blocks=alter(division.blocks) if division.id == name else division.blocks,
            divisions=in_divisions(division.divisions, name, alter),
        )
        for division in divisions
    )


def in_part(edition: Edition, name: str, alter: AlterBlocks) -> Edition:
    """Return an edition with other blocks in one of its divisions."""
    return replace(edition, divisions=in_divisions(edition.divisions, name, alter))


def in_paragraphs(edition: Edition, name: str, old: str, new: str) -> Edition:
    """Return an edition with a text replaced in the paragraphs of one of its divisions."""

    def alter(blocks: Blocks) -> Blocks:
        return tuple(
            replace(block, inlines=in_words(block.inlines, old, new))
            if isinstance(block, Paragraph)
            else block
            for block in blocks
        )

    return in_part(edition, name, alter)


def paragraphs_of(blocks: Blocks) -> list[Paragraph]:
    """Return the paragraphs of witnesses among blocks."""
    return [each for each in blocks if isinstance(each, Paragraph) and each.style == "text"]


def begins(block: Block, text: str) -> bool:
    """Return whether a block is a paragraph that begins with a text."""
    return isinstance(block, Paragraph) and text_of(block.inlines).startswith(text)


def without(items: Sequence[T], unwanted: Callable[[T], bool]) -> tuple[T, ...]:
    """Return items without the first one that is not wanted."""
    first = next((item for item in items if unwanted(item)), None)
    return tuple(item for item in items if item is not first)


def swapped(items: Sequence[T], first: int, second: int) -> tuple[T, ...]:
    """Return items with two of them in each other's place."""
    changed = list(items)
    changed[first], changed[second] = changed[second], changed[first]
    return tuple(changed)


def in_lines(lines: Sequence[Line], old: str, new: str) -> tuple[Line, ...]:
    """Return lines with a text replaced."""
    return tuple(replace(line, text=line.text.replace(old, new, 1)) for line in lines)


def in_units(text: Text, old: str, new: str) -> Text:
    """Return a cleaned text with a text replaced in its units."""
    return replace(text, units=tuple(_in_unit(unit, old, new) for unit in text.units))


def _in_unit(unit: Unit, old: str, new: str) -> Unit:
    return replace(
        unit, text=unit.text.replace(old, new, 1), source=unit.source.replace(old, new, 1)
    )


def at_place(rows: Sequence[Row], place: str, alter: Callable[[Row], Row]) -> tuple[Row, ...]:
    """Return rows with another one at a place."""
    return tuple(alter(row) if str(row.place) == place else row for row in rows)

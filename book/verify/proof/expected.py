"""What a medium must show of an edition: its text, its notes, and how to compare them with what was read.

White space and hyphens do not count, as both change where lines end; every other character does, once and in order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from book.model import Edition
from book.text.plaintext import Anchor, Chapter, NoteText
from book.text.typography import visible_characters

CONTEXT = 40
CALL = "\uffff"  # a noncharacter, which no text holds: cleaning takes it out


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """What a medium must show: its text in one string, where each division begins in it, its notes in order and where they are called."""

    text: str
    starts: Mapping[str, int]
    notes: tuple[NoteText, ...]
    calls: tuple[int, ...] = ()


def expected_text(parts: Sequence[Chapter]) -> ExpectedText:
    """Write out the chapters' flow."""
    written: list[str] = []
    length = 0
    starts: dict[str, int] = {}
    for part in (part for chapter in parts for part in chapter.flow):
        if isinstance(part, Anchor):
            starts[part.id] = length
        else:
            written.append(visible_characters(part))
            length += len(written[-1])
    return ExpectedText(
        "".join(written), starts, tuple(note for chapter in parts for note in chapter.notes)
    )


def with_marked_calls(edition: Edition) -> Edition:
    return replace(
        edition, notes=tuple(replace(note, mark=CALL + note.mark) for note in edition.notes)
    )


def common_length(first: str, second: str) -> int:
    """Count the characters with which both begin."""
    return next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )


def note_characters(note: NoteText) -> str:
    """Write a note as it is set: its mark, a stop, its words."""
    return visible_characters(f"{note.mark}.{note.text}")


def describe_difference(drawn: str, text: str, *feet: str) -> str:
    """Say where what is drawn leaves the text, or what stands at the foot below it: where it goes on furthest."""
    at = common_length(drawn, text)
    ways = [
        (at, text[at:]),
        *(
            (at + common_length(drawn[at:], foot), foot[common_length(drawn[at:], foot) :])
            for foot in feet
        ),
    ]
    furthest, expected = max(ways, key=lambda way: way[0])
    return f"expected “{expected[:CONTEXT]}”, found “{drawn[furthest : furthest + CONTEXT]}”"

"""What a medium must show of an edition, and how to describe where it shows something else.

White space and hyphens do not count, as both change where lines end. Every other character counts,
once and in order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from book.model import Edition
from book.text.code_points import tell_apart
from book.text.plaintext import Anchor, Chapter, Label, NoteText
from book.text.typography import visible_characters

CONTEXT = 40  # characters that an error quotes
CHANCE = 3  # characters with which a foot may agree by chance
# A noncharacter, which no text holds, as cleaning removes it.
CALL = "\uffff"


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """What a medium must show, in visible characters.

    `starts` is the offset in the text at which each anchor stands. `notes` are in the order of
    their calls, and `calls` are the offsets of these in the text.
    """

    text: str
    starts: Mapping[str, int]
    notes: tuple[NoteText, ...]
    calls: tuple[int, ...] = ()


def expected_text(parts: Sequence[Chapter]) -> ExpectedText:
    """Return what a medium must show of chapters, without the offsets of the calls."""
    texts: list[str] = []
    length = 0
    starts: dict[str, int] = {}
    for chapter in parts:
        for part in chapter.flow:
            if isinstance(part, Anchor):
                starts[part.id] = length
            else:
                texts.append(visible_characters(text_of_part(part)))
                length += len(texts[-1])
    notes = tuple(note for chapter in parts for note in chapter.notes)
    return ExpectedText("".join(texts), starts, notes)


def text_of_part(part: str | Label) -> str:
    """Return the text of a part of a chapter: words, or the label of an item."""
    return part.text if isinstance(part, Label) else part


def with_marked_calls(edition: Edition) -> Edition:
    """Return the edition with the character CALL before each mark of a note."""
    notes = tuple(replace(note, mark=CALL + note.mark) for note in edition.notes)
    return replace(edition, notes=notes)


def common_length(first: str, second: str) -> int:
    """Return the number of characters with which both texts begin.

    >>> common_length("lawful", "lawyer")
    3
    """
    for index, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return index
    return min(len(first), len(second))


def note_characters(note: NoteText) -> str:
    """Return the visible characters of a note: its label and its text."""
    return visible_characters(note.label + note.text)


def describe_difference(shown: str, text: str, *feet: str) -> str:
    """Describe where the characters shown differ from the text, or from a foot that follows it.

    It is described for the text or the foot that agrees with them furthest.

    >>> describe_difference("thelawofthesea", "thelawoftheland")
    'expected “land”, found “sea”'
    """
    start = furthest = common_length(shown, text)
    expected = text[furthest:]
    for foot in feet:
        more = common_length(shown[start:], foot)
        if start + more >= furthest and (more > CHANCE or not expected):
            furthest, expected = start + more, foot[more:]
        start += more if more == len(foot) else 0
    actual = shown[furthest : furthest + CONTEXT]
    wanted, actual = tell_apart(expected[:CONTEXT], actual)
    return f"expected “{wanted}”, found “{actual}”"

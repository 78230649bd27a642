"""List the links of an edition as they are read: their words, and where they lead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from book.model import Edition, Inline, Link, NoteCall, Term
from book.text.plaintext import Anchor, Chapter, NoteText, PlainWriter
from book.verify.proof.expected import CALL, text_of_part, with_marked_calls

# Noncharacters, which no text holds: a link is written BEGIN target WORDS words END.
BEGIN, WORDS, END = "\ufdd0", "\ufdd1", "\ufdd2"


@dataclass(frozen=True, slots=True)
class ExpectedLink:
    """A link: its words, and where it leads: to “#” and an anchor, or to an address.

    `holder` is the division at the outermost level, or the note, that it stands in.
    """

    words: str
    target: str
    holder: str


def expected_links(
    edition: Edition, numbers: Mapping[str, str] | None = None
) -> tuple[ExpectedLink, ...]:
    """Return the links of an edition, as a screen reader reads it: notes follow their paragraph.

    `numbers` gives the printed page of each anchor; without it the book has no pages: its glossary
    and its terms have links, and references name places. The first link of each note is that of its
    label, back to its call, “#call-” and the note.
    """
    writer = _LinkWriter(with_marked_calls(edition), numbers)
    chapters = map(writer.chapter, edition.divisions)
    return tuple(link for chapter in chapters for link in _chapter_links(chapter))


class _LinkWriter(PlainWriter):
    """Writes where each link leads before its words."""

    def link(self, words: str, target: str) -> str:
        return f"{BEGIN}{target}{WORDS}{words}{END}"

    def inline(self, inline: Inline) -> list[str]:
        words = super().inline(inline)
        match inline:
            case NoteCall() if words != [CALL]:  # a call without a mark is no link
                return [self.link("".join(words), f"#{inline.note}")]
            case Term() if self.numbers is None:
                return [self.link("".join(words), f"#{inline.target}")]
            case Link():
                return [self.link("".join(words), inline.target)]
        return words


def _chapter_links(chapter: Chapter) -> Iterator[ExpectedLink]:
    notes = iter(chapter.notes)
    for part in chapter.flow:
        if not isinstance(part, Anchor):
            text = text_of_part(part)
            yield from _links(text, chapter.id)
            for note in islice(notes, text.count(CALL)):
                yield from _note_links(note)


def _note_links(note: NoteText) -> Iterator[ExpectedLink]:
    yield ExpectedLink(note.label.replace(CALL, ""), f"#call-{note.id}", note.id)
    yield from _links(note.text, note.id)


def _links(text: str, holder: str) -> Iterator[ExpectedLink]:
    """Yield the links of a text.

    >>> [*_links(f"See {BEGIN}#law{WORDS}p. 3{END}.", "preface")]
    [ExpectedLink(words='p. 3', target='#law', holder='preface')]
    """
    for piece in text.replace(CALL, "").split(BEGIN)[1:]:
        target, _, rest = piece.partition(WORDS)
        yield ExpectedLink(rest.partition(END)[0], target, holder)

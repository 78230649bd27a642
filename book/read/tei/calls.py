"""Call the notes, and write each after the block of its first call."""

from collections.abc import Callable

from book.read.builder import DocumentBuilder
from book.read.tei.notes import called_note, index_notes, is_in_text
from book.read.tei.parse import ID, Element, name, words
from book.read.tei.text import TeiText

RULE = "note mark"


class TeiCalls:
    """Knows the notes of a document; `content` writes the blocks in one."""

    def __init__(self, text: TeiText, root: Element, content: Callable[[Element], None]) -> None:
        self._text, self._content = text, content
        self._index = index_notes(root)
        self._pending: list[tuple[str, Element]] = []
        self._ids: dict[Element, str] = {}
        self._is_writing = False

    @property
    def _builder(self) -> DocumentBuilder:
        return self._text.builder

    def call_from(self, element: Element) -> None:
        """Call the notes that point to an element; once each."""
        for note in self._index.calls.pop(element.get(ID) or "", ()):
            self._call(note)

    def _call(self, note: Element) -> None:
        if note not in self._ids:
            self._ids[note] = note.get(ID) or f"note-{len(self._ids) + 1}"
            self._pending.append((self._ids[note], note))
        self._text.note_call(self._ids[note])

    def read_note(self, note: Element, *, is_inside: bool) -> None:
        """Call a note where it stands, or write it there if it is in no text and uncalled."""
        if note in self._index.called:
            return
        if is_inside or is_in_text(note):
            self._call(note)
        else:
            self._text.end()
            with self._builder.container("aside"):
                self._content(note)

    def read_reference(self, reference: Element) -> bool:
        """Call the note of a reference, whose words are a mark; return whether there is one."""
        note = called_note(reference, self._index)
        if note is None or note not in self._index.called or note in reference.iterancestors():
            return is_link_back(reference, self._ids)
        self._builder.removed(words(reference), RULE)
        self._call(note)
        return True

    def write_pending(self) -> None:
        """Write the notes that were called, outside of all that holds their calls."""
        if self._is_writing:
            return  # a note in a note follows it
        self._is_writing = True
        while self._pending:
            identity, note = self._pending.pop(0)
            mark = note.get("n") or ""
            with (
                self._builder.elsewhere(),
                self._builder.container("note", identity, mark=mark),
            ):
                self._content(note)
        self._is_writing = False


def is_link_back(reference: Element, notes: dict[Element, str]) -> bool:
    """Return whether a reference in a note leads back to its call by a sign such as an arrow."""
    in_note = any(name(each) == "note" and each in notes for each in reference.iterancestors())
    return in_note and words(reference) in ("↩", "↑", "^", "←", "⤴", "↵")

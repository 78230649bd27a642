"""Read the words of a TEI element with what stands at them: notes, apparatus, references, ids."""

import re
from collections.abc import Iterator

from book.verify.readback.release.values import (
    ApparatusEntry,
    Holder,
    LinkedText,
    NoteReading,
    Ref,
    VariantReading,
)
from book.verify.readback.tei import ID, TEI, Element, squeezed_text

MARKS = {"emph": "*", "bold": "**", "superscript": "^", "subscript": "~", "del": "~~", "add": "++"}
# After these a new line begins, or a new paragraph.
LINES = ("p", "l", "lb", "item", "label", "head")
SPACE = re.compile(r"\s+")
EMPTY = LinkedText("")


class DocumentRecord:
    """What was read at the words of a document so far.

    `sigla` are those of the witnesses by the TEI's pointers to them. `notes` are in the order of
    their calls; `holders` is the block or the note that holds each id.
    """

    def __init__(self, sigla: dict[str, str]) -> None:
        self.sigla = sigla
        self.notes: list[NoteReading] = []
        self.holders: dict[str, Holder] = {}

    def sigla_of(self, element: Element) -> tuple[str, ...]:
        """Return the sigla of the witnesses of a reading."""
        return tuple(self.sigla[pointer] for pointer in (element.get("wit") or "").split())

    def add_note(self, element: Element, note: NoteReading) -> int:
        """Add a note; return its index."""
        index = len(self.notes)
        self.notes.append(note)
        self.holders[element.get(ID, "")] = ("note", index)
        return index


def read_words(element: Element, record: DocumentRecord, note: int = -1) -> LinkedText:
    """Return the words of an element: of a note, given by its index, or outside of the text."""
    reader = TextReader(record, note=note)
    reader.read(element)
    return reader.words


class TextReader:
    """Reads the words of one block or note, given by its index, or of neither (-1)."""

    def __init__(self, record: DocumentRecord, block: int = -1, note: int = -1) -> None:
        self.record, self.block = record, block
        self.holder: Holder | None = ("block", block) if block >= 0 else None
        if note >= 0:
            self.holder = ("note", note)
        self.text = ""
        self.refs: list[Ref] = []
        self.entries: list[ApparatusEntry] = []

    @property
    def words(self) -> LinkedText:
        return LinkedText(self.text.rstrip(), tuple(self.refs))

    def read(self, element: Element) -> None:
        """Add the words of an element."""
        self._add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.record_id(child.get(ID))
                self._read_child(child, child.tag.removeprefix(TEI))
            self._add(child.tail)

    def record_id(self, name: str | None) -> None:
        """Record that this block or note holds an id."""
        if name and self.holder:
            self.record.holders[name] = self.holder

    def _add(self, text: str | None) -> None:
        """Add a text; white space is one space, and none at the beginning."""
        added = SPACE.sub(" ", text or "")
        is_at_space = not self.text or self.text.endswith(" ")
        self.text += added.lstrip() if is_at_space else added

    def _read_child(self, child: Element, tag: str) -> None:
        match tag:
            case "app":
                self._read_apparatus(child)
            case "note":
                self._read_note(child)
            case "ref":
                self._read_reference(child)
            case "supplied":
                self._read_between(child, "[", "]")
            case "emph" | "hi" | "del" | "add":
                mark = MARKS.get(child.get("rend", tag), "")
                self._read_between(child, mark, mark)
            case "choice":
                self.read(child[0])
            case "rt":
                self._read_between(child, " (", ")")
            case "cell":
                self._read_between(child, "", " | " if child.getnext() is not None else "")
            case _ if tag in LINES:
                self._read_between(child, "", " ")
            case _:
                self.read(child)

    def _read_between(self, element: Element, before: str, after: str) -> None:
        self._add(before)
        self.read(element)
        self._add(after)

    def _read_reference(self, element: Element) -> None:
        """Read a reference; the address of one that leads out of the book is added to its words."""
        start, target = len(self.text), element.get("target", "")
        self.read(element)
        if target.startswith("#"):
            self.refs.append(Ref(start, len(self.text), target[1:]))
        elif target != self.text[start:]:
            self._add(f" <{target}>")

    def _read_note(self, note: Element) -> None:
        """Record a note at its call, before those that are called in it."""
        mark, kind, offset = note.get("n", ""), note.get("type", ""), len(self.text)
        index = self.record.add_note(note, NoteReading(mark, kind, self.block, offset, EMPTY))
        words = read_words(note, self.record, note=index)
        self.record.notes[index] = NoteReading(mark, kind, self.block, offset, words)

    def _read_apparatus(self, app: Element) -> None:
        offset = len(self.text)
        self.read(app[0])
        lemma, rivals = self.text[offset:].strip(), tuple(self._rivals(app))
        self.entries.append(ApparatusEntry(offset, lemma, rivals, _reason(app)))

    def _rivals(self, app: Element) -> Iterator[VariantReading]:
        for rdg in app.iterchildren(f"{TEI}rdg"):
            sigla = self.record.sigla_of(rdg)
            yield VariantReading(squeezed_text(rdg), sigla, rdg.get("rend", rdg.get("type", "")))


def _reason(app: Element) -> str:
    notes = app.iterchildren(f"{TEI}note")
    return " ".join(note.text or "" for note in notes if note.get("type") == "reason")

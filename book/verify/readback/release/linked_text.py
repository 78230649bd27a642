"""Write the words of a TEI element, and keep what stands at them: calls of notes, the apparatus, references, ids."""

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
from book.verify.readback.tei import ID, TEI, Element

MARKS = {"emph": "*", "bold": "**", "superscript": "^"}
SPACE = re.compile(r"\s+")


class DocumentRecord:
    """What was found at the words of a document so far: its notes, in the order of their calls, and what holds each id."""

    def __init__(self, sigla: dict[str, str]) -> None:
        self.sigla = sigla  # by TEI's pointers to them
        self.notes: list[NoteReading] = []
        self.holders: dict[str, Holder] = {}

    def pointed(self, element: Element) -> tuple[str, ...]:
        """Give the sigla of the witnesses that an element is of."""
        return tuple(self.sigla[pointer] for pointer in (element.get("wit") or "").split())


class TextReader:
    """Writes the words of one element: of a block by its index, of a note by its index, or of neither (-1)."""

    def __init__(self, found: DocumentRecord, block: int = -1, note: int = -1) -> None:
        self.found, self.block, self.note = found, block, note
        self.text = ""
        self.refs: list[Ref] = []
        self.entries: list[ApparatusEntry] = []

    @property
    def words(self) -> LinkedText:
        return LinkedText(self.text.rstrip(), tuple(self.refs))

    def put(self, text: str | None) -> None:
        """Add words; a run of white space is one space."""
        more = SPACE.sub(" ", text or "")
        self.text += more.lstrip() if not self.text or self.text.endswith(" ") else more

    def write(self, element: Element) -> None:
        self.put(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.hold(child.get(ID))
                self.child(child, child.tag.removeprefix(TEI))
            self.put(child.tail)

    def child(self, child: Element, tag: str) -> None:
        match tag:
            case "app":
                self.apparatus(child)
            case "note":
                self.called(child)
            case "ref":
                self.reference(child)
            case "supplied":
                self.marked(child, "[", "]")
            case "emph" | "hi":
                mark = MARKS.get(child.get("rend", tag), "")
                self.marked(child, mark, mark)
            case "cell":
                self.marked(child, "", " | " if child.getnext() is not None else "")
            case _:
                self.write(child)

    def hold(self, name: str | None) -> None:
        """Keep that an id is in this block or note."""
        if name and (self.block >= 0 or self.note >= 0):
            self.found.holders[name] = (
                ("note", self.note) if self.note >= 0 else ("block", self.block)
            )

    def marked(self, element: Element, before: str, after: str) -> None:
        self.put(before)
        self.write(element)
        self.put(after)

    def reference(self, element: Element) -> None:
        start, target = len(self.text), element.get("target", "")
        self.write(element)
        if target.startswith("#"):
            self.refs.append(Ref(start, len(self.text), target[1:]))
        elif target != self.text[start:]:
            self.put(f" <{target}>")

    def called(self, note: Element) -> None:
        """Keep a note where it is called."""
        index, mark, kind = len(self.found.notes), note.get("n", ""), note.get("type", "")
        at = len(self.text)
        self.found.notes.append(NoteReading(mark, kind, self.block, at, LinkedText("")))
        self.found.holders[note.get(ID, "")] = ("note", index)
        said = TextReader(self.found, note=index)
        said.write(note)
        self.found.notes[index] = NoteReading(mark, kind, self.block, at, said.words)

    def apparatus(self, app: Element) -> None:
        at = len(self.text)
        self.write(app[0])
        reasons = (
            note.text or ""
            for note in app.iterchildren(f"{TEI}note")
            if note.get("type") == "reason"
        )
        self.entries.append(
            ApparatusEntry(at, self.text[at:].strip(), tuple(self.rivals(app)), " ".join(reasons))
        )

    def rivals(self, app: Element) -> Iterator[VariantReading]:
        for rdg in app.iterchildren(f"{TEI}rdg"):
            words = " ".join("".join(map(str, rdg.itertext())).split())
            yield VariantReading(words, self.found.pointed(rdg), rdg.get("type", ""))

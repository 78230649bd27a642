"""Read the printed text of a TEI document line by line, with its notes and its apparatus."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from book.verify.readback.tei import ID, TEI, Element
from book.verify.readback.transcript import TranscriptLine, TranscriptWriter

# Elements that end the line before them, and their own.
LINES = {
    *("p", "head", "ab", "stage", "speaker", "bibl", "item", "label", "cell", "trailer", "desc"),
    *("salute", "dateline", "signed", "figDesc", "titlePart", "docAuthor", "byline", "publisher"),
    *("docDate", "div", "list", "lg", "quote", "sp", "table", "row", "figure", "floatingText"),
    *("change", "cit", "gap"),
}
# What holds several passages, rather than the words of one.
HOLDERS = (f"{TEI}div", f"{TEI}body")
# What says something for programs alone; the words that it stands for are beside it.
UNREAD = {"reg", "milestone", "graphic"}
Pointers = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordedReading:
    """A reading of the apparatus: its text, the witnesses that it names, its type and rendition."""

    text: str
    witnesses: Pointers
    kind: str
    rendition: str


@dataclass(frozen=True, slots=True)
class ApparatusRecord:
    """An entry of the apparatus; its lemma is the characters `start` to `end` of a line.

    `line` is the number of the line in the text, or in the note with the id `note`. `around` are
    the ids of the elements that it is in, the innermost first.
    """

    around: tuple[str, ...]
    line: int
    note: str
    start: int
    end: int
    witnesses: Pointers
    readings: tuple[RecordedReading, ...]
    kind: str
    reason: str
    responsible: str


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A note as it was read: its attributes, and its text in lines."""

    id: str
    mark: str
    kind: str
    responsible: str
    witnesses: Pointers
    lines: tuple[TranscriptLine, ...]


@dataclass(frozen=True, slots=True)
class RecordedPresence:
    """Which witnesses have a passage, omit it, and do not reach so far, as pointers."""

    having: Pointers
    omitting: Pointers
    lacking: Pointers


@dataclass(frozen=True, slots=True)
class TeiTranscript:
    """A document as it was read: its lines, its notes in the order of their calls, its apparatus.

    `presences` are pairs of the id of a passage that not all copies have, and who has it.
    """

    lines: tuple[TranscriptLine, ...]
    notes: tuple[NoteRecord, ...]
    apparatus: tuple[ApparatusRecord, ...]
    presences: tuple[tuple[str, RecordedPresence], ...]


def read_transcript(root: Element) -> TeiTranscript:
    """Return the text of a document, as it is printed, and the history in its header."""
    reader = _TranscriptReader()
    for place in (*root.iterchildren(f"{TEI}text"), *root.iter(f"{TEI}revisionDesc")):
        reader.read(place)
        reader.writer.end_line()
    return TeiTranscript(
        tuple(reader.writer.lines),
        tuple(note for note in reader.notes if note is not None),
        tuple(reader.apparatus),
        tuple(reader.presences),
    )


def _pointers(element: Element, name: str = "wit") -> Pointers:
    return tuple((element.get(name) or "").split())


class _TranscriptReader:
    def __init__(self) -> None:
        self.writer = TranscriptWriter()
        self.note = ""
        self.notes: list[NoteRecord | None] = []
        self.apparatus: list[ApparatusRecord] = []
        self.presences: list[tuple[str, RecordedPresence]] = []
        self.around: list[RecordedPresence] = []
        self.readers: dict[str, Callable[[Element], None]] = {
            "app": self._read_app,
            "note": self._read_note,
            "ptr": self._read_pointer,
            "ref": self._read_reference,
            "term": self._read_term,
            "anchor": self._read_anchor,
            "supplied": self._read_supplied,
            "lb": self._read_break,
            "l": self._read_verse_line,
            "formula": self._read_formula,
            "rt": self._read_annotation,
            **dict.fromkeys(LINES, self._read_line),
        }

    def read(self, element: Element) -> None:
        """Read what an element has, in order."""
        self._add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._read_child(child, child.tag.removeprefix(TEI))
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        """Add text, unless it only indents the elements of the document."""
        if text and not (text[0] == "\n" and text.isspace()):
            self.writer.text(text)

    def _read_child(self, child: Element, tag: str) -> None:
        if reader := self.readers.get(tag):
            reader(child)
        elif tag == "choice":
            self._read_choice(child)
        elif tag not in UNREAD:
            self.read(child)

    # ── Lines ────────────────────────────────────────────────────────────────────────────────────

    def _read_line(self, element: Element) -> None:
        self.writer.end_line()
        former = self.writer.where
        self.writer.where = _place(element) or former
        if (name := element.get(ID)) is not None:
            self.writer.point("id", name)
            self.presences += ((name, presence) for presence in self.around[-1:])
        if element.tag == f"{TEI}div" and element.get("type"):
            division = f"{element.get('type')} {element.get('n', '')}".strip()
            self.writer.point("division", division)
        elif place := element.get("n"):
            self.writer.point("place", place)
        if element.tag == f"{TEI}change":
            self.writer.point("release", element.get("when", ""))
        self.read(element)
        self.writer.end_line()
        self.writer.where = former

    def _read_verse_line(self, line: Element) -> None:
        before = line.getprevious()
        if before is not None and before.tag == line.tag:
            self.writer.text("\n")
        self.read(line)

    def _read_break(self, _: Element) -> None:
        self.writer.text("\n")

    # ── Within lines ─────────────────────────────────────────────────────────────────────────────

    def _read_reference(self, element: Element) -> None:
        start, target = self.writer.offset, element.get("target", "")
        self.read(element)
        kind = element.get("type")
        self.writer.link(start, f"{kind}: {target}" if kind else target)

    def _read_term(self, element: Element) -> None:
        self.writer.point("term", f"{element.get(ID)} {element.get('ref')}")
        self.read(element)

    def _read_anchor(self, element: Element) -> None:
        self.writer.point("anchor", element.get(ID, ""))

    def _read_supplied(self, element: Element) -> None:
        self.writer.text("[")
        self.read(element)
        self.writer.text("]")

    def _read_choice(self, choice: Element) -> None:
        """Read the words of a formula; what they stand for is a point after them."""
        self.read(choice)
        for formula in choice.iterfind(f"{TEI}reg/{TEI}formula"):
            self._read_formula(formula)

    def _read_formula(self, formula: Element) -> None:
        self.writer.point("formula", formula.text or "")

    def _read_annotation(self, annotation: Element) -> None:
        self.writer.point("ruby", "".join(map(str, annotation.itertext())))

    # ── Notes ────────────────────────────────────────────────────────────────────────────────────

    def _read_pointer(self, pointer: Element) -> None:
        self.writer.point("call", pointer.get("target", "").removeprefix("#"))

    def _read_note(self, note: Element) -> None:
        """Read a note at its call; a remark of the editor's among the paragraphs is a line."""
        name = note.get(ID)
        if name is None or note.get("place") is None:
            self._read_line(note)
            return
        self.writer.point("call", name)
        number = len(self.notes)
        self.notes.append(None)
        outside, outer_note, outer_around = self.writer, self.note, self.around
        self.writer, self.note, self.around = TranscriptWriter(), name, []
        self.writer.where = f"note {name}"
        self.read(note)
        self.writer.end_line()
        lines = tuple(self.writer.lines)
        self.writer, self.note, self.around = outside, outer_note, outer_around
        attributes = note.get("n", ""), note.get("type", ""), note.get("resp", "")
        self.notes[number] = NoteRecord(name, *attributes, _pointers(note, "source"), lines)

    # ── Apparatus ────────────────────────────────────────────────────────────────────────────────

    def _read_app(self, app: Element) -> None:
        lemma, *others = app
        if app.get("type") is None:
            self._read_presence(lemma, others)
            return
        start = self.writer.offset
        self.read(lemma)
        reasons = [each.text or "" for each in others if each.tag == f"{TEI}note"]
        self.apparatus.append(
            ApparatusRecord(
                tuple(_names_around(app)),
                len(self.writer.lines),
                self.note,
                start,
                self.writer.offset,
                _pointers(lemma),
                tuple(_readings(others)),
                app.get("type", ""),
                " ".join(reasons),
                lemma.get("resp", ""),
            )
        )

    def _read_presence(self, lemma: Element, others: list[Element]) -> None:
        kinds = {rdg.get("type", ""): _pointers(rdg) for rdg in others}
        presence = RecordedPresence(
            _pointers(lemma), kinds.get("omission", ()), kinds.get("lacuna", ())
        )
        if _parent(_parent(lemma)).tag in HOLDERS:
            self.around.append(presence)
            self.read(lemma)
            self.around.pop()
        else:
            passage = next(_names_around(_parent(lemma)), "")
            self.presences.append((passage, presence))
            self.read(lemma)


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None, "the root of a document is no reading"
    return parent


def _names_around(app: Element) -> Iterator[str]:
    """Yield the ids of what is around an apparatus, inmost first; those of apparatus are none."""
    for each in app.iterancestors():
        if each.tag != f"{TEI}app" and (name := each.get(ID)):
            yield name


def _readings(others: list[Element]) -> Iterator[RecordedReading]:
    for rdg in others:
        if rdg.tag == f"{TEI}rdg":
            text = "".join(map(str, rdg.itertext()))
            kind, rendition = rdg.get("type", ""), rdg.get("rend", "")
            yield RecordedReading(text, _pointers(rdg), kind, rendition)


def _place(element: Element) -> str:
    """Return how readers name a place: its number, or what the division is."""
    if element.tag == f"{TEI}change":
        return f"history, {element.get('when')}"
    return element.get("n") or element.get("type") or ""

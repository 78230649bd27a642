"""Read the blocks, notes and lists of an edition in the order of its TEI document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from book.verify.readback.release.linked_text import DocumentRecord, TextReader, read_words
from book.verify.readback.release.values import (
    Block,
    BlockKind,
    LinkedText,
    ListEntry,
    ListKind,
    Ref,
    Source,
)
from book.verify.readback.tei import ID, TEI, Element, ids_in, sources_of

OF_THE_WORK = ("preface", "part", "section", "lacuna")
BLOCK_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(OF_THE_WORK, "text"),
    "commentary": "commentary",
    "introduction": "introduction",
}
LIST_KINDS: dict[str, ListKind] = {
    "chronology": "chronology",
    "glossary": "glossary",
    "bibliography": "bibliography",
    "index": "index",
}
# Paragraphs that only describe others: the sources of a passage, its first appearance.
DESCRIBING = ("sources", "since")
# What holds the words of a block, and what holds such blocks.
PARAGRAPHS = (
    *("note", "p", "ab", "stage", "speaker", "bibl", "salute", "dateline", "signed", "l"),
    *("figDesc",),
)
CONTAINERS = (
    *("quote", "cit", "sp", "figure", "epigraph", "opener", "closer", "floatingText", "body"),
)
TITLE_PAGE_TAGS = ("titlePart", "docAuthor", "byline", "publisher", "docDate")
TITLE_PAGE = tuple(TEI + tag for tag in TITLE_PAGE_TAGS)


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """Where in the book something is read.

    `kind` is that of its blocks, `place` is its place for readers, `part` its chapter; `path` are
    the numbers of the divisions down to it, and `list_kind` is that of the list it is in.
    """

    kind: BlockKind = "matter"
    place: str = ""
    part: str = ""
    path: tuple[str, ...] = ()
    list_kind: ListKind | None = None


class ReleaseReader:
    """Reads a document part by part and keeps its blocks and lists."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.witnesses = {source.get("n", ""): source for source in sources_of(root)}
        pointers = {f"#{source.get(ID)}": name for name, source in self.witnesses.items()}
        self.record = DocumentRecord(pointers)
        self.copies = tuple(
            name for name, source in self.witnesses.items() if source.tag == f"{TEI}witness"
        )
        self.points = {
            element.get(ID) for tag in ("anchor", "term") for element in root.iter(f"{TEI}{tag}")
        }
        self.descriptions: dict[str, str] = {}
        self.counts: dict[str, int] = {}
        self.blocks: list[Block] = []
        self.items: list[ListEntry] = []
        self.readers: dict[str, Callable[[Element, ReadingPosition], None]] = {
            "div": self._read_division,
            "titlePage": self._read_title_page,
            "head": self._read_head,
            "app": self._read_partial_blocks,
            "list": self._read_list,
            "listBibl": self._read_bibliography,
            "lg": self._read_verse,
            "table": self._read_rows,
            "gap": self._read_gap,
            **dict.fromkeys(PARAGRAPHS, self._read_paragraph),
            **dict.fromkeys(CONTAINERS, self._read_held),
        }

    def read_book(self, text: Element) -> None:
        """Read the front matter, the body and the back matter."""
        for matter in text:
            for part in matter:
                name = part.get("n", "") or _heading(part) or part.get("type", "")
                self._read(part, ReadingPosition(part=name))

    def read_history(self) -> None:
        """Read what the header says of former releases, the oldest first."""
        for number, change in enumerate([*self.root.iter(f"{TEI}change")][::-1], 1):
            date = change.get("when", "")
            self._read_division(change, ReadingPosition("history", date, f"release {number}"))

    def sources(self) -> Iterator[Source]:
        """Yield the witnesses, with what was read of them in the text."""
        for siglum, source in self.witnesses.items():
            facts = {idno.get("type"): idno.text or "" for idno in source.iter(f"{TEI}idno")}
            description = self.descriptions.get(siglum, "")
            yield Source(siglum, facts.get("file", ""), facts.get("SHA-256", ""), description)

    def orders(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each witness with an order of its own, and the ids of its passages in it."""
        for transpose in self.root.iter(f"{TEI}transpose"):
            yield self.record.sigla[transpose.get("corresp", "")], ids_in(transpose)

    # ── Blocks ───────────────────────────────────────────────────────────────────────────────────

    def _read(self, element: Element, position: ReadingPosition) -> None:
        tag = element.tag.removeprefix(TEI) if isinstance(element.tag, str) else ""
        if tag in self.readers:
            self.readers[tag](element, position)

    def _read_division(self, division: Element, position: ReadingPosition) -> None:
        self._hold_by_next_block(division)
        inside = _position_inside(division, position)
        for child in division:
            self._read(child, inside)

    def _hold_by_next_block(self, element: Element) -> None:
        """Record that the next block holds the id of an element."""
        self.record.holders[element.get(ID, "")] = ("block", len(self.blocks))

    def _read_head(self, head: Element, position: ReadingPosition) -> None:
        if position.list_kind is None:
            self._add_block(head, position, "heading")

    def _read_partial_blocks(self, app: Element, position: ReadingPosition) -> None:
        """Read blocks that only some copies have."""
        start = len(self.blocks)
        for child in app[0]:
            self._read(child, position)
        sigla = self.record.sigla_of(app[0])
        self.blocks[start:] = [replace(block, sigla=sigla) for block in self.blocks[start:]]

    def _read_title_page(self, page: Element, position: ReadingPosition) -> None:
        for element in page.iter(*TITLE_PAGE):
            role = element.get("type") or str(element.tag).removeprefix(TEI)
            self._add_block(element, replace(position, place="title-page"), role)

    def _read_paragraph(self, paragraph: Element, position: ReadingPosition) -> None:
        role = paragraph.get("rend", "p")
        is_other = paragraph.tag not in (f"{TEI}p", f"{TEI}note")
        if is_other:
            role = str(paragraph.tag).removeprefix(TEI)
        if position.list_kind is None and role not in DESCRIBING:
            place = paragraph.get("n") or position.place
            if (is_other or role == "p") and not paragraph.get("n"):
                place = self._next_place(position)
            self._add_block(paragraph, replace(position, place=place), role)

    def _read_held(self, container: Element, position: ReadingPosition) -> None:
        """Read the blocks that a quotation, a speech, a letter … holds."""
        for child in container:
            self._read(child, position)

    def _read_verse(self, group: Element, position: ReadingPosition) -> None:
        """Read a stanza as one block, and a poem stanza by stanza."""
        if group.get("type") == "poem":
            self._read_held(group, position)
        else:
            self._read_paragraph(group, position)

    def _read_gap(self, gap: Element, position: ReadingPosition) -> None:
        self._hold_by_next_block(gap)
        self._add_block(gap[0], position, "lacuna")

    def _read_rows(self, rows: Element, position: ReadingPosition, role: str = "row") -> None:
        for row in rows:
            self._add_block(row, replace(position, place=self._next_place(position)), role)

    def _next_place(self, position: ReadingPosition) -> str:
        """Return the place of the next paragraph without a number of its own."""
        count = self.counts[position.place] = self.counts.get(position.place, 0) + 1
        return f"{position.place} ¶{count}"

    def _add_block(self, element: Element, position: ReadingPosition, role: str) -> None:
        lemma = _only_lemma(element)
        sigla = self.copies if position.kind == "text" else ()
        if lemma is not None:
            sigla = self.record.sigla_of(lemma)
        reader = TextReader(self.record, len(self.blocks))
        reader.record_id(element.get(ID))
        reader.read(element if lemma is None else lemma)
        kind, place, part = position.kind, position.place, position.part
        entries = tuple(reader.entries)
        self.blocks.append(Block(kind, place, part, role, reader.words, entries, sigla))

    # ── Lists ────────────────────────────────────────────────────────────────────────────────────

    def _read_list(self, element: Element, position: ReadingPosition) -> None:
        if position.list_kind == "index":
            self._read_index(element, "")
        elif position.list_kind is not None:
            self._read_glosses(element, position.list_kind)
        elif element.get("rend") == "witnesses":
            self._read_descriptions(element)
        else:
            self._read_rows(element, position, "item")

    def _read_descriptions(self, element: Element) -> None:
        """Read what the imprint says of each witness."""
        for item in element:
            self.descriptions[item[0].text or ""] = read_words(item, self.record).text

    def _read_bibliography(self, element: Element, _: ReadingPosition) -> None:
        for bibl in element:
            words = read_words(bibl, self.record)
            self.items.append(ListEntry("bibliography", bibl.get(ID, ""), words))

    def _read_glosses(self, element: Element, kind: ListKind) -> None:
        """Read terms or dates; the references at the end of a gloss are its places in the text."""
        for label, item in zip(element[::2], element[1::2], strict=True):
            key = read_words(label, self.record).text
            gloss, targets = self._split_gloss(read_words(item, self.record))
            self.items.append(ListEntry(kind, key, gloss, targets))

    def _split_gloss(self, words: LinkedText) -> tuple[LinkedText, tuple[Ref, ...]]:
        targets = tuple(ref for ref in words.refs if ref.target in self.points)
        text = words.text[: targets[0].start].rstrip() if targets else words.text
        return LinkedText(text, tuple(ref for ref in words.refs if ref not in targets)), targets

    def _read_index(self, element: Element, parent: str) -> None:
        for item in element:
            heading = item.text or ""
            if len(item):
                heading = heading.removesuffix(", ")
            key = f"{parent}: {heading}" if parent else heading
            self.items.append(_index_entry(key, list(item.iterchildren(f"{TEI}ref"))))
            for inner in item.iterchildren(f"{TEI}list"):
                self._read_index(inner, key)


def _position_inside(division: Element, position: ReadingPosition) -> ReadingPosition:
    kind, number = division.get("type", ""), division.get("n", "")
    path = (*position.path, number) if number else position.path
    place = position.place
    if kind:
        place = (".".join(path) if kind in OF_THE_WORK else "") or _heading(division) or kind
    block_kind = BLOCK_KINDS.get(kind, position.kind)
    return ReadingPosition(block_kind, place, position.part, path, LIST_KINDS.get(kind))


def _index_entry(key: str, refs: list[Element]) -> ListEntry:
    """Return an entry of the index; references with a type are "see" and "see also"."""
    typed = [ref for ref in refs if ref.get("type")]
    text = "; ".join(f"{ref.get('type', '').replace('-', ' ')} {ref.text}" for ref in typed)
    targets = tuple(Ref(0, 0, ref.get("target", "#")[1:]) for ref in refs if not ref.get("type"))
    return ListEntry("index", key, LinkedText(text), targets)


def _heading(division: Element) -> str:
    """Return the heading of a division without the notes and the variants that are in it."""
    head = division.find(f"{TEI}head")
    if head is None:
        return ""
    return read_words(_without_notes(head), DocumentRecord({})).text


def _without_notes(element: Element) -> Element:
    """Return a copy of an element in which notes and variants are empty."""
    copy = etree.fromstring(etree.tostring(element))
    for note in copy.iter(f"{TEI}note", f"{TEI}rdg"):
        note.clear(keep_tail=True)
    return copy


def _only_lemma(element: Element) -> Element | None:
    """Return the lemma of an apparatus that is all of an element: only some copies have it."""
    if len(element) != 1 or (element.text or "").strip():
        return None
    (child,) = element
    is_plain_apparatus = child.tag == f"{TEI}app" and not child.get("type")
    return child[0] if is_plain_apparatus else None

"""Read a published edition out of its TEI document: what two releases can be compared by (`shapes`).

The words are those of the printed text, with `*emphasis*` and `**bold**` as Markdown has them, so that what is set otherwise
is a difference too (`words`). What the program makes of other things here is left out: the lines that say whose text follows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from book.verify.readback.release.linked_text import DocumentRecord, TextReader
from book.verify.readback.release.values import (
    Block,
    BlockKind,
    LinkedText,
    ListEntry,
    ListKind,
    Ref,
    ReleaseReading,
    Source,
)
from book.verify.readback.tei import ID, TEI, Element

OF_THE_WORK = ("preface", "part", "section", "lacuna")
KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(OF_THE_WORK, "text"),
    "commentary": "commentary",
    "introduction": "introduction",
}
LISTS: dict[str, ListKind] = {
    "chronology": "chronology",
    "glossary": "glossary",
    "bibliography": "bibliography",
    "index": "index",
}
TOLD = ("sources", "since")  # what only says of something else what it is
TITLE_PAGE = tuple(
    f"{TEI}{tag}" for tag in ("titlePart", "docAuthor", "byline", "publisher", "docDate")
)


def read_release(content: bytes) -> ReleaseReading:
    """Read a TEI document. Raise ValueError for one that does not have what an edition of this program has."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    text, date = root.find(f"{TEI}text"), root.find(f".//{TEI}publicationStmt/{TEI}date")
    if text is None or date is None or root.find(f".//{TEI}listWit/{TEI}witness") is None:
        raise ValueError("it has no text, no date or no witnesses")
    reader = ReleaseReader(root)
    for part in (part for matter in text for part in matter):
        reader.read(
            part, ReadingPosition(part=part.get("n", "") or _heading(part) or part.get("type", ""))
        )
    for number, change in enumerate(reversed(list(root.iter(f"{TEI}change"))), 1):
        reader.division(
            change, ReadingPosition("history", change.get("when", ""), f"release {number}")
        )
    found = reader.found
    blocks, notes, items = tuple(reader.blocks), tuple(found.notes), tuple(reader.items)
    return ReleaseReading(
        date.get("when", ""),
        tuple(reader.sources()),
        blocks,
        notes,
        items,
        tuple(reader.orders()),
        found.holders,
    )


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """Where in the book something is read: what it is of, its place in words, its chapter, the numbers down to it, and in which list."""

    what: BlockKind = "matter"
    place: str = ""
    part: str = ""
    path: tuple[str, ...] = ()
    of: ListKind | None = None


class ReleaseReader:
    """Goes through a document and keeps what it finds."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        sources = [
            e
            for tag in ("witness", "bibl")
            for e in root.iter(f"{TEI}{tag}")
            if e.get("n") and e.get(ID)
        ]
        self.found = DocumentRecord({f"#{e.get(ID)}": e.get("n", "") for e in sources})
        self.copies = tuple(e.get("n", "") for e in sources if e.tag == f"{TEI}witness")
        self.files = {e.get("n", ""): e for e in sources}
        self.points = {e.get(ID) for tag in ("anchor", "term") for e in root.iter(f"{TEI}{tag}")}
        self.described: dict[str, str] = {}
        self.counts: dict[str, int] = {}
        self.blocks: list[Block] = []
        self.items: list[ListEntry] = []
        self.readers: dict[str, Callable[[Element, ReadingPosition], None]] = {
            "div": self.division,
            "titlePage": self.title_page,
            "head": self.head,
            "app": self.presence,
            "list": self.listed,
            "listBibl": self.references,
            "table": self.rows,
            "gap": self.gap,
            "note": self.paragraph,
            "p": self.paragraph,
        }

    def sources(self) -> Iterator[Source]:
        for siglum, found in self.files.items():
            facts = {e.get("type"): e.text or "" for e in found.iter(f"{TEI}idno")}
            yield Source(
                siglum,
                facts.get("file", ""),
                facts.get("SHA-256", ""),
                self.described.get(siglum, ""),
            )

    def orders(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give the witnesses that have passages in an order of their own, and the ids of these."""
        for found in self.root.iter(f"{TEI}transpose"):
            yield (
                self.found.sigla[found.get("corresp", "")],
                tuple(e.get("target", "#")[1:] for e in found),
            )

    def read(self, element: Element, here: ReadingPosition) -> None:
        tag = element.tag.removeprefix(TEI) if isinstance(element.tag, str) else ""
        if tag in self.readers:
            self.readers[tag](element, here)

    def division(self, division: Element, here: ReadingPosition) -> None:
        kind, path = (
            division.get("type", ""),
            (*here.path, *([division.get("n", "")] if division.get("n") else [])),
        )
        place = here.place
        if kind:
            place = (".".join(path) if kind in OF_THE_WORK else "") or _heading(division) or kind
        self.found.holders[division.get(ID, "")] = ("block", len(self.blocks))
        inside = ReadingPosition(
            KINDS.get(kind, here.what), place, here.part, path, LISTS.get(kind)
        )
        for child in division:
            self.read(child, inside)

    def head(self, head: Element, here: ReadingPosition) -> None:
        if here.of is None:
            self.block(head, here, "heading")

    def presence(self, app: Element, here: ReadingPosition) -> None:
        """Read blocks that not all copies have."""
        before = len(self.blocks)
        for child in app[0]:
            self.read(child, here)
        has = self.found.pointed(app[0])
        self.blocks[before:] = [replace(block, sigla=has) for block in self.blocks[before:]]

    def title_page(self, page: Element, here: ReadingPosition) -> None:
        for element in page.iter(*TITLE_PAGE):
            role = element.get("type") or str(element.tag).removeprefix(TEI)
            self.block(element, replace(here, place="title-page"), role)

    def paragraph(self, paragraph: Element, here: ReadingPosition) -> None:
        role = paragraph.get("rend", "p")
        if here.of is None and role not in TOLD:
            place = paragraph.get("n") or (self.numbered(here.place) if role == "p" else here.place)
            self.block(paragraph, replace(here, place=place), role)

    def gap(self, gap: Element, here: ReadingPosition) -> None:
        self.found.holders[gap.get(ID, "")] = ("block", len(self.blocks))
        self.block(gap[0], here, "lacuna")

    def rows(self, table: Element, here: ReadingPosition) -> None:
        for row in table:
            self.block(row, replace(here, place=self.numbered(here.place)), "row")

    def listed(self, listed: Element, here: ReadingPosition) -> None:
        if here.of == "index":
            self.index(listed, "")
        elif here.of is not None:
            self.glosses(listed, here.of)
        elif listed.get("rend") == "witnesses":
            self.described |= {item[0].text or "": self.words(item).text for item in listed}
        else:
            for item in listed:
                self.block(item, replace(here, place=self.numbered(here.place)), "item")

    def numbered(self, place: str) -> str:
        self.counts[place] = self.counts.get(place, 0) + 1
        return f"{place} ¶{self.counts[place]}"

    def block(self, element: Element, here: ReadingPosition, role: str) -> None:
        index = len(self.blocks)
        lemma = _only(element)
        writer = TextReader(self.found, index)
        writer.hold(element.get(ID))
        writer.write(element if lemma is None else lemma)
        sigla = self.copies if here.what == "text" else ()
        if lemma is not None:
            sigla = self.found.pointed(lemma)
        self.blocks.append(
            Block(
                here.what, here.place, here.part, role, writer.words, tuple(writer.entries), sigla
            )
        )

    def words(self, element: Element) -> LinkedText:
        """Read words outside of the text."""
        writer = TextReader(self.found)
        writer.write(element)
        return writer.words

    def references(self, listed: Element, _: ReadingPosition) -> None:
        self.items.extend(
            ListEntry("bibliography", bibl.get(ID, ""), self.words(bibl)) for bibl in listed
        )

    def glosses(self, listed: Element, of: ListKind) -> None:
        """Read terms or dates; the references after what is said of them are their places in the text."""
        for label, item in zip(listed[::2], listed[1::2], strict=True):
            words = self.words(item)
            targets = tuple(ref for ref in words.refs if ref.target in self.points)
            said = words.text[: targets[0].start].rstrip() if targets else words.text
            refs = tuple(ref for ref in words.refs if ref not in targets)
            self.items.append(
                ListEntry(of, self.words(label).text, LinkedText(said, refs), targets)
            )

    def index(self, listed: Element, above: str) -> None:
        for item in listed:
            heading = (item.text or "").removesuffix(", ") if len(item) else item.text or ""
            key = f"{above}: {heading}" if above else heading
            refs = list(item.iterchildren(f"{TEI}ref"))
            seen = "; ".join(
                f"{e.get('type', '').replace('-', ' ')} {e.text}" for e in refs if e.get("type")
            )
            targets = tuple(Ref(0, 0, e.get("target", "#")[1:]) for e in refs if not e.get("type"))
            self.items.append(ListEntry("index", key, LinkedText(seen), targets))
            for inner in item.iterchildren(f"{TEI}list"):
                self.index(inner, key)


def _heading(division: Element) -> str:
    """Write the heading of a division without the notes that are called in it."""
    head = division.find(f"{TEI}head")
    if head is None:
        return ""
    writer = TextReader(DocumentRecord({}))
    for note in (bare := etree.fromstring(etree.tostring(head))).iter(f"{TEI}note", f"{TEI}rdg"):
        note.clear(keep_tail=True)
    writer.write(bare)
    return writer.words.text


def _only(element: Element) -> Element | None:
    """Give the lemma of an apparatus that is all of a heading: not all copies have the heading."""
    is_app = (
        len(element) == 1
        and element[0].tag == f"{TEI}app"
        and not element[0].get("type")
        and not (element.text or "").strip()
    )
    return element[0][0] if is_app else None

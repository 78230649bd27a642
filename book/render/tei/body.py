"""Write the book's divisions: the work with its apparatus, the commentaries, the editor's lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from book.model import (
    Block,
    Bullets,
    ContentsList,
    Definition,
    Definitions,
    Division,
    Edition,
    IndexEntry,
    IndexGroup,
    Locator,
    Paragraph,
    Place,
    Row,
    Subheading,
    Supplied,
    Table,
)
from book.render.tei.apparatus import sigla_of
from book.render.tei.elements import Element, add, element
from book.render.tei.header import passage_id
from book.render.tei.inlines import EDITOR, Notes, contents
from book.render.tei.passages import Ids, Passage, events_of, pointers
from book.text.inlines import text_of

# Made anew by whoever sets the text; the apparatus is in the text, and the history in the header.
LEFT_OUT = ("cover", "half-title", "contents", "variants", "history")
OF_THE_WORK = ("preface", "part", "section", "lacuna")


@dataclass(frozen=True, slots=True)
class Body:
    """Writes divisions. `rows` are the passages of the work by their places, `witnesses` the sigla of its copies."""

    notes: Notes
    rows: dict[Place, Row]
    witnesses: tuple[str, ...]
    ids: Ids

    def matter(self, tag: str, edition: Edition, *matters: str) -> Element | None:
        """Write front, body or back; None if the book has none."""
        divisions = [d for d in edition.divisions if d.matter in matters and d.kind not in LEFT_OUT]
        return element(tag, *(self.division(d) for d in divisions)) if divisions else None

    def division(self, division: Division) -> Element:
        if division.kind == "title-page":
            return self._title_page(division)
        of = (
            {"commentary": pointers((self._source(division),), self.ids)}
            if division.kind == "commentary"
            else {}
        )
        made = element(
            "div",
            type=division.kind,
            xml_id=division.id,
            n=division.label,
            source=of.get(division.kind, ""),
        )
        if division.title:
            made.append(self._head(division))
        made.extend(self._blocks(division))
        made.extend(self.division(inner) for inner in division.divisions)
        return made

    def _source(self, division: Division) -> str:
        return next(
            (b.sigla[0] for b in division.blocks if isinstance(b, Paragraph) and b.sigla), ""
        )

    def _head(self, division: Division) -> Element:
        row = (
            self.rows.get(division.place)
            if division.place and division.kind in OF_THE_WORK
            else None
        )
        if row is None:
            words = contents(division.title, self.notes)
            # No witness has this heading here: it is from the outline.
            is_bare = division.kind in OF_THE_WORK and not isinstance(division.title[0], Supplied)
            return (
                element("head", element("supplied", *words, resp=EDITOR))
                if is_bare
                else element("head", *words)
            )
        sigla = sigla_of(row)
        # Notes are called after words of the title, which stands at the end of the row's words.
        shift = len(row.text) - len(text_of(division.title))
        events = {at + shift: found for at, found in events_of(division.title, self.notes).items()}
        passage, name = Passage(row, self.ids, events), passage_id(str(row.place))
        if set(sigla) == set(self.witnesses):
            return passage.fill(element("head", xml_id=name))
        lemma = passage.fill(element("lem", wit=pointers(sigla, self.ids)))
        return element("head", element("app", lemma, *self._without(row)), xml_id=name)

    def _without(self, *rows: Row) -> Iterator[Element]:
        """Say of the witnesses that lack rows whether they leave them out or do not reach so far."""
        has = set(sigla_of(rows[0]))
        omitting = [
            s
            for row in rows
            for v in row.variants
            for r in v.readings
            if r.form == "" and not r.text
            for s in r.sigla
        ]
        for kind, sigla in (
            ("omission", tuple(s for s in self.witnesses if s not in has and s in omitting)),
            ("lacuna", tuple(s for s in self.witnesses if s not in has and s not in omitting)),
        ):
            if sigla:
                yield element("rdg", wit=pointers(sigla, self.ids), type=kind)

    def _blocks(self, division: Division) -> Iterator[Element]:
        """Write the blocks; those of the work that not all witnesses have stand in an apparatus of their own."""
        blocks = division.blocks
        if division.kind in OF_THE_WORK:
            for (sigla, lacking), group in groupby(blocks, key=self._presence):
                written = [self._paragraph(block) for block in group]
                if sigla and lacking:
                    others = (element("rdg", wit=wit, type=kind) for kind, wit in lacking)
                    yield element(
                        "app", element("lem", *written, wit=pointers(sigla, self.ids)), *others
                    )
                else:
                    yield from written
        elif division.kind == "bibliography":
            yield element(
                "listBibl",
                *(self._reference(block) for block in blocks if isinstance(block, Paragraph)),
            )
        else:
            yield from self._sections(blocks)

    def _reference(self, block: Paragraph) -> Element:
        return element("bibl", *contents(block.inlines, self.notes), xml_id=block.id)

    def _presence(self, block: Block) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """Give the witnesses that have a block of the work, and pointers to those that lack it, by kind."""
        row = self.rows.get(block.place) if isinstance(block, Paragraph) and block.place else None
        if row is None:
            return (), ()
        return sigla_of(row), tuple(
            (rdg.get("type", ""), rdg.get("wit", "")) for rdg in self._without(row)
        )

    def _paragraph(self, block: Block) -> Element:
        row = self.rows.get(block.place) if isinstance(block, Paragraph) and block.place else None
        if isinstance(block, Paragraph) and row:
            return Passage(row, self.ids, events_of(block.inlines, self.notes)).fill(
                element("p", xml_id=block.id, n=str(row.place))
            )
        if isinstance(block, Paragraph) and block.style == "lacuna":
            said = (
                i
                for inline in block.inlines
                for i in (inline.inlines if isinstance(inline, Supplied) else (inline,))
            )
            return element(
                "gap",
                element("desc", *contents(tuple(said), self.notes)),
                reason="lacuna",
                resp=EDITOR,
                xml_id=block.id,
            )
        if isinstance(
            block, Paragraph
        ):  # no witness's words: the editor's, in the midst of the work
            return element(
                "note",
                *contents(block.inlines, self.notes),
                type="editorial",
                rend=block.style,
                resp=EDITOR,
                xml_id=block.id,
            )
        return next(self.block(block))

    def _sections(self, blocks: Iterable[Block]) -> Iterator[Element]:
        """Write what is none of the work; what follows a heading within it is a division, as TEI has no heading between paragraphs."""
        section: Element | None = None
        for block in blocks:
            if isinstance(block, Subheading):
                if section is not None:
                    yield section
                section = element(
                    "div", element("head", *contents(block.inlines, self.notes)), xml_id=block.id
                )
                continue
            for made in self.block(block):
                if section is None:
                    yield made
                else:
                    section.append(made)
        if section is not None:
            if len(section) == 1:
                section.append(element("p"))
            yield section

    def block(self, block: Block) -> Iterator[Element]:
        match block:
            case Paragraph():
                source = pointers(block.sigla, self.ids)
                rend = "" if block.style == "text" else block.style
                yield element(
                    "p",
                    *contents(block.inlines, self.notes),
                    xml_id=block.id,
                    rend=rend,
                    source=source,
                )
            case Subheading():
                yield element(
                    "p", *contents(block.inlines, self.notes), xml_id=block.id, rend="subheading"
                )
            case Bullets():
                yield element(
                    "list",
                    *(element("item", *contents(item, self.notes)) for item in block.items),
                    rend=block.style,
                )
            case Definitions():
                yield element(
                    "list",
                    *(part for item in block.items for part in self._definition(item)),
                    type="gloss",
                    rend=block.style,
                )
            case Table():
                yield self._table(block)
            case IndexGroup():
                yield element("list", *map(self._entry, block.entries), type="index")
            case ContentsList():
                return
            case _:
                assert_never(block)

    def _definition(self, definition: Definition) -> Iterator[Element]:
        yield element("label", *contents(definition.term, self.notes), xml_id=definition.id)
        made = element("item", *contents(definition.inlines, self.notes))
        for locator in definition.locators:
            add(made, " ")
            made.append(_ref(locator))
        yield made

    def _table(self, table: Table) -> Element:
        head = [element("head", *contents(table.caption, self.notes))] if table.caption else []
        rows = (
            [
                element(
                    "row",
                    *(element("cell", *contents(c, self.notes)) for c in table.head),
                    role="label",
                )
            ]
            if table.head
            else []
        )
        rows += [
            element("row", *(element("cell", *contents(c, self.notes)) for c in row))
            for row in table.rows
        ]
        return element("table", *head, *rows)

    def _entry(self, entry: IndexEntry) -> Element:
        made = element("item", entry.heading, xml_id=entry.id)
        for locator in entry.locators:
            made.append(_ref(locator))
        for kind, references in (("see", entry.see), ("see also", entry.see_also)):
            made.extend(
                element(
                    "ref",
                    reference.heading,
                    target=f"#{reference.target}",
                    type=kind.replace(" ", "-"),
                )
                for reference in references
            )
        if entry.entries:
            made.append(element("list", *map(self._entry, entry.entries)))
        for child in list(made)[:-1]:
            child.tail = ", "
        if len(made):
            made.text = f"{entry.heading}, "
        return made

    def _title_page(self, division: Division) -> Element:
        said = {
            b.style: list(contents(b.inlines, self.notes))
            for b in division.blocks
            if isinstance(b, Paragraph)
        }
        titles = [
            element("titlePart", *said[s], type=t)
            for s, t in (("title", "main"), ("subtitle", "sub"))
            if s in said
        ]
        made = element("titlePage", element("docTitle", *titles))
        if "author" in said:
            made.append(element("docAuthor", *said["author"]))
        if "editor" in said:
            made.append(element("byline", *said["editor"]))
        made.append(
            element(
                "docImprint",
                *(
                    element(tag, *said[s])
                    for s, tag in (("publisher", "publisher"), ("date", "docDate"))
                    if s in said
                ),
            )
        )
        return made


def _ref(locator: Locator) -> Element:
    """Point to a place, named as in a book without pages."""
    return element("ref", locator.place, target=f"#{locator.target}")

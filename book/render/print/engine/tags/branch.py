"""Write a structure as objects of PDF (ISO 32000-1, 14.7): a sheet's branch of the tree by itself, to be grafted into any file.

What stands in other objects is referred to by their numbers in the file, which are not known when the sheet is drawn. So a branch is
written with open references, each the number of a line in a table that is made when it is grafted: a long book has some fifty
elements a page, and few of its sheets change.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from book.render.print.engine.tags.structure import Annotation, Element, Piece, Tagged

ATTRIBUTES = {  # ISO 32000-1, 14.8.5: items without a mark of their own; a head above its column
    "L": {"O": "/List", "ListNumbering": "/None"},
    "TH": {"O": "/Table", "Scope": "/Column"},
}
OPEN, END = b"\0", b"\n"  # stands for a reference; ends an object
ARTIFACT = -1


@dataclass(frozen=True, slots=True)
class Branch:
    """The structure of a sheet with open references.

    `text` has the kids of the tree's one element Document, then the objects of the elements, one a line. The table for `open` has the
    references of Document, of the elements, of the pages, and those to annotations, as they stand among an element's kids.
    `marked` gives, for each page, the line in it of the element of each of its marked contents; `annotated` each annotation in the
    structure with its element's; `redundant` are annotations that are left out; `ids` name elements.
    """

    text: bytes
    open: Sequence[int]
    elements: int
    marked: tuple[Sequence[int], ...]
    annotated: tuple[tuple[Annotation, int], ...]
    redundant: frozenset[Annotation]
    ids: Mapping[str, int]


def write_branch(tagged: Tagged) -> Branch:
    """Write the structure of a sheet."""
    writer = _Writer(tagged.pages)
    top = writer.kids(tagged.kids, -1, 0)
    for piece in tagged.artifacts:
        writer.marked[piece.page][piece.mcid] = ARTIFACT
    opens = [*top.open, *(line for made in writer.objects for line in made.open)]
    pages, notes = len(writer.objects) + 1, len(writer.objects) + 1 + tagged.pages
    return Branch(
        END.join((top.text, *(made.text for made in writer.objects))),
        array(
            "i",
            (
                line
                if line >= 0
                else pages + ~line
                if ~line < tagged.pages
                else notes + ~line - tagged.pages
                for line in opens
            ),
        ),
        len(writer.objects),
        tuple(array("i", (found[mcid] for mcid in range(len(found)))) for found in writer.marked),
        tuple(writer.annotated),
        frozenset(tagged.redundant),
        writer.ids,
    )


def graft(branch: Branch, table: Sequence[bytes]) -> tuple[bytes, list[bytes]]:
    """Fill in the references of a branch; give the kids of Document, and the objects of the elements."""
    literal = branch.text.split(OPEN)
    written = [b""] * (2 * len(literal) - 1)
    written[::2] = literal
    written[1::2] = [table[line] for line in branch.open]
    top, *objects = b"".join(written).split(END)
    return top, objects


@dataclass(slots=True)
class _Text:
    """Text with open references: of Document and elements as they are in the table, of pages and annotations as complements."""

    text: bytes = b""
    open: list[int] = field(default_factory=list)


class _Writer:
    """Writes the elements of a sheet; Document is 0 in the table, the elements follow."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        self.objects: list[_Text] = []
        self.marked: list[dict[int, int]] = [{} for _ in range(pages)]
        self.annotated: list[tuple[Annotation, int]] = []
        self.ids: dict[str, int] = {}

    def element(self, element: Element, parent: int) -> int:
        """Write an element with all that is in it; give its line in the table."""
        made = _Text()
        self.objects.append(made)
        line = len(self.objects)
        if element.id:
            self.ids[element.id] = line
        page = next((kid.page for kid in element.kids if isinstance(kid, Piece)), -1)
        kids = self.kids(element.kids, page, line)
        place, about = (b"/Pg \0", [~page]) if page >= 0 else (b"", [])
        made.open = [parent, *about, *kids.open]
        made.text = b"<</Type /StructElem/S /%b/P \0%b%b/K [%b]>>" % (
            element.tag.encode(),
            _said(element),
            place,
            kids.text,
        )
        return line

    def kids(self, kids: Iterable[Element | Piece | Annotation], page: int, parent: int) -> _Text:
        """Write the kids of an element whose own page is `page`."""
        texts: list[bytes] = []
        opens: list[int] = []
        for kid in kids:
            if isinstance(kid, Element):
                texts.append(OPEN)
                opens.append(self.element(kid, parent))
            elif isinstance(kid, Annotation):
                texts.append(OPEN)
                opens.append(~(self.pages + len(self.annotated)))
                self.annotated.append((kid, parent))
            else:
                self.marked[kid.page][kid.mcid] = parent
                texts.append(
                    b"%d" % kid.mcid
                    if kid.page == page
                    else b"<</Type /MCR/Pg \0/MCID %d>>" % kid.mcid
                )
                opens += [] if kid.page == page else [~kid.page]
        return _Text(b" ".join(texts), opens)


def _said(element: Element) -> bytes:
    entries = [
        (b"Lang", element.language),
        (b"Alt", element.alternative),
        (b"E", element.expansion),
        (b"ID", element.id),
    ]
    said = b"".join(b"/%b %b" % (key, string(value)) for key, value in entries if value)
    if attributes := ATTRIBUTES.get(element.tag):
        said += (
            b"/A "
            + pydyf.Dictionary(attributes | ({"Scope": "/Row"} if element.heads_row else {})).data
        )
    return said


def string(text: str) -> bytes:
    """Write a text as a string on one line (7.3.4)."""
    written: bytes = pydyf.String(text).data
    return written.replace(b"\r", b"\\r").replace(b"\n", b"\\n").replace(b"\0", b"\\0")


def mark_artifacts(stream: list[Any], numbers: Iterable[int]) -> None:
    """Turn marked contents into pagination artifacts, which a screen reader skips (ISO 32000-1, 14.8.2.2.2).

    pydyf keeps tag, properties and operator one after the other: `/Span <</MCID n>> BDC`.
    """
    wanted = set(numbers)
    for index in range(2, len(stream)):
        properties = stream[index - 1]
        if (
            stream[index] == b"BDC"
            and isinstance(properties, dict)
            and properties.get("MCID") in wanted
        ):
            stream[index - 2], stream[index - 1] = (
                b"/Artifact",
                pydyf.Dictionary({"Type": "/Pagination"}),
            )

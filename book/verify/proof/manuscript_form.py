"""Gather the form of a manuscript for word processors from its XML (ECMA-376, 17 and 22.9).

What a program that opens it would show counts: items of lists that the file defines, links whose
addresses it gives.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from book.verify.intake.gathering import Gathered, Gatherer, Treatment
from book.verify.intake.walk import Element, local_name, parse_xml, walk
from book.verify.intake.word import treat_word
from book.verify.intake.zipped import read_member
from book.verify.proof.edition_form import WEB

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINK_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RULE = "{urn:schemas-microsoft-com:office:office}hr"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
PARTS = ("document", "footnotes")
WITHOUT_SIGN = "1000"  # pandoc's list for the paragraphs of an item after its first


def gather_manuscript(content: bytes) -> Gathered:
    """Return the words and the form of a DOCX that pandoc wrote."""
    gatherer = Gatherer()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        lists = frozenset(_lists(_read(archive, "word/numbering.xml")))
        for name in PARTS:
            links = dict(_web_links(_read(archive, f"word/_rels/{name}.xml.rels")))
            part = _ManuscriptPart(lists, links)
            walk(_read(archive, f"word/{name}.xml"), part.treat, gatherer)
            gatherer.end()
            for _ in part.seen:
                gatherer.block("lists")
    return gatherer.found()


def _read(archive: zipfile.ZipFile, name: str) -> Element:
    root = parse_xml(read_member(archive, name))
    return etree.Element("nothing") if root is None else root


def _lists(numbering: Element) -> Iterator[str]:
    """Yield the ids of the lists whose items have signs."""
    for number in numbering.iter(f"{W}num"):
        name = number.get(f"{W}numId", "")
        if name != WITHOUT_SIGN:
            yield name


def _web_links(relationships: Element) -> Iterator[tuple[str, str]]:
    for each in relationships.iter(RELATIONSHIP):
        if each.get("Target", "").startswith(WEB):
            yield each.get("Id", ""), each.get("Target", "")


@dataclass(frozen=True, slots=True)
class _ManuscriptPart:
    """A part of the file, as it is read; `seen` collects the ids of the lists in it."""

    lists: frozenset[str]
    links: Mapping[str, str]
    seen: set[str] = field(default_factory=set)

    def treat(self, element: Element, gatherer: Gatherer) -> Treatment:
        """Say how the proof takes an element: as in any DOCX, but for what is pandoc's own way."""
        treatment, name = treat_word(element, gatherer), local_name(element)
        if name == "hyperlink" and element.get(LINK_ID) in self.links:
            return replace(treatment, kinds=treatment.kinds | {"link"})
        if name == "p" and (number := self._list_of(element)):
            self.seen.add(number)
            return replace(treatment, counts=("items",))
        if name == "rect" and element.get(RULE):
            gatherer.block("scene-breaks")
        return treatment

    def _list_of(self, paragraph: Element) -> str:
        """Return the id of the list of which a paragraph begins an item; "" for another one."""
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        name = "" if number is None else number.get(f"{W}val", "")
        return name if name in self.lists else ""

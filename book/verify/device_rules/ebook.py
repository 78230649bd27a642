"""An e-book opened for the checks: its entries, package, documents and styles, each read once.

What cannot be read is left out here and named in `broken`; the checks then work on the rest.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

XHTML, OPS, XML = (
    "{http://www.w3.org/1999/xhtml}",
    "{http://www.idpf.org/2007/ops}",
    "{http://www.w3.org/XML/1998/namespace}",
)
OPF, DC, NCX = (
    "{http://www.idpf.org/2007/opf}",
    "{http://purl.org/dc/elements/1.1/}",
    "{http://www.daisy.org/z3986/2005/ncx/}",
)
XLINK, SVG = "{http://www.w3.org/1999/xlink}", "{http://www.w3.org/2000/svg}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
XHTML_TYPE, NCX_TYPE, CSS_TYPE = "application/xhtml+xml", "application/x-dtbncx+xml", "text/css"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=False)
TEXT_SUFFIXES = (".xhtml", ".html", ".htm", ".opf", ".ncx", ".xml", ".svg")


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """A line of the manifest; `name` is the file's path in the container, "" for a file outside of it."""

    id: str
    name: str
    href: str
    media_type: str
    properties: frozenset[str]
    line: int


@dataclass(frozen=True)
class XmlDocument:
    """A file of the e-book that is XML; `name` is its path in the container."""

    name: str
    root: etree._Element

    @cached_property
    def elements(self) -> tuple[etree._Element, ...]:
        return tuple(self.root.iter("*"))

    @cached_property
    def ids(self) -> Mapping[str, etree._Element]:
        """The first element of each id."""
        found: dict[str, etree._Element] = {}
        for node in self.elements:
            if node.get("id"):
                found.setdefault(node.get("id", ""), node)
        return found

    @cached_property
    def order(self) -> Mapping[etree._Element, int]:
        """Where each element stands among all."""
        return {node: index for index, node in enumerate(self.elements)}

    def tagged(self, *names: str) -> Iterator[etree._Element]:
        """Give the XHTML elements of these names."""
        return self.root.iter(*(XHTML + name for name in names))

    def typed(self, kind: str) -> Iterator[etree._Element]:
        """Give the elements that have this `epub:type`."""
        return (node for node in self.elements if kind in node.get(f"{OPS}type", "").split())

    def resolve_address(self, address: str) -> tuple[str, str]:
        """Give the file in the container and the fragment that an address leads to."""
        return resolve_address(self.name, address)


class Ebook:
    """An e-book, read into memory; nothing of it is trusted to be there."""

    def __init__(self, content: bytes) -> None:
        self.size = len(content)
        self.broken: dict[str, str] = {}
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.entries = tuple(archive.infolist())
            self.files: dict[str, bytes] = {
                entry.filename: archive.read(entry) for entry in self.entries if not entry.is_dir()
            }
        self.trees = {
            name: XmlDocument(name, root)
            for name in self.files
            if (root := self._parse(name)) is not None
        }
        self.package = self._package()

    def _parse(self, name: str) -> etree._Element | None:
        if not name.lower().endswith(TEXT_SUFFIXES):
            return None
        try:
            return etree.fromstring(self.files[name], PARSER)
        except etree.XMLSyntaxError as error:
            self.broken[name] = str(error.msg or error)
            return None

    def _package(self) -> XmlDocument | None:
        container = self.trees.get("META-INF/container.xml")
        root = container.root.find(f".//{CONTAINER}rootfile") if container else None
        return self.trees.get(root.get("full-path", "")) if root is not None else None

    @cached_property
    def manifest(self) -> tuple[ManifestItem, ...]:
        return (
            tuple(self._item(self.package, node) for node in self.package.root.iter(f"{OPF}item"))
            if self.package
            else ()
        )

    def _item(self, package: XmlDocument, node: etree._Element) -> ManifestItem:
        href = node.get("href", "")
        properties = frozenset(node.get("properties", "").split())
        name = "" if "://" in href else package.resolve_address(href)[0]
        return ManifestItem(
            node.get("id", ""),
            name,
            href,
            node.get("media-type", ""),
            properties,
            int(node.sourceline or 0),
        )

    @cached_property
    def spine(self) -> tuple[str, ...]:
        """The names of the files in reading order."""
        names = {item.id: item.name for item in self.manifest}
        references = self.package.root.iter(f"{OPF}itemref") if self.package else ()
        return tuple(
            names[ref.get("idref", "")] for ref in references if ref.get("idref", "") in names
        )

    @cached_property
    def documents(self) -> tuple[XmlDocument, ...]:
        """The XHTML documents: those of the spine in reading order, then the others."""
        listed = [item.name for item in self.manifest if item.media_type == XHTML_TYPE]
        names = dict.fromkeys([*(name for name in self.spine if name in listed), *listed])
        return tuple(self.trees[name] for name in names if name in self.trees)

    @cached_property
    def chapters(self) -> tuple[XmlDocument, ...]:
        """The documents of the spine."""
        return tuple(document for document in self.documents if document.name in self.spine)

    @cached_property
    def nav(self) -> XmlDocument | None:
        return next(
            (
                self.trees[item.name]
                for item in self.manifest
                if "nav" in item.properties and item.name in self.trees
            ),
            None,
        )

    @cached_property
    def ncx(self) -> XmlDocument | None:
        return next(
            (
                self.trees[item.name]
                for item in self.manifest
                if item.media_type == NCX_TYPE and item.name in self.trees
            ),
            None,
        )

    @cached_property
    def language(self) -> str:
        """The book's main language: the first that the package names."""
        return (
            next((text_content(node) for node in self.package.root.iter(f"{DC}language")), "")
            if self.package
            else ""
        )

    def navigation(self, kind: str) -> etree._Element | None:
        """Give the `nav` of a kind: toc, landmarks, page-list."""
        return (
            next((node for node in self.nav.typed(kind) if node.tag == f"{XHTML}nav"), None)
            if self.nav
            else None
        )

    def position(self, document: XmlDocument, address: str) -> tuple[int, int] | None:
        """Say where in reading order an address leads: its document's place in the spine, its element's in that."""
        name, fragment = document.resolve_address(address)
        target = self.trees.get(name)
        if target is None or name not in self.spine or (fragment and fragment not in target.ids):
            return None
        return self.spine.index(name), target.order[target.ids[fragment]] if fragment else 0

    def metas(self, name: str) -> list[etree._Element]:
        """Give the package's `meta` elements of a property."""
        return (
            [node for node in self.package.root.iter(f"{OPF}meta") if node.get("property") == name]
            if self.package
            else []
        )


def resolve_address(file: str, address: str) -> tuple[str, str]:
    """Give the file in the container and the fragment that an address in `file` leads to.

    >>> resolve_address("EPUB/text/part-i.xhtml", "../css/epub.css"), resolve_address("EPUB/nav.xhtml", "#toc")
    (('EPUB/css/epub.css', ''), ('EPUB/nav.xhtml', 'toc'))
    """
    path, _, fragment = address.partition("#")
    name = (
        posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path))) if path else file
    )
    return name, unquote(fragment)


def text_content(node: etree._Element | None) -> str:
    """Write the words in an element, white space made one space.

    >>> text_content(etree.fromstring("<p>All <em>are</em>\\n equal</p>"))
    'All are equal'
    """
    return (
        " ".join("".join(str(part) for part in node.itertext()).split()) if node is not None else ""
    )


def is_external(address: str) -> bool:
    """Say whether an address leads out of the book.

    >>> is_external("https://example.org/"), is_external("text/part-i.xhtml#p-1")
    (True, False)
    """
    return (
        "://" in address
        or address.startswith("//")
        or address.partition(":")[0].lower() in ("mailto", "data", "javascript", "urn", "tel")
    )

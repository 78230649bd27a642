"""An e-book as the checks see it: its entries, package and documents, each read once.

Files that cannot be parsed are left out and named in `parse_errors`; the checks work on the rest.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
XML = "{http://www.w3.org/XML/1998/namespace}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
XLINK = "{http://www.w3.org/1999/xlink}"
SVG = "{http://www.w3.org/2000/svg}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
XHTML_TYPE = "application/xhtml+xml"
NCX_TYPE = "application/x-dtbncx+xml"
CSS_TYPE = "text/css"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=False)
TEXT_SUFFIXES = (".xhtml", ".html", ".htm", ".opf", ".ncx", ".xml", ".svg")
EXTERNAL_SCHEMES = ("mailto", "data", "javascript", "urn", "tel")


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """An entry of the manifest; `name` is the file's path in the container, "" if it is remote."""

    id: str
    name: str
    href: str
    media_type: str
    properties: frozenset[str]
    line: int


@dataclass(frozen=True)
class XmlDocument:
    """An XML file of the e-book; `name` is its path in the container."""

    name: str
    root: etree._Element

    @cached_property
    def elements(self) -> tuple[etree._Element, ...]:
        return tuple(self.root.iter("*"))

    @cached_property
    def ids(self) -> Mapping[str, etree._Element]:
        """The first element of each id."""
        first: dict[str, etree._Element] = {}
        for node in self.elements:
            if node.get("id"):
                first.setdefault(node.get("id", ""), node)
        return first

    @cached_property
    def order(self) -> Mapping[etree._Element, int]:
        """The index of each element in document order."""
        return {node: index for index, node in enumerate(self.elements)}

    def tagged(self, *names: str) -> Iterator[etree._Element]:
        """Yield the XHTML elements with these names."""
        return self.root.iter(*(XHTML + name for name in names))

    def typed(self, kind: str) -> Iterator[etree._Element]:
        """Yield the elements with this `epub:type`."""
        return iter(self._by_type.get(kind, ()))

    @cached_property
    def _by_type(self) -> Mapping[str, list[etree._Element]]:
        by_type: dict[str, list[etree._Element]] = {}
        for node in self.elements:
            for kind in dict.fromkeys(node.get(f"{OPS}type", "").split()):
                by_type.setdefault(kind, []).append(node)
        return by_type

    def resolve_address(self, address: str) -> tuple[str, str]:
        """Return the file in the container and the fragment that an address leads to."""
        return resolve_address(self.name, address)


class Ebook:
    """An e-book in memory. Any part of it may be missing.

    Raise zipfile.BadZipFile if the content is not a zip.
    """

    def __init__(self, content: bytes) -> None:
        self.size = len(content)
        self.parse_errors: dict[str, str] = {}
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.entries = tuple(archive.infolist())
            self.files: dict[str, bytes] = {
                entry.filename: archive.read(entry) for entry in self.entries if not entry.is_dir()
            }
        self.trees = self._parse_all()
        self.package = self._find_package()

    def _parse_all(self) -> dict[str, XmlDocument]:
        documents: dict[str, XmlDocument] = {}
        for name, content in self.files.items():
            if name.lower().endswith(TEXT_SUFFIXES):
                try:
                    documents[name] = XmlDocument(name, etree.fromstring(content, PARSER))
                except etree.XMLSyntaxError as error:
                    self.parse_errors[name] = str(error.msg or error)
        return documents

    def _find_package(self) -> XmlDocument | None:
        container = self.trees.get("META-INF/container.xml")
        root = container.root.find(f".//{CONTAINER}rootfile") if container else None
        return self.trees.get(root.get("full-path", "")) if root is not None else None

    @cached_property
    def content_documents(self) -> tuple[XmlDocument, ...]:
        """The XML files outside of META-INF."""
        return tuple(
            document for name, document in self.trees.items() if not name.startswith("META-INF/")
        )

    @cached_property
    def manifest(self) -> tuple[ManifestItem, ...]:
        if self.package is None:
            return ()
        nodes = self.package.root.iter(f"{OPF}item")
        return tuple(_manifest_item(self.package, node) for node in nodes)

    @cached_property
    def spine(self) -> tuple[str, ...]:
        """The names of the files in reading order."""
        if self.package is None:
            return ()
        names = {item.id: item.name for item in self.manifest}
        ids = [node.get("idref", "") for node in self.package.root.iter(f"{OPF}itemref")]
        return tuple(names[name] for name in ids if name in names)

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
        """The navigation document."""
        for item in self.manifest:
            if "nav" in item.properties and item.name in self.trees:
                return self.trees[item.name]
        return None

    @cached_property
    def ncx(self) -> XmlDocument | None:
        for item in self.manifest:
            if item.media_type == NCX_TYPE and item.name in self.trees:
                return self.trees[item.name]
        return None

    @cached_property
    def language(self) -> str:
        """The book's main language: the first that the package names."""
        if self.package is None:
            return ""
        node = next(self.package.root.iter(f"{DC}language"), None)
        return text_content(node)

    def navigation(self, kind: str) -> etree._Element | None:
        """Return the `nav` element of a type: toc, landmarks, page-list."""
        if self.nav is None:
            return None
        tag = f"{XHTML}nav"
        return next((node for node in self.nav.typed(kind) if node.tag == tag), None)

    def position(self, document: XmlDocument, address: str) -> tuple[int, int] | None:
        """Return where in reading order an address in `document` leads.

        That is the index of the target's document in the spine, and of its element in the
        document; None if there is no such place.
        """
        name, fragment = document.resolve_address(address)
        target = self.trees.get(name)
        if target is None or name not in self.spine or (fragment and fragment not in target.ids):
            return None
        return self.spine.index(name), target.order[target.ids[fragment]] if fragment else 0

    def out_of_order(
        self, document: XmlDocument, links: Iterable[etree._Element]
    ) -> Iterator[etree._Element]:
        """Yield the links in `document` that lead to a place before that of the preceding link.

        Links that lead nowhere are ignored here; the rules for links report them.
        """
        last = (0, 0)
        for link in links:
            position = self.position(document, link.get("href", ""))
            if position is not None:
                if position < last:
                    yield link
                last = position

    def metas(self, name: str) -> list[etree._Element]:
        """Return the package's `meta` elements with this property."""
        if self.package is None:
            return []
        nodes = self.package.root.iter(f"{OPF}meta")
        return [node for node in nodes if node.get("property") == name]


def _manifest_item(package: XmlDocument, node: etree._Element) -> ManifestItem:
    href = node.get("href", "")
    return ManifestItem(
        id=node.get("id", ""),
        name="" if "://" in href else package.resolve_address(href)[0],
        href=href,
        media_type=node.get("media-type", ""),
        properties=frozenset(node.get("properties", "").split()),
        line=int(node.sourceline or 0),
    )


def resolve_address(file: str, address: str) -> tuple[str, str]:
    """Return the file in the container and the fragment that an address in `file` leads to.

    >>> resolve_address("EPUB/text/part-i.xhtml", "../css/epub.css")
    ('EPUB/css/epub.css', '')
    >>> resolve_address("EPUB/nav.xhtml", "#toc")
    ('EPUB/nav.xhtml', 'toc')
    """
    path, _, fragment = address.partition("#")
    if path:
        folder = posixpath.dirname(file)
        file = posixpath.normpath(posixpath.join(folder, unquote(path)))
    return file, unquote(fragment)


def text_content(node: etree._Element | None) -> str:
    """Return the text in an element, each run of white space as one space; "" for no element.

    >>> text_content(etree.fromstring("<p>All <em>are</em>\\n equal</p>"))
    'All are equal'
    """
    if node is None:
        return ""
    return " ".join("".join(str(part) for part in node.itertext()).split())


def local_name(node: etree._Element) -> str:
    """Return the name of an element without its namespace.

    >>> local_name(etree.fromstring('<p xmlns="http://www.w3.org/1999/xhtml"/>'))
    'p'
    """
    return etree.QName(node).localname


def is_external(address: str) -> bool:
    """Return whether an address leads out of the book.

    >>> is_external("https://example.org/"), is_external("text/part-i.xhtml#p-1")
    (True, False)
    """
    if "://" in address or address.startswith("//"):
        return True
    return address.partition(":")[0].lower() in EXTERNAL_SCHEMES

"""Read an EPUB back from its spine and its navigation, as a reading system does."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from book.errors import ProofError
from book.verify.readback.lines import BookText, LineBuilder, Position, ShownLine
from book.verify.readback.xhtml import OPS, XHTML, read_lines, resolver

OPF = {
    "opf": "http://www.idpf.org/2007/opf",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}
CONTAINER, PACKAGE_PATH = "META-INF/container.xml", "string(//c:rootfile/@full-path)"
HTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
NCX = {"n": "http://www.daisy.org/z3986/2005/ncx/"}
NCX_TYPE = "application/x-dtbncx+xml"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class PageMark:
    """An entry of the list of pages.

    `document` is the index in the spine of the document that it leads to, `offset` the length of
    the text before its target there.
    """

    label: str
    document: int
    offset: int


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """An entry of a list: its level from 1, its words, and the name of its target's anchor."""

    level: int
    text: str
    target: str
    kind: str = ""


Entries = tuple[NavigationEntry, ...]


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What a document states of itself: its title, its languages, its direction.

    `path` is in the container, `name` what errors call it: its address in the package.
    """

    path: str
    name: str
    title: str
    languages: tuple[str, ...]
    direction: str = ""


@dataclass(frozen=True)
class EpubReading:
    """An e-book as it was read: the documents of the spine, and the lists that lead into them.

    `lists` are the contents ("toc"), the landmarks and the pages ("page-list") of the navigation
    document, those of the NCX ("ncx", "ncx-pages"), and the guide. `files` are by their
    paths, and `roots` are those of the documents.
    """

    book: BookText
    heads: tuple[DocumentHead, ...]
    lists: Mapping[str, Entries]
    package: etree._Element
    package_path: str
    files: Mapping[str, bytes]
    roots: Mapping[str, etree._Element]
    pages: tuple[PageMark, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The text of each document of the spine."""
        return self.book.texts


def _page(entry: NavigationEntry, book: BookText) -> PageMark:
    position = book.anchors.get(entry.target)
    if position is None:
        raise ProofError(f"the list of pages leads to {entry.target}, which does not exist")
    return PageMark(entry.text, position.document, book.offset(position))


def read_epub(content: bytes) -> EpubReading:
    """Read an EPUB (EPUB 3.3, 5.7 and 7.4.5).

    Raise ProofError if an entry of the list of pages leads nowhere.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        path, package = read_package(archive)
        files = {name: archive.read(name) for name in archive.namelist()}
    roots = {name: parse_file(files, name) for name in _spine(package, path)}
    book, lists = _book(roots), dict(_lists(package, path, files))
    heads = tuple(_head(name, root) for name, root in roots.items())
    pages = tuple(_page(entry, book) for entry in lists.get("page-list", ()))
    return EpubReading(book, heads, lists, package, path, files, roots, pages)


def read_package(archive: zipfile.ZipFile) -> tuple[str, etree._Element]:
    """Return the path of the package document in an EPUB's archive, and its root."""
    container = etree.fromstring(archive.read(CONTAINER), PARSER)
    path = str(container.xpath(PACKAGE_PATH, namespaces=OPF))
    return path, etree.fromstring(archive.read(path), PARSER)


def parse_file(files: Mapping[str, bytes], name: str) -> etree._Element:
    """Return the root of a file. Raise ProofError if the e-book does not have it."""
    if name not in files:
        raise ProofError(f"the package names the file {name}, which is not in the e-book")
    return etree.fromstring(files[name], PARSER)


def _spine(package: etree._Element, path: str) -> list[str]:
    """Return the paths of the documents in reading order."""
    resolve = resolver(path)
    names = {item.get("id", ""): _path(resolve(item.get("href", ""))) for item in items_of(package)}
    refs = package.iterfind(".//opf:spine/opf:itemref", OPF)
    return [names[ref.get("idref", "")] for ref in refs]


def _path(target: str) -> str:
    return target.removesuffix("#")


def items_of(package: etree._Element) -> Iterator[etree._Element]:
    """Yield the entries of the manifest."""
    return package.iterfind(".//opf:manifest/opf:item", OPF)


def _book(roots: Mapping[str, etree._Element]) -> BookText:
    documents: list[tuple[ShownLine, ...]] = []
    anchors: dict[str, Position] = {}
    for number, (path, root) in enumerate(roots.items()):
        builder = LineBuilder()
        builder.anchor(f"{path}#")
        read_lines(root.find(f"{XHTML}body"), builder, resolver(path))
        documents.append(tuple(builder.lines))
        for name, (line, offset) in builder.anchors.items():
            anchors[name] = Position(number, line, offset)
    return BookText(tuple(documents), anchors)


def _head(path: str, root: etree._Element) -> DocumentHead:
    title = root.findtext(f"{XHTML}head/{XHTML}title") or ""
    languages = (root.get("lang", ""), root.get(LANGUAGE, ""))
    name = "/".join(path.split("/")[-2:])
    return DocumentHead(path, name, " ".join(title.split()), languages, root.get("dir", ""))


# ── The lists ────────────────────────────────────────────────────────────────────────────────────


def _lists(
    package: etree._Element, path: str, files: Mapping[str, bytes]
) -> Iterator[tuple[str, Entries]]:
    resolve = resolver(path)
    for item in items_of(package):
        name = _path(resolve(item.get("href", "")))
        if "nav" in item.get("properties", "").split():
            root = parse_file(files, name)
            for nav in root.iter(f"{XHTML}nav"):
                yield nav.get(OPS, ""), tuple(_points(nav, name))
        if item.get("media-type") == NCX_TYPE:
            root = parse_file(files, name)
            yield "ncx", tuple(_ncx_points(root.iterfind("n:navMap/n:navPoint", NCX), name))
            pages = root.iterfind("n:pageList/n:pageTarget", NCX)
            yield "ncx-pages", tuple(_ncx_points(pages, name))
    guide = package.iterfind(".//opf:guide/opf:reference", OPF)
    yield (
        "guide",
        tuple(
            NavigationEntry(
                1, each.get("title", ""), resolve(each.get("href", "")), each.get("type", "")
            )
            for each in guide
        ),
    )


def _points(nav: etree._Element, path: str) -> Iterator[NavigationEntry]:
    resolve = resolver(path)
    for link in nav.iter(f"{XHTML}a"):
        level = sum(1 for around in link.iterancestors() if around.tag == f"{XHTML}ol")
        text = " ".join("".join(map(str, link.itertext())).split())
        yield NavigationEntry(level, text, resolve(link.get("href", "")), link.get(OPS, ""))


def _ncx_points(
    points: Iterable[etree._Element], path: str, level: int = 1
) -> Iterator[NavigationEntry]:
    resolve = resolver(path)
    for point in points:
        text = " ".join((point.findtext("n:navLabel/n:text", "", NCX)).split())
        content = point.find("n:content", NCX)
        address = "" if content is None else content.get("src", "")
        yield NavigationEntry(level, text, resolve(address))
        yield from _ncx_points(point.iterfind("n:navPoint", NCX), path, level + 1)

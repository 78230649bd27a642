"""The parts of a DOCX, and what their relationships name."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from book.read.archive import Archive, parse_xml

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = f"{{{MAIN}}}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The namespaces of ISO 29500 Strict, and those of Transitional, which all other code knows.
STRICT = tuple(
    (f"purl.oclc.org/ooxml/{old}/".encode(), f"schemas.openxmlformats.org/{old}/2006/".encode())
    for old in ("wordprocessingml", "officeDocument", "drawingml")
)


class Package:
    """The parts of a DOCX. Raise EditionError if it is none."""

    def __init__(self, content: bytes, file: str) -> None:
        self.archive = Archive(content, file)
        self._relationships: dict[str, dict[str, tuple[str, str, bool]]] = {}
        self.main = self._main_part()

    def _main_part(self) -> str:
        for _, (kind, target, _) in sorted(self._of("").items()):
            if kind == "officeDocument":
                return target
        if "word/document.xml" in self.archive.names:
            return "word/document.xml"
        raise self.archive.error("this is not a DOCX: it has no document")

    def tree(self, part: str) -> etree._Element | None:
        """Return a part of XML in the namespaces of Transitional."""
        content = self.archive.part(part)
        if b"purl.oclc.org/ooxml/" in content:
            for strict, transitional in STRICT:
                content = content.replace(strict, transitional)
        return parse_xml(content, f"{self.archive.file} ({part})") if content.strip() else None

    def target(self, part: str, relationship: str) -> tuple[str, bool]:
        """Return what a relationship of a part names, and whether it is outside the file."""
        _, target, is_external = self._of(part).get(relationship, ("", "", False))
        return target, is_external

    def parts(self, part: str, kind: str) -> Iterator[str]:
        """Yield the parts that a part names by relationships of a kind, such as "header"."""
        for each, target, is_external in self._of(part).values():
            if each == kind and not is_external:
                yield target

    def part(self, kind: str) -> str:
        """Return the first part that the document names by a kind, "" if there is none."""
        return next(self.parts(self.main, kind), "")

    def _of(self, part: str) -> dict[str, tuple[str, str, bool]]:
        if part not in self._relationships:
            folder, name = posixpath.split(part)
            tree = self.archive.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._relationships[part] = {} if tree is None else _relationships(tree, folder)
        return self._relationships[part]


def _relationships(tree: etree._Element, folder: str) -> dict[str, tuple[str, str, bool]]:
    found = {}
    for each in tree.iter(RELATIONSHIP):
        is_external = each.get("TargetMode") == "External"
        target = each.get("Target", "")
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = each.get("Type", "").rsplit("/", 1)[-1]
        found[each.get("Id", "")] = (kind, target, is_external)
    return found


def value(element: etree._Element | None, name: str = "val", default: str = "") -> str:
    """Return an attribute in Word's namespace."""
    return default if element is None else element.get(W + name, default)


def is_on(element: etree._Element) -> bool:
    """Return whether a switch such as `w:b` is on."""
    return value(element).lower() not in ("0", "false", "off", "none")


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the descendant by a path of names in Word's namespace."""
    for name in names:
        element = None if element is None else element.find(W + name)
    return element

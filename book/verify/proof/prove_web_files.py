"""Prove that the web edition is whole: each link leads somewhere, and nothing is loaded but it."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from book.errors import ProofError
from book.verify.readback.web_edition import FOLDER, WebReading
from book.verify.readback.web_page import LOADING_LINKS, STYLE_ADDRESS, parse_page
from book.verify.readback.xhtml import XHTML

PAGE = "index.html"  # the download page, above
SCRIPT, SHEET = "read/read.js", "read/read.css"
# What the script loads; it has a proof of its own.
OF_SCRIPT = re.compile(r"read/(?:read(?:-[a-z]+)?\.js|readings/[\w-]+\.js|pagefind/.+)")
WITH_SOURCE = ("img", "script", "source", "video", "audio", "iframe", "embed", "track")
ACTIVE = ("iframe", "object", "embed", "form", "base", "style", "template")
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def prove_files(reading: WebReading, outputs: Mapping[str, bytes], folder: str) -> None:
    """Raise ProofError for a link that leads nowhere, and for anything loaded from elsewhere.

    Each file must be a page that the first one leads to, or be used by one.
    """
    used = set(reading.pages)
    links = _Links(reading, outputs, folder)
    for path, root in reading.pages.items():
        _prove_elements(root, f"{folder}/{path}")
        for link in root.iter(f"{XHTML}a", f"{XHTML}link"):
            links.prove(link.get("href", ""), path)
        used |= set(_loaded(root, path, f"{folder}/{path}"))
    sheet = outputs.get(SHEET, b"").decode()
    used |= set(_addresses_of_style(sheet, f"{folder}/{SHEET}"))
    for name in sorted(used):
        if name not in outputs:
            raise ProofError(
                "this file is used by the web edition, and missing", file=f"{folder}/{name}"
            )
    for name in sorted(outputs):
        if name.startswith(FOLDER) and name not in used and not OF_SCRIPT.fullmatch(name):
            raise ProofError("nothing leads to this file", file=f"{folder}/{name}")


def _prove_elements(root: etree._Element, file: str) -> None:
    """Raise ProofError for what runs, or is sent, without the script of the edition."""
    for element in root.iter(etree.Element):
        name = str(element.tag).rpartition("}")[2]
        if name in ACTIVE or (
            name == "script" and (element.text or element.get("src") != "read.js")
        ):
            raise ProofError(f"the page has an element {name}", file=file)
        if name == "meta" and element.get("http-equiv"):
            raise ProofError("the page has a meta element with http-equiv", file=file)
        for attribute, value in element.attrib.items():
            if str(attribute).startswith("on"):
                raise ProofError(f"the page has an attribute {attribute}", file=file)
            if attribute == "style" and "url" in str(value).lower():
                raise ProofError(f"a style of the page loads {value}", file=file)


def _loaded(root: etree._Element, path: str, file: str) -> Iterator[str]:
    """Yield the paths of what a page loads."""
    for element in root.iter(*(f"{XHTML}{name}" for name in WITH_SOURCE)):
        for attribute in ("src", "srcset", "poster"):
            if address := element.get(attribute):
                yield _inside(address, path, file)
    for link in root.iter(f"{XHTML}link"):
        address = link.get("href", "")
        if LOADING_LINKS & set(link.get("rel", "").split()) and address != "data:,":
            yield _inside(address, path, file)


def _addresses_of_style(sheet: str, file: str) -> Iterator[str]:
    for match in STYLE_ADDRESS.finditer(sheet):
        yield _inside(match[1] or match[2] or "", SHEET, file)


def _inside(address: str, path: str, file: str) -> str:
    """Return the path of a file that is loaded. Raise ProofError if it is elsewhere."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))
    if OUTSIDE.match(address) or not target.startswith(FOLDER):
        raise ProofError(f"{address} is loaded from elsewhere", file=file)
    return target


class _Links:
    """Where the links of the pages may lead."""

    def __init__(self, reading: WebReading, outputs: Mapping[str, bytes], folder: str) -> None:
        self.outputs, self.folder = outputs, folder
        self.ids = {path: _ids(root) for path, root in reading.pages.items()}
        if PAGE in outputs:
            self.ids[PAGE] = _ids(parse_page(outputs[PAGE], f"{folder}/{PAGE}"))

    def prove(self, address: str, path: str) -> None:
        """Raise ProofError if a link of a page leads to no file, or to no element of a page."""
        if OUTSIDE.match(address):
            return
        file, _, name = address.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file)))
        target = target if file else path
        if target not in self.outputs:
            raise ProofError(f"broken link: {address} (no such file)", file=f"{self.folder}/{path}")
        if name and unquote(name) not in self.ids.get(target, {unquote(name)}):
            raise ProofError(f"broken link: {address} (no such id)", file=f"{self.folder}/{path}")


def _ids(root: etree._Element) -> set[str]:
    return {each.get("id", "") for each in root.iter(etree.Element)}

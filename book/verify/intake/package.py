"""Gather the words of an e-book: the documents of its spine, and what its package says of it."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from book.verify.intake.gathering import Gathered, Gatherer
from book.verify.intake.markup import parse_html, treat_html
from book.verify.intake.walk import Element, Treat, local_name, parse_xml, walk
from book.verify.intake.zipped import read_member

MARKUP = re.compile(r"(?:html?|svg|svg\+xml|oeb1-document|\.xml)$", re.IGNORECASE)
NAMED = ("title", "creator")  # what must be known of an e-book


def gather_epub(content: bytes, _encoding: str = "", treat: Treat = treat_html) -> Gathered:
    """Return the words and the form of an e-book; `treat` takes the elements of its documents."""
    gatherer = Gatherer()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        path = _package_path(archive)
        package = parse_xml(read_member(archive, path))
        if package is None:
            return gatherer.found()
        _metadata(package, gatherer)
        for name in sorted(archive.namelist()):
            if name.endswith(".css"):
                gatherer.restyle(read_member(archive, name).decode("utf-8", "replace"))
        for name in _spine(package, path):
            _document(read_member(archive, name), gatherer, treat)
    return gatherer.found()


def _package_path(archive: zipfile.ZipFile) -> str:
    container = parse_xml(read_member(archive, "META-INF/container.xml"))
    roots = container.iter("{*}rootfile") if container is not None else ()
    return next((root.get("full-path", "") for root in roots), "")


def _metadata(package: Element, gatherer: Gatherer) -> None:
    for element in package.iterfind(".//{*}metadata/*"):
        if local_name(element) in NAMED:
            gatherer.needed(element.text)
        else:
            gatherer.optional(element.text)
            gatherer.optional(element.get("content"))


def _spine(package: Element, path: str) -> Iterator[str]:
    """Yield the names of the documents in reading order, those beside it too.

    What is neither markup nor called so, such as a picture, is no document.
    """
    folder = posixpath.dirname(path)
    items = {item.get("id"): item for item in package.iter("{*}item")}
    hrefs = {name: item.get("href", "") for name, item in items.items() if _is_markup(item)}
    seen: set[str] = set()
    for reference in package.iter("{*}itemref"):
        href = unquote(hrefs.get(reference.get("idref"), ""))
        name = posixpath.normpath(posixpath.join(folder, href))
        if href and name not in seen:
            seen.add(name)
            yield name


def _is_markup(item: Element) -> bool:
    return any(MARKUP.search(item.get(key, "")) for key in ("media-type", "href"))


def _document(content: bytes, gatherer: Gatherer, treat: Treat) -> None:
    root = parse_xml(content)
    if root is None:
        root = parse_html(content.decode("utf-8", "replace"))
    if root is not None:
        walk(root, treat, gatherer)
        gatherer.end()

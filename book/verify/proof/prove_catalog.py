"""Prove the page of all editions and the catalogs: their links and sizes are true."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

from book.errors import ProofError
from book.verify.proof.prove_site import PAGE, children_of, prove_size
from book.verify.readback.web_page import read_web_page

ATOM = {"a": "http://www.w3.org/2005/Atom"}
WEB = "read"  # the folder of an edition's web edition
NUMBER = re.compile(r"-\d+(?=\.)")  # of a page but the first
Target = tuple[str, int | None]  # with the size in bytes that the link gives for it


class CatalogLink(NamedTuple):
    """A link in one of the catalogs, and the size in bytes that it gives for its target."""

    source: str
    target: str
    size: int | None


def prove_catalog(
    top: Mapping[str, bytes], editions: Mapping[str, Mapping[str, bytes]], base: str, name: str
) -> int:
    """Return the number of links in the page of all editions and the catalogs, all of them true.

    `top` holds these files, `editions` the files of each edition by its folder, and `base` is the
    address of the folder above the editions, or "". Raise ProofError for the first link that leads
    nowhere, the first size that is wrong, for anything that a page loads from elsewhere, and for an
    edition that is not on one page of each of the three, or whose web edition is not linked from
    the page once.
    """
    files = _all_files(top, editions)
    links = [
        CatalogLink(source, *target)
        for source, content in top.items()
        for target in READERS[_first_page(source)](content, f"{name}/{source}")
    ]
    listed: dict[str, list[str]] = {first: [] for first in READERS}
    for link in links:
        file = _local_file(link.target, base, editions)
        if file is not None and not link.target.startswith(("#", "data:")):
            _prove_link(link, file, files, name)
            listed[_first_page(link.source)] += [file] * file.endswith(f"/{PAGE}")
    for first, pages in listed.items():
        _prove_listed(pages, editions, f"{name}/{first}")
    _prove_listed(listed[PAGE], [f"{edition}/{WEB}" for edition in editions], f"{name}/{PAGE}")
    return len(links)


def _prove_listed(pages: Iterable[str], editions: Iterable[str], file: str) -> None:
    counts = Counter(page.removesuffix(f"/{PAGE}") for page in pages)
    for edition in editions:
        if counts[edition] != 1:
            message = f"{edition} is listed {counts[edition]} times, not once"
            raise ProofError(message, file=file, remedy="Run: inv build")


def _first_page(name: str) -> str:
    """Return the name of the first page by that of any.

    >>> _first_page("opds-2.json"), _first_page("index.html")
    ('opds.json', 'index.html')
    """
    return NUMBER.sub("", name)


def _all_files(
    top: Mapping[str, bytes], editions: Mapping[str, Mapping[str, bytes]]
) -> dict[str, bytes]:
    """Return all published files by their paths."""
    files = dict(top)
    for folder, outputs in editions.items():
        files |= {f"{folder}/{file}": content for file, content in outputs.items()}
    return files


def _prove_link(link: CatalogLink, file: str, files: Mapping[str, bytes], name: str) -> None:
    source = f"{name}/{link.source}"
    if file not in files:
        message = f"broken link: {link.target} (no such file)"
        raise ProofError(message, file=source, remedy="Run: inv build")
    if link.size is not None:
        prove_size(file, link.size, files, source)


def _local_file(link: str, base: str, editions: Mapping[str, Mapping[str, bytes]]) -> str | None:
    """Return the published file that a link leads to, or None if it leads elsewhere.

    An edition may have an address of its own, which ends with the name of its folder.
    """
    if "://" not in link or (base and link.startswith(base)):
        return unquote(link.removeprefix(base))
    return _file_of_edition(link, editions)


def _file_of_edition(link: str, folders: Iterable[str]) -> str | None:
    for folder in folders:
        if f"/{folder}/" in link:
            return f"{folder}/{link.rpartition('/')[2]}"
    return None


def _page_links(content: bytes, name: str) -> Iterator[Target]:
    page = read_web_page(content, name)
    loads = (load for load in page.loads if not load.startswith("data:"))
    if outside := [load for load in loads if "://" in load]:
        raise ProofError(f"the page loads {outside[0]} from outside", file=name)
    yield from ((target, None) for target in (*page.links, *page.loads))


def _json_links(content: bytes, _: str) -> Iterator[Target]:
    for link in _link_objects(json.loads(content)):
        yield str(link["href"]), link.get("size")


def _link_objects(feed: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a feed, at any depth, that have an address."""
    if isinstance(feed, dict) and "href" in feed:
        yield feed
    for part in children_of(feed):
        yield from _link_objects(part)


def _atom_links(content: bytes, _: str) -> Iterator[Target]:
    for link in etree.fromstring(content).iterfind(".//a:link", ATOM):
        length = link.get("length")
        yield link.get("href", ""), int(length) if length else None


# By the name of the first page.
READERS = {PAGE: _page_links, "opds.json": _json_links, "opds.xml": _atom_links}

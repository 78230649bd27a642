"""Prove the page of all editions and the catalogs: their links and sizes are true."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

from book.errors import ProofError
from book.verify.proof.prove_site import PAGE, children_of, prove_size
from book.verify.readback.web_page import read_web_page

ATOM = {"a": "http://www.w3.org/2005/Atom"}


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
    nowhere, the first size that is wrong, and for anything that the page loads from elsewhere.
    """
    files = _all_files(top, editions)
    links = [*_page_links(top, name), *_json_links(top), *_atom_links(top)]
    for link in links:
        file = _local_file(link.target, base, editions)
        if file is not None and not link.target.startswith(("#", "data:")):
            _prove_link(link, file, files, name)
    return len(links)


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


def _page_links(top: Mapping[str, bytes], name: str) -> Iterator[CatalogLink]:
    page = read_web_page(top[PAGE], f"{name}/{PAGE}")
    if outside := [load for load in page.loads if "://" in load]:
        raise ProofError(f"the page loads {outside[0]} from outside", file=f"{name}/{PAGE}")
    for target in (*page.links, *page.loads):
        yield CatalogLink(PAGE, target, None)


def _json_links(top: Mapping[str, bytes]) -> Iterator[CatalogLink]:
    for link in _link_objects(json.loads(top["opds.json"])):
        yield CatalogLink("opds.json", str(link["href"]), link.get("size"))


def _link_objects(feed: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a feed, at any depth, that have an address."""
    if isinstance(feed, dict) and "href" in feed:
        yield feed
    for part in children_of(feed):
        yield from _link_objects(part)


def _atom_links(top: Mapping[str, bytes]) -> Iterator[CatalogLink]:
    for link in etree.fromstring(top["opds.xml"]).iterfind(".//a:link", ATOM):
        length = link.get("length")
        yield CatalogLink("opds.xml", link.get("href", ""), int(length) if length else None)

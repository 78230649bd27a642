"""Prove what stands beside the books: each link leads somewhere, each size and checksum is true, nothing is asked of the network."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from book.errors import ProofError
from book.verify.readback.web_page import WebPageReading, read_web_page

PAGE = "index.html"
MADE_LATER = {"manifest.json", "SHA256SUMS"}  # they tell of the page, so the page comes first
ABOVE = "../index.html"
ATOM = {"a": "http://www.w3.org/2005/Atom"}

Link = dict[str, Any]


def prove_site(outputs: Mapping[str, bytes], address: str, pages: int, name: str) -> int:
    """Prove the page and the record of an edition against its files; give the number of links.

    `address` is the edition's own, or "", and `pages` are those of the PDF. Raise ProofError for the first fault.
    """
    page = read_web_page(outputs[PAGE], f"{name}/{PAGE}")
    there = outputs.keys() | MADE_LATER
    for load in page.loads:
        if not load.startswith("data:") and load not in there:
            raise ProofError(
                f"the page loads {load}, which does not lie beside it", file=f"{name}/{PAGE}"
            )
    for link in page.links:
        _prove_link(link, page, there, address, pages, f"{name}/{PAGE}")
    for file, sha256 in page.sums.items():
        _prove_sum(file, sha256, outputs, f"{name}/{PAGE}")
    for told in _media(page.data):
        file = str(told["contentUrl"]).removeprefix(address)
        _prove_sum(file, str(told["sha256"]), outputs, f"{name}/{PAGE}")
        _prove_size(
            file, int(str(told["contentSize"]).removesuffix(" B")), outputs, f"{name}/{PAGE}"
        )
    record = json.loads(outputs["publication.json"])
    _prove_record(record, outputs, address, f"{name}/publication.json")
    return len(page.links) + len(record["links"]) + len(record["images"])


def _prove_link(
    link: str, page: WebPageReading, there: set[str], address: str, pages: int, name: str
) -> None:
    """Prove that a link leads to a file of the edition, an id of the page, a page of the PDF; others it only names."""
    if link == ABOVE or link.startswith(("data:", "mailto:")):
        return
    parts = urlsplit(link.removeprefix(address) if address else link)
    if parts.scheme:
        return
    file, fragment = unquote(parts.path), parts.fragment
    if file and file not in there:
        raise ProofError(f"a link leads to {link}, which is not there", file=name)
    if not file and fragment and fragment not in page.ids:
        raise ProofError(
            f"a link leads to #{fragment}, and nothing on the page has that name", file=name
        )
    if fragment.startswith("page=") and not 1 <= int(fragment.removeprefix("page=")) <= pages:
        raise ProofError(f"a link leads to {link}, and the PDF has {pages} pages", file=name)


def _media(things: Any) -> Iterator[Link]:
    """Find the files that linked data tells of, however deep."""
    if isinstance(things, dict):
        if "contentUrl" in things:
            yield things
        things = list(things.values())
    for thing in things if isinstance(things, list | tuple) else ():
        yield from _media(thing)


def _prove_sum(file: str, sha256: str, outputs: Mapping[str, bytes], name: str) -> None:
    if file not in outputs or hashlib.sha256(outputs[file]).hexdigest() != sha256:
        raise ProofError(f"the checksum told of {file} is not its own", file=name)


def _prove_size(file: str, size: int, outputs: Mapping[str, bytes], name: str) -> None:
    if file not in outputs or len(outputs[file]) != size:
        raise ProofError(f"the size told of {file} is not its own", file=name)


def _prove_record(record: Any, outputs: Mapping[str, bytes], address: str, name: str) -> None:
    for link in (*record["links"], *record["images"]):
        file = str(link["href"]).removeprefix(address)
        if file not in outputs:
            raise ProofError(f"a link leads to {link['href']}, which is not there", file=name)
        if "size" in link:
            _prove_size(file, link["size"], outputs, name)


def prove_catalogue(
    top: Mapping[str, bytes], editions: Mapping[str, Mapping[str, bytes]], base: str, name: str
) -> int:
    """Prove the page of all editions and the catalogues, `top`, against the files of each edition; give the number of links.

    `base` is the address of the folder above the editions, or "".
    """
    files = dict(top) | {
        f"{folder}/{file}": content
        for folder, outputs in editions.items()
        for file, content in outputs.items()
    }
    links: list[tuple[str, str, int | None]] = [
        (PAGE, link, None) for link in _page_links(top[PAGE], f"{name}/{PAGE}")
    ]
    links += [
        ("opds.json", str(link["href"]), link.get("size"))
        for link in _json_links(json.loads(top["opds.json"]))
    ]
    feed = etree.fromstring(top["opds.xml"])
    links += [
        (
            "opds.xml",
            link.get("href", ""),
            int(link.get("length", "")) if link.get("length") else None,
        )
        for link in feed.iterfind(".//a:link", ATOM)
    ]
    for source, link, size in links:
        file = _local(link, base, editions)
        if file is None or link.startswith(("#", "data:")):
            continue
        if file not in files:
            raise ProofError(
                f"a link leads to {link}, which is not there",
                file=f"{name}/{source}",
                remedy="Run: inv build",
            )
        if size is not None:
            _prove_size(file, size, files, f"{name}/{source}")
    return len(links)


def _local(link: str, base: str, editions: Mapping[str, Mapping[str, bytes]]) -> str | None:
    """Give the file that a link leads to, if it is one of these: an edition may have an address of its own, which ends with its folder."""
    if "://" not in link:
        return unquote(link)
    if base and link.startswith(base):
        return unquote(link.removeprefix(base))
    return next(
        (f"{folder}/{link.rpartition('/')[2]}" for folder in editions if f"/{folder}/" in link),
        None,
    )


def _page_links(content: bytes, name: str) -> tuple[str, ...]:
    page = read_web_page(content, name)
    if outside := [load for load in page.loads if "://" in load]:
        raise ProofError(f"the page loads {outside[0]} from outside", file=name)
    return (*page.links, *page.loads)


def _json_links(feed: Any) -> Iterator[Link]:
    if isinstance(feed, dict):
        if "href" in feed:
            yield feed
        feed = list(feed.values())
    for part in feed if isinstance(feed, list) else ():
        yield from _json_links(part)

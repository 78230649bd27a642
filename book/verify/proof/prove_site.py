"""Prove an edition's page and record: links, sizes and checksums are true, nothing is loaded."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit

from book.errors import ProofError
from book.verify.readback.web_page import WebPageReading, read_web_page

PAGE = "index.html"
RECORD = "publication.json"
WRITTEN_LATER = {"manifest.json", "SHA256SUMS"}  # they list the page, so the page comes first
ABOVE = "../index.html"


def prove_site(outputs: Mapping[str, bytes], address: str, pages: int, name: str) -> int:
    """Return the number of links in the page and the record of an edition, all of them true.

    `address` is that of the edition, or "", and `pages` is the number of pages of the PDF. `name`
    is the folder, for errors. Raise ProofError for the first link, size or checksum that is wrong,
    and for anything that the page loads from elsewhere.
    """
    page = read_web_page(outputs[PAGE], f"{name}/{PAGE}")
    _PageProof(page, outputs, address, pages, f"{name}/{PAGE}").prove()
    record = json.loads(outputs[RECORD])
    _prove_record(record, outputs, address, f"{name}/{RECORD}")
    return len(page.links) + len(record["links"]) + len(record["images"])


@dataclass(frozen=True, slots=True)
class _PageProof:
    page: WebPageReading
    outputs: Mapping[str, bytes]
    address: str
    pages: int
    file: str

    def prove(self) -> None:
        """Raise ProofError for the first fault of the page."""
        for load in self.page.loads:
            self._prove_load(load)
        for link in self.page.links:
            self._prove_link(link)
        for file, sha256 in self.page.sums.items():
            self._prove_sum(file, sha256)
        for media in _media_objects(self.page.data):
            self._prove_media(media)

    def _prove_load(self, load: str) -> None:
        if not load.startswith("data:") and not self._exists(load):
            self._fail(f"the page loads {load}, which is not published beside it")

    def _exists(self, file: str) -> bool:
        return file in self.outputs or file in WRITTEN_LATER

    def _prove_link(self, link: str) -> None:
        """Prove a link to a file of the edition, an id of the page or a page of the PDF.

        Links to other places are not followed.
        """
        if link == ABOVE or link.startswith(("data:", "mailto:")):
            return
        parts = urlsplit(link.removeprefix(self.address) if self.address else link)
        if parts.scheme:
            return
        if fault := self._link_fault(unquote(parts.path), parts.fragment):
            self._fail(f"broken link: {link} ({fault})")

    def _link_fault(self, file: str, fragment: str) -> str:
        """Return why a link leads nowhere, or ""."""
        if file and not self._exists(file):
            return "no such file"
        if not file and fragment and fragment not in self.page.ids:
            return "no element of the page has this id"
        return self._page_fault(fragment)

    def _page_fault(self, fragment: str) -> str:
        is_page = fragment.startswith("page=")
        if is_page and not 1 <= int(fragment.removeprefix("page=")) <= self.pages:
            return f"the PDF has {self.pages} pages"
        return ""

    def _prove_media(self, media: Mapping[str, Any]) -> None:
        file = str(media["contentUrl"]).removeprefix(self.address)
        self._prove_sum(file, str(media["sha256"]))
        size = str(media["contentSize"]).removesuffix(" B")
        prove_size(file, int(size), self.outputs, self.file)

    def _prove_sum(self, file: str, sha256: str) -> None:
        content = self.outputs.get(file)
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            self._fail(f"wrong checksum of {file}")

    def _fail(self, message: str) -> NoReturn:
        raise ProofError(message, file=self.file)


def _media_objects(data: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects in linked data, at any depth, that describe a file."""
    if isinstance(data, dict) and "contentUrl" in data:
        yield data
    for part in children_of(data):
        yield from _media_objects(part)


def children_of(data: Any) -> Iterable[Any]:
    """Return the values in an object or a list of JSON; other values have none."""
    if isinstance(data, dict):
        return data.values()
    return data if isinstance(data, list | tuple) else ()


def prove_size(file: str, size: int, outputs: Mapping[str, bytes], name: str) -> None:
    """Raise ProofError if a file does not exist or does not have this size in bytes."""
    if file not in outputs or len(outputs[file]) != size:
        raise ProofError(f"wrong size of {file}", file=name)


def _prove_record(record: Any, outputs: Mapping[str, bytes], address: str, name: str) -> None:
    for link in (*record["links"], *record["images"]):
        file = str(link["href"]).removeprefix(address)
        if file not in outputs:
            raise ProofError(f"broken link: {file} (no such file)", file=name)
        if "size" in link:
            prove_size(file, link["size"], outputs, name)

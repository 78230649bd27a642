"""What both feeds need: pages of records, their common address, and links from above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from book.render.opds.record import Record

Records = Mapping[str, Record]  # by the folders of the editions
SortedRecords = Sequence[tuple[str, Record]]
EPOCH = "1970-01-01T00:00:00Z"
PER_PAGE = 100  # editions


@dataclass(frozen=True, slots=True)
class CatalogPage:
    """A page of the catalog: its number from 1, how many there are, and the records on it.

    `total` is the count of all records, `size` that of a full page; `base` is the address of the
    folder that holds the editions, or "".
    """

    number: int
    count: int
    records: SortedRecords
    total: int
    size: int
    base: str

    @property
    def others(self) -> dict[str, int]:
        """The numbers of pages by their relation to this one (RFC 5005, 3), if there are more."""
        if self.count == 1:
            return {}
        near = {"previous": self.number - 1, "next": self.number + 1}
        there = {name: number for name, number in near.items() if 0 < number <= self.count}
        return {"first": 1, **there, "last": self.count}


def paginate(records: Records, size: int = PER_PAGE) -> tuple[CatalogPage, ...]:
    """Return the pages of the catalog, the latest editions first; one at least."""
    ordered, base = sort_records(records), common_base_url(records)
    pages = [ordered[start : start + size] for start in range(0, len(ordered), size)] or [()]
    return tuple(
        CatalogPage(number, len(pages), page, len(ordered), size, base)
        for number, page in enumerate(pages, 1)
    )


def page_file(first: str, number: int) -> str:
    """Return the name of a page of the catalog by the name of the first one.

    >>> page_file("opds.xml", 1), page_file("opds.xml", 12), page_file("index.html", 2)
    ('opds.xml', 'opds-12.xml', 'index-2.html')
    """
    stem, dot, suffix = first.partition(".")
    return first if number == 1 else f"{stem}-{number}{dot}{suffix}"


def sort_records(records: Records) -> tuple[tuple[str, Record], ...]:
    """Return folders and records, the latest edition first, then by folder."""
    by_folder = sorted(records.items())
    return tuple(sorted(by_folder, key=lambda item: modified(item[1]), reverse=True))


def modified(record: Record) -> str:
    return str(record["metadata"].get("modified", EPOCH))


def latest(records: SortedRecords) -> str:
    """Return when the latest edition was modified."""
    return modified(records[0][1]) if records else EPOCH


def common_base_url(records: Records) -> str:
    """Return the address of the folder that holds the editions; "" if their records disagree."""
    bases = {_base_url(folder, record) for folder, record in records.items()}
    return bases.pop() if len(bases) == 1 else ""


def _base_url(folder: str, record: Record) -> str:
    """Return the address above an edition, if its own address ends with its folder."""
    address = _own_url(record)
    return address.removesuffix(f"{folder}/") if address.endswith(f"/{folder}/") else ""


def _own_url(record: Record) -> str:
    own = (str(link["href"]) for link in record["links"] if link.get("rel") == "self")
    url = next(own, "")
    return url.removesuffix("publication.json") if "://" in url else ""


def links_from_above(folder: str, links: Iterable[Record]) -> list[Record]:
    """Return links of a record as seen from the folder that holds the editions."""
    return [link | {"href": urljoin(f"{folder}/", link["href"])} for link in links]

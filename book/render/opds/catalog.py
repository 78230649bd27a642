"""What both feeds need: the order of the records, their common address, and links from above."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urljoin

from book.render.opds.record import Record

Records = Mapping[str, Record]  # by the folders of the editions
SortedRecords = Sequence[tuple[str, Record]]
EPOCH = "1970-01-01T00:00:00Z"


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

"""The page of all editions, from their catalog records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from book.render.html.markup import direction_attribute, other_direction
from book.render.site.downloads import format_size
from book.render.site.styled import render_styled
from book.text.cached import ResultCache

Record = dict[str, Any]
NAMES = {".pdf": "pdf", ".kepub.epub": "kepub", ".epub": "epub"}


def shelf_language(languages: Sequence[str]) -> str:
    """Return the language of the page: that of all editions if they agree, otherwise English.

    >>> shelf_language(["de", "de"]), shelf_language(["de", "en"]), shelf_language([])
    ('de', 'en', 'en')
    """
    return languages[0] if len(set(languages)) == 1 else "en"


def _primary(language: str) -> str:
    return language.split("-")[0]


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """A page of editions: the folder and the OPDS publication of each.

    `files` are the names of all pages, and this has the place `index` among them; `base` is the
    address of their folder, or "".
    """

    records: Sequence[tuple[str, Record]]
    files: Sequence[str]
    index: int
    base: str


def render_shelf(
    page: ShelfPage,
    title: str,
    labels: Mapping[str, str],
    assets: Mapping[str, bytes],
    cache: ResultCache | None = None,
) -> bytes:
    """Return the page as UTF-8: each edition with its cover, and the address of the catalog.

    If the editions have several pages, it leads to all of them. The fonts are taken from the cache,
    if it has them.
    """
    language = labels["language"]
    values = {
        "direction": direction_attribute(language),
        "language": language,
        "title": title,
        "words": labels,
        "base": page.base,
        "index": page.index,
        "files": page.files,
        "editions": [_edition(folder, record, language, labels) for folder, record in page.records],
    }
    return render_styled("shelf.html", assets, values, cache=cache)


def _edition(folder: str, record: Record, language: str, labels: Mapping[str, str]) -> Record:
    metadata = record["metadata"]
    links = [link for link in record["links"] if "size" in link]
    return {
        "href": f"{folder}/index.html",
        "read": f"{folder}/read/index.html",
        "title": metadata["title"],
        "subtitle": metadata.get("subtitle", ""),
        "author": "; ".join(author["name"] for author in metadata["author"]),
        "description": metadata.get("description", ""),
        "language": metadata["language"],
        "direction": other_direction(metadata["language"], language),
        "speaks_other": _primary(metadata["language"]) != _primary(language),
        "cover": _cover(folder, record),
        "formats": [_format(folder, link, labels) for link in links],
    }


def _cover(folder: str, record: Record) -> Record:
    """Return the smallest of the edition's pictures."""
    image = min(record["images"], key=lambda image: int(image["width"]))
    source = f"{folder}/{_file(image)}"
    return {"src": source, "width": image["width"], "height": image["height"]}


def _format(folder: str, link: Record, labels: Mapping[str, str]) -> Record:
    file = _file(link)
    kind = next(kind for ending, kind in NAMES.items() if file.endswith(ending))
    return {
        "href": f"{folder}/{file}",
        "name": labels[f"format-{kind}"],
        "media_type": link["type"],
        "size": format_size(link["size"], labels),
    }


def _file(link: Record) -> str:
    return str(link["href"].rsplit("/", 1)[-1])

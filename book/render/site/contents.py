"""The list of contents on the download page, each entry with its page in the PDF."""

from collections.abc import Iterator, Mapping
from typing import Any

from book.model import ContentsEntry, ContentsList, Division, Edition
from book.render.html import HtmlRenderer
from book.render.html.blocks import group_entries
from book.render.html.markup import heading_number
from book.text.inlines import without_calls

Starts = Mapping[str, tuple[int, str]]  # for each anchor, its page from 0 and the page's label
Row = dict[str, Any]


def contents_rows(edition: Edition, starts: Starts, renderer: HtmlRenderer) -> list[Row]:
    """Return the entries of the first level, each with those below it.

    A link opens the PDF at the entry's page (RFC 8118, section 3: the fragment `page`).
    """
    lister = _Lister(edition, starts, renderer)
    return [
        lister.row(top) | {"entries": [lister.row(entry) for entry in below]}
        for top, below in group_entries(_entries(edition))
    ]


def _entries(edition: Edition) -> Iterator[ContentsEntry]:
    for division in edition.divisions:
        if division.kind == "contents":
            yield from _listed(division)


def _listed(division: Division) -> Iterator[ContentsEntry]:
    for block in division.blocks:
        if isinstance(block, ContentsList):
            yield from block.entries


class _Lister:
    def __init__(self, edition: Edition, starts: Starts, renderer: HtmlRenderer) -> None:
        self.file = f"{edition.imprint.slug}.pdf"
        self.lacunae = {d.id for d in edition.divisions if d.kind == "lacuna"}
        self.starts, self.renderer = starts, renderer

    def row(self, entry: ContentsEntry) -> Row:
        title = self.renderer.inlines(without_calls(entry.title))
        page, label = self.starts.get(entry.target, (None, ""))
        return {
            "title": heading_number(entry.label) + title,
            "href": self.href(page),
            "page": label,
            "is_lacuna": entry.target in self.lacunae,
        }

    def href(self, page: int | None) -> str:
        return self.file if page is None else f"{self.file}#page={page + 1}"

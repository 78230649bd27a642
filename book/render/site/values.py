"""What the template of the download page is filled with, section by section."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup

from book.model import (
    Accessibility,
    Edition,
    IndexEntry,
    IndexGroup,
    Inlines,
    Ledger,
    Release,
)
from book.render.html import HtmlRenderer, Style
from book.render.html.markup import direction_attribute
from book.render.pictures import figures_of
from book.render.site.contents import contents_rows
from book.render.site.downloads import Download, format_size
from book.render.site.extract import render_extract
from book.render.site.history import release_blocks
from book.render.site.linked_data import render_json_ld
from book.render.site.sources import count_lines, count_variants, source_values
from book.text.contributors import credit_lines
from book.text.isbn import cited_isbn, isbn_digits
from book.text.plurals import plural_label
from book.text.traversal import blocks_of_type
from book.text.typography import write_date

SCHEMES = {"thema": "Thema", "bisac": "BISAC", "lcsh": "LCSH"}
REFERENCES = ("bibtex", "ris", "csl")
IMPRINT = (
    *("title", "subtitle", "description", "url"),
    *("publisher", "date", "rights", "identifier"),
)
# The sections in order, by id, each with the label of its heading.
SECTIONS = (
    ("formats", "site-formats"),
    ("extract", "site-extract"),
    ("contents", "contents"),
    ("sources", "site-sources"),
    ("accessibility", "site-accessibility"),
    ("history", "history"),
    ("cite", "site-cite"),
    ("verify", "site-verify"),
)

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownSpread:
    """A picture of two facing pages: its file, the index of the first page, both labels, its size.

    The width and the height are in pixels.
    """

    file: str
    page: int
    labels: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class OutputDetails:
    """What the page states about the outputs beside their bytes.

    pages      the number of printed pages
    starts     for each anchor, its page in the PDF (from 0) and the page's label
    access     the e-book's accessibility metadata
    citations  the entry in each citation style
    cover      the width and height of the small cover, in pixels; `large_cover`, of the cover
    spread     the picture of two facing pages, if there is one
    """

    pages: int
    starts: Mapping[str, tuple[int, str]]
    access: Accessibility
    citations: tuple[tuple[str, Inlines], ...]
    cover: tuple[int, int]
    large_cover: tuple[int, int]
    spread: ShownSpread | None = None


class PageValues:
    """The values for the page of one edition."""

    def __init__(
        self, edition: Edition, ledger: Ledger, files: tuple[Download, ...], details: OutputDetails
    ) -> None:
        self.edition, self.ledger, self.files, self.details = edition, ledger, files, details
        self.labels = edition.labels
        self.renderer = HtmlRenderer(edition, Style(call=lambda *_: Markup("")))

    def all(self) -> Values:
        return (
            self.head()
            | self.reading()
            | source_values(self.edition, self.ledger, self.renderer)
            | self.accessibility()
            | self.references()
        )

    def head(self) -> Values:
        imprint = self.edition.imprint
        return {
            "words": self.labels,
            "direction": direction_attribute(imprint.language),
            "language": imprint.language,
            **{name: getattr(imprint, name) for name in IMPRINT},
            "author": self.edition.work.author,
            "credits": list(credit_lines(imprint, self.labels)),
            "cover": self.details.cover,
            "pdf": f"{imprint.slug}.pdf",
            "cited_isbn": isbn_digits(cited_isbn(imprint)),
            "large_cover": self.details.large_cover,
            "json_ld": self.json_ld(),
        }

    def json_ld(self) -> Markup:
        details = self.details
        return render_json_ld(self.edition, self.files, details.access, details.pages)

    # ── About the book ───────────────────────────────────────────────────────────────────────────

    def reading(self) -> Values:
        extract = render_extract(self.edition)
        return {
            "figures": self.figures(),
            "spread": self.details.spread,
            "paragraphs": self.edition.imprint.long_description.strip().split("\n\n"),
            "subjects": [(each, SCHEMES[each.scheme]) for each in self.edition.imprint.subjects],
            "formats": [self.format(file) for file in self.files if file.is_format],
            "extract": extract,
            "sections": self.sections(extract),
            "contents": contents_rows(self.edition, self.details.starts, self.renderer),
            "releases": [self.release(release) for release in self.edition.history],
        }

    def sections(self, extract: Markup) -> list[tuple[str, str]]:
        """Return the sections that have content, each with its heading."""
        optional = {"extract": extract, "history": self.edition.history}
        return [(key, self.labels[name]) for key, name in SECTIONS if optional.get(key, True)]

    def figures(self) -> list[tuple[str, str]]:
        """Return the edition in numbers, each with its label."""
        lines = count_lines(self.ledger)
        figures = {
            "lines": lines.total,
            "sources": len(self.ledger.accounts),
            "variants": count_variants(self.edition)["substantive"],
            "notes": sum(note.kind != "variant" for note in self.edition.notes),
            "pages": self.details.pages,
            "pictures": sum(1 for _ in figures_of(self.edition)),
            "entries": _count_entries(self.edition),
        }
        if_any = {"pictures", "entries"}
        shown = {"lines": f"{lines.accounted}\N{THIN SPACE}/\N{THIN SPACE}{lines.total}"}
        return [
            (plural_label(self.labels, f"site-figure-{name}", figure), shown.get(name, str(figure)))
            for name, figure in figures.items()
            if figure or name not in if_any
        ]

    def release(self, release: Release) -> Values:
        return {
            "date": write_date(release.date, self.labels),
            "said": self.renderer.blocks(release_blocks(release)),
            "since": release.since,
        }

    # ── About the files ──────────────────────────────────────────────────────────────────────────

    def format(self, file: Download) -> Values:
        name = f"format-{file.kind}"
        return self.file(file) | {"name": self.labels[name], "good": self.labels[f"{name}-good"]}

    def file(self, file: Download) -> Values:
        label = f"file-{file.kind}"
        return asdict(file) | {
            "size": format_size(file.size, self.labels),
            "name": self.labels.get(label, file.file),
            "about": self.labels.get(label, ""),
        }

    def accessibility(self) -> Values:
        access = self.details.access
        return {"access": access, "features": [self.feature(name) for name in access.features]}

    def feature(self, name: str) -> str:
        return self.labels.get(f"a11y-{name}", name)

    def references(self) -> Values:
        return {
            "citations": list(self.citations()),
            "references": [self.file(file) for file in self.files if file.kind in REFERENCES],
            "files": [self.file(file) for file in self.files],
        }

    def citations(self) -> Iterator[tuple[str, Markup]]:
        for style, entry in self.details.citations:
            yield self.labels[f"site-style-{style}"], self.renderer.inlines(entry)


def _count_entries(edition: Edition) -> int:
    """Return how many headings the index has, with those below others."""
    groups = blocks_of_type(edition.divisions, IndexGroup)
    return sum(map(_with_those_below, (entry for group in groups for entry in group.entries)))


def _with_those_below(entry: IndexEntry) -> int:
    return 1 + sum(map(_with_those_below, entry.entries))

"""The download page of an edition, from its template."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, get_args

from markupsafe import Markup

from book.model import (
    Accessibility,
    Account,
    Bullets,
    ContentsList,
    Edition,
    Fate,
    Inlines,
    Ledger,
    Paragraph,
)
from book.render.fonts.css import embedded_rules
from book.render.html import HtmlRenderer, Style
from book.render.site.downloads import Download, describe_downloads, format_size
from book.render.site.extract import render_extract
from book.render.site.history import blocks_of
from book.render.site.linked import render_json_ld
from book.render.tables import counts
from book.render.template import render_template
from book.text.coverage import Coverage, coverage_of
from book.text.inlines import without_calls
from book.text.typography import write_date

REFERENCES = ("bibtex", "ris", "csl")
LABELLED = 12  # parts: so many fit with their names above the columns
SHOWN = 40  # parts: so many fit at all

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OutputDetails:
    """What is known of the outputs beside their bytes.

    The pages of print, and the page (from 0) and its label for each anchor; the e-book's accessibility; the entries in the styles
    of citation; the small cover's size in pixels.
    """

    pages: int
    starts: Mapping[str, tuple[int, str]]
    access: Accessibility
    citations: tuple[tuple[str, Inlines], ...]
    cover: tuple[int, int]


def render_page(
    edition: Edition,
    ledger: Ledger,
    outputs: Mapping[str, bytes],
    about: OutputDetails,
    assets: Mapping[str, bytes],
) -> bytes:
    """Write the page. What it links to lies beside it; its fonts are in it, and it asks nothing of the network."""
    files = describe_downloads(outputs, edition.imprint.slug)
    values = _Values(edition, ledger, files, about).all()
    template = assets["site.html"].decode()
    text = visible_text(render_template(template, **values, style=""))
    style = Markup(embedded_rules(text, assets) + assets["site.css"].decode())  # noqa: S704 (no stranger's)
    return render_template(template, **values, style=style)


class _VisibleText(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def visible_text(page: bytes) -> str:
    """Give the characters that a page shows, for its fonts.

    >>> words_of_page(b"<p>a &amp; b</p>")
    'a & b'
    """
    parser = _VisibleText()
    parser.feed(page.decode())
    return "".join(parser.found)


def with_number(words: Mapping[str, str], key: str, number: int, **values: object) -> str:
    """Fill a sentence that has a form of its own for one."""
    return words[f"{key}-one" if number == 1 else key].format(**values)


class _Values:
    """What the template is filled with, section by section."""

    def __init__(
        self, edition: Edition, ledger: Ledger, files: tuple[Download, ...], about: OutputDetails
    ) -> None:
        self.edition, self.ledger, self.files, self.about = edition, ledger, files, about
        self.words = edition.labels
        self.renderer = HtmlRenderer(edition, Style(call=lambda *_: Markup("")))
        self.lines = sum(len(account.witness.lines) for account in ledger.accounts)
        self.accounted = sum(
            len({entry.span.line for entry in account.entries}) for account in ledger.accounts
        )
        self.variants = {
            kind: sum(v.kind == kind for v in edition.variants)
            for kind in ("substantive", "accidental")
        }

    def all(self) -> dict[str, Any]:
        imprint, words = self.edition.imprint, self.words
        formats = [self.format(f) for f in self.files if f.is_format]
        extract = render_extract(self.edition)
        return {
            "words": words,
            "language": imprint.language,
            **{
                name: getattr(imprint, name)
                for name in (
                    "title",
                    "subtitle",
                    "description",
                    "url",
                    "publisher",
                    "date",
                    "rights",
                    "identifier",
                )
            },
            "author": self.edition.work.author,
            "edited_by": words["edited-by"].format(editor=imprint.editor),
            "cover": self.about.cover,
            "formats": formats,
            "extract": extract,
            "sections": [(key, words[name]) for key, name in SECTIONS if self.has(key, extract)],
            "releases": list(self.releases()),
            "figures": self.figures(),
            "contents": list(self.contents()),
            "headline": self.headline(),
            "headline_variants": words["site-headline-variants"].format(**self.variants),
            "headline_files": Markup(words["site-headline-files"]),  # noqa: S704 (words.toml's)
            "coverage": self.coverage(coverage_of(self.edition)),
            "sources": list(self.sources()),
            "agreements": [
                words["agreement"].format(**asdict(pair)) for pair in self.edition.agreements
            ],
            "fates": get_args(Fate),
            "accounts": [_account(account) for account in self.ledger.accounts],
            "access": self.about.access,
            "features": [
                words.get(f"a11y-{feature}", feature) for feature in self.about.access.features
            ],
            "citations": [
                (words[f"site-style-{name}"], self.renderer.inlines(entry))
                for name, entry in self.about.citations
            ],
            "references": [self.named(f) for f in self.files if f.kind in REFERENCES],
            "files": [
                self.named(f) | {"about": words.get(f"file-{f.kind}", "")} for f in self.files
            ],
            "json_ld": render_json_ld(
                self.edition, self.files, self.about.access, self.about.pages
            ),
        }

    def has(self, section: str, extract: object) -> bool:
        """Say whether there is something to say in a section."""
        return bool({"extract": extract, "history": self.edition.history}.get(section, True))

    def releases(self) -> Iterator[Row]:
        """Give the history of the edition as the book has it; what leads to a place in the book leads nowhere here."""
        for release in self.edition.history:
            said = Markup("").join(self.renderer.block(block) for block in blocks_of(release))
            yield {
                "date": write_date(release.date, self.words),
                "said": said,
                "since": release.since,
            }

    def named(self, file: Download) -> Row:
        size = format_size(file.size, self.words["decimal"])
        return asdict(file) | {"size": size, "name": self.words.get(f"file-{file.kind}", file.file)}

    def format(self, file: Download) -> Row:
        return self.named(file) | {
            "name": self.words[f"format-{file.kind}"],
            "good": self.words[f"format-{file.kind}-good"],
        }

    def headline(self) -> str:
        sources = len(self.ledger.accounts)
        return with_number(
            self.words,
            "site-headline",
            sources,
            accounted=self.accounted,
            lines=self.lines,
            sources=sources,
        )

    def figures(self) -> list[tuple[str, str]]:
        """Give the edition in figures, each with its label."""
        found = {
            "lines": f"{self.accounted}\N{THIN SPACE}/\N{THIN SPACE}{self.lines}",
            "sources": str(len(self.ledger.accounts)),
            "variants": str(self.variants["substantive"]),
            "notes": str(sum(note.kind == "note" for note in self.edition.notes)),
            "pages": str(self.about.pages),
        }
        return [(self.words[f"site-figure-{name}"], figure) for name, figure in found.items()]

    def contents(self) -> Iterator[Row]:
        """List the contents as the book has them, each with its page in the PDF (RFC 8118, section 3: the fragment `page`)."""
        lists = (
            b
            for d in self.edition.divisions
            if d.kind == "contents"
            for b in d.blocks
            if isinstance(b, ContentsList)
        )
        lacunae = {d.id for d in self.edition.divisions if d.kind == "lacuna"}
        top: Row | None = None
        for entry in (entry for found in lists for entry in found.entries):
            number = (
                Markup('<span class="number">{}.</span> ').format(entry.label)
                if entry.label
                else Markup("")
            )
            page, label = self.about.starts.get(entry.target, (None, ""))
            row: Row = {
                "title": number + self.renderer.inlines(without_calls(entry.title)),
                "href": f"{self.edition.imprint.slug}.pdf"
                + ("" if page is None else f"#page={page + 1}"),
                "page": label,
                "is_lacuna": entry.target in lacunae,
                "entries": [],
            }
            if entry.level > 1 and top:
                top["entries"].append(row)
                continue
            if top:
                yield top
            top = row
        if top:
            yield top

    def coverage(self, found: Coverage) -> Row | None:
        """Give the pattern of the cover as a table; a work in very many parts has none."""
        count = len(found.parts)
        if not 1 < count <= SHOWN:
            return None
        names = [
            part.label or str(self.renderer.inlines(without_calls(part.title)).striptags())
            for part in found.parts
        ]
        if count > LABELLED:
            names = [str(number) for number in range(1, count + 1)]
        cells = [
            [
                "has" if has else "missing" if found.is_lacuna(n) else "lacks"
                for n, has in enumerate(row)
            ]
            for _, row in found.rows
        ]
        kinds = [kind for kind in ("has", "lacks", "missing") if any(kind in row for row in cells)]
        return {
            "parts": names,
            "kinds": kinds,
            "rows": [
                {"siglum": w.siglum, "cells": row}
                for (w, _), row in zip(found.rows, cells, strict=True)
            ],
        }

    def sources(self) -> Iterator[tuple[str, Markup]]:
        """Give the lists of witnesses as the imprint has them, each with its heading."""
        blocks = [
            block for d in self.edition.divisions if d.kind == "imprint" for block in d.blocks
        ]
        for heading, block in pairwise(blocks):
            if (
                isinstance(heading, Paragraph)
                and heading.style == "witness-heading"
                and isinstance(block, Bullets)
            ):
                yield (
                    str(self.renderer.inlines(heading.inlines).striptags()),
                    self.renderer.block(block),
                )


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


def _account(account: Account) -> Row:
    siglum = account.witness.siglum
    return {
        "siglum": siglum,
        "anchor": f"witness-{siglum}",
        "lines": len(account.witness.lines),
        "counts": counts(account),
    }

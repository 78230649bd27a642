"""Write what the download page must say, line by line, in its order."""

from collections.abc import Iterator

from book.model import (
    ContentsEntry,
    ContentsList,
    Edition,
    Release,
)
from book.text.inlines import without_calls
from book.text.plurals import plural_label
from book.text.traversal import inlines_of
from book.text.typography import write_date
from book.verify.proof.expected_extract import find_extract, unlinked, without_terms, write_extract
from book.verify.proof.expected_page_counts import count_entries, count_pictures
from book.verify.proof.expected_page_lines import PageFacts, PageLink
from book.verify.proof.expected_sources import SourcesWriter, count_lines
from book.verify.proof.expected_spread import expect_spread
from book.verify.proof.published_files import READING, PublishedFile, shown_size
from book.verify.readback.transcript import TranscriptLine

ABOVE, READ = "../index.html", "read/index.html"
# The sections by id, each with the label of its heading.
SECTIONS = {
    "about": "site-about",
    "formats": "site-formats",
    "extract": "site-extract",
    "contents": "contents",
    "sources": "site-sources",
    "accessibility": "site-accessibility",
    "history": "history",
    "cite": "site-cite",
    "verify": "site-verify",
}
AT_THE_FOOT = ("note", "parallel", "source")  # kinds of notes; variants are counted apart
BUTTONS = ("pdf", "epub")
REFERENCES = ("bibtex", "ris", "csl")


def expect_page(edition: Edition, facts: PageFacts) -> tuple[TranscriptLine, ...]:
    """Return the lines that the page must have."""
    writer = _ExpectedPage(edition, facts)
    writer.opening()
    for section in writer.sections:
        writer.section(section)
    writer.footer()
    return tuple(writer.writer.lines)


class _ExpectedPage(SourcesWriter):
    def __init__(self, edition: Edition, facts: PageFacts) -> None:
        super().__init__(edition, facts)
        self.extract = find_extract(edition)
        absent = {"extract": self.extract is None, "history": not edition.history}
        self.sections = [name for name in SECTIONS if not absent.get(name)]

    # ── Around the sections ──────────────────────────────────────────────────────────────────────

    def opening(self) -> None:
        imprint, labels = self.imprint, self.labels
        self.writer.where = "top"
        self.line(PageLink(labels["site-skip"], "#main"))
        self.writer.where = "header"
        self.point("label", labels["site-cover"])
        self.line(PageLink(imprint.publisher or labels["site-all-editions"], ABOVE))
        self.line(imprint.title)
        self.line(imprint.subtitle)
        self.line(self.edition.work.author)
        self.line(", ".join((*self.credits(), imprint.date)))
        self.line(PageLink(labels["site-read"], READ))
        for file in self.facts.files:
            if file.label in BUTTONS:
                name = labels[f"format-{file.label}"]
                self.line(PageLink(f"{name} {self.size(file)}", file.name))
        self.writer.where = "nav"
        self.point("label", labels["site-on-this-page"])
        for name in self.sections[1:]:
            self.line(PageLink(labels[SECTIONS[name]], f"#{name}"))
        self.point("id", "main")

    def credits(self) -> Iterator[str]:
        if self.imprint.editor:
            yield self.labels["edited-by"].format(editor=self.imprint.editor)
        yield from (each.credit for each in self.imprint.contributors if each.credit)

    def size(self, file: PublishedFile) -> str:
        return shown_size(file.size, self.labels)

    def footer(self) -> None:
        imprint, labels = self.imprint, self.labels
        self.writer.where = "footer"
        self.line(imprint.rights)
        publisher = f"{imprint.publisher}, " if imprint.publisher else ""
        date = f"{publisher}{imprint.date}."
        self.line(f"{date} {labels['site-identifier']} {imprint.identifier}")
        above = PageLink(labels["site-all-editions"], ABOVE)
        self.line(f"{labels['site-nothing-sent']} ", above)

    def section(self, name: str) -> None:
        self.writer.where = name
        self.point("id", name)
        self.point("id", f"{name}-heading")
        if name in ("extract", "history"):
            self.writer.text(f"{self.labels[SECTIONS[name]]} ")
        else:
            self.label(SECTIONS[name])
        getattr(self, f"write_{name}")()
        self.writer.end_line()

    # ── The book ─────────────────────────────────────────────────────────────────────────────────

    def write_about(self) -> None:
        self.line(self.imprint.description)
        self.spread()
        for paragraph in self.imprint.long_description.strip().split("\n\n"):
            self.line(paragraph)
        accounted, lines = count_lines(self.facts.ledger)
        figures = {
            "lines": lines,
            "sources": len(self.facts.ledger.accounts),
            "variants": self.count_variants("substantive"),
            "notes": len([note for note in self.edition.notes if note.kind in AT_THE_FOOT]),
            "pages": self.facts.pages,
            "pictures": count_pictures(self.edition),
            "entries": count_entries(self.edition),
        }
        for name, figure in figures.items():
            if name in ("pictures", "entries") and not figure:
                continue
            self.line(plural_label(self.labels, f"site-figure-{name}", figure))
            part = f"{accounted}\N{THIN SPACE}/\N{THIN SPACE}" if name == "lines" else ""
            self.line(f"{part}{figure}")
        self.subjects()

    def spread(self) -> None:
        """Write what stands at the picture of two pages."""
        if pages := expect_spread(self.edition, self.facts.starts, self.facts.labels):
            self.point("label", self.labels["site-spread"])
            address = f"{self.imprint.slug}.pdf#page={pages.first + 1}"
            link = PageLink(f"{pages.left}–{pages.right}", address)
            self.line(f"{self.labels['pages']}: ", link)

    def subjects(self) -> None:
        if self.imprint.subjects:
            self.label("site-subjects")
        for subject in self.imprint.subjects:
            scheme = {"thema": "Thema", "bisac": "BISAC", "lcsh": "LCSH"}[subject.scheme]
            self.line(f"{subject.heading} {scheme} {subject.code}")

    def write_formats(self) -> None:
        reading = {label for _, label, _ in READING}
        for file in self.facts.files:
            if file.label in reading:
                name = f"format-{file.label}"
                self.line(PageLink(self.labels[name], file.name), f" {self.size(file)}")
                self.label(f"{name}-good")

    def write_extract(self) -> None:
        if self.extract:
            write_extract(self.edition, self.extract, self.writer)

    def write_contents(self) -> None:
        for division in self.edition.divisions:
            for block in division.blocks if division.kind == "contents" else ():
                if isinstance(block, ContentsList):
                    for entry in block.entries:
                        self.contents_entry(entry)
        self.label("site-contents-note")

    def contents_entry(self, entry: ContentsEntry) -> None:
        page = self.facts.starts.get(entry.target)
        file = f"{self.imprint.slug}.pdf"
        start = self.writer.offset
        self.part(f"{entry.label}. " if entry.label else "")
        self.part(without_terms(without_calls(entry.title)))
        if entry.level == 1 and entry.target in self.lacunae():
            self.part(f" {self.labels['site-lacuna']}")
        self.part(f" {page[1]}" if page else "")
        self.writer.link(start, f"{file}#page={page[0] + 1}" if page else file)
        self.writer.end_line()

    def lacunae(self) -> set[str]:
        return {division.id for division in self.edition.divisions if division.kind == "lacuna"}

    def write_history(self) -> None:
        for release in self.edition.history:
            self.release(release)

    def release(self, release: Release) -> None:
        self.part(f"{write_date(release.date, self.labels)} ")
        remarks = (inlines for block in release.remarks for inlines in inlines_of(block))
        for inlines in (*remarks, *release.changes):
            self.part(unlinked(without_calls(inlines)))
            self.part(" ")
        if release.since:
            self.part(f"{self.labels['history-since']} {release.since} ")

    # ── The files ────────────────────────────────────────────────────────────────────────────────

    def write_accessibility(self) -> None:
        access = self.facts.access
        self.line("EPUB")
        if access.summary and access.language and access.language != self.imprint.language:
            self.point("language", access.language)
        self.line(access.summary)
        for feature in access.features:
            self.line(self.labels.get(f"a11y-{feature}", feature))
        self.line("PDF")
        self.label("site-accessible-pdf")

    def write_cite(self) -> None:
        for style, entry in self.facts.citations:
            self.label(f"site-style-{style}")
            self.line(entry)
        self.part(f"{self.labels['site-cite-files']} ")
        files = [file for file in self.facts.files if file.label in REFERENCES]
        for number, file in enumerate(files):
            self.part(", " if number else "")
            self.part(PageLink(self.labels[f"file-{file.label}"], file.name))
        self.writer.end_line()

    def write_verify(self) -> None:
        self.label("site-verify-note")
        self.line("sha256sum -c ", PageLink("SHA256SUMS", "SHA256SUMS"))
        self.label("site-checksums")
        for file in self.facts.files:
            about = self.labels.get(f"file-{file.label}", "")
            self.line(PageLink(file.name, file.name), f" {self.size(file)} ", about)
            self.line(file.sha256)

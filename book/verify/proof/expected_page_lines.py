"""Write lines of the download page: labels, texts, links, inlines."""

from collections.abc import Mapping
from dataclasses import dataclass

from book.model import Accessibility, Edition, Inlines, Ledger
from book.verify.proof.expected_lines import write_inlines
from book.verify.proof.published_files import PublishedFile
from book.verify.readback.transcript import FlowWriter


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the page says besides the edition.

    `starts` are the page of each anchor in the PDF, from 0, and its label; `citations` are pairs of
    the style and the entry; `labels` are those of all pages.
    """

    ledger: Ledger
    files: tuple[PublishedFile, ...]
    pages: int
    starts: Mapping[str, tuple[int, str]]
    access: Accessibility
    citations: tuple[tuple[str, Inlines], ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageLink:
    """Words that lead to an address."""

    words: str
    target: str


Part = str | PageLink | Inlines


class PageLineWriter:
    """Writes the lines of a page of an edition."""

    def __init__(self, edition: Edition, facts: PageFacts) -> None:
        self.edition, self.facts = edition, facts
        self.labels, self.imprint = edition.labels, edition.imprint
        self.writer = FlowWriter()

    def line(self, *parts: Part) -> None:
        """Write a line of texts, links and inlines."""
        for part in parts:
            self.part(part)
        self.writer.end_line()

    def part(self, part: Part) -> None:
        match part:
            case str():
                self.writer.text(part)
            case PageLink(words, target):
                start = self.writer.offset
                self.writer.text(words)
                self.writer.link(start, target)
            case _:
                write_inlines(part, self.writer, lambda _: None)

    def label(self, name: str, *parts: str) -> None:
        """Write a line that is one of the page's own labels."""
        self.line(self.labels[name], *parts)

    def point(self, kind: str, name: str) -> None:
        self.writer.point(kind, name)

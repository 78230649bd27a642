"""Write what the download page must say of the sources, and what became of their lines."""

import re
from dataclasses import asdict
from itertools import pairwise
from typing import get_args

from book.model import Bullets, Fate, Ledger, Paragraph
from book.text.coverage import Coverage, coverage_of
from book.text.inlines import without_calls
from book.text.plurals import plural_label
from book.text.traversal import inlines_of
from book.verify.proof.expected_extract import without_terms
from book.verify.proof.expected_page_lines import PageLineWriter, PageLink

LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')  # in a label
MOST_NAMES, MOST_PARTS = 12, 40  # parts of the work: with their names, and at all
CELLS = ("has", "lacks", "missing")


class SourcesWriter(PageLineWriter):
    """Writes the section about the sources."""

    def count_variants(self, kind: str) -> int:
        return sum(variant.kind == kind for variant in self.edition.variants)

    def write_sources(self) -> None:
        labels, ledger = self.labels, self.facts.ledger
        accounted, lines = count_lines(ledger)
        sources = len(ledger.accounts)
        headline = plural_label(labels, "site-headline", sources)
        self.line(headline.format(accounted=accounted, lines=lines, sources=sources))
        kinds = {kind: self.count_variants(kind) for kind in ("substantive", "accidental")}
        self.part(f"{labels['site-headline-variants'].format(**kinds)} ")
        self.sentence(labels["site-headline-files"])
        self.coverage(coverage_of(self.edition))
        self.witnesses()
        for agreement in self.edition.agreements:
            sentence = plural_label(labels, "agreement", agreement.words)
            self.line(sentence.format(**asdict(agreement)))
        self.accounts()
        self.label("site-ledger-note")

    def sentence(self, sentence: str) -> None:
        """Write a label with links in it."""
        before, *rest = LINK.split(sentence)
        self.part(before)
        for target, words, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            self.part(PageLink(words, target))
            self.part(after)
        self.writer.end_line()

    def coverage(self, coverage: Coverage) -> None:
        if not 1 < len(coverage.parts) <= MOST_PARTS:
            return
        self.point("label", self.labels["site-coverage"])
        self.label("site-coverage")
        are_named = len(coverage.parts) <= MOST_NAMES
        for number, part in enumerate(coverage.parts, 1):
            title = without_terms(without_calls(part.title))
            self.line(str(number) if not are_named else part.label or title)
        shown: set[str] = set()
        for witness, has in coverage.rows:
            self.line(witness.siglum)
            for part_number, has_part in enumerate(has):
                missing = "missing" if coverage.is_lacuna(part_number) else "lacks"
                cell = "has" if has_part else missing
                shown.add(cell)
                self.cell(cell)
        for cell in CELLS:
            if cell in shown:
                self.cell(cell)

    def cell(self, cell: str) -> None:
        self.point("cell", cell)
        self.label(f"site-{cell}")

    def witnesses(self) -> None:
        """Write the imprint's lists of witnesses."""
        imprints = [d.blocks for d in self.edition.divisions if d.kind == "imprint"]
        blocks = [block for each in imprints for block in each]
        for heading, block in pairwise(blocks):
            is_heading = isinstance(heading, Paragraph) and heading.style == "witness-heading"
            if is_heading and isinstance(block, Bullets):
                self.line(*inlines_of(heading))
                for item in block.items:
                    self.line(item)

    def accounts(self) -> None:
        labels, ledger = self.labels, self.facts.ledger
        self.point("label", labels["site-ledger"])
        self.label("site-ledger")
        self.label("site-witness")
        self.label("site-lines")
        fates = _fates(ledger)
        for fate in fates:
            self.label(f"fate-{fate}")
        for account in ledger.accounts:
            siglum = account.witness.siglum
            self.line(PageLink(siglum, f"ledger.html#witness-{siglum}"))
            self.line(str(len(account.witness.lines)))
            for fate in fates:
                self.line(str(len({e.span.line for e in account.entries if e.fate == fate})))


def count_lines(ledger: Ledger) -> tuple[int, int]:
    """Return how many lines the ledger accounts for, and how many there are."""
    accounted = sum(len({e.span.line for e in account.entries}) for account in ledger.accounts)
    return accounted, sum(len(account.witness.lines) for account in ledger.accounts)


def _fates(ledger: Ledger) -> tuple[Fate, ...]:
    """Return the fates that the page tells: "not carried" only if a line has it."""
    occurring = {entry.fate for account in ledger.accounts for entry in account.entries}
    return tuple(f for f in get_args(Fate) if f != "not carried" or f in occurring)

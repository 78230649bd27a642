"""Prove the page of the ledger: each witness in full, its fates and links, and the places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NoReturn

from book.errors import ProofError
from book.model import Account, Edition, Ledger, line_texts
from book.verify.proof.ledger_lines import AccountedPiece, AccountProof, pieces_of
from book.verify.proof.ledger_places import (
    PLACED,
    BookPlace,
    book_places,
    lines_by_place,
    place_named,
    readings_by_place,
)
from book.verify.proof.ledger_tables import prove_tables
from book.verify.proof.prove_page import prove_direction
from book.verify.readback.ledger_page import (
    LedgerPageReading,
    PagePlace,
    PageRun,
    PageWitness,
    read_ledger_page,
)
from book.verify.readback.pdf import PdfReading

REMEDY = "Run: inv build"
# What the page is made of: nothing that acts; only a link and a style could load anything.
ELEMENTS = {
    *("html", "head", "meta", "title", "link", "style", "body", "a", "header", "footer", "nav"),
    *("main", "section", "div", "p", "h1", "h2", "ul", "ol", "li", "dl", "dt", "dd", "span", "b"),
    *("i", "q", "code", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th"),
    "td",
}
ATTRIBUTES = {
    *(
        "lang",
        "dir",
        "charset",
        "name",
        "content",
        "rel",
        "href",
        "class",
        "id",
        "role",
        "aria-label",
    ),
    *("aria-labelledby", "tabindex", "scope", "start", "value", "title"),
}


def prove_ledger_page(
    edition: Edition, ledger: Ledger, content: bytes, reading: PdfReading, file: str
) -> int:
    """Return the number of pieces on the page, all of them as the ledger has them.

    Each witness is put together from the page, character for character; each link leads to its
    place, to its lines, or to its page of the PDF. Raise ProofError for the first fault, and for
    anything that the page loads.
    """
    page = read_ledger_page(content, file)
    proof = _LedgerPageProof(edition, ledger, page, reading, file)
    prove_direction(edition, page.direction, file)
    proof.prove_quiet()
    proof.prove_witnesses()
    proof.prove_places()
    prove_tables(edition, ledger, page, file)
    proof.prove_rest()
    return sum(len(run.pieces) for witness in page.witnesses for run in witness.runs)


@dataclass(frozen=True)
class _LedgerPageProof:
    edition: Edition
    ledger: Ledger
    page: LedgerPageReading
    reading: PdfReading
    file: str

    def fail(self, message: str) -> NoReturn:
        raise ProofError(message, file=self.file, remedy=REMEDY)

    @cached_property
    def places(self) -> Mapping[str, BookPlace]:
        return book_places(self.edition)

    @cached_property
    def shown_places(self) -> Mapping[str, PagePlace]:
        return {place.id: place for place in self.page.places}

    @cached_property
    def starts(self) -> Mapping[str, tuple[int, str]]:
        return self.reading.starts

    def prove_quiet(self) -> None:
        """Raise ProofError for what the page loads or runs, and for a link within it to nothing."""
        foreign = sorted({*self.page.elements} - ELEMENTS | {*self.page.attributes} - ATTRIBUTES)
        if foreign:
            self.fail(f"the page has {foreign[0]}, which it does not need")
        if loads := [load for load in self.page.loads if not load.startswith("data:")]:
            self.fail(f"the page loads {loads[0]}")

    def prove_rest(self) -> None:
        """Raise ProofError for a link within the page to nothing, and for a sentence altered."""
        for target in sorted(self.page.targets - self.page.ids):
            self.fail(f"a link leads to #{target}, which does not exist")
        labels = self.edition.labels
        names = {f"{labels['site-witness']} {each.siglum}" for each in self.page.witnesses}
        for sentence in self.page.sentences:
            if sentence not in names and sentence not in labels.values():
                self.fail(f"“{sentence}” is none of the page's sentences in templates/labels/")

    # ── Witnesses ────────────────────────────────────────────────────────────────────────────────

    def prove_witnesses(self) -> None:
        """Raise ProofError for the first witness or piece that is not the ledger's."""
        expected = [account.witness.siglum for account in self.ledger.accounts]
        shown = [witness.siglum for witness in self.page.witnesses]
        if expected != shown:
            self.fail(f"the page has the witnesses {shown}, the ledger {expected}")
        for account, witness in zip(self.ledger.accounts, self.page.witnesses, strict=True):
            self._prove_witness(account, witness)

    def _prove_witness(self, account: Account, witness: PageWitness) -> None:
        own = account.witness
        names = (f"witness-{own.siglum}", own.file.rsplit("/", 1)[-1], own.sha256)
        if names != (witness.id, witness.file, witness.sha256):
            given = f"{witness.file}, {witness.sha256}"
            self.fail(f"witness {own.siglum}: its file is “{given}”, but “{names[1]}, {names[2]}”")
        proof = AccountProof(own.siglum, self.file)
        lines = line_texts(own.lines)
        shown = tuple(_pieces(witness))
        proof.prove(pieces_of(account, lines), shown)
        proof.prove_text(lines, shown)
        for run in witness.runs:
            self._prove_run(run, proof)

    def _prove_run(self, run: PageRun, proof: AccountProof) -> None:
        line = run.pieces[0].line
        label = self.edition.labels[f"fate-{run.fate}"]
        if run.label != label:
            proof.fail(line, f"its fate is written “{run.label}”, but is “{label}”")
        if run.fate not in PLACED:
            if run.target or run.address:
                proof.fail(line, f"it leads to {run.target or run.address}, but is in no place")
            return
        place = self.shown_places.get(run.target.removeprefix("#"))
        if place is None or place.place != run.place:
            there = f", which is {place.place}" if place else ", which does not exist"
            proof.fail(line, f"{run.place} leads to {run.target}{there}")
        if fault := self._page_fault(run.place, run.page, run.address):
            proof.fail(line, fault)

    def _page_fault(self, place: str, label: str, address: str) -> str:
        """Return what is wrong with the page of a place and its link, or ""."""
        there = place_named(place, self.places)
        start = self.starts.get(there.anchor) if there else None
        page = self.edition.labels["page"].format(page=start[1]) if start else ""
        link = f"{self.edition.imprint.slug}.pdf#page={start[0] + 1}" if start else ""
        if (label, address) == (page, link):
            return ""
        given, right = f"{label} ({address})".strip(), f"{page} ({link})".strip()
        return f"the page of {place} is “{given}”, but “{right}” in the PDF"

    # ── Places ───────────────────────────────────────────────────────────────────────────────────

    def prove_places(self) -> None:
        """Raise ProofError for the first place that is missing, wrong, or out of order."""
        lines = lines_by_place(self.ledger)
        shown = [place.place for place in self.page.places]
        if missing := [place for place in lines if place not in shown]:
            self.fail(f"{missing[0]} is missing among the places")
        if len(shown) != len(lines) or set(shown) != set(lines):
            self.fail(f"the page has {len(shown)} places, but lines went to {len(lines)}")
        order = [place for place in self.places if place in lines and " n" not in place]
        given = [place for place in shown if place in self.places and " n" not in place]
        if order != given:
            at = next(
                i for i, pair in enumerate(zip(order, given, strict=True)) if len({*pair}) > 1
            )
            self.fail(f"{given[at]} stands where {order[at]} should be among the places")
        readings = readings_by_place(self.edition)
        for place in self.page.places:
            self._prove_place(place)
            self._prove_lines(place, lines[place.place])
            expected = tuple(readings.get(place.place, ()))
            if place.readings != expected:
                self.fail(f"{place.place}: its readings are {place.readings}, but {expected}")

    def _prove_place(self, place: PagePlace) -> None:
        if fault := self._page_fault(place.place, place.page, place.address):
            self.fail(fault)
        there = place_named(place.place, self.places)
        text, words = there.text if there else "", place.words.removesuffix("…")
        is_whole = place.words == text
        if not is_whole and not (words and text.startswith(words) and words != place.words):
            self.fail(f"{place.place}: “{place.words}” stands where the book has “{text[:60]}”")

    def _prove_lines(self, place: PagePlace, expected: list[tuple[str, int, int, str]]) -> None:
        shown = [(link.words, link.fate, link.label) for link in place.lines]
        wanted = [
            (
                f"{siglum} {first}" if first == last else f"{siglum} {first}–{last}",
                fate,
                self.edition.labels[f"fate-{fate}"],
            )
            for siglum, first, last, fate in expected
        ]
        if shown != wanted:
            self.fail(f"{place.place}: the lines {shown} are there, but {wanted} in the ledger")
        for link, (siglum, first, _, _) in zip(place.lines, expected, strict=True):
            run = self._runs.get(link.target.removeprefix("#"))
            if run is None or run != (siglum, first, place.place):
                there = f"line {run[1]} of {run[0]}, at {run[2]}" if run else "nothing"
                self.fail(f"{place.place}: {link.words} leads to {link.target}: {there}")

    @cached_property
    def _runs(self) -> Mapping[str, tuple[str, int, str]]:
        """Siglum, first line and place of each run, by its id."""
        return {
            run.id: (witness.siglum, run.pieces[0].line, run.place)
            for witness in self.page.witnesses
            for run in witness.runs
        }


def _pieces(witness: PageWitness) -> Iterator[AccountedPiece]:
    """Yield the pieces of the page; one without columns is a whole line."""
    for run in witness.runs:
        for piece in run.pieces:
            start = piece.first - 1 if piece.first else 0
            end = piece.last if piece.first else len(piece.text)
            yield AccountedPiece(piece.line, start, end, run.fate, run.place, run.rule, piece.text)

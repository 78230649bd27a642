"""The proof of each output: it is read back and compared with what it was made from.

`PROOFS` is the table. An output that no proof names is not proven: a test refuses it.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from book.model import PageStart
from book.pipeline.ebooks import prove_ebook
from book.pipeline.edition import AssembledEdition
from book.pipeline.manuscripts import MANUSCRIPTS, prove_manuscripts, prove_tei_document
from book.pipeline.printing import prove_pages, prove_tagged, read_printed, with_line_numbers
from book.pipeline.records import RecordsProof, open_records
from book.pipeline.web import prove_web_edition
from book.pipeline.web_script import prove_web_script
from book.runtime.workers import InlineExecutor
from book.text.counts import counted
from book.text.losses import ledger_summary
from book.verify.device_rules import RULES
from book.verify.proof.prove_covers import prove_covers
from book.verify.proof.prove_ledger_data import prove_ledger_data
from book.verify.proof.prove_ledger_page import prove_ledger_page
from book.verify.proof.prove_manifest import prove_manifest
from book.verify.proof.prove_tables import prove_parallels, prove_variants
from book.verify.readback.pdf import PdfReading, read_labels_and_anchors
from book.verify.readback.speech import TaggedBook, read_book

COVERS = ("cover.png", "cover-small.png")
Outputs = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class BegunProofs:
    """What was begun beside the other proofs: the PDF, read in both ways, and the manuscripts."""

    plain: Future[PdfReading]
    tagged: Future[TaggedBook]
    manuscripts: Future[None]


@dataclass(frozen=True)
class PublishedEdition:
    """All outputs of an edition by name, in the folder that errors name.

    What several proofs need of the PDF is read once; it may have `begun`.
    """

    assembled: AssembledEdition
    outputs: Outputs
    folder: str
    begun: BegunProofs | None = None

    def content(self, kind: str) -> bytes:
        """Return the content of an output, by its kind."""
        return self.outputs[self.name(kind)]

    def file(self, kind: str) -> str:
        """Return the path of an output, by its kind, as errors name it."""
        return f"{self.folder}/{self.name(kind)}"

    @cached_property
    def reading(self) -> PdfReading:
        """The PDF as it was read."""
        edition, content, file = self.assembled.edition, self.content("pdf"), self.file("pdf")
        if self.begun:
            plain, tagged = self.begun.plain.result(), self.begun.tagged
            return with_line_numbers(edition, plain, content, file, tagged)
        return read_printed(edition, content, file)

    @cached_property
    def starts(self) -> tuple[PageStart, ...]:
        """Where the pages of the PDF begin. Raise ProofError if it does not hold the edition."""
        return prove_pages(self.assembled.edition, self.reading, self.file("pdf"))

    @cached_property
    def records(self) -> RecordsProof:
        """The proof of the page and the records."""
        return open_records(self.assembled, self.outputs, self.folder, self.reading)

    def name(self, kind: str) -> str:
        """Return the name of an output, by its kind."""
        named = self.assembled.output(kind)
        return named if named in self.outputs else kind


@dataclass(frozen=True, slots=True)
class OutputProof:
    """The proof of outputs, by their kinds: their names without the slug of the edition.

    `prove` returns what was proven, in words; it raises ProofError for the first fault.
    """

    kinds: tuple[str, ...]
    prove: Callable[[PublishedEdition], str]


def kind_of_output(name: str, slug: str) -> str:
    """Return the kind of an output.

    >>> kind_of_output("two-fables.tei.xml", "two-fables"), kind_of_output("onix.xml", "two-fables")
    ('tei.xml', 'onix.xml')
    >>> kind_of_output("read/part-i.html", "two-fables")
    'read'
    """
    return name.partition("/")[0].removeprefix(f"{slug}.")


def _prove_ledger(published: PublishedEdition) -> str:
    ledger = published.assembled.ledger
    prove_ledger_data(ledger, published.content("ledger.json"), published.file("ledger.json"))
    return ledger_summary(ledger)


def _prove_ledger_page(published: PublishedEdition) -> str:
    assembled, file = published.assembled, published.file("ledger.html")
    content = published.content("ledger.html")
    reading = read_labels_and_anchors(published.content("pdf"))
    count = prove_ledger_page(assembled.edition, assembled.ledger, content, reading, file)
    return f"page of the ledger: has every source in full; {counted(count, 'piece')} with a fate"


def _prove_tei(published: PublishedEdition) -> str:
    assembled = published.assembled
    prove_tei_document(assembled, published.content("tei.xml"), published.file("tei.xml"))
    witnesses = counted(len(assembled.texts), "witness", "witnesses")
    variants = counted(len(assembled.edition.variants), "variant")
    return (
        f"TEI: holds the printed text, every note at its call, all of {variants}, "
        f"and the text of {witnesses} word for word"
    )


def _prove_variants(published: PublishedEdition) -> str:
    assembled, kind = published.assembled, "variants.csv"
    labels, content = assembled.edition.labels, published.content(kind)
    count = prove_variants(assembled.collation, labels, content, published.file(kind))
    return f"variants: has all {count} readings; every witness can be made of the text and its own"


def _prove_parallels(published: PublishedEdition) -> str:
    assembled, kind = published.assembled, "parallels.csv"
    edition, collation, content = assembled.edition, assembled.collation, published.content(kind)
    count = prove_parallels(edition, collation, content, published.file(kind))
    return f"parallels: has all {count}, with their passages"


def begin_manuscripts(
    assembled: AssembledEdition, outputs: Outputs, folder: str, executor: Executor
) -> Future[None]:
    """Let an executor prove the manuscripts: most of the time it waits for pandoc."""
    contents = {kind: outputs[assembled.output(kind)] for kind in MANUSCRIPTS}
    return executor.submit(prove_manuscripts, assembled.edition, contents, folder)


def _prove_manuscripts(published: PublishedEdition) -> str:
    assembled, outputs = published.assembled, published.outputs
    if begun := published.begun:
        begun.manuscripts.result()
    else:
        begin_manuscripts(assembled, outputs, published.folder, InlineExecutor()).result()
    return f"manuscripts ({', '.join(MANUSCRIPTS)}): hold every word, and every note at its call"


def _prove_pdf(published: PublishedEdition) -> str:
    edition, reading, _ = published.assembled.edition, published.reading, published.starts
    begun = published.begun
    book = begun.tagged.result() if begun else read_book(published.content("pdf"))
    prove_tagged(edition, book, reading, _attached(published), published.file("pdf"))
    counts = f"{counted(len(reading.pages), 'page')}, {counted(len(edition.notes), 'note')}"
    return f"PDF: holds every word and note once, spoken in order ({counts})"


def _attached(published: PublishedEdition) -> Sequence[tuple[str, bytes]]:
    """Return the files that are attached to the PDF: the sources, and the TEI document."""
    witnesses = published.assembled.folder.witnesses
    files = [(PurePosixPath(each.witness.file).name, each.content) for each in witnesses]
    return (*files, (published.name("tei.xml"), published.content("tei.xml")))


def _prove_covers(published: PublishedEdition) -> str:
    cover, small = (published.content(kind) for kind in COVERS)
    prove_covers(cover, small, published.content("pdf"), published.folder)
    published.records.spread()
    pages = "; the spread, two of its pages" if "spread.png" in published.outputs else ""
    return f"covers: show the cover of the PDF{pages}"


def _prove_ebooks(published: PublishedEdition) -> str:
    assembled, starts = published.assembled, published.starts
    cover = published.content("cover.png")
    names = sorted(name for name in published.outputs if name.endswith(".epub"))
    findings: list[str] = []
    for name in names:
        content, file = published.outputs[name], f"{published.folder}/{name}"
        findings += map(str, prove_ebook(assembled.edition, content, cover, starts, file))
    kinds = " and ".join(_kind(name, assembled.slug) for name in names)
    summary = (
        f"{kinds}: {'hold' if len(names) > 1 else 'holds'} every word and note once; "
        f"all {len(starts)} page marks are at the right word; "
        f"{len(RULES)} device rules checked, {counted(len(findings), 'finding')}"
    )
    return "\n  ".join((summary, *findings))


def _kind(name: str, slug: str) -> str:
    """Return EPUB or KEPUB."""
    return kind_of_output(name, slug).removesuffix(".epub").upper()


def _prove_page(published: PublishedEdition) -> str:
    count = published.records.page()
    return (
        f"page: says what the edition says; none of {count} links is broken, sizes and checksums "
        "are right"
    )


def _prove_publication(published: PublishedEdition) -> str:
    published.records.publication()
    return "OPDS record: says what the edition says"


def _prove_onix(published: PublishedEdition) -> str:
    is_there = published.records.onix()
    says = "says what the edition says; it is valid ONIX 3.0"
    return f"ONIX record: {says if is_there else 'none, as no publisher is named'}"


def _prove_references(published: PublishedEdition) -> str:
    published.records.references()
    return "BibTeX, RIS, CSL-JSON: say what the edition says"


def _prove_web(published: PublishedEdition) -> str:
    edition, starts = published.assembled.edition, published.starts
    count = prove_web_edition(edition, published.outputs, starts, published.folder)
    searched, readings = prove_web_script(published.assembled, published.outputs, published.folder)
    return (
        f"web edition: holds every word and note once, each note at its call, on {count} pages; "
        f"all {len(starts)} page marks are at the right word, nothing is loaded from elsewhere; "
        f"{counted(searched, 'page')} can be searched; with the readings of "
        f"{counted(readings, 'place')}, the pages have each copy word for word"
    )


def _prove_manifest(published: PublishedEdition) -> str:
    assembled, outputs = published.assembled, published.outputs
    count = prove_manifest(assembled.edition, assembled.texts, outputs, published.folder)
    names = f"manifest: names {counted(count, 'input')}"
    return f"{names}; the checksums of witnesses and outputs are right"


PROOFS: tuple[OutputProof, ...] = (
    OutputProof(("ledger.json",), _prove_ledger),
    OutputProof(("ledger.html",), _prove_ledger_page),
    OutputProof(("tei.xml",), _prove_tei),
    OutputProof(("variants.csv",), _prove_variants),
    OutputProof(("parallels.csv",), _prove_parallels),
    OutputProof(("pdf",), _prove_pdf),
    OutputProof((*COVERS, "spread.png"), _prove_covers),
    OutputProof(("epub", "kepub.epub"), _prove_ebooks),
    OutputProof(tuple(MANUSCRIPTS), _prove_manuscripts),
    OutputProof(("index.html",), _prove_page),
    OutputProof(("publication.json",), _prove_publication),
    OutputProof(("onix.xml",), _prove_onix),
    OutputProof(("bib", "ris", "csl.json"), _prove_references),
    OutputProof(("read",), _prove_web),
    OutputProof(("manifest.json",), _prove_manifest),
)


# What is proven as soon as it is rendered, mostly in a worker; the manifest, when all is.
PROVEN_AS_RENDERED = {
    *("tei.xml", *MANUSCRIPTS, "pdf", "epub"),
    *("index.html", "publication.json", "onix.xml", "bib"),
    "manifest.json",
}


def prove_rest(published: PublishedEdition) -> None:
    """Prove the outputs that were not proven as they were rendered.

    Raise ProofError for the first fault.
    """
    for proof in PROOFS:
        if not PROVEN_AS_RENDERED & set(proof.kinds):
            proof.prove(published)


def proof_of(kind: str) -> OutputProof | None:
    """Return the proof of a kind of output, or of a file of one that is a folder, or None."""
    return next((each for each in PROOFS if kind.partition("/")[0] in each.kinds), None)

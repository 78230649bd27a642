"""The download page, and the records beside an edition's books: citations, ONIX, OPDS."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from book.errors import EditionError, ProofError
from book.model import Accessibility, Edition
from book.pandoc.citations import Citations, cite
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.spread import NAME as SPREAD
from book.pipeline.spread import choose_spread, draw_spread
from book.render import opds
from book.render.site import citation, pictures
from book.render.site.downloads import describe_downloads
from book.render.site.values import OutputDetails, ShownSpread
from book.runtime import files, workspace
from book.runtime.cache import Cache
from book.text.cached import recall
from book.verify.proof.expected_page_lines import PageFacts
from book.verify.proof.expected_records import RecordFacts
from book.verify.proof.expected_spread import expect_spread
from book.verify.proof.prove_page import prove_page
from book.verify.proof.prove_records import (
    prove_bibtex,
    prove_csl,
    prove_onix,
    prove_publication,
    prove_ris,
)
from book.verify.proof.prove_site import PAGE, prove_site
from book.verify.proof.prove_spread import prove_spread
from book.verify.proof.published_files import describe_files
from book.verify.readback.accessibility import read_accessibility
from book.verify.readback.pdf import PdfReading, read_labels_and_anchors
from book.verify.readback.records import read_png_size
from book.verify.readback.web_page import parse_page
from book.verify.validators.onixcheck import validate_onix
from book.verify.validators.verdict import raise_on_failures

OFFERED = (
    "epub",
    "kepub",
    "pdf",
)  # what a reading app can open; some take the first that they know
BUILT_IN = "chicago"  # the citation style that pandoc brings
COVERS = ("cover.png", "cover-small.png")
# What this module makes, by name and by suffix.
ONIX, PUBLICATION = "onix.xml", "publication.json"
NAMES = {PAGE, "cover-small.png", SPREAD, ONIX, PUBLICATION, "manifest.json"}
REFERENCES = {".bib": prove_bibtex, ".ris": prove_ris, ".csl.json": prove_csl}
SUFFIXES = tuple(REFERENCES)
Outputs = Mapping[str, bytes]


@dataclass(frozen=True)
class _Books:
    """What the books say of themselves: read back from the e-book and the PDF."""

    access: Accessibility
    places: PdfReading

    @property
    def pages(self) -> int:
        return len(self.places.labels)


def render_records(
    assembled: AssembledEdition, outputs: Outputs, cache: Cache | None = None
) -> dict[str, bytes]:
    """Return the page and the records of an edition, made from its other outputs.

    They give the sizes and checksums of these. Raise ProofError if a link leads nowhere, a size or
    checksum is wrong, the ONIX record is invalid, or anything is said otherwise than the edition
    says it.
    """
    slug = assembled.slug
    books = _Books(
        read_accessibility(outputs[f"{slug}.epub"]), read_labels_and_anchors(outputs[f"{slug}.pdf"])
    )
    cited = _cite(assembled, cache)
    rendered = {
        **outputs,
        "cover-small.png": _small_cover(outputs["cover.png"], cache),
        **draw_spread(assembled.edition, outputs[f"{slug}.pdf"], books.places, cache),
        **_citations(assembled, cited),
        **_onix(assembled, outputs, books),
    }
    rendered[PUBLICATION] = _publication(assembled, rendered, books)
    rendered[PAGE] = _page(assembled, rendered, books, cited, cache)
    _prove(RecordsProof(assembled, rendered, slug, books, cache))
    return {name: content for name, content in rendered.items() if name not in outputs}


@dataclass(frozen=True)
class RecordsProof:
    """The proof of the page and of each record; `folder` is the one that errors name."""

    assembled: AssembledEdition
    outputs: Outputs
    folder: str
    books: _Books
    cache: Cache | None = None

    @property
    def edition(self) -> Edition:
        return self.assembled.edition

    def page(self) -> int:
        """Return the number of links proven. Raise ProofError for the first fault of the page.

        It is a link that leads nowhere, a wrong size or checksum, or anything that is not said as
        the edition says it.
        """
        count = prove_site(self.outputs, self.edition.imprint.url, self.books.pages, self.folder)
        cited = _cite(self.assembled, self.cache).entries
        places, access = self.books.places.starts, self.books.access
        pages, ledger = self.books.pages, self.assembled.ledger
        labels = self.books.places.labels
        facts = PageFacts(ledger, self.facts.files, pages, places, access, cited, labels)
        style, file = self.assembled.assets["site.css"].decode(), f"{self.folder}/{PAGE}"
        root = parse_page(self.outputs[PAGE], file)
        prove_page(self.edition, facts, self.facts, root, style, file)
        return count

    @cached_property
    def facts(self) -> RecordFacts:
        """What the records say of the other outputs."""
        files = describe_files(self.outputs, self.assembled.slug)
        covers = {name: read_png_size(self.outputs[name]) for name in COVERS}
        return RecordFacts(files, self.books.pages, self.books.access, covers)

    def spread(self) -> None:
        """Raise ProofError unless the picture shows the two facing pages that have most notes."""
        places = self.books.places
        pages = expect_spread(self.edition, places.starts, places.labels)
        pdf, picture = self.outputs[f"{self.assembled.slug}.pdf"], self.outputs.get(SPREAD)
        prove_spread(self.edition, picture, pages, pdf, self.folder)

    def publication(self) -> None:
        """Raise ProofError unless publication.json is the edition."""
        content, file = self.outputs[PUBLICATION], f"{self.folder}/{PUBLICATION}"
        prove_publication(self.edition, self.facts, content, file)

    def onix(self) -> bool:
        """Return whether there is a record for the book trade: an edition with a publisher has one.

        Raise ProofError unless it is the edition, and valid.
        """
        file = f"{self.folder}/{ONIX}"
        if bool(self.edition.imprint.publisher) != (ONIX in self.outputs):
            message = "an edition has a record for the book trade if it has a publisher"
            raise ProofError(message, file=file)
        if ONIX in self.outputs:
            prove_onix(self.edition, self.facts, self.outputs[ONIX], file)
            raise_on_failures(validate_onix(self.outputs[ONIX]), file)
        return ONIX in self.outputs

    def references(self) -> None:
        """Raise ProofError unless each record for reference managers is the edition."""
        for suffix, prove in REFERENCES.items():
            name = f"{self.assembled.slug}{suffix}"
            prove(self.edition, self.outputs[name], f"{self.folder}/{name}")


def open_records(
    assembled: AssembledEdition, outputs: Outputs, folder: str, places: PdfReading | None = None
) -> RecordsProof:
    """Return the proof of the records among some outputs; `places` are what was read of the PDF."""
    slug = assembled.slug
    access = read_accessibility(outputs[f"{slug}.epub"])
    books = _Books(access, places or read_labels_and_anchors(outputs[f"{slug}.pdf"]))
    return RecordsProof(assembled, outputs, folder, books)


def _prove(proof: RecordsProof) -> None:
    """Raise ProofError for the first fault of the page or of a record."""
    proof.publication()
    proof.onix()
    proof.references()
    proof.page()


def draft_page(slug: str, root: Path = workspace.ROOT) -> Path:
    """Write the page anew, around copies of the published books, to build/; return its path.

    Raise EditionError if the edition is not published, or not whole.
    """
    target = root / "dist" / slug
    workspace.find_folder(slug, root)
    if not (target / f"{slug}.pdf").is_file() or files.damaged(target):
        raise EditionError(
            "this edition is not published, or its files have changed since",
            file=f"dist/{slug}",
            remedy=f"Run: inv build --edition {slug}",
        )
    assembled = assemble_edition(slug, BuildContext(root))
    own = NAMES | {f"{slug}{suffix}" for suffix in SUFFIXES}
    books = {name: content for name, content in files.read_published(target) if name not in own}
    folder = root / "build" / slug / "site"
    files.write_folder(books | render_records(assembled, books), folder)
    return folder / "index.html"


def _cite(assembled: AssembledEdition, cache: Cache | None) -> Citations:
    edition = assembled.edition
    styles = {
        name: b"" if name == BUILT_IN else assembled.assets[f"{name}.csl"]
        for name in edition.labels["site-citation-styles"].split()
    }
    item = citation.render_csl(edition)
    return cite(
        item, styles, edition.imprint.language, f"{assembled.folder.path}/edition.toml", cache
    )


def _citations(assembled: AssembledEdition, cited: Citations) -> dict[str, bytes]:
    """Return the edition for reference managers."""
    return {
        f"{assembled.slug}.csl.json": citation.render_csl(assembled.edition),
        f"{assembled.slug}.ris": citation.render_ris(assembled.edition),
        f"{assembled.slug}.bib": cited.bibtex,
    }


def _onix(assembled: AssembledEdition, outputs: Outputs, books: _Books) -> dict[str, bytes]:
    """Return the record for the book trade, which only a publisher can send (ONIX 3.0, H.3)."""
    if not assembled.edition.imprint.publisher:
        return {}
    from book.render import onix  # its names of languages take long to import

    sizes = {kind: len(outputs[f"{assembled.slug}.{kind}"]) for kind in ("pdf", "epub")}
    return {ONIX: onix.render_onix(assembled.edition, sizes, books.pages, books.access)}


def _publication(assembled: AssembledEdition, outputs: Outputs, books: _Books) -> bytes:
    """Return the OPDS record of the edition."""
    offered = _offered(assembled, outputs)
    covers = [(name, *pictures.png_size(outputs[name])) for name in COVERS]
    return opds.render_record(assembled.edition, offered, covers, books.access, books.pages)


def _offered(assembled: AssembledEdition, outputs: Outputs) -> list[tuple[str, str, int]]:
    """Return name, media type and size in bytes of the books that a reading app can open."""
    by_kind = {file.kind: file for file in describe_downloads(outputs, assembled.slug)}
    files = [by_kind[kind] for kind in OFFERED if kind in by_kind]
    return [(file.file, file.media_type, file.size) for file in files]


def _small_cover(cover: bytes, cache: Cache | None) -> bytes:
    return recall(cache, "small cover", (cover,), partial(pictures.small_cover, cover))


def _shown_spread(
    assembled: AssembledEdition, outputs: Outputs, books: _Books
) -> ShownSpread | None:
    """Return which pages the picture shows, and its size; None if there is none."""
    page = choose_spread(assembled.edition, books.places)
    if page is None:
        return None
    left, right = books.places.labels[page : page + 2]
    return ShownSpread(SPREAD, page, f"{left}–{right}", *pictures.png_size(outputs[SPREAD]))


def _page(
    assembled: AssembledEdition,
    outputs: Outputs,
    books: _Books,
    cited: Citations,
    cache: Cache | None,
) -> bytes:
    from book.render.site.page import render_page  # a check needs none of what makes pages

    details = OutputDetails(
        books.pages,
        books.places.starts,
        books.access,
        cited.entries,
        pictures.png_size(outputs["cover-small.png"]),
        pictures.png_size(outputs["cover.png"]),
        _shown_spread(assembled, outputs, books),
    )
    return render_page(
        assembled.edition, assembled.ledger, outputs, details, assembled.assets, cache
    )

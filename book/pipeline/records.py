"""The download page, and the records beside an edition's books: citations, ONIX, OPDS."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from book.errors import EditionError
from book.model import Accessibility
from book.pandoc.citations import Citations, cite
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.render import onix, opds
from book.render.site import citation, pictures
from book.render.site.downloads import describe_downloads
from book.render.site.page import render_page
from book.render.site.values import OutputDetails
from book.runtime import files, workspace
from book.verify.proof.prove_site import prove_site
from book.verify.readback.accessibility import read_accessibility
from book.verify.readback.pdf import PdfReading, read_labels_and_anchors
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
ONIX = "onix.xml"
NAMES = {"index.html", "cover-small.png", ONIX, "publication.json", "manifest.json"}
SUFFIXES = (".bib", ".ris", ".csl.json")
Outputs = Mapping[str, bytes]


@dataclass(frozen=True)
class _Books:
    """What the books say of themselves: read back from the e-book and the PDF."""

    access: Accessibility
    places: PdfReading

    @property
    def pages(self) -> int:
        return len(self.places.labels)


def render_records(assembled: AssembledEdition, outputs: Outputs) -> dict[str, bytes]:
    """Return the page and the records of an edition, made from its other outputs.

    They give the sizes and checksums of these. Raise ProofError if a link leads nowhere, a size or
    checksum is wrong, or the ONIX record is invalid.
    """
    slug = assembled.slug
    books = _Books(
        read_accessibility(outputs[f"{slug}.epub"]), read_labels_and_anchors(outputs[f"{slug}.pdf"])
    )
    cited = _cite(assembled)
    rendered = {
        **outputs,
        "cover-small.png": pictures.small_cover(outputs["cover.png"]),
        **_citations(assembled, cited),
        **_onix(assembled, outputs, books),
    }
    rendered["publication.json"] = _publication(assembled, rendered, books)
    rendered["index.html"] = _page(assembled, rendered, books, cited)
    prove_records(rendered, assembled.edition.imprint.url, books.pages, slug)
    return {name: content for name, content in rendered.items() if name not in outputs}


def prove_records(outputs: Outputs, url: str, pages: int, name: str) -> int:
    """Return the number of links proven.

    `pages` is the length of the printed book, `name` the folder in errors.

    Raise ProofError for a link that leads nowhere, a wrong size or checksum, or an invalid record.
    """
    count = prove_site(outputs, url, pages, name)
    if ONIX in outputs:
        raise_on_failures(validate_onix(outputs[ONIX]), f"{name}/{ONIX}")
    return count


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


def _cite(assembled: AssembledEdition) -> Citations:
    edition = assembled.edition
    styles = {
        name: b"" if name == BUILT_IN else assembled.assets[f"{name}.csl"]
        for name in edition.labels["site-citation-styles"].split()
    }
    item = citation.render_csl(edition)
    return cite(item, styles, edition.imprint.language, f"{assembled.folder.path}/edition.toml")


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


def _page(assembled: AssembledEdition, outputs: Outputs, books: _Books, cited: Citations) -> bytes:
    cover_size = pictures.png_size(outputs["cover-small.png"])
    details = OutputDetails(
        books.pages, books.places.starts, books.access, cited.entries, cover_size
    )
    return render_page(assembled.edition, assembled.ledger, outputs, details, assembled.assets)

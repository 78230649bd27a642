"""Publish: what stands beside an edition's books (page, records, citations), and the catalogue of all that is published.

The catalogue is made from what lies in dist/, under its lock, whenever an edition is built: it names each edition that is whole,
and no other.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from book.errors import EditionError, ProofError
from book.pandoc.citations import cite
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.render import onix, opds
from book.render.site import citation, pictures
from book.render.site.downloads import describe_downloads
from book.render.site.page import OutputDetails, render_page
from book.render.site.shelf import render_shelf, shelf_language
from book.runtime import files, fingerprint, workspace
from book.verify.proof.prove_site import prove_catalogue, prove_site
from book.verify.readback.accessibility import read_accessibility
from book.verify.readback.pdf import read_labels_and_anchors
from book.verify.validators.onixcheck import validate_onix
from book.verify.validators.verdict import raise_on_failures

OFFERED = (
    "epub",
    "kepub",
    "pdf",
)  # what a reading app can open; some take the first that they know
BUILT_IN = "chicago"  # the style that pandoc brings
READY = ".catalogue.ready"
Records = Mapping[str, opds.Record]


def render_site(made: AssembledEdition, outputs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Make the page and the records of an edition from its other outputs, whose sizes and checksums they tell."""
    slug, edition = made.slug, made.edition
    styles = {
        name: b"" if name == BUILT_IN else made.assets[f"{name}.csl"]
        for name in edition.labels["site-citation-styles"].split()
    }
    item = citation.render_csl(edition)
    cited = cite(item, styles, edition.imprint.language, f"{made.folder.path}/edition.toml")
    access, places = (
        read_accessibility(outputs[f"{slug}.epub"]),
        read_labels_and_anchors(outputs[f"{slug}.pdf"]),
    )
    pages = len(places.labels)
    small = pictures.small_cover(outputs["cover.png"])
    found = {
        **outputs,
        "cover-small.png": small,
        f"{slug}.csl.json": item,
        f"{slug}.ris": citation.render_ris(edition),
        f"{slug}.bib": cited.bibtex,
        "onix.xml": onix.render_onix(
            edition,
            {kind: len(outputs[f"{slug}.{kind}"]) for kind in ("pdf", "epub")},
            pages,
            access,
        ),
    }
    by_kind = {f.kind: f for f in describe_downloads(found, slug)}
    offered = [(f.file, f.media_type, f.size) for kind in OFFERED if (f := by_kind.get(kind))]
    covers = [(name, *pictures.png_size(found[name])) for name in ("cover.png", "cover-small.png")]
    found["publication.json"] = opds.render_record(edition, offered, covers, access, pages)
    starts = {anchor: (page, places.labels[page]) for anchor, page in places.anchors.items()}
    about = OutputDetails(pages, starts, access, cited.entries, pictures.png_size(small))
    found["index.html"] = render_page(edition, made.ledger, found, about, made.assets)
    prove_site(found, edition.imprint.url, pages, slug)
    raise_on_failures(validate_onix(found["onix.xml"]), f"{slug}/onix.xml")
    return {name: content for name, content in found.items() if name not in outputs}


def draft_site(slug: str, root: Path = workspace.ROOT) -> Path:
    """Make the page of an edition anew around the books that are published, as a draft in build/, where its links lead to copies."""
    target = root / "dist" / slug
    workspace.find_folder(slug, root)
    if not (target / f"{slug}.pdf").is_file() or files.damaged(target):
        raise EditionError(
            "this edition is not built",
            file=f"dist/{slug}",
            remedy=f"Run: inv build --edition {slug}",
        )
    made = assemble_edition(slug, root)
    books = {
        name: content
        for name, content in files.read_published(target)
        if name not in _made_here(slug)
    }
    folder = root / "build" / slug / "site"
    files.write_folder(books | render_site(made, books), folder)
    return folder / "index.html"


def _made_here(slug: str) -> set[str]:
    made = {"index.html", "cover-small.png", "onix.xml", "publication.json", "manifest.json"}
    return made | {f"{slug}{end}" for end in (".bib", ".ris", ".csl.json")}


def render_catalogue(records: Records) -> dict[str, bytes]:
    """Make the page of all editions and the catalogues."""
    words = workspace.read_labels(
        shelf_language([str(record["metadata"]["language"]) for record in records.values()])
    )
    publishers = {record["metadata"]["publisher"]["name"] for record in records.values()}
    title = publishers.pop() if len(publishers) == 1 else words["site-editions"]
    return {
        "index.html": render_shelf(
            opds.order(records), title, opds.base_of(records), words, workspace.read_assets()
        ),
        "opds.json": opds.render_opds2(records, title),
        "opds.xml": opds.render_opds1(records, title),
    }


def read_records(dist: Path) -> Records:
    """Read the record of each edition that is published and unharmed."""
    return _parsed(fingerprint.read_records(dist))


def _parsed(records: Mapping[str, bytes]) -> Records:
    return {folder: json.loads(record) for folder, record in records.items()}


def refresh(
    dist: Path, render: Callable[[Records], Mapping[str, bytes]] = render_catalogue
) -> bool:
    """Write the catalogue anew if it is not that of what is published; say whether it was written."""
    with files.told(dist.name), files.locked(dist):
        _finish(dist)
        records = fingerprint.read_records(dist)
        outputs = render(_parsed(records))
        is_new = any(
            files.read_if_there(dist / name) != content for name, content in outputs.items()
        )
        if is_new:
            _write(dist, outputs)
        fingerprint.note_catalogue(dist, records)
        return is_new


def _write(dist: Path, outputs: Mapping[str, bytes]) -> None:
    """Write all files or none: beside the old ones first; once all are there, nothing but their renaming is left to do.

    A process that is killed before that leaves the old files, one that is killed after it leaves the renaming to the next.
    """
    fingerprint = dist / f".catalogue.{os.getpid()}"
    try:
        fingerprint.mkdir()
        for name, content in outputs.items():
            (fingerprint / name).write_bytes(content)
        fingerprint.rename(dist / READY)
    finally:
        shutil.rmtree(fingerprint, ignore_errors=True)
    _finish(dist)


def _finish(dist: Path) -> None:
    """Do what a process that was killed left to do, and sweep up what it left."""
    ready = dist / READY
    if ready.is_dir():
        for path in sorted(ready.iterdir()):
            path.replace(dist / path.name)
        ready.rmdir()
    for left in dist.glob(".catalogue.*"):
        shutil.rmtree(left, ignore_errors=True)


# ── The checks ───────────────────────────────────────────────────────────────────────────────────


def check_site(made: AssembledEdition, target: Path) -> str:
    """Check the page and the records that are published beside an edition's books."""
    outputs, place = dict(files.read_published(target)), f"dist/{made.slug}"
    pages = len(read_labels_and_anchors(outputs[f"{made.slug}.pdf"]).labels)
    count = prove_site(outputs, made.edition.imprint.url, pages, place)
    raise_on_failures(validate_onix(outputs["onix.xml"]), f"{place}/onix.xml")
    return f"page and records: {count} links lead somewhere, sizes and checksums are true; ONIX 3.0 is valid"


def check_catalogue(dist: Path) -> str:
    """Check that the catalogue names what is published, and that its links lead there."""
    records = read_records(dist)
    top = {name: files.read_if_there(dist / name) or b"" for name in fingerprint.TOP}
    if top != dict(render_catalogue(records)):
        raise ProofError(
            "the catalogue is not that of what is published",
            file=dist.name,
            remedy="Run: inv build",
        )
    editions = {folder: dict(files.read_published(dist / folder)) for folder in records}
    count = prove_catalogue(top, editions, opds.base_of(records), dist.name)
    return f"catalogue: editions listed: {len(records)}; {count} links lead somewhere"

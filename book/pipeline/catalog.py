"""The catalog of all editions in dist/: a page, and feeds for reading apps.

It is made from what lies in dist/, under its lock, at the end of every build: it names each edition
that is whole, and no other.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from book.errors import ProofError
from book.render import opds
from book.runtime import catalog_state, files, workspace
from book.source.labels import label_language, read_labels
from book.verify.proof.prove_catalog import prove_catalog

Records = Mapping[str, opds.Record]
STAGING = "catalog"


def refresh_catalog(
    dist: Path, render: Callable[[Records], Mapping[str, bytes]] | None = None
) -> bool:
    """Write the catalog if it does not match what is published; return whether it was written."""
    with files.write_errors(dist.name), files.locked(dist):
        files.finish_write(dist, STAGING)
        published = catalog_state.read_records(dist)
        is_changed = _write_if_changed((render or render_catalog)(_parsed(published)), dist)
        catalog_state.record(dist, published)
        return is_changed


def _write_if_changed(outputs: Mapping[str, bytes], dist: Path) -> bool:
    is_changed = any(files.read_if_there(dist / name) != outputs[name] for name in outputs)
    if is_changed:
        files.write_together(outputs, dist, STAGING)
    return is_changed


def render_catalog(records: Records) -> dict[str, bytes]:
    """Return the page of all editions and the OPDS catalogs, by file name."""
    # What makes pages takes long to import, and a check mostly needs none of it.
    from book.render.site.shelf import render_shelf, shelf_language

    languages = [str(record["metadata"]["language"]) for record in records.values()]
    labels = read_labels(shelf_language([label_language(language) for language in languages]))
    title, base = _title(records, labels), opds.common_base_url(records)
    shelf = render_shelf(opds.sort_records(records), title, base, labels, workspace.read_assets())
    return {
        "index.html": shelf,
        "opds.json": opds.render_opds2(records, title),
        "opds.xml": opds.render_opds1(records, title),
    }


def _title(records: Records, labels: Mapping[str, str]) -> str:
    """Return the name of the publisher, if all editions have the same, or a general title."""
    stated = (record["metadata"].get("publisher", {}) for record in records.values())
    publishers = {str(publisher.get("name", "")) for publisher in stated}
    return (publishers.pop() if len(publishers) == 1 else "") or labels["site-editions"]


def read_records(dist: Path) -> Records:
    """Return the record of each edition that is published and undamaged, by folder name."""
    return _parsed(catalog_state.read_records(dist))


def check_catalog(dist: Path) -> str:
    """Return what was checked.

    Raise ProofError if the catalog does not match what is published. It is rendered anew unless its
    digest is the recorded one of the same records, templates and program.
    """
    published = catalog_state.read_records(dist)
    records, present = _parsed(published), _present(dist)
    if not catalog_state.is_current(dist, published) and present != render_catalog(records):
        message = "the catalog does not match what is published"
        raise ProofError(message, file=dist.name, remedy="Run: inv build")
    editions = {folder: dict(files.read_published(dist / folder)) for folder in records}
    count = prove_catalog(present, editions, opds.common_base_url(records), dist.name)
    return f"catalog: {len(records)} editions listed; none of {count} links is broken"


def _present(dist: Path) -> dict[str, bytes]:
    return {name: files.read_if_there(dist / name) or b"" for name in catalog_state.FILES}


def _parsed(records: Mapping[str, bytes]) -> Records:
    return {folder: json.loads(record) for folder, record in records.items()}

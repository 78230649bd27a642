"""The catalog of all editions in dist/: a page, and feeds for reading apps.

It is made from what lies in dist/, under its lock, at the end of every build: it names each edition
that is whole, and no other.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from book.errors import ProofError
from book.render import opds
from book.runtime import catalog_state, files, workspace
from book.source.labels import label_language, read_labels
from book.text.cached import ResultCache
from book.text.counts import counted
from book.verify.proof.prove_catalog import prove_catalog

Records = Mapping[str, opds.Record]
STAGING = "catalog"


def refresh_catalog(
    dist: Path,
    render: Callable[[Records], Mapping[str, bytes]] | None = None,
    cache: ResultCache | None = None,
) -> bool:
    """Write the catalog if it does not match what is published; return whether it was written."""
    render = render or partial(render_catalog, cache=cache)
    with files.write_errors(dist.name), files.locked(dist):
        files.finish_write(dist, STAGING)
        published = catalog_state.read_records(dist)
        is_changed = _write_if_changed(render(_parsed(published)), dist)
        catalog_state.record(dist, published)
        return is_changed


def _write_if_changed(outputs: Mapping[str, bytes], dist: Path) -> bool:
    """Write the files that are not there yet, then delete the pages that the catalog had before."""
    present = catalog_state.read_files(dist)
    changed = {name: each for name, each in outputs.items() if present.get(name) != each}
    if changed:
        files.write_together(changed, dist, STAGING)
    surplus = present.keys() - outputs.keys()
    for name in surplus:
        (dist / name).unlink()
    return bool(changed or surplus)


def render_catalog(records: Records, cache: ResultCache | None = None) -> dict[str, bytes]:
    """Return the pages of all editions and of the OPDS catalogs, by file name."""
    # What makes pages takes long to import, and a check mostly needs none of it.
    from book.render.site.shelf import ShelfPage, render_shelf, shelf_language

    languages = [str(record["metadata"]["language"]) for record in records.values()]
    labels = read_labels(shelf_language([label_language(language) for language in languages]))
    title, assets = _title(records, labels), workspace.read_assets()
    rendered: dict[str, bytes] = {}
    pages = opds.paginate(records)
    names = [opds.page_file("index.html", page.number) for page in pages]
    for index, page in enumerate(pages):
        shelf = render_shelf(
            ShelfPage(page.records, names, index, page.base), title, labels, assets, cache
        )
        first = (shelf, opds.render_opds2(page, title), opds.render_opds1(page, title))
        named = zip(catalog_state.FIRST, first, strict=True)
        rendered |= {opds.page_file(name, page.number): content for name, content in named}
    return rendered


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
    records, present = _parsed(published), catalog_state.read_files(dist)
    if not catalog_state.is_current(dist, published) and present != render_catalog(records):
        message = "the catalog does not match what is published"
        raise ProofError(message, file=dist.name, remedy="Run: inv build")
    editions = {folder: dict(files.read_published(dist / folder)) for folder in records}
    count = prove_catalog(present, editions, opds.common_base_url(records), dist.name)
    return f"catalog: {counted(len(records), 'edition')} listed; none of {count} links is broken"


def _parsed(records: Mapping[str, bytes]) -> Records:
    return {folder: json.loads(record) for folder, record in records.items()}

"""Published editions for a catalog: variations of the tiny one with stand-ins for its books."""

import json
from dataclasses import replace
from typing import Any

from book.pipeline.edition import AssembledEdition
from tests import stand_ins

LIBRARY_URL = "https://books.example/library/"


def render_variation(tiny: AssembledEdition, slug: str, **imprint: Any) -> dict[str, bytes]:
    """Return the files of the tiny edition under another name, with these fields of its imprint."""
    changed = replace(tiny.edition.imprint, slug=slug, identifier=f"urn:x-test:{slug}", **imprint)
    return stand_ins.render_files(
        replace(
            tiny,
            folder=replace(tiny.folder, imprint=changed),
            edition=replace(tiny.edition, imprint=changed),
        )
    )


def records_of(**editions: dict[str, bytes]) -> dict[str, Any]:
    """Return the records of editions, which are given by their folders with `_` for `-`."""
    return {
        slug.replace("_", "-"): json.loads(files["publication.json"])
        for slug, files in editions.items()
    }

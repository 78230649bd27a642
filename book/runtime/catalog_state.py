"""Whether the catalog in dist/ is current. This is asked at every build, so it imports little."""

import json
import re
from collections.abc import Container, Mapping
from pathlib import Path

from book.runtime import files, workspace
from book.runtime.fingerprint import digests, engines, inputs_digest, program_modules

CATALOG_ENTRY = "book.pipeline.catalog"
FIRST = ("index.html", "opds.json", "opds.xml")  # in dist/: the first pages
PAGE = re.compile(r"index(-\d+)?\.html|opds(-\d+)?\.(json|xml)")


def read_records(dist: Path, whole: Container[str] = ()) -> Mapping[str, bytes]:
    """Return the OPDS record of each edition that is published and undamaged, by folder name.

    Editions in `whole` have just been found undamaged, and are not hashed again.
    """
    folders = sorted(path.parent for path in dist.glob("[!.]*/publication.json"))
    return {
        folder.name: (folder / "publication.json").read_bytes()
        for folder in folders
        if folder.name in whole or not files.damaged(folder)
    }


def read_files(dist: Path) -> dict[str, bytes]:
    """Return all pages of the catalog in `dist`, by name."""
    paths = sorted(path for path in dist.iterdir() if PAGE.fullmatch(path.name))
    return {path.name: path.read_bytes() for path in paths}


def is_current(dist: Path, records: Mapping[str, bytes]) -> bool:
    """Return whether the catalog in `dist` is the recorded one, made from the same records."""
    noted = files.read_if_there(_note(dist))
    is_unfinished = any(dist.glob(".catalog.*"))
    return noted is not None and noted == _state(dist, records) and not is_unfinished


def record(dist: Path, records: Mapping[str, bytes]) -> None:
    """Record what the catalog in `dist` is and what it was made from, in build/."""
    files.write_file(_note(dist), _state(dist, records))


def _note(dist: Path) -> Path:
    return dist.parent / "build" / "catalogue.json"


def _state(dist: Path, records: Mapping[str, bytes]) -> bytes:
    program = program_modules(CATALOG_ENTRY)
    inputs = dict(digests((*records.items(), *workspace.templates(), *program))) | engines()
    outputs = digests(read_files(dist).items())
    return json.dumps({"made_from": inputs_digest(inputs), "made": dict(outputs)}).encode()

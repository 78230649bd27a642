"""The scripts of the web edition, with what they say in the language of the edition."""

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from book.model import Edition

MAIN = "read.js"
OTHERS = ("read-search.js", "read-witnesses.js")  # loaded when they are needed
PREFIX = "read-"  # of the labels that only the script has
# What else it says, by its own names.
SHARED = {"page": "page-label", "list-separator": "list-separator"}


def render_scripts(
    edition: Edition, files: Mapping[str, bytes], readings: Iterable[str] = ()
) -> dict[str, bytes]:
    """Return the scripts by file name.

    `files` holds the templates; `readings` are the names of the files with the readings of pages.
    The first line of the main script has what depends on the edition.
    """
    book = {
        "slug": edition.imprint.slug,
        "labels": _labels(edition.labels),
        "witnesses": [
            [each.siglum, each.title or PurePosixPath(each.file).name]
            for each in edition.witnesses
            if each.role == "text"
        ],
        "readings": sorted(name.rsplit("/", 1)[-1] for name in readings),
    }
    line = f"const variorum = {json.dumps(book, ensure_ascii=False)};\n"
    return {MAIN: line.encode() + files[MAIN], **{name: files[name] for name in OTHERS}}


def _labels(labels: Mapping[str, str]) -> dict[str, str]:
    own = {
        key.removeprefix(PREFIX): label for key, label in labels.items() if key.startswith(PREFIX)
    }
    return own | {name: labels[key] for name, key in SHARED.items()}

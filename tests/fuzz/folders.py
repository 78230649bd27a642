"""The files of an edition's folder are read and proven, or refused with their line."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from book.errors import EditionError, ProofError
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.source.folder import read_folder
from tests.conftest import SLUG, TINY
from tests.fuzz.mutation import OPERATIONS, Document, Operation, mutate

QUICK = ("edition.toml", "glossary.toml", "chronology.toml", "index.toml", "notes.toml")
WRITTEN = (*QUICK, "introduction.md", "references.yaml")


@cache
def _original(name: str) -> bytes:
    return (TINY / SLUG / name).read_bytes()


def changed_files(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, bytes]]:
    """Return the strategy for one of these files, changed in some places."""
    return st.builds(_change, st.sampled_from(names), OPERATIONS)


def _change(name: str, operations: list[Operation]) -> tuple[str, bytes]:
    return name, mutate(Document(Path(name).suffix, _original(name)), operations).content


def check_settings(changed: tuple[str, bytes]) -> None:
    """Check that a folder is read, or that the error names one of its files."""
    with _folder(changed) as root:
        try:
            read_folder(SLUG, Path(root))
        except EditionError as error:
            _check_named(error)


def check_edition(changed: tuple[str, bytes]) -> None:
    """Check that an edition is assembled and proven, or that the error names one of its files."""
    with _folder(changed) as root:
        try:
            assemble_edition(SLUG, BuildContext(Path(root)))
        except ProofError:
            raise
        except EditionError as error:
            _check_named(error)


def _folder(changed: tuple[str, bytes]) -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory()
    name, content = changed
    shutil.copytree(TINY, Path(folder.name) / "sources")
    (Path(folder.name) / "sources" / SLUG / name).write_bytes(content)
    return folder


def _check_named(error: EditionError) -> None:
    assert error.file.startswith(f"sources/{SLUG}/"), f"{error.file!r} names no file: {error}"
    assert error.message

"""Read the files of the witnesses, as edition.toml lists them or as they come for a new edition."""

import hashlib
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast, get_args

from book.errors import EditionError
from book.model import DEFAULT_LIMITS, Limits, Punctuation, Role, Witness
from book.runtime import files
from book.source import schema
from book.source.punctuation import punctuation_of_witness
from book.source.selections import read_selections
from book.source.settings import is_web_address
from book.source.toml_positions import TomlFile, find_table
from book.text.decode import is_encoding
from book.text.limits import check_size
from book.text.typography import letter_label

PLAIN_SUFFIXES = (".txt", ".text")
MARKED_SUFFIXES = (
    ".md",
    ".html",
    ".htm",
    ".xhtml",
    ".docx",
    ".odt",
    ".rtf",
    ".epub",
    ".xml",
    ".pdf",
)
SUFFIXES = PLAIN_SUFFIXES + MARKED_SUFFIXES
NAMING_SUFFIXES = (".md", ".html", ".htm", ".xhtml", ".xml")  # pictures are files beside these
LONGEST_NAME = 250  # bytes that file systems allow, and a source may exceed
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
SUPPORTED = f"Supported: {' '.join(SUFFIXES)}."
INTRODUCTION = "introduction.md"

SIGLUM_REMEDY = "Give each witness a short name of its own: A, B, C …"
NO_TEXT_REMEDY = 'An edition needs a copy of the work: write role = "text" in its [[witness]].'
ROLE_REMEDY = f"Write role = one of: {', '.join(get_args(Role))}."
ENCODING_REMEDY = 'Examples of names: "windows-1252", "gb18030", "utf-16".'
URL_REMEDY = 'Write url = "https://…", or remove it.'


@dataclass(frozen=True, slots=True)
class WitnessFile:
    """A witness whose lines are not read yet, with the bytes of its file.

    `line` is that of its [[witness]] in edition.toml, `folder` that of the edition.
    """

    witness: Witness
    content: bytes
    encoding: str
    line: int = 0
    folder: Path | None = None
    limits: Limits = DEFAULT_LIMITS

    def neighbor(self, name: str) -> bytes | None:
        """Return a file of the edition's folder, such as a picture; None if there is none.

        Raise EditionError if it is too large.
        """
        if self.folder is None or len(name) > LONGEST_NAME or "\0" in name:
            return None
        path = self.folder / name
        if not files.is_inside(path, self.folder) or not path.is_file():
            return None
        shown = posixpath.join(posixpath.dirname(self.witness.file), name)
        check_size(path.stat().st_size, self.limits, shown)
        return path.read_bytes()

    def pictures_digest(self) -> str:
        """Return the digest of the pictures and style sheets that the file may name, or ""."""
        if self.folder is None or not self.witness.file.lower().endswith(NAMING_SUFFIXES):
            return ""
        digest = hashlib.sha256()
        for path in sorted(self.folder.rglob("*")):
            if path.suffix.lower() in (*PICTURE_SUFFIXES, ".css") and path.is_file():
                digest.update(f"{path.relative_to(self.folder)}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()


def read_witnesses(
    folder: Path,
    tables: Sequence[schema.WitnessTable],
    toml: TomlFile,
    punctuation: Punctuation,
    limits: Limits,
) -> tuple[WitnessFile, ...]:
    """Read the witnesses of an edition, which has a `punctuation` that each may state otherwise.

    Raise EditionError for the first mistake in one.
    """
    if len(tables) > limits.witnesses:
        message = f"an edition of {len(tables):,} witnesses"
        remedy = f"The limit is {limits.witnesses}; `witnesses` under [limits] raises it."
        raise toml.error(f".witness[{limits.witnesses}]", message, remedy)
    sigla: set[str] = set()
    read = []
    for index, table in enumerate(tables):
        _check_siglum(table.siglum, sigla, index, toml)
        _check_role(table.role, index, toml)
        sigla.add(table.siglum)
        file = _read_witness(folder, table, index, toml, limits)
        style = punctuation_of_witness(table, index, punctuation, toml)
        read.append(replace(file, witness=replace(file.witness, punctuation=style)))
    _check_for_text([table.role for table in tables], toml)
    return tuple(read)


def _check_for_text(roles: Sequence[str], toml: TomlFile) -> None:
    if "text" not in roles:
        line = find_table(toml.text, "witness") if roles else 0
        message = 'no witness has role = "text"'
        raise EditionError(message, file=toml.name, line=line, remedy=NO_TEXT_REMEDY)


def _check_siglum(siglum: str, others: set[str], index: int, toml: TomlFile) -> None:
    if not siglum.strip():
        raise toml.error(f".witness[{index}]", "empty `siglum`", SIGLUM_REMEDY)
    if siglum in others:
        raise toml.error(f".witness[{index}]", f"duplicate `siglum` {siglum!r}", SIGLUM_REMEDY)


def _check_role(role: str, index: int, toml: TomlFile) -> None:
    if role not in get_args(Role):
        raise toml.error(f".witness[{index}].role", f"invalid `role` {role!r}", ROLE_REMEDY)


def _read_witness(
    folder: Path, table: schema.WitnessTable, index: int, toml: TomlFile, limits: Limits
) -> WitnessFile:
    path = folder / table.file
    _check_file(path, folder, table.file, index, toml)
    _check_encoding(table.encoding, index, toml)
    _check_url(table.url, index, toml)
    check_size(path.stat().st_size, limits, f"sources/{folder.name}/{table.file}")
    content = path.read_bytes()
    about = replace(
        _witness(table, folder.name, content),
        drop=read_selections(table.drop, f".witness[{index}].drop", toml),
        keep=read_selections(table.keep, f".witness[{index}].keep", toml),
    )
    line = find_table(toml.text, "witness", index)
    return WitnessFile(about, content, table.encoding, line, folder, limits)


def _witness(table: schema.WitnessTable, slug: str, content: bytes) -> Witness:
    return Witness(
        siglum=table.siglum,
        file=f"sources/{slug}/{table.file}",
        role=cast("Role", table.role),
        lines=(),
        sha256=hashlib.sha256(content).hexdigest(),
        title=table.title,
        author=table.author,
        publisher=table.publisher,
        date=table.date,
        url=table.url,
        note=table.note.strip(),
    )


def _check_file(path: Path, folder: Path, name: str, index: int, toml: TomlFile) -> None:
    """Raise EditionError unless this is a file of a supported kind inside the folder."""
    key = f".witness[{index}].file"
    if not files.is_inside(path, folder):
        message = f"{name} is outside the edition's folder"
        raise toml.error(key, message, f"Copy it into {folder.name}/.")
    if not path.is_file():
        raise toml.error(key, f"no such file: {name}", _available(folder))
    if path.suffix.lower() not in SUFFIXES:
        raise toml.error(key, f"unsupported kind of file: {name}", SUPPORTED)


def _available(folder: Path) -> str:
    """List the files of a folder that may be witnesses, for a remedy."""
    names = (path.name for path in sorted(folder.iterdir()) if _is_text_file(path))
    return f"Text files in this folder: {', '.join(names) or 'none'}."


def _is_text_file(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in SUFFIXES and path.name != INTRODUCTION


def _check_encoding(encoding: str, index: int, toml: TomlFile) -> None:
    if encoding and not is_encoding(encoding):
        message = f"unknown `encoding` {encoding!r}"
        raise toml.error(f".witness[{index}].encoding", message, ENCODING_REMEDY)


def _check_url(url: str, index: int, toml: TomlFile) -> None:
    if url and not is_web_address(url):
        raise toml.error(f".witness[{index}].url", f"invalid `url` {url!r}", URL_REMEDY)


def read_copies(paths: Sequence[Path]) -> tuple[WitnessFile, ...]:
    """Read files that become the witnesses A, B, C … of a new edition, in the order given.

    Raise EditionError if one does not exist or cannot be a witness.
    """
    return tuple(_read_copy(path, number) for number, path in enumerate(paths, 1))


def _read_copy(path: Path, number: int) -> WitnessFile:
    _check_copy(path)
    check_size(path.stat().st_size, DEFAULT_LIMITS, path.name)
    witness = Witness(letter_label(number).upper(), path.name, "text", ())
    return WitnessFile(witness, path.read_bytes(), "", folder=path.parent)


def _check_copy(path: Path) -> None:
    if not path.is_file():
        raise EditionError("no such file", file=str(path))
    if path.suffix.lower() not in SUFFIXES:
        raise EditionError("unsupported kind of file", file=str(path), remedy=SUPPORTED)
    if path.name == INTRODUCTION:
        message = f"{INTRODUCTION} is the name of the editor's introduction"
        raise EditionError(message, file=str(path), remedy="Rename the copy.")

"""Read an edition's folder, and check its files as far as each can be checked by itself."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from book.errors import EditionError
from book.model import (
    DEFAULT_LIMITS,
    Apparatus,
    Choice,
    Comparison,
    DraftEntry,
    DraftEvent,
    DraftFacing,
    DraftNote,
    DraftRelease,
    DraftTerm,
    Imprint,
    Limits,
    Line,
    Microtypography,
    Punctuation,
    Trim,
    Work,
)
from book.runtime import files, workspace
from book.source import entries, history_file, schema, settings
from book.source.apparatus_table import apparatus_of
from book.source.facing_table import facing_of
from book.source.labels import label_languages
from book.source.own_fonts import OwnFont, own_fonts
from book.source.parse import parse_toml
from book.source.punctuation import punctuation_of
from book.source.subject_lists import FILE, SubjectLists
from book.source.toml_positions import TomlFile
from book.source.witness_files import WitnessFile, read_witnesses
from book.text.decode import line_number
from book.text.invisible import drop_invisible
from book.text.limits import check_lines, check_size

# What an editor may write in an edition's folder.
EDITORIAL = (
    *("edition.toml", "notes.toml", "introduction.md", "glossary.toml", "chronology.toml"),
    *("index.toml", history_file.FILE, "references.yaml"),
)


@dataclass(frozen=True, slots=True)
class Folder:
    """The contents of an edition's folder; `path` is relative to the root.

    `editorial` are the files that the editor wrote, as they are, by their names; `fonts` are the
    editor's own. With `kepub` the
    e-book is also published in Kobo's format. `facing` is what faces the text.
    """

    imprint: Imprint
    work: Work
    witnesses: tuple[WitnessFile, ...]
    choices: tuple[Choice, ...]
    notes: tuple[DraftNote, ...]
    glossary: tuple[DraftTerm, ...]
    chronology: tuple[DraftEvent, ...]
    index: tuple[DraftEntry, ...]
    history: tuple[DraftRelease, ...]
    introduction: str
    references: str
    path: str
    trim: Trim
    microtypography: Microtypography
    line_numbers: int
    kepub: bool
    comparison: Comparison
    apparatus: Apparatus
    punctuation: Punctuation
    facing: DraftFacing | None
    editorial: Mapping[str, bytes]
    fonts: tuple[OwnFont, ...] = ()

    def neighbor(self, name: str) -> bytes | None:
        """Return a file of the folder, such as a picture; None if there is none inside it."""
        return self.witnesses[0].neighbor(name)


def read_folder(slug: str, root: Path = workspace.ROOT) -> Folder:
    """Read an edition's folder. Raise EditionError for the first mistake in it."""
    folder = workspace.find_folder(slug, root)
    toml = _read_toml(folder, "edition.toml", DEFAULT_LIMITS)
    table = parse_toml(toml, schema.EditionFile)
    settings.check_edition(table.edition, slug, label_languages(root), toml)
    return _folder_of(folder, table, toml, cache(lambda: _read_subjects(root)))


def _folder_of(
    folder: Path,
    table: schema.EditionFile,
    toml: TomlFile,
    subjects: Callable[[], SubjectLists],
) -> Folder:
    punctuation = punctuation_of(table.edition.language, table.text, toml)
    limits = settings.limits_of(table.limits, toml)
    own = partial(_read_toml, folder, limits=limits)
    witnesses = read_witnesses(folder, table.witness, toml, punctuation, limits)
    return Folder(
        imprint=settings.imprint_of(table, subjects, toml),
        work=settings.work_of(table.work),
        witnesses=witnesses,
        punctuation=punctuation,
        choices=settings.choices_of(table.choice, toml),
        notes=entries.parse_notes(own("notes.toml")),
        glossary=entries.parse_glossary(own("glossary.toml")),
        chronology=entries.parse_chronology(own("chronology.toml")),
        index=entries.parse_index(own("index.toml")),
        history=history_file.parse_history(own(history_file.FILE)),
        introduction=read_optional(folder, "introduction.md", limits),
        references=read_optional(folder, "references.yaml", limits),
        path=f"sources/{folder.name}",
        trim=settings.trim_of(table.print.size, toml),
        microtypography=Microtypography(table.print.expansion, table.print.protrusion),
        line_numbers=settings.line_numbers_of(table.print.line_numbers, toml),
        kepub=table.epub.kepub,
        comparison=settings.comparison_of(table.collation, table.edition.language, toml),
        apparatus=apparatus_of(table.apparatus, toml),
        facing=facing_of(table, toml),
        editorial={name: (folder / name).read_bytes() for name in _own_files(folder)},
        fonts=own_fonts(table.fonts, witnesses[0].neighbor, toml),
    )


def _read_subjects(root: Path) -> SubjectLists:
    return SubjectLists(workspace.find_template(FILE, root).read_bytes())


def _own_files(folder: Path) -> Iterator[str]:
    """Yield the names of the files in a folder that its editor wrote."""
    return (name for name in EDITORIAL if (folder / name).is_file())


def _read_toml(folder: Path, name: str, limits: Limits) -> TomlFile:
    return TomlFile(f"sources/{folder.name}/{name}", read_optional(folder, name, limits))


def read_optional(folder: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> str:
    """Read a file that an edition may lack: then it is empty."""
    path, shown = folder / name, f"sources/{folder.name}/{name}"
    if not files.is_inside(path, folder):
        message, remedy = (
            "this file is outside the edition's folder",
            f"Copy it into {folder.name}/.",
        )
        raise EditionError(message, file=shown, remedy=remedy)
    return read_text(path, shown, limits) if path.is_file() else ""


def read_text(path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> str:
    """Read a file of the editor's, in the characters that cleaned texts have.

    Invisible characters that do nothing are dropped, letters and accents are composed. Raise
    EditionError with the line of what is not UTF-8, or is larger than the limits.
    """
    check_size(path.stat().st_size, limits, name)
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = line_number(content, error.start)
        message, remedy = "this file is not UTF-8", "Save it as UTF-8."
        raise EditionError(message, file=name, line=line, remedy=remedy) from error
    rows = tuple(Line(number, row) for number, row in enumerate(text.split("\n"), 1))
    check_lines(rows, limits, name)
    return unicodedata.normalize("NFC", drop_invisible(text))

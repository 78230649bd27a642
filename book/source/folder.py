"""Read an edition's folder: what edition.toml says, the witnesses' bytes, and what the editor wrote, checked as far as one file goes."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book.errors import EditionError
from book.model import (
    APPARATUS_PLACEMENTS,
    APPARATUS_STYLES,
    DISTINCTIONS,
    Apparatus,
    Choice,
    Comparison,
    Conformance,
    Contributor,
    DraftEntry,
    DraftEvent,
    DraftNote,
    DraftRelease,
    DraftTerm,
    Imprint,
    Role,
    Trim,
    Witness,
    Work,
)
from book.runtime import files, workspace
from book.source import history_file, schema
from book.source.decode import LINE_END, is_encoding
from book.source.page_size import parse_page_size
from book.text.contributors import check_role
from book.text.dates import is_date
from book.text.spelling import SPELLINGS, is_spelling
from book.text.typography import letter_label

# EPUB Accessibility 1.1, 4.1.2: the pattern of the conformance string.
CONFORMANCE = re.compile(r"EPUB Accessibility 1\.1 - WCAG 2\.[0-2] Level (A|AA|AAA)")
PLAIN_SUFFIXES = (".txt", ".text")
MARKED_SUFFIXES = (".md", ".html", ".htm", ".docx", ".odt", ".rtf", ".epub")


@dataclass(frozen=True, slots=True)
class WitnessFile:
    """A witness as it lies on disk: what edition.toml says of it, and its bytes."""

    about: Witness
    content: bytes
    encoding: str
    line: int = 0  # where its [[witness]] begins in edition.toml


@dataclass(frozen=True, slots=True)
class Folder:
    """An edition's folder, read whole."""

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
    kepub: bool  # whether Kobo's own kind of e-book is published too
    comparison: Comparison
    apparatus: Apparatus


def read_folder(slug: str, root: Path = workspace.ROOT) -> Folder:
    """Read an edition's folder. Raise EditionError for the first thing that is wrong in it."""
    folder = workspace.find_folder(slug, root)
    name = f"sources/{slug}/edition.toml"
    text = read_text(folder / "edition.toml", name)
    table = schema.parse(text, schema.EditionFile, name)
    _check_edition(table.edition, slug, text, name, workspace.label_tables(root))
    return Folder(
        imprint=_imprint(table, text, name),
        work=Work(**_fields(table.work)),
        witnesses=_witnesses(folder, table, text, name),
        choices=tuple(
            Choice(**_fields(c), line=schema.table_line(text, "choice", i))
            for i, c in enumerate(table.choice)
        ),
        notes=_notes(folder),
        glossary=_glossary(folder),
        chronology=_chronology(folder),
        index=_index(folder),
        history=history_file.parse_history(
            _optional(folder, history_file.FILE), f"sources/{slug}/{history_file.FILE}"
        ),
        introduction=_optional(folder, "introduction.md"),
        references=_optional(folder, "references.yaml"),
        path=f"sources/{slug}",
        trim=_trim(table.print.size, text, name),
        kepub=table.epub.kepub,
        comparison=_comparison(table.collation, text, name),
        apparatus=_apparatus(table.apparatus, text, name),
    )


def _comparison(table: schema.CollationTable, text: str, name: str) -> Comparison:
    """Check what edition.toml says of how words are compared. Raise EditionError with the line of the key."""
    known = {"spelling": (*SPELLINGS, "connexion=connection"), "distinguish": DISTINCTIONS}
    for key, named in (("spelling", table.spelling), ("distinguish", table.distinguish)):
        wrong = [
            word
            for word in named
            if not (is_spelling(word) if key == "spelling" else word in DISTINCTIONS)
        ]
        if wrong:
            line = schema.line_of(text, f".collation.{key}")
            raise EditionError(
                f"`{key}` knows no {wrong[0]!r}",
                file=name,
                line=line,
                remedy=f"It knows: {', '.join(known[key])}.",
            )
    return Comparison(table.spelling, table.distinguish)


def _imprint(table: schema.EditionFile, text: str, name: str) -> Imprint:
    for index, contributor in enumerate(table.contributor):
        check_role(contributor.role, name, schema.line_of(text, f".contributor[{index}].role"))
    if (said := table.accessibility) and not CONFORMANCE.fullmatch(said.conforms_to):
        raise EditionError(
            f"“{said.conforms_to}” is no conformance claim",
            file=name,
            line=schema.line_of(text, ".accessibility.conforms_to"),
            remedy='Write conforms_to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", if somebody has looked and says so.',
        )
    return Imprint(
        **_fields(table.edition),
        contributors=tuple(
            Contributor(c.name, c.role, table.sort.get(c.name, ""), c.credit)
            for c in table.contributor
        ),
        sort=tuple(table.sort.items()),
        conformance=Conformance(**_fields(said)) if said else None,
    )


def _trim(size: str, text: str, name: str) -> Trim:
    try:
        return parse_page_size(size)
    except EditionError as error:
        line = schema.line_of(text, ".print.size")
        raise EditionError(error.message, file=name, line=line, remedy=error.remedy) from None


def _apparatus(table: schema.ApparatusTable, text: str, name: str) -> Apparatus:
    """Check what edition.toml says of the apparatus. Raise EditionError with the line of the key."""
    for key, there in (("style", APPARATUS_STYLES), ("where", APPARATUS_PLACEMENTS)):
        value = getattr(table, key)
        if value not in there:
            line = schema.line_of(text, f".apparatus.{key}")
            raise EditionError(
                f"`{key}` knows no {value!r}",
                file=name,
                line=line,
                remedy=f"It knows: {', '.join(there)}.",
            )
    return Apparatus(table.style, table.where)


def _check_edition(
    table: schema.EditionTable, slug: str, text: str, name: str, words: workspace.Words
) -> None:
    """Check what edition.toml says of the edition. Raise EditionError with the line of the key."""
    line = {
        key: schema.line_of(text, f".edition.{key}") for key in ("slug", "date", "language", "url")
    }
    if table.slug != slug:
        raise EditionError(
            f"slug is {table.slug!r}",
            file=name,
            line=line["slug"],
            remedy=f'Write slug = "{slug}", the folder\'s name.',
        )
    if not is_date(table.date):
        raise EditionError(
            f"{table.date!r} is no date",
            file=name,
            line=line["date"],
            remedy='Write "2026", "2026-05" or "2026-05-31".',
        )
    if table.url and not (
        table.url.startswith(("http://", "https://")) and table.url.endswith("/")
    ):
        message = f"{table.url!r} is no address of a folder on the web"
        raise EditionError(
            message,
            file=name,
            line=line["url"],
            remedy=f'Write url = "https://…/{slug}/", with a slash at its end.',
        )
    if words.keys().isdisjoint({table.language, table.language.split("-")[0]}):
        raise EditionError(
            f"the book's own words are not there in {table.language!r}",
            file=name,
            line=line["language"],
            remedy=f"Languages there: {', '.join(sorted(words))}; to add one, add a table to templates/words.toml.",
        )


def _fields(struct: schema.Frozen) -> dict[str, Any]:
    return {field: getattr(struct, field) for field in struct.__struct_fields__}


def _witnesses(
    folder: Path, table: schema.EditionFile, text: str, name: str
) -> tuple[WitnessFile, ...]:
    seen: dict[str, int] = {}
    found = []
    for index, witness in enumerate(table.witness):
        line = schema.table_line(text, "witness", index)
        if witness.siglum in seen or not witness.siglum.strip():
            message = (
                f"siglum {witness.siglum!r} names two witnesses"
                if witness.siglum in seen
                else "a siglum is empty"
            )
            raise EditionError(
                message,
                file=name,
                line=line,
                remedy="Give each witness a short name of its own: A, B, C …",
            )
        if witness.role not in ("text", "commentary"):
            where = schema.line_of(text, f".witness[{index}].role")
            raise EditionError(
                f"role is {witness.role!r}",
                file=name,
                line=where,
                remedy='Write role = "text" or role = "commentary".',
            )
        seen[witness.siglum] = line
        found.append(_witness(folder, witness, text, index, name))
    if not any(w.about.role == "text" for w in found):
        line = schema.table_line(text, "witness") if found else 0
        raise EditionError(
            'no witness has role = "text"',
            file=name,
            line=line,
            remedy="An edition needs a copy of the work itself.",
        )
    return tuple(found)


def _witness(
    folder: Path, table: schema.WitnessTable, text: str, index: int, name: str
) -> WitnessFile:
    line = schema.line_of(text, f".witness[{index}].file")
    path = folder / table.file
    if not files.is_inside(path, folder):
        raise EditionError(
            f"{table.file} lies outside of the edition's folder",
            file=name,
            line=line,
            remedy=f"Copy it into {folder.name}/.",
        )
    if not path.is_file():
        there = ", ".join(p.name for p in sorted(folder.iterdir()) if _is_text_file(p))
        raise EditionError(
            f"there is no file {table.file}",
            file=name,
            line=line,
            remedy=f"Text files in this folder: {there or 'none'}.",
        )
    if path.suffix.lower() not in PLAIN_SUFFIXES + MARKED_SUFFIXES:
        known = " ".join(PLAIN_SUFFIXES + MARKED_SUFFIXES)
        raise EditionError(
            f"{table.file} is of a kind that is not read",
            file=name,
            line=line,
            remedy=f"Kinds read: {known}.",
        )
    _check_witness(table, text, index, name)
    content = path.read_bytes()
    role: Role = "text" if table.role == "text" else "commentary"
    about = Witness(
        siglum=table.siglum, file=f"sources/{folder.name}/{table.file}", role=role, lines=(), sha256=hashlib.sha256(content).hexdigest(),
        title=table.title, author=table.author, publisher=table.publisher, date=table.date, url=table.url,
        note=table.note.strip(), drop=table.drop, keep=table.keep,
    )  # fmt: skip
    return WitnessFile(about, content, table.encoding, schema.table_line(text, "witness", index))


def _is_text_file(path: Path) -> bool:
    return (
        path.is_file()
        and path.suffix.lower() in PLAIN_SUFFIXES + MARKED_SUFFIXES
        and path.name != "introduction.md"
    )


def _check_witness(table: schema.WitnessTable, text: str, index: int, name: str) -> None:
    """Check what else edition.toml says of a witness. Raise EditionError with the line of the key."""
    line = {
        key: schema.line_of(text, f".witness[{index}].{key}")
        for key in ("encoding", "url", "drop", "keep")
    }
    if table.encoding and not is_encoding(table.encoding):
        raise EditionError(
            f"there is no encoding {table.encoding!r}",
            file=name,
            line=line["encoding"],
            remedy='Names are such as "windows-1252", "gb18030", "utf-16".',
        )
    if table.url and not table.url.startswith(("http://", "https://")):
        raise EditionError(
            f"{table.url!r} is no address on the web",
            file=name,
            line=line["url"],
            remedy='Write url = "https://…", or leave it out.',
        )
    for key, patterns in (("drop", table.drop), ("keep", table.keep)):
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise EditionError(
                    f"`{key}`: {pattern!r} is not a regular expression: {error}",
                    file=name,
                    line=line[key],
                    remedy="Put the pattern in single quotes, and a backslash before ( ) [ ] * + ? . that stand for themselves.",
                ) from error


def read_copies(paths: list[Path]) -> tuple[WitnessFile, ...]:
    """Read files that shall become the witnesses of a new edition; their sigla are A, B, C … in the order given."""
    found = []
    for number, path in enumerate(paths, 1):
        if not path.is_file():
            raise EditionError("there is no such file", file=str(path))
        if path.suffix.lower() not in PLAIN_SUFFIXES + MARKED_SUFFIXES:
            raise EditionError(
                "this kind of file is not read",
                file=str(path),
                remedy=f"Kinds read: {' '.join(PLAIN_SUFFIXES + MARKED_SUFFIXES)}.",
            )
        if path.name == "introduction.md":
            raise EditionError(
                "introduction.md is the name of the editor's own words",
                file=str(path),
                remedy="Give the copy another name.",
            )
        found.append(
            WitnessFile(
                Witness(letter_label(number).upper(), path.name, "text", ()), path.read_bytes(), ""
            )
        )
    return tuple(found)


def _notes(folder: Path) -> tuple[DraftNote, ...]:
    text = _optional(folder, "notes.toml")
    name = f"sources/{folder.name}/notes.toml"
    table = schema.parse(text, schema.NotesFile, name)
    lines = (schema.table_line(text, "note", number) for number in range(len(table.note)))
    return tuple(
        DraftNote(n.lemma, n.text.strip(), line, n.place, n.by, n.id)
        for n, line in zip(table.note, lines, strict=True)
    )


def _glossary(folder: Path) -> tuple[DraftTerm, ...]:
    text = _optional(folder, "glossary.toml")
    table = schema.parse(text, schema.GlossaryFile, f"sources/{folder.name}/glossary.toml")
    return tuple(
        DraftTerm(
            " ".join(t.term.split()),
            " ".join(t.expansion.split()),
            t.definition.strip(),
            schema.table_line(text, "term", i),
        )
        for i, t in enumerate(table.term)
    )


def _chronology(folder: Path) -> tuple[DraftEvent, ...]:
    text = _optional(folder, "chronology.toml")
    name = f"sources/{folder.name}/chronology.toml"
    table = schema.parse(text, schema.ChronologyFile, name)
    for index, event in enumerate(table.event):
        if not is_date(event.date):
            line = schema.line_of(text, f".event[{index}].date")
            raise EditionError(
                f"{event.date!r} is no date",
                file=name,
                line=line,
                remedy='Write "2026", "2026-05" or "2026-05-31".',
            )
    return tuple(
        DraftEvent(e.date, e.text.strip(), schema.table_line(text, "event", i), _as_list(e.match))
        for i, e in enumerate(table.event)
    )


def _index(folder: Path) -> tuple[DraftEntry, ...]:
    text = _optional(folder, "index.toml")
    table = schema.parse(text, schema.IndexFile, f"sources/{folder.name}/index.toml")
    return tuple(
        DraftEntry(
            " ".join(e.heading.split()),
            schema.table_line(text, "entry", i),
            _as_list(e.match),
            " ".join(e.sub.split()),
            _as_list(e.see),
            _as_list(e.see_also),
            e.sort,
        )
        for i, e in enumerate(table.entry)
    )


def _as_list(words: schema.OneOrMore) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


def _optional(folder: Path, file: str) -> str:
    path, name = folder / file, f"sources/{folder.name}/{file}"
    if not files.is_inside(path, folder):
        raise EditionError(
            "this file lies outside of the edition's folder",
            file=name,
            remedy=f"Copy it into {folder.name}/.",
        )
    return read_text(path, name) if path.is_file() else ""


def read_text(path: Path, name: str) -> str:
    """Read one of the editor's own files, which are UTF-8."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = len(LINE_END.findall(content[: error.start])) + 1
        raise EditionError(
            "this file is not UTF-8", file=name, line=line, remedy="Save it as UTF-8."
        ) from error

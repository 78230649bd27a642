"""Whether the book can be laid out: its scripts, and each character. A box is a lost letter."""

from collections.abc import Iterator, Sequence

from book.errors import EditionError
from book.pipeline.edition import AssembledEdition
from book.render.fonts.glyphs import missing_glyphs
from book.render.fonts.scripts import scripts_drawing, typefaces_of
from book.runtime.packaged_files import read_packaged
from book.source.toml_positions import find_line
from book.text.code_points import name_character
from book.text.plaintext import Label, plain_chapters
from book.text.scripts import lacking_for

Place = tuple[str, int]  # a file, and a line from 1; 0 is the file as a whole


def check_glyphs(assembled: AssembledEdition) -> None:
    """Raise EditionError with file and line for what cannot be laid out.

    That is an edition or labels in a language whose script the layout does not know, or else a
    character that no font can draw.
    """
    _check_script("language", assembled)
    _check_script("labels", assembled)
    printed = _printed_strings(assembled)
    if missing := missing_glyphs("".join(printed), _fonts(assembled)):
        file, line = _place_of(missing[0], assembled)
        raise EditionError(
            f"the book's fonts cannot draw {_listed(missing)}: {_context(missing[0], printed)}",
            file=file,
            line=line,
            remedy=_remedy(missing[0]),
        )


def _remedy(character: str) -> str:
    """Return what to do about a character that no font has; a package that is not installed."""
    for script in scripts_drawing(character):
        for font in (each.regular for each in typefaces_of(script)):
            if read_packaged(font.package, font.file) is None:
                return f"Install the package of its font: {font.package}."
        name = f'{script} = "MyFont.ttf"'
        return f"Replace the character, `drop` its line, or name a font that has it: [fonts] {name}"
    return "Replace the character, `drop` its line, or add a font to templates/fonts/."


def _check_script(key: str, assembled: AssembledEdition) -> None:
    """Raise EditionError if the language that a key of edition.toml names cannot be laid out."""
    tag: str = getattr(assembled.folder.imprint, key)
    if lacking := lacking_for(tag) if tag else "":
        settings = assembled.folder.editorial["edition.toml"].decode("utf-8-sig")
        raise EditionError(
            f"a book in language {tag!r} cannot be laid out yet",
            file=f"{assembled.folder.path}/edition.toml",
            line=find_line(settings, f".edition.{key}"),
            remedy=f"Missing: {lacking}. What works: inv clean, collate, merge, tei, export.",
        )


def _fonts(assembled: AssembledEdition) -> dict[str, bytes]:
    return {name: font for name, font in assembled.assets.items() if name.endswith(".ttf")}


def _listed(characters: Sequence[str]) -> str:
    """Return characters with their names, eight at most.

    >>> _listed("🐶")
    '🐶 (U+1F436 DOG FACE)'
    """
    return ", ".join(f"{character} ({name_character(character)})" for character in characters[:8])


def _context(character: str, printed: list[str]) -> str:
    """Return a character with the words around its first occurrence."""
    text = next(part for part in printed if character in part)
    before, _, after = text.partition(character)
    return f"“…{before[-30:]}{character}{after[:9]}…”"


def _place_of(character: str, assembled: AssembledEdition) -> Place:
    """Return where a character comes from; edition.toml if no source or entry has it."""
    return next(_places_of(character, assembled), (f"{assembled.folder.path}/edition.toml", 0))


def _printed_strings(assembled: AssembledEdition) -> list[str]:
    """Return every string that the book prints, in order."""
    parts = [
        part
        for chapter in plain_chapters(assembled.edition)
        for part in (*chapter.flow, *(note.text for note in chapter.notes))
    ]
    texts = (part.text if isinstance(part, Label) else part for part in parts)
    return [text for text in texts if isinstance(text, str)]


def _places_of(character: str, assembled: AssembledEdition) -> Iterator[Place]:
    """Yield the places that have a character: witnesses first, then what the editor wrote."""
    yield from (place for place, line in _witness_lines(assembled) if character in line)
    for name, entries in _entries(assembled):
        for content, number in entries:
            if character in content:
                yield f"{assembled.folder.path}/{name}", number
    for name, content in _documents(assembled):
        if character in content:
            yield f"{assembled.folder.path}/{name}", _line_of(character, content)


def _witness_lines(assembled: AssembledEdition) -> Iterator[tuple[Place, str]]:
    for text in assembled.texts:
        for line in text.witness.lines:
            yield (text.witness.file, line.number), line.text


def _line_of(character: str, content: str) -> int:
    return content[: content.index(character)].count("\n") + 1


def _entries(assembled: AssembledEdition) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Yield the editor's lists by file name, each entry as its words and its line."""
    folder = assembled.folder
    yield "notes.toml", [(note.text, note.line) for note in folder.notes]
    yield "chronology.toml", [(event.text, event.line) for event in folder.chronology]
    yield (
        "glossary.toml",
        [(term.term + term.expansion + term.definition, term.line) for term in folder.glossary],
    )
    yield "index.toml", [(entry.heading + entry.sub, entry.line) for entry in folder.index]


def _documents(assembled: AssembledEdition) -> Iterator[tuple[str, str]]:
    yield "introduction.md", assembled.folder.introduction
    yield "references.yaml", assembled.folder.references

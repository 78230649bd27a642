"""What the editor wrote, read in one call of pandoc: citations count in the order of the book."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from book.annotate.locate import LocatedNote
from book.errors import EditionError
from book.model import Block, Inlines, Locator, Paragraph
from book.pandoc.markdown import render_markdown
from book.pandoc.origin import MarkdownSource
from book.source.folder import Folder

Blocks = tuple[Block, ...]
Rendered = tuple[tuple[MarkdownSource, Blocks], ...]


@dataclass(frozen=True, slots=True)
class EditorialText:
    """What the editor wrote, rendered: one paragraph for each note, event and definition.

    `about` describes the witnesses, by siglum.
    """

    about: dict[str, Blocks]
    introduction: Blocks
    notes: tuple[Inlines, ...]
    events: tuple[Inlines, ...]
    terms: tuple[Inlines, ...]
    releases: tuple[Blocks, ...]
    bibliography: Blocks


def read_editorial(
    folder: Folder, located: tuple[LocatedNote, ...], names: Mapping[str, Locator]
) -> EditorialText:
    """Render everything that the editor wrote; `names` are the targets of cross-references.

    Raise EditionError for a note, an event or a definition of several paragraphs.
    """
    parts = _parts(folder, located)
    rendered, bibliography = render_markdown(
        [piece for part in parts for piece in part],
        folder.references,
        folder.imprint.language,
        f"{folder.path}/references.yaml",
        names,
    )
    about, introduction, notes, events, terms, releases = _regroup(parts, iter(rendered))
    sigla = [witness.witness.siglum for witness in folder.witnesses]
    return EditorialText(
        about=dict(zip(sigla, (blocks for _, blocks in about), strict=True)),
        introduction=introduction[0][1],
        notes=tuple(_one_paragraph(blocks, piece, "note") for piece, blocks in notes),
        events=tuple(_one_paragraph(blocks, piece, "text of an event") for piece, blocks in events),
        terms=tuple(
            _one_paragraph(blocks, piece, "definition") if piece.text else ()
            for piece, blocks in terms
        ),
        releases=tuple(blocks for _, blocks in releases),
        bibliography=bibliography,
    )


def _parts(
    folder: Folder, located: tuple[LocatedNote, ...]
) -> tuple[tuple[MarkdownSource, ...], ...]:
    """Return the Markdown of each kind with its place, in the order of `EditorialText`'s fields."""
    path = folder.path
    return (
        tuple(
            MarkdownSource(witness.witness.note, f"{path}/edition.toml", witness.line)
            for witness in folder.witnesses
        ),
        (MarkdownSource(folder.introduction, f"{path}/introduction.md"),),
        tuple(
            MarkdownSource(note.draft.text, f"{path}/notes.toml", note.draft.line)
            for note in located
        ),
        tuple(
            MarkdownSource(event.text, f"{path}/chronology.toml", event.line)
            for event in folder.chronology
        ),
        tuple(
            MarkdownSource(term.definition, f"{path}/glossary.toml", term.line)
            for term in folder.glossary
        ),
        tuple(
            MarkdownSource(release.text, f"{path}/history.toml", release.line)
            for release in folder.history
        ),
    )


def _regroup(
    parts: tuple[tuple[MarkdownSource, ...], ...], rendered: Iterator[Blocks]
) -> Iterator[Rendered]:
    """Yield for each part its pieces with what they were rendered to."""
    for part in parts:
        yield tuple(zip(part, islice(rendered, len(part)), strict=True))


def _one_paragraph(blocks: Blocks, piece: MarkdownSource, kind: str) -> Inlines:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].inlines
    raise EditionError(
        f"a {kind} must be one paragraph",
        file=piece.file,
        line=piece.line,
        remedy="A longer comment belongs in introduction.md.",
    )

"""What the editor wrote, read in one call of pandoc: citations count in the order of the book."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from book.annotate.locate import LocatedNote
from book.errors import EditionError
from book.model import Block, Inlines, Locator, Paragraph
from book.pandoc.markdown import render_markdown
from book.pandoc.origin import MarkdownSource
from book.source.folder import Folder

Blocks = tuple[Block, ...]
Sources = tuple[MarkdownSource, ...]
Rendered = tuple[tuple[MarkdownSource, Blocks], ...]
DEFINITION = "a definition"


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
    rendered, bibliography = _render(folder, parts, names)
    about, introduction, notes, events, terms, releases = _regroup(parts, iter(rendered))
    return EditorialText(
        about=_by_siglum(folder, about),
        introduction=introduction[0][1],
        notes=_paragraphs(notes, "a note"),
        events=_paragraphs(events, "the text of an event"),
        terms=_paragraphs(terms, DEFINITION),
        releases=tuple(blocks for _, blocks in releases),
        bibliography=bibliography,
    )


def _render(
    folder: Folder, parts: tuple[Sources, ...], names: Mapping[str, Locator]
) -> tuple[Sequence[Blocks], Blocks]:
    """Return what each source was rendered to, and the bibliography."""
    sources = [source for part in parts for source in part]
    language, file = folder.imprint.language, f"{folder.path}/references.yaml"
    return render_markdown(sources, folder.references, language, file, names)


def _by_siglum(folder: Folder, about: Rendered) -> dict[str, Blocks]:
    sigla = [witness.witness.siglum for witness in folder.witnesses]
    return dict(zip(sigla, (blocks for _, blocks in about), strict=True))


def _paragraphs(rendered: Rendered, kind: str) -> tuple[Inlines, ...]:
    """Return the one paragraph of each source; () for a definition that is empty."""
    return tuple(
        _one_paragraph(blocks, source, kind) if source.text or kind != DEFINITION else ()
        for source, blocks in rendered
    )


def _parts(folder: Folder, located: tuple[LocatedNote, ...]) -> tuple[Sources, ...]:
    """Return the Markdown of each kind with its place, in the order of `EditorialText`'s fields."""
    path = folder.path

    def sources(name: str, texts: Iterable[tuple[str, int]]) -> Sources:
        return tuple(MarkdownSource(text, f"{path}/{name}", line) for text, line in texts)

    return (
        sources("edition.toml", ((w.witness.note, w.line) for w in folder.witnesses)),
        (MarkdownSource(folder.introduction, f"{path}/introduction.md"),),
        sources("notes.toml", ((note.draft.text, note.draft.line) for note in located)),
        sources("chronology.toml", ((event.text, event.line) for event in folder.chronology)),
        sources("glossary.toml", ((term.definition, term.line) for term in folder.glossary)),
        sources("history.toml", ((release.text, release.line) for release in folder.history)),
    )


def _regroup(parts: tuple[Sources, ...], rendered: Iterator[Blocks]) -> Iterator[Rendered]:
    """Yield for each part its pieces with what they were rendered to."""
    for part in parts:
        yield tuple(zip(part, islice(rendered, len(part)), strict=True))


def _one_paragraph(blocks: Blocks, piece: MarkdownSource, kind: str) -> Inlines:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].inlines
    raise EditionError(
        f"{kind} must be one paragraph",
        file=piece.file,
        line=piece.line,
        remedy="Make it one paragraph, without blank lines, lists or headings, or move it to "
        "introduction.md.",
    )

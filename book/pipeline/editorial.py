"""What the editor wrote, read in one call of pandoc: citations count in the order of the book."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from book.annotate.locate import LocatedNote
from book.errors import EditionError
from book.model import Block, Break, Inlines, Locator, Paragraph, Picture, Plain
from book.pandoc.markdown import RenderedMarkdown, render_markdown
from book.pandoc.origin import MarkdownSource
from book.read.pictures import Pictures
from book.source.folder import Folder
from book.text.cached import ResultCache
from book.text.quotation_marks import quotation_marks
from book.text.slices import without_breaks

Blocks = tuple[Block, ...]
Sources = tuple[MarkdownSource, ...]
Rendered = tuple[tuple[MarkdownSource, Blocks], ...]
VERSE = "Begin each line of verse with | and a space."
DEFINITION = "a definition"


@dataclass(frozen=True, slots=True)
class EditorialText:
    """What the editor wrote, rendered: paragraphs and verse for each note, event and definition.

    `about` describes the witnesses, by siglum. `pictures` are those of the edition's folder.
    """

    about: dict[str, Blocks]
    introduction: Blocks
    notes: tuple[Inlines, ...]
    events: tuple[Inlines, ...]
    terms: tuple[Inlines, ...]
    releases: tuple[Blocks, ...]
    bibliography: Blocks
    pictures: tuple[Picture, ...]


def read_editorial(
    folder: Folder,
    located: tuple[LocatedNote, ...],
    names: Mapping[str, Locator],
    cache: ResultCache | None = None,
) -> EditorialText:
    """Render everything that the editor wrote; `names` are the targets of cross-references.

    Raise EditionError for a list, a table and the like in a note, an event or a definition.
    """
    parts = _parts(folder, located)
    rendered = _render(folder, parts, names, cache)
    about, introduction, notes, events, terms, releases = _regroup(parts, iter(rendered.sources))
    return EditorialText(
        about=_by_siglum(folder, about),
        introduction=introduction[0][1],
        notes=_paragraphs(notes, "a note"),
        events=_paragraphs(events, "the text of an event"),
        terms=_paragraphs(terms, DEFINITION),
        releases=tuple(blocks for _, blocks in releases),
        bibliography=rendered.bibliography,
        pictures=rendered.pictures,
    )


def _render(
    folder: Folder,
    parts: tuple[Sources, ...],
    names: Mapping[str, Locator],
    cache: ResultCache | None,
) -> RenderedMarkdown:
    """Return what each source was rendered to, with the bibliography and the pictures."""
    sources = [source for part in parts for source in part]
    language, file = folder.imprint.language, f"{folder.path}/references.yaml"
    return render_markdown(sources, folder.references, language, file, names, cache)


def _by_siglum(folder: Folder, about: Rendered) -> dict[str, Blocks]:
    """Return what the editor says of each witness; of a copy, the imprint says it in one line."""
    witnesses = [file.witness for file in folder.witnesses]
    return {
        witness.siglum: _in_one_line(*said) if said[1] and witness.role != "commentary" else said[1]
        for witness, said in zip(witnesses, about, strict=True)
    }


def _in_one_line(source: MarkdownSource, blocks: Blocks) -> Blocks:
    words = _join_paragraphs(blocks, source, "the note on a copy")
    return (Paragraph(without_breaks(words, Plain(" "))),)


def _paragraphs(rendered: Rendered, kind: str) -> tuple[Inlines, ...]:
    """Return the paragraphs of each source, with breaks between; () for an empty definition."""
    return tuple(
        _join_paragraphs(blocks, source, kind) if source.text or kind != DEFINITION else ()
        for source, blocks in rendered
    )


def _parts(folder: Folder, located: tuple[LocatedNote, ...]) -> tuple[Sources, ...]:
    """Return the Markdown of each kind with its place, in the order of `EditorialText`'s fields."""
    path, find_picture = folder.path, partial(_find_picture, folder)
    marks = quotation_marks(folder.punctuation.language, folder.punctuation.marks)

    def sources(name: str, texts: Iterable[tuple[str, int]]) -> Sources:
        whole = folder.editorial.get(name, b"").decode("utf-8", "replace")
        source = MarkdownSource(
            "", f"{path}/{name}", find_picture=find_picture, marks=marks, whole=whole
        )
        return tuple(replace(source, text=text, line=line) for text, line in texts)

    return (
        sources("edition.toml", ((w.witness.note, w.line) for w in folder.witnesses)),
        sources("introduction.md", ((folder.introduction, 0),)),
        sources("notes.toml", ((note.draft.text, note.draft.line) for note in located)),
        sources("chronology.toml", ((event.text, event.line) for event in folder.chronology)),
        sources("glossary.toml", ((term.definition, term.line) for term in folder.glossary)),
        sources("history.toml", ((release.text, release.line) for release in folder.history)),
    )


def _regroup(parts: tuple[Sources, ...], rendered: Iterator[Blocks]) -> Iterator[Rendered]:
    """Yield for each part its pieces with what they were rendered to."""
    for part in parts:
        yield tuple(zip(part, islice(rendered, len(part)), strict=True))


def _join_paragraphs(blocks: Blocks, piece: MarkdownSource, kind: str) -> Inlines:
    inlines: Inlines = ()
    for block in blocks:
        if not isinstance(block, Paragraph) or not _is_prose_or_verse(block):
            raise _too_much(piece, kind)
        inlines += ((Break(is_paragraph=True),) if inlines else ()) + block.inlines
    if not inlines:
        raise _too_much(piece, kind)
    return inlines


def _is_prose_or_verse(paragraph: Paragraph) -> bool:
    form = paragraph.form
    is_poem = all(container.kind == "poem" for container in form.containers)
    return is_poem and form.kind in ("paragraph", "verse")


def _too_much(piece: MarkdownSource, kind: str) -> EditionError:
    return EditionError(
        f"{kind} can hold only paragraphs and verse",
        file=piece.file,
        line=piece.line,
        remedy=f"{VERSE} Move lists, tables, headings, quotations and pictures to "
        "introduction.md, or write them as sentences.",
    )


def _find_picture(folder: Folder, name: str) -> Picture | None:
    """Return the picture of a file in the edition's folder; without a media type if unknown."""
    content = folder.neighbor(name)
    if content is None:
        return None
    pictures = Pictures()
    return pictures.all()[0] if pictures.add(name, content) else Picture(name, "", b"")

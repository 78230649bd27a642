"""Make an edition from its folder: every stage in the order of the data, from files to the composed book and the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from book.annotate.index import build_index
from book.annotate.mentions import mark_events, mark_terms
from book.annotate.notes import LocatedNote, annotate, locate_notes, note_targets
from book.annotate.parallels import find_parallels
from book.annotate.parallels.notes import build_remarks, draft_remarks, word_remarks
from book.compose.book_order import BackMatter, compose
from book.compose.glossary import check_terms, set_chronology, set_glossary
from book.compose.history import history_blocks, word_history
from book.compose.variants import list_variants
from book.errors import EditionError
from book.ledger import compile_ledger
from book.merge import merge
from book.model import (
    Block,
    Collation,
    Edition,
    Inlines,
    Ledger,
    Locator,
    Paragraph,
    Parallel,
    Suggestion,
    Text,
)
from book.pandoc.markdown import MarkdownSource, render_markdown
from book.pipeline.witnesses import collate_texts, read_texts
from book.runtime import workspace
from book.runtime.cache import Cache
from book.runtime.events import Stages, unseen
from book.runtime.workers import Workers
from book.source.folder import Folder, read_folder
from book.suggest import limits as limits  # what a suggestion cannot be asked for
from book.suggest import suggest
from book.text.sorting import Alphabet
from book.verify.proof.prove_ledger import prove_ledger


@dataclass(frozen=True)
class AssembledEdition:
    """An edition made from its folder, with what each stage gave."""

    folder: Folder
    texts: tuple[Text, ...]
    collation: Collation
    edition: Edition
    ledger: Ledger
    assets: dict[str, bytes]

    @property
    def slug(self) -> str:
        return self.folder.imprint.slug


def assemble_edition(
    slug: str,
    root: Path = workspace.ROOT,
    at: Stages = unseen,
    cache: Cache | None = None,
    workers: Workers = (),
) -> AssembledEdition:
    """Make the edition of a folder, and tell which stage is at work. Raise EditionError for the first thing that is wrong in it.

    What `store` keeps of the witnesses is not made again; long ones are cleaned in the workers too.
    """
    with at("read"):
        folder = read_folder(slug, root)
        texts = read_texts(folder, cache, workers)
    with at("collate"):
        collation = collate_texts(folder, texts, cache)
    with at("merge"):
        merged = merge(
            collation,
            texts,
            folder.imprint,
            folder.work,
            workspace.read_labels(folder.imprint.language, root),
        )
        _check_written(folder)
        merged = replace(merged, apparatus=folder.apparatus)
        parallels = find_parallels(merged)
    with at("annotate"):
        edition = _annotated(folder, merged, parallels)
    with at("ledger"):
        ledger = compile_ledger(texts, collation)
        prove_ledger(edition, ledger)
    return AssembledEdition(folder, texts, collation, edition, ledger, workspace.read_assets(root))


def _annotated(folder: Folder, merged: Edition, parallels: tuple[Parallel, ...]) -> Edition:
    """Set notes, index and lists into the merged text, and compose the book around it."""
    remarks = build_remarks(merged, parallels)
    located = locate_notes(
        merged, (*folder.notes, *draft_remarks(merged, remarks)), f"{folder.path}/notes.toml"
    )
    check_terms(folder.glossary, f"{folder.path}/glossary.toml")
    names = note_targets(merged, located)
    written = _editorial(
        folder, tuple(found for found in located if found.draft.kind == "note"), names
    )
    alphabet = Alphabet(folder.imprint.language)
    said, worded = iter(written.notes), word_remarks(merged, remarks, names)
    annotated = annotate(
        merged,
        located,
        tuple(worded[x.draft.id] if x.draft.kind == "parallel" else next(said) for x in located),
    )
    indexed, index = build_index(annotated, folder.index, alphabet, f"{folder.path}/index.toml")
    with_terms, terms = mark_terms(indexed, folder.glossary)
    mentioned, events = mark_events(with_terms, folder.chronology, f"{folder.path}/chronology.toml")
    releases = word_history(folder.history, written.releases, merged.labels)
    composed = compose(
        mentioned,
        written.about,
        written.introduction,
        BackMatter(
            chronology=set_chronology(folder.chronology, written.events, events, merged.labels),
            glossary=set_glossary(folder.glossary, written.terms, terms, alphabet),
            variants=list_variants(mentioned),
            bibliography=written.bibliography,
            index=index,
            history=history_blocks(releases, merged.labels),
        ),
    )
    return replace(composed, parallels=parallels, trim=folder.trim, history=releases)


def suggest_additions(slug: str, root: Path = workspace.ROOT) -> tuple[Suggestion, ...]:
    """Suggest what the editor of a folder may still write. What is written need not be right: its lemmas may be nowhere yet."""
    folder = read_folder(slug, root)
    texts = read_texts(folder)
    merged = merge(
        collate_texts(folder, texts),
        texts,
        folder.imprint,
        folder.work,
        workspace.read_labels(folder.imprint.language, root),
    )
    return suggest(merged, folder.notes, folder.glossary, folder.chronology, folder.index)


def _check_written(folder: Folder) -> None:
    for note in folder.notes:
        if not note.text.strip():
            remedy = 'Write text = "words"; `inv suggest` lists all that have none.'
            raise EditionError(
                f"the note at “{note.lemma}” has no words",
                file=f"{folder.path}/notes.toml",
                line=note.line,
                remedy=remedy,
            )


Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What the editor wrote: on the witnesses by their sigla, the introduction, and of each other entry its one paragraph."""

    about: dict[str, Blocks]
    introduction: Blocks
    notes: tuple[Inlines, ...]
    events: tuple[Inlines, ...]
    terms: tuple[Inlines, ...]
    releases: tuple[Blocks, ...]
    bibliography: Blocks


def _editorial(
    folder: Folder, located: tuple[LocatedNote, ...], names: Mapping[str, Locator]
) -> Written:
    """Read all that the editor wrote in one call of pandoc; what is cited counts in the order of the book."""
    path = folder.path
    parts = (
        tuple(
            MarkdownSource(found.witness.note, f"{path}/edition.toml", found.line)
            for found in folder.witnesses
        ),
        (MarkdownSource(folder.introduction, f"{path}/introduction.md"),),
        tuple(
            MarkdownSource(found.draft.text, f"{path}/notes.toml", found.draft.line)
            for found in located
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
    pieces = [piece for part in parts for piece in part]
    rendered, bibliography = render_markdown(
        pieces, folder.references, folder.imprint.language, f"{path}/references.yaml", names
    )
    blocks = iter(rendered)
    about, introduction, notes, events, terms, releases = (
        tuple(zip(part, islice(blocks, len(part)), strict=True)) for part in parts
    )
    return Written(
        about={
            found.witness.siglum: said
            for found, (_, said) in zip(folder.witnesses, about, strict=True)
        },
        introduction=introduction[0][1],
        notes=tuple(_one_paragraph(said, piece, "note") for piece, said in notes),
        events=tuple(_one_paragraph(said, piece, "text of an event") for piece, said in events),
        terms=tuple(
            _one_paragraph(said, piece, "definition") if piece.source else ()
            for piece, said in terms
        ),
        releases=tuple(said for _, said in releases),
        bibliography=bibliography,
    )


def _one_paragraph(blocks: Blocks, source: MarkdownSource, what: str) -> Inlines:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].inlines
    raise EditionError(
        f"a {what} must be one paragraph",
        file=source.file,
        line=source.line,
        remedy="A longer comment belongs in introduction.md.",
    )

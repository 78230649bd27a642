"""Assemble an edition: run every stage, from the files to the composed book and the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from book.annotate.index import build_index
from book.annotate.locate import LocatedNote, locate_notes, note_targets
from book.annotate.mentions import mark_events, mark_terms
from book.annotate.notes import annotate
from book.annotate.parallels import find_parallels
from book.annotate.parallels.notes import build_remarks, draft_remarks, word_remarks
from book.compose.bibliography import sort_bibliography
from book.compose.book_order import BackMatter, compose
from book.compose.glossary import check_terms, set_chronology, set_glossary
from book.compose.history import history_blocks, word_history
from book.compose.variants import list_variants
from book.errors import EditionError
from book.ledger import compile_ledger
from book.merge import merge
from book.model import Collation, DraftNote, Edition, Inlines, Ledger, Suggestion, Text
from book.pipeline.context import BuildContext
from book.pipeline.editorial import EditorialText, read_editorial
from book.pipeline.fonts import names_of_typefaces, with_script_fonts
from book.pipeline.witnesses import collate_texts, read_texts
from book.render.conventions import with_conventions
from book.runtime import workspace
from book.runtime.cache import Cache
from book.source.folder import Folder, read_folder
from book.source.labels import labels_of
from book.suggest import suggest
from book.text.own_language import without_guesses
from book.text.sorting import Alphabet
from book.verify.editor.account import EditorsFiles, prove_editor
from book.verify.proof.form_fates import account_for_form
from book.verify.proof.prove_accounts import prove_accounts
from book.verify.proof.prove_alignment import prove_alignment
from book.verify.proof.prove_cleaning import prove_cleaning
from book.verify.proof.prove_collation import prove_collation
from book.verify.proof.prove_foreword import prove_foreword
from book.verify.proof.prove_kept_form import prove_kept_form
from book.verify.proof.prove_ledger import prove_ledger
from book.verify.proof.prove_places import prove_places


@dataclass(frozen=True)
class AssembledEdition:
    """An edition assembled from its folder, with the result of each stage.

    `templates` are those of the workspace.
    """

    folder: Folder
    texts: tuple[Text, ...]
    collation: Collation
    edition: Edition
    ledger: Ledger
    templates: dict[str, bytes]
    cache: Cache | None = None

    @cached_property
    def assets(self) -> dict[str, bytes]:
        """The templates, with the rules of the edition's language and the fonts of its scripts.

        Raise EditionError for a font of the editor's that a book cannot have.
        """
        assets = with_script_fonts(
            self.folder, self.texts, self.edition, self.templates, self.cache
        )
        return with_conventions(self.edition.imprint.language, assets)

    @property
    def slug(self) -> str:
        return self.folder.imprint.slug

    def output(self, kind: str) -> str:
        """Return the file name of an output, such as "my-edition.pdf"."""
        return f"{self.slug}.{kind}"

    def published(self, kind: str) -> str:
        """Return the path of a published output, as errors name it."""
        return f"dist/{self.slug}/{self.output(kind)}"


def assemble_edition(slug: str, context: BuildContext | None = None) -> AssembledEdition:
    """Return the edition of a folder. Raise EditionError for the first mistake in it.

    Texts and collations that the cache keeps are not made again; long witnesses are cleaned in the
    workers too.
    """
    context = context or BuildContext()
    with context.stage(slug, "read"):
        folder = read_folder(slug, context.root)
        texts = read_texts(folder, context.cache, context.workers)
        prove_cleaning(texts)
    with context.stage(slug, "collate"):
        collation = collate_texts(folder, texts, context.cache)
        prove_collation(texts, collation)
        prove_alignment(texts, collation)
    with context.stage(slug, "merge"):
        merged = _merged(folder, texts, collation, context)
        prove_places(merged, collation, "merging")
        prove_foreword(merged, texts, collation)
        _check_notes_are_written(folder)
    with context.stage(slug, "annotate"):
        edition = _annotated(folder, merged, context.cache)
        prove_places(edition, collation, "annotating")
        prove_foreword(edition, texts, collation)
    with context.stage(slug, "ledger"):
        ledger = _proven_ledger(folder, texts, collation, edition)
    templates = workspace.read_assets(context.root)
    return AssembledEdition(folder, texts, collation, edition, ledger, templates, context.cache)


def _proven_ledger(
    folder: Folder, texts: tuple[Text, ...], collation: Collation, edition: Edition
) -> Ledger:
    ledger = compile_ledger(texts, collation)
    prove_accounts(texts, ledger)
    prove_ledger(edition, ledger)
    prove_kept_form(edition, ledger)
    written = EditorsFiles(folder.editorial, folder.path)
    editorial = prove_editor(edition, collation, written)
    return replace(ledger, form=account_for_form(edition, ledger), editorial=editorial)


def suggest_additions(slug: str, context: BuildContext | None = None) -> tuple[Suggestion, ...]:
    """Return what the editor may still write.

    Lemmas need not be right: they may not be in the text yet.
    """
    context = context or BuildContext()
    folder = read_folder(slug, context.root)
    texts = read_texts(folder)
    merged = _merged(folder, texts, collate_texts(folder, texts), context)
    return suggest(merged, folder.notes, folder.glossary, folder.chronology, folder.index)


def _merged(
    folder: Folder, texts: tuple[Text, ...], collation: Collation, context: BuildContext
) -> Edition:
    imprint = folder.imprint
    labels = labels_of(imprint, context.root)
    merged = merge(collation, texts, imprint, folder.work, labels)
    return replace(
        without_guesses(merged),
        apparatus=folder.apparatus,
        comparison=folder.comparison,
        trim=folder.trim,
        typefaces=names_of_typefaces(folder),
    )


def _check_notes_are_written(folder: Folder) -> None:
    for note in folder.notes:
        if not note.text.strip():
            raise EditionError(
                f"the note at “{note.lemma}” has no text",
                file=f"{folder.path}/notes.toml",
                line=note.line,
                remedy='Write text = "…". To list all notes without text: inv suggest',
            )


def _annotated(folder: Folder, merged: Edition, cache: Cache | None) -> Edition:
    """Return the merged edition with notes, index and lists, and the book composed around it."""
    parallels = find_parallels(merged)
    remarks = build_remarks(merged, parallels)
    located = _located(folder, merged, draft_remarks(merged, remarks))
    names = note_targets(merged, located)
    editorial = read_editorial(folder, _by_editor(located), names, cache)
    texts = _note_texts(located, editorial, word_remarks(merged, remarks, names))
    annotated = replace(annotate(merged, located, texts), trim=folder.trim)
    composed = _composed(folder, annotated, editorial)
    return replace(
        without_guesses(composed),
        parallels=parallels,
        microtypography=folder.microtypography,
        line_numbers=folder.line_numbers,
        pictures=(*composed.pictures, *editorial.pictures),
    )


def _located(
    folder: Folder, merged: Edition, remarks: tuple[DraftNote, ...]
) -> tuple[LocatedNote, ...]:
    """Return the editor's notes and the remarks on parallels, each at its words."""
    located = locate_notes(merged, (*folder.notes, *remarks), f"{folder.path}/notes.toml")
    check_terms(folder.glossary, folder.imprint.language, f"{folder.path}/glossary.toml")
    return located


def _by_editor(located: tuple[LocatedNote, ...]) -> tuple[LocatedNote, ...]:
    return tuple(note for note in located if note.draft.kind == "note")


def _note_texts(
    located: tuple[LocatedNote, ...], editorial: EditorialText, remarks: Mapping[str, Inlines]
) -> tuple[Inlines, ...]:
    """Return the text of each located note: the editor's next one, or a remark on a parallel."""
    written = iter(editorial.notes)
    return tuple(
        remarks[note.draft.id] if note.draft.kind == "parallel" else next(written)
        for note in located
    )


def _composed(folder: Folder, annotated: Edition, editorial: EditorialText) -> Edition:
    """Return the book with its index, lists and history, in the book's order."""
    alphabet = Alphabet(folder.imprint.language)
    indexed, index = build_index(annotated, folder.index, alphabet, f"{folder.path}/index.toml")
    with_terms, terms = mark_terms(indexed, folder.glossary)
    mentioned, events = mark_events(with_terms, folder.chronology, f"{folder.path}/chronology.toml")
    releases = word_history(folder.history, editorial.releases, annotated.labels)
    back_matter = BackMatter(
        chronology=set_chronology(folder.chronology, editorial.events, events, annotated.labels),
        glossary=set_glossary(folder.glossary, editorial.terms, terms, alphabet),
        variants=list_variants(mentioned),
        bibliography=sort_bibliography(editorial.bibliography, alphabet),
        index=index,
        history=history_blocks(releases, annotated.labels),
    )
    composed = compose(mentioned, editorial.about, editorial.introduction, back_matter)
    return replace(composed, history=releases)

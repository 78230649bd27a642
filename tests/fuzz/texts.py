"""Plain texts are cleaned and collated, with choices and notes, and all that must hold for them."""

import random
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import pairwise

from hypothesis import strategies as st

from book.annotate.locate import locate_notes
from book.annotate.notes import annotate
from book.clean.characters import fix
from book.collate import collate
from book.collate.choices import apply_choices
from book.compose.book_order import compose
from book.errors import EditionError, ProofError
from book.ledger import compile_ledger
from book.merge import merge
from book.model import Choice, Collation, Comparison, DraftNote, Edition, Ledger, Plain, Text
from book.source.labels import read_labels
from book.text.inlines import text_of
from book.text.traversal import text_paragraphs
from book.verify.proof.prove_kept_form import prove_kept_form
from book.verify.proof.prove_ledger import prove_ledger
from book.verify.proof.prove_places import prove_places
from tests.bench.witness_generator import build_witness
from tests.clean.strategies import ROWS
from tests.clean.test_properties import iter_spans, letters, source_of, try_clean
from tests.collate.reconstruction import assert_reconstructible
from tests.collate.strategies import overlapping_copies
from tests.collate.test_order import list_units_of_rows
from tests.factories import IMPRINT, LABELS, WORK
from tests.fuzz.documents import check_texts

SIGLA = "ABCDEFGH"
COPIES = overlapping_copies()
FULL_LABELS = cache(partial(read_labels, "en"))
SEEDS = st.integers(0, 2**32)
PAGES = st.lists(ROWS, min_size=1, max_size=4)


@dataclass(frozen=True)
class EditedWork:
    """Some texts with an editor's choices and notes, as far as the program goes without files."""

    texts: tuple[Text, ...]
    collation: Collation
    edition: Edition
    ledger: Ledger


def check_cleaning(rows: list[str]) -> None:
    """Check that cleaning accounts for each character, and keeps the letters of what it keeps."""
    for row in rows:
        once = fix(row)[0]
        assert fix(once) == (once, ())
    text = try_clean(rows)
    if text is None:
        return
    spans = sorted((span.line, span.start, span.end) for span in iter_spans(text))
    lines = {line.number: len(line.text) for line in text.witness.lines}
    for (line, _, end), (following, start, _) in pairwise([(0, 0, 0), *spans]):
        assert start == (end if following == line else 0)
        assert line == following or end == lines.get(line, 0)
    assert {line for line, _, _ in spans} == set(lines)
    for unit in text.units:
        assert unit.text.strip()
        assert letters(unit.source) == letters(source_of(text, unit))


def check_cleaning_twice(rows: list[str]) -> None:
    """Check that cleaning what is printed changes nothing."""
    text = try_clean(rows)
    if text is None:
        return
    listed = tuple(datum.value for datum in text.metadata if datum.field == "outline")
    again = try_clean([row for unit in text.units for row in (unit.text, "")], listed)
    assert again is not None
    assert [(u.kind, u.text) for u in again.units] == [(u.kind, u.text) for u in text.units]


def check_pages(pages: list[list[str]]) -> None:
    """Check that several messy pages go through every stage together."""
    texts = (try_clean(rows, siglum=siglum) for siglum, rows in zip(SIGLA, pages, strict=False))
    check_texts(*(text for text in texts if text is not None and text.units))


def check_collation(copies: list[list[str]], seed: int) -> None:
    """Check that a collation has each witness whole, in whatever order the others are."""
    base, *others = map(build_witness, SIGLA, copies)
    collation = collate((base, *others), WORK)
    assert_reconstructible(collation, (base, *others))
    compile_ledger((base, *others), collation)
    shuffled = random.Random(seed).sample(others, len(others))  # noqa: S311 (no secret)
    assert list_units_of_rows([base, *shuffled]) == list_units_of_rows([base, *others])


def edited_work(copies: list[list[str]], seed: int) -> EditedWork:
    """Return a work with random choices and notes, proven as far as it is made."""
    source = random.Random(seed)  # noqa: S311 (no secret)
    texts = tuple(map(build_witness, SIGLA, copies))
    collation = _with_choices(collate(texts, WORK, Comparison()), source)
    ledger = compile_ledger(texts, collation)
    merged = merge(collation, texts, IMPRINT, WORK, LABELS)
    prove_ledger(merged, ledger)
    prove_kept_form(merged, ledger)
    annotated = _with_notes(merged, source)
    prove_places(annotated, collation, "annotating")
    prove_ledger(annotated, ledger)
    return EditedWork(texts, collation, annotated, ledger)


def check_edited_work(copies: list[list[str]], seed: int) -> None:
    """Check that the ledger holds for a work with choices and notes, and in the composed book."""
    work = edited_work(copies, seed)
    composed = compose(replace(work.edition, labels=FULL_LABELS()), {}, ())
    prove_ledger(composed, work.ledger)
    prove_kept_form(composed, work.ledger)
    kinds = [note.kind for note in work.edition.notes]
    assert [note.kind for note in composed.notes] == kinds


def _with_choices(collation: Collation, source: random.Random) -> Collation:
    variants = [(v, r) for row in collation.rows for v in row.variants for r in v.readings]
    for variant, reading in source.sample(variants, min(3, len(variants))):
        choice = Choice(str(variant.place), reading.text, 1, lemma=variant.lemma, reason="So.")
        try:
            collation = apply_choices(collation, (choice,), "edition.toml")
        except ProofError:
            raise
        except EditionError:
            continue
    return collation


def _with_notes(merged: Edition, source: random.Random) -> Edition:
    """Return an edition with notes at some words of its text, of which some are refused."""
    drafts = [draft for n in range(4) if (draft := _draft(merged, source, n))]
    accepted: tuple[DraftNote, ...] = ()
    for draft in drafts:
        try:
            locate_notes(merged, (*accepted, draft), "notes.toml")
        except ProofError:
            raise
        except EditionError:
            continue
        accepted = (*accepted, draft)
    located = locate_notes(merged, accepted, "notes.toml")
    texts = tuple((Plain(note.draft.text),) for note in located)
    return annotate(merged, located, texts)


def _draft(merged: Edition, source: random.Random, number: int) -> DraftNote | None:
    """Return a note at some words of a paragraph, which may stand elsewhere too."""
    paragraphs = [p for p in text_paragraphs(merged.divisions) if p.place]
    if not paragraphs:
        return None
    paragraph = source.choice(paragraphs)
    words = text_of(paragraph.inlines).split()
    if not words:
        return None
    start = source.randrange(len(words))
    lemma = " ".join(words[start : start + source.randint(1, 4)])
    place = str(paragraph.place) if source.random() < 0.8 else ""
    return DraftNote(lemma, f"What note {number} says.", number + 1, place)

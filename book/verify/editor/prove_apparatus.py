"""Prove that the book's apparatus has every variant that belongs there, with its very words."""

import re
from collections.abc import Sequence

from book.errors import ProofError
from book.model import Collation, Edition, Inlines, Note, Table, Variant
from book.text.inlines import text_of
from book.text.traversal import blocks_of
from book.text.typography import STRAIGHT
from book.verify.editor.located_lemma import means_alone
from book.verify.editor.passages import ReadPassage, read_paragraphs
from book.verify.editor.words import REMEDY
from book.verify.intake.words import split

BRACKET = "] "  # after a lemma
WORD = re.compile(r"[^\s—–]+")
LONG = 6  # words of a lemma that is printed whole


def prove_apparatus(edition: Edition, collation: Collation) -> None:
    """Raise ProofError if a variant of the collation is not in the apparatus as it is.

    The variants at the feet of pages are followed call by call, those of the list row by row. A
    variant is named by its place and lemma.
    """
    variants = tuple(variant for row in collation.rows for variant in row.variants)
    _prove_kept(edition, variants)
    if any(division.kind == "variants" for division in edition.divisions):
        _prove_list(edition, [variant for variant in variants if variant.kind != "formal"])
    elif notes := [note for note in edition.notes if note.kind == "variant"]:
        _prove_notes(edition, notes, [variant for variant in variants if _is_at_foot(variant)])
    elif missing := [variant for variant in variants if _is_at_foot(variant)]:
        raise _missing(missing[0], edition)


def _prove_kept(edition: Edition, variants: Sequence[Variant]) -> None:
    known = set(edition.variants)
    for variant in variants:
        if variant not in known:
            raise _missing(variant, edition)
    if len(edition.variants) != len(variants):
        message = f"the edition has {len(edition.variants)} variants, the collation {len(variants)}"
        raise ProofError(message, file=edition.imprint.slug, remedy=REMEDY)


def _is_at_foot(variant: Variant) -> bool:
    is_weighty = variant.kind == "substantive" or variant.chosen
    return is_weighty and bool(variant.place.paragraph)


def _missing(variant: Variant, edition: Edition) -> ProofError:
    message = f"the variant at {variant.place}, “{_named(variant)}”, is not in the apparatus"
    return ProofError(message, file=edition.imprint.slug, remedy=REMEDY)


def _named(variant: Variant) -> str:
    return variant.lemma or next((r.text for r in variant.readings if r.text), "")


# ── At the feet of pages ─────────────────────────────────────────────────────────────────────────


def _prove_notes(edition: Edition, notes: list[Note], variants: Sequence[Variant]) -> None:
    callers = {name: each for each in read_paragraphs(edition) for name in each.calls}
    left: dict[str, list[Note]] = {}  # the notes by the places of the paragraphs that call them
    for note in notes:
        if note.id in callers:
            left.setdefault(callers[note.id].place, []).append(note)
    for variant in variants:
        here = left.get(_calling_place(variant), [])
        own = _note_of(variant, here, callers, by_line=edition.apparatus.is_keyed_to_lines)
        if own is None:
            raise _altered_or_missing(variant, here, edition)
        here.remove(own)
    if strays := [note for here in left.values() for note in here]:
        message = f"the apparatus has an entry that is no variant: “{text_of(strays[0].inlines)}”"
        raise ProofError(message, file=edition.imprint.slug, remedy=REMEDY)


def _calling_place(variant: Variant) -> str:
    """Return the place of the paragraph that calls a variant; one in a note is called with it."""
    return str(variant.place).rpartition(" n")[0] if variant.place.note else str(variant.place)


def _note_of(
    variant: Variant, notes: Sequence[Note], callers: dict[str, ReadPassage], *, by_line: bool
) -> Note | None:
    """Return the note that states a variant and is called where it ends."""
    for note in notes:
        passage = callers[note.id]
        if not _is_called_at(variant, passage, passage.calls[note.id]):
            continue
        text = text_of(note.inlines)
        if by_line and not variant.place.note:
            lemma, _, rest = text.partition(BRACKET)
            span = _located_words(variant, passage.text)
            is_located = means_alone(lemma, passage.text, *span, passage.line_ends)
            if is_located and _states(split(rest), variant, ""):
                return note
        elif _states(split(text), variant, _shortened(variant.lemma)):
            return note
    return None


def _located_words(variant: Variant, text: str) -> tuple[int, int]:
    """Return where the words are by which a variant is found: its own, or the word beside it."""
    if variant.lemma:
        return variant.start, variant.end
    before = [word.span() for word in WORD.finditer(text[: variant.end])]
    return before[-1] if before else next(WORD.finditer(text)).span()


def _is_called_at(variant: Variant, passage: ReadPassage, offset: int) -> bool:
    """Return whether an offset is where a variant is called: at the end of the word it ends in.

    A variant in a note of the source is called where the note is.
    """
    if variant.place.note:
        return True
    if offset < variant.end:
        return False
    between = passage.text[variant.end : offset]
    lemma = variant.lemma.translate(STRAIGHT)
    is_there = passage.text[variant.start : variant.end] == lemma
    return is_there and not re.search(r"\s", between)


def _altered_or_missing(variant: Variant, notes: Sequence[Note], edition: Edition) -> ProofError:
    same = (note for note in notes if note.lemma == variant.lemma and note.lemma)
    note = next(same, None)
    if note is None:
        return _missing(variant, edition)
    message = (
        f"the apparatus at {variant.place} does not state the variant “{_named(variant)}” where it "
        f"is: the entry reads “{text_of(note.inlines)}”"
    )
    return ProofError(message, file=edition.imprint.slug, remedy=REMEDY)


def _shortened(lemma: str) -> str:
    """Return the words of a lemma that are printed: of a long one, the first and last two."""
    words = lemma.split()
    return lemma if len(words) <= LONG else " ".join((*words[:2], *words[-2:]))


def _states(printed: list[str], variant: Variant, lemma: str) -> bool:
    """Return whether words are the lemma, then every reading with its witnesses, then the reason.

    Readings of the same words share their witnesses, and a reading that differs only in form is
    described in words of the program: these may stand between the others.
    """
    wanted = split(lemma)
    if printed[: len(wanted)] != wanted:
        return False
    rest = printed[len(wanted) :]
    for reading in variant.readings:
        words = split(reading.text) if reading.has_words else []
        if words and not _holds(rest, words) and not _shares(variant, reading.text):
            return False
        if not all(_holds(rest, split(siglum)) for siglum in reading.sigla):
            return False
    reason = split(variant.reason)
    return not reason or rest[-len(reason) :] == reason


def _shares(variant: Variant, text: str) -> bool:
    """Return whether another reading of a variant has the same letters: one of them is printed."""
    letters = "".join(split(text))
    others = (reading.text for reading in variant.readings if reading.text != text)
    return any("".join(split(other)) == letters for other in others)


def _holds(words: list[str], part: list[str]) -> bool:
    size = len(part)
    return any(words[at : at + size] == part for at in range(len(words) - size + 1))


# ── In a list ────────────────────────────────────────────────────────────────────────────────────


def _prove_list(edition: Edition, variants: Sequence[Variant]) -> None:
    divisions = [division for division in edition.divisions if division.kind == "variants"]
    rows = [row for table in blocks_of(divisions) if isinstance(table, Table) for row in table.rows]
    listed = [
        variant
        for kind in ("substantive", "accidental")
        for variant in variants
        if variant.kind == kind
    ]
    if len(rows) < len(listed):
        states = [split(" ".join(map(text_of, row[1:]))) for row in rows]
        lost = (each for each in listed if not any(_is_stated(words, each) for words in states))
        raise _missing(next(lost, listed[-1]), edition)
    for row, variant in zip(rows, listed, strict=False):
        if not _is_stated(split(" ".join(map(text_of, row[1:]))), variant):
            message = f"the list of variants has other words at {variant.place}: “{_row_text(row)}”"
            raise ProofError(message, file=edition.imprint.slug, remedy=REMEDY)


def _row_text(row: tuple[Inlines, ...]) -> str:
    return " | ".join(map(text_of, row[1:]))


def _is_stated(printed: list[str], variant: Variant) -> bool:
    """Return whether a row states a variant; a word may stand before its lemma."""
    lemma = _shortened(variant.lemma)
    starts = range(len(printed)) if lemma else (0,)
    return any(_states(printed[start:], variant, lemma) for start in starts)

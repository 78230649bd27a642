"""Faults in annotating: notes, the apparatus, the index."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from book.model import (
    Block,
    Edition,
    Emphasis,
    IndexEntry,
    IndexGroup,
    Inlines,
    Locator,
    Note,
    NoteCall,
    Paragraph,
    Plain,
)
from book.text.calls import insert_calls
from book.text.inlines import call_offsets, without_calls
from tests.proof.altering import Blocks, in_part, in_words
from tests.proof.fault import Place, StageFault

ANNOTATING = "book.pipeline.edition.annotate"
INDEXING = "book.pipeline.edition.build_index"
# The parts in which the faults of notes, and those of variants, are planted.
PARTS = {"note": ("II", "IV"), "variant": ("I", "IV")}
Annotate = Callable[[Edition, Place], Edition]


def _of_kind(edition: Edition, place: Place, kind: str) -> Note:
    """Return the note of the editor, or the first variant, of one of the parts."""
    part = PARTS[kind][place]
    return next(note for note in edition.notes if note.kind == kind and note.place.path == (part,))


def _with_notes(edition: Edition, alter: Callable[[Note], Note | None]) -> Edition:
    notes = tuple(altered for note in edition.notes if (altered := alter(note)))
    return replace(edition, notes=notes)


def _without_note(kind: str) -> Annotate:
    """Return a function that drops a note with its call."""

    def drop(edition: Edition, place: Place) -> Edition:
        note = _of_kind(edition, place, kind)
        called = _with_calls(edition, note, lambda name, offset: name != note.id)
        return _with_notes(called, lambda each: None if each is note else each)

    return drop


def _with_calls(edition: Edition, note: Note, keeps: Callable[[str, int], bool | int]) -> Edition:
    """Return an edition with the calls around a note's that are kept, some elsewhere."""
    part = f"part-{note.place.path[0].lower()}"

    def alter(blocks: Blocks) -> Blocks:
        return tuple(_with_block_calls(block, keeps) for block in blocks)

    return in_part(edition, part, alter)


def _with_block_calls(block: Block, keeps: Callable[[str, int], bool | int]) -> Block:
    if not isinstance(block, Paragraph) or not block.place:
        return block
    points: dict[int, list[NoteCall]] = {}
    for name, offset in call_offsets(block.inlines):
        kept = keeps(name, offset)
        if kept is not False:
            point = offset if kept is True else kept
            points.setdefault(point, []).append(NoteCall(name))
    return replace(block, inlines=insert_calls(without_calls(block.inlines), points))


def _with_moved_call(kind: str) -> Annotate:
    """Return a function that moves a call by five letters."""

    def move(edition: Edition, place: Place) -> Edition:
        note = _of_kind(edition, place, kind)
        shift = (-5, 5)[place]
        return _with_calls(
            edition, note, lambda each, offset: offset + shift if each == note.id else True
        )

    return move


def _with_swapped_texts(edition: Edition, place: Place) -> Edition:
    first = _of_kind(edition, place, "note")
    second = next(
        note for note in edition.notes if note.kind == "note" and note.place.path == ("III",)
    )
    texts = {first.id: second.inlines, second.id: first.inlines}
    return _with_notes(
        edition, lambda note: replace(note, inlines=texts.get(note.id, note.inlines))
    )


def _with_text(kind: str, alter: Callable[[Inlines, Place], Inlines]) -> Annotate:
    def change(edition: Edition, place: Place) -> Edition:
        note = _of_kind(edition, place, kind)
        changed = replace(note, inlines=alter(note.inlines, place))
        return _with_notes(edition, lambda each: changed if each is note else each)

    return change


def _cut(inlines: Inlines, _: Place) -> Inlines:
    return inlines[:-1]


def _replaced(*pairs: tuple[str, str]) -> Callable[[Inlines, Place], Inlines]:
    return lambda inlines, place: in_words(inlines, *pairs[place])


def _with_sigla(inlines: Inlines, _: Place) -> Inlines:
    return tuple(Emphasis((Plain("A"),)) if isinstance(i, Emphasis) else i for i in inlines)


def _without_call(edition: Edition, place: Place) -> Edition:
    note = _of_kind(edition, place, "note")
    return _with_calls(edition, note, lambda each, offset: each != note.id)


# ── The index ────────────────────────────────────────────────────────────────────────────────────

Index = tuple[Edition, tuple[IndexGroup, ...]]
HEADINGS = ("fox", "shadow")


def _with_entry(alter: Callable[[IndexEntry], IndexEntry | None]) -> Callable[[Index, Place], Any]:
    """Return a function that alters one of the entries, or drops it."""

    def change(index: Index, place: Place) -> Index:
        edition, groups = index
        changed = tuple(
            replace(
                group,
                entries=tuple(
                    altered
                    for entry in group.entries
                    if (altered := alter(entry) if entry.heading == HEADINGS[place] else entry)
                ),
            )
            for group in groups
        )
        return edition, tuple(group for group in changed if group.entries)

    return change


def _to_another_place(entry: IndexEntry) -> IndexEntry:
    first, *others = entry.locators
    return replace(entry, locators=(Locator("mark-10", first.place, first.note), *others))


def _without_reference(index: Index, place: Place) -> Index:
    edition, groups = index
    heading = ("dog", "reynard")[place]
    changed = tuple(
        replace(
            group,
            entries=tuple(
                replace(entry, see=(), see_also=()) if entry.heading == heading else entry
                for entry in group.entries
            ),
        )
        for group in groups
    )
    return edition, changed


def _in_another_order(index: Index, place: Place) -> Index:
    edition, groups = index
    at = (0, len(groups) - 2)[place]
    return edition, (*groups[:at], groups[at + 1], groups[at], *groups[at + 2 :])


FAULTS = (
    StageFault(
        "a note dropped",
        ANNOTATING,
        _without_note("note"),
        ("notes.toml:8.*“pitcher, and hoping” is not in", "notes.toml:23.*“dance supp.*not in"),
    ),
    StageFault(
        "the call of a note dropped",
        ANNOTATING,
        _without_call,
        ("notes.toml:8.*called nowhere", "notes.toml:23.*called nowhere"),
    ),
    StageFault(
        "the texts of two notes swapped",
        ANNOTATING,
        _with_swapped_texts,
        ("notes.toml:8.*expected “an earthen", "notes.toml:(19|23).*expected “(the fox|townsend)"),
    ),
    StageFault(
        "the text of a note cut short",
        ANNOTATING,
        _with_text("note", _cut),
        ("notes.toml:8.*expected “vessel with", "notes.toml:23.*expected “t e”, found nothing"),
    ),
    StageFault(
        "a space lost in a note",
        ANNOTATING,
        _with_text("note", _replaced(("narrow neck", "narrowneck"), ("the Greek", "theGreek"))),
        ("notes.toml:8.*expected “narrow neck", "notes.toml:23.*expected “the greek"),
    ),
    StageFault(
        "the call of a note moved by five letters",
        ANNOTATING,
        _with_moved_call("note"),
        ("notes.toml:8.*called at II ¶1 after “", "notes.toml:23.*called at IV ¶2 after “"),
    ),
    StageFault(
        "a variant dropped from the apparatus",
        ANNOTATING,
        _without_note("variant"),
        ("variant at I ¶1, “clusters”, is not", "variant at IV ¶1, “cold”, is not"),
    ),
    StageFault(
        "a lemma of the apparatus altered",
        ANNOTATING,
        _with_text("variant", _replaced(("clusters", "cluster"), ("cold", "colder"))),
        ("I ¶1.*“clusters” where.*“cluster]", "IV ¶1.*“cold” where.*“colder]"),
    ),
    StageFault(
        "a reading of the apparatus altered",
        ANNOTATING,
        _with_text("variant", _replaced(("bunches", "branches"), ("bitter", "better"))),
        ("I ¶1.*“clusters” where.*branches", "IV ¶1.*“cold” where.*better"),
    ),
    StageFault(
        "the siglum of a reading altered",
        ANNOTATING,
        _with_text("variant", lambda i, p: _with_sigla(i, p) if p == 0 else in_words(i, "A", "B")),
        ("I ¶1.*“clusters” where.*bunches A", "IV ¶1.*“cold” where.*bitter B"),
    ),
    StageFault(
        "the call of a variant moved by five letters",
        ANNOTATING,
        _with_moved_call("variant"),
        ("I ¶1.*“clusters” where it is", "IV ¶1.*“cold” where it is"),
    ),
    StageFault(
        "an entry of the index dropped",
        INDEXING,
        _with_entry(lambda _: None),
        ("index.toml:7.*“fox” is not in the index", "index.toml:20.*“shadow” is not in the index"),
    ),
    StageFault(
        "a locator of the index dropped",
        INDEXING,
        _with_entry(lambda entry: replace(entry, locators=entry.locators[:-1])),
        ("index.toml:7.*“fox” does not lead to “fox", "index.toml:20.*does not lead to “shadow"),
    ),
    StageFault(
        "a locator of the index that leads elsewhere",
        INDEXING,
        _with_entry(_to_another_place),
        ("index.toml:7.*“fox” leads to “", "index.toml:20.*“shadow” leads to “"),
    ),
    StageFault(
        "a heading of the index altered",
        INDEXING,
        _with_entry(lambda entry: replace(entry, heading=f"{entry.heading}es")),
        ("index.toml:7.*“fox” is not in", "index.toml:20.*“shadow” is not in"),
    ),
    StageFault(
        "an entry of the index before its place",
        INDEXING,
        _in_another_order,
        ("index.toml: the index has “.*” after “", "index.toml: the index has “.*” after “"),
    ),
    StageFault(
        "a reference of the index lost",
        INDEXING,
        _without_reference,
        ("index.toml:2.*“dog” should have see_also", "index.toml:28.*“reynard” should have see"),
    ),
)

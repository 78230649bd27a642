"""Anchor notes and variants in the text: an edition goes in, the same edition with its calls and notes comes out."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from book.errors import EditionError
from book.model import (
    Block,
    Division,
    DraftNote,
    Edition,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Locator,
    Note,
    NoteCall,
    NoteKind,
    Paragraph,
    Place,
    Plain,
    Variant,
)
from book.text.apparatus import has_variant_list, is_at_foot, word_entry
from book.text.inlines import text_of
from book.text.traversal import blocks_of, divisions_of
from book.text.typography import letter_label

STRAIGHT = str.maketrans("‘’“”–—\N{NO-BREAK SPACE}", "''\"\"-- ")
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD_REST = re.compile(rf"[^\s—–{HAN}]*")
# Chinese has no spaces: a word ends where the editor says, and takes its punctuation with it.
HAN_REST = re.compile(rf"(?<=[{HAN}])[^\w\s—–]*")


@dataclass(frozen=True, slots=True)
class LocatedNote:
    """A draft note and where its call goes: after the character `offset` of the paragraph at `place`.

    `mark` is its number within the division of the book, `id` its anchor.
    """

    draft: DraftNote
    place: Place
    offset: int
    mark: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class PlacedCall:
    """A call to be set; the rest is its note's. A variant gets its letter and its anchor when it is set."""

    place: Place
    offset: int
    lemma: str
    inlines: Inlines
    kind: NoteKind = "note"
    by: str = ""
    mark: str = ""
    id: str = ""


def locate_notes(
    edition: Edition, drafts: tuple[DraftNote, ...], file: str
) -> tuple[LocatedNote, ...]:
    """Find each lemma, put the notes in the order of the book, and number those of each division from 1.

    Raise EditionError, with the line of the entry, for a lemma that is not there or not there once, and for a name used twice.
    """
    homes = {p.place: (number, d.id) for number, (d, p) in enumerate(_placed(edition)) if p.place}
    paragraphs = [(p.place, text_of(p.inlines)) for _, p in _placed(edition) if p.place]
    located = sorted(
        (_locate(draft, paragraphs, file) for draft in drafts),
        key=lambda found: (homes[found.place][0], found.offset),
    )
    counts: Counter[str] = Counter()
    numbered: dict[str, LocatedNote] = {}
    for found in located:
        _, home = homes[found.place]
        counts[home] += 1
        name = f"note-{found.draft.id or f'{home}-{counts[home]}'}"
        if name in numbered:
            remedy = f"Line {numbered[name].draft.line} has it too."
            raise EditionError(
                f"two notes have the id “{found.draft.id}”",
                file=file,
                line=found.draft.line,
                remedy=remedy,
            )
        numbered[name] = replace(found, mark=str(counts[home]), id=name)
    return tuple(numbered.values())


def note_targets(edition: Edition, located: tuple[LocatedNote, ...]) -> dict[str, Locator]:
    """Give what a cross-reference can lead to, by the name that the editor writes: the places of the text, and the notes with an id."""
    found: dict[str, Locator] = {}
    for division in divisions_of(edition.divisions):
        if division.place:
            found[str(division.place)] = Locator(division.id, str(division.place))
    for _, paragraph in _placed(edition):
        found[str(paragraph.place)] = Locator(paragraph.id, str(paragraph.place))
    for note in located:
        if note.draft.id:
            after_page = edition.labels["reference-note"].format(note=note.mark)
            found[note.draft.id] = Locator(
                note.id, f"{'.'.join(note.place.path)}{after_page}", after_page
            )
    return found


def _placed(edition: Edition) -> Iterable[tuple[Division, Paragraph]]:
    """Go through the paragraphs that have a place, those of the witnesses, each with the division of the book that it is in."""
    for division in edition.divisions:
        for block in blocks_of((division,)):
            if isinstance(block, Paragraph) and block.style == "text":
                yield division, block


def _locate(draft: DraftNote, paragraphs: list[tuple[Place, str]], file: str) -> LocatedNote:
    if draft.kind == "parallel":
        return LocatedNote(
            draft, next(place for place, _ in paragraphs if str(place) == draft.place), draft.offset
        )
    lemma = " ".join(draft.lemma.split()).translate(STRAIGHT)
    if not lemma:
        raise EditionError(
            "a note has an empty lemma",
            file=file,
            line=draft.line,
            remedy="Write the words that it explains.",
        )
    within = [(place, text) for place, text in paragraphs if _is_within(place, draft.place)]
    if not within:
        known = sorted({".".join(place.path) for place, _ in paragraphs})
        raise EditionError(
            f"there is no place “{draft.place}”",
            file=file,
            line=draft.line,
            remedy=f"Places: {', '.join(known)}.",
        )
    found = [
        (place, m.start())
        for place, text in within
        for m in re.finditer(re.escape(lemma), text.translate(STRAIGHT))
    ]
    if len(found) > 1:
        texts = dict(within)
        found = [x for x in found if _is_whole(texts[x[0]], x[1], len(lemma))] or found
    if len(found) != 1:
        raise _not_once(draft, lemma, found, within, file)
    place, start = found[0]
    return LocatedNote(draft, place, start + len(lemma))


def _is_whole(text: str, start: int, length: int) -> bool:
    """Say whether the lemma is whole words: “is old” is not meant in “is older”."""
    before, after = (
        text[start - 1 : start] if start else "",
        text[start + length : start + length + 1],
    )
    return not (before.isalnum() and text[start].isalnum()) and not (
        after.isalnum() and text[start + length - 1].isalnum()
    )


def _is_within(place: Place, wanted: str) -> bool:
    wanted = wanted.strip()
    section = ".".join(place.path)
    return not wanted or wanted in (str(place), section) or section.startswith(wanted + ".")


def _not_once(
    draft: DraftNote,
    lemma: str,
    found: list[tuple[Place, int]],
    within: list[tuple[Place, str]],
    file: str,
) -> EditionError:
    where = f" in {draft.place}" if draft.place else ""
    if found:
        places = ", ".join(dict.fromkeys(str(place) for place, _ in found))
        single = len({place for place, _ in found}) == 1
        remedy = f"It stands at {places}: " + (
            "make it longer." if single else f'name one, e.g. place = "{found[0][0]}".'
        )
        return EditionError(
            f"the lemma “{draft.lemma}” is found {len(found)} times{where}",
            file=file,
            line=draft.line,
            remedy=remedy,
        )
    near = sorted((_nearest(lemma, place, text) for place, text in within), reverse=True)[:3]
    shown = "\n".join(f"    {place}: …{snippet}…" for _, place, snippet in near)
    return EditionError(
        f"the lemma “{draft.lemma}” is not found{where}",
        file=file,
        line=draft.line,
        remedy=f"Nearest words:\n{shown}",
    )


def _nearest(lemma: str, place: Place, text: str) -> tuple[float, str, str]:
    match = fuzz.partial_ratio_alignment(lemma, text.translate(STRAIGHT))
    if match is None:
        return 0.0, str(place), text[:40]
    return (
        match.score,
        str(place),
        text[match.dest_start : max(match.dest_end, match.dest_start + 20)].strip(),
    )


def annotate(
    edition: Edition, located: tuple[LocatedNote, ...], rendered: tuple[Inlines, ...]
) -> Edition:
    """Set the calls of all notes (`rendered`: their words, in the order of `located`) and of the variants that stand at the foot."""
    calls = [
        PlacedCall(
            x.place, x.offset, x.draft.lemma, inlines, x.draft.kind, x.draft.author, x.mark, x.id
        )
        for x, inlines in zip(located, rendered, strict=True)
    ]
    if not has_variant_list(edition):
        sigla = {
            block.place: block.sigla
            for block in blocks_of(edition.divisions)
            if isinstance(block, Paragraph)
        }
        calls += [
            _variant_call(v, sigla[v.place], edition) for v in edition.variants if is_at_foot(v)
        ]
    by_place: dict[Place, list[PlacedCall]] = {}
    for call in sorted(calls, key=lambda c: (c.offset, c.kind != "variant")):
        by_place.setdefault(call.place, []).append(call)
    notes: list[Note] = []
    divisions = tuple(_annotated(division, by_place, notes) for division in edition.divisions)
    return replace(edition, divisions=divisions, notes=tuple(notes))


def _variant_call(variant: Variant, present: tuple[str, ...], edition: Edition) -> PlacedCall:
    return PlacedCall(
        variant.place, variant.end, variant.lemma, word_entry(variant, present, edition), "variant"
    )


def _annotated(
    division: Division, by_place: dict[Place, list[PlacedCall]], notes: list[Note]
) -> Division:
    """Set the calls of one division of the book, lettering its variants from a."""
    count = 0

    def mark(call: PlacedCall) -> str:
        nonlocal count
        is_variant = call.kind == "variant"
        count += is_variant
        note = Note(
            id=f"variant-{division.id}-{count}" if is_variant else call.id,
            kind=call.kind,
            mark=letter_label(count) if is_variant else call.mark,
            lemma=call.lemma,
            place=call.place,
            inlines=call.inlines,
            author=call.by,
        )
        notes.append(note)
        return note.id

    return _with_calls(division, by_place, mark)


def _with_calls(
    division: Division, by_place: dict[Place, list[PlacedCall]], mark: Callable[[PlacedCall], str]
) -> Division:
    blocks = tuple(_called(block, by_place, mark) for block in division.blocks)
    return replace(
        division,
        blocks=blocks,
        divisions=tuple(_with_calls(d, by_place, mark) for d in division.divisions),
    )


def _called(
    block: Block, by_place: dict[Place, list[PlacedCall]], mark: Callable[[PlacedCall], str]
) -> Block:
    calls = by_place.get(block.place, []) if isinstance(block, Paragraph) and block.place else []
    if not calls or not isinstance(block, Paragraph):
        return block
    text = text_of(block.inlines)
    points: dict[int, list[NoteCall]] = {}
    for call in calls:
        points.setdefault(_word_end(text, call.offset), []).append(NoteCall(mark(call)))
    return replace(block, inlines=insert_calls(block.inlines, points))


def _word_end(text: str, offset: int) -> int:
    """Go to the end of the word, past its punctuation: there a call stands in English usage (Chicago Manual of Style 14.26).

    >>> _word_end("the law, and", 7)
    8
    """
    match = HAN_REST.match(text, offset) or WORD_REST.match(text, offset)
    return match.end() if match else offset


def insert_calls(inlines: Inlines, points: dict[int, list[NoteCall]]) -> Inlines:
    """Insert calls after so many characters of the text of `inlines`.

    >>> insert_calls((Plain("ab cd"),), {2: [NoteCall("n1")]})
    (Plain(text='ab'), NoteCall(note='n1'), Plain(text=' cd'))
    """
    made: list[Inline] = []
    at = 0
    for inline in inlines:
        length = len(text_of((inline,)))
        here = {
            point - at: calls
            for point, calls in points.items()
            if at < point <= at + length or (point == 0 == at)
        }
        made += _insert_in(inline, here)
        at += length
    return tuple(made)


def _insert_in(inline: Inline, points: dict[int, list[NoteCall]]) -> Inlines:
    if not points:
        return (inline,)
    if isinstance(inline, Plain):
        made: list[Inline] = []
        start = 0
        for point in sorted(points):
            made += [Plain(inline.text[start:point]), *points[point]]
            start = point
        return tuple(i for i in (*made, Plain(inline.text[start:])) if i != Plain(""))
    if isinstance(inline, Emphasis | Foreign):
        return (replace(inline, inlines=insert_calls(inline.inlines, points)),)
    return inline, *(call for point in sorted(points) for call in points[point])

"""Locate the lemmas of the notes in the text, and number the notes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from rapidfuzz import fuzz

from book.annotate.searched_text import Hit, SearchedParagraph, SearchedText
from book.errors import EditionError
from book.model import Division, DraftNote, Edition, Locator, Paragraph, Place
from book.text.code_points import tell_apart
from book.text.digits import in_digits
from book.text.grouping import group_runs
from book.text.inlines import text_of
from book.text.similar import CONTEXT, most_similar
from book.text.traversal import divisions_of, text_paragraphs
from book.text.typography import STRAIGHT

MOST_AT_A_WORD = 20  # notes: the marks of more run out of their line


@dataclass(frozen=True, slots=True)
class LocatedNote:
    """A draft note and its call's position: after the character `offset` of the paragraph `place`.

    `mark` is its number within the division of the book, `id` its anchor.
    """

    draft: DraftNote
    place: Place
    offset: int
    mark: str = ""
    id: str = ""


def locate_notes(
    edition: Edition, drafts: tuple[DraftNote, ...], file: str
) -> tuple[LocatedNote, ...]:
    """Return the notes in the order of the book, numbered from 1 in each of its divisions.

    Raise EditionError if a lemma is not found or is ambiguous, if an id or a note is there twice,
    or if there are too many notes at a word; `file` is where the notes were read.
    """
    paragraphs = tuple(_searched_paragraphs(edition))
    order = {paragraph.place: number for number, paragraph in enumerate(paragraphs)}
    text = SearchedText(paragraphs)
    located = sorted(
        (_locate(draft, text, file) for draft in drafts),
        key=lambda note: (order[note.place], note.offset),
    )
    for notes in group_runs(located, _are_at_one_word):
        _check_notes_at_word([note.draft for note in notes if note.draft.kind == "note"], file)
    homes = {paragraph.place: paragraph.division for paragraph in paragraphs}
    return tuple(_number(located, homes, edition.imprint.language, file))


def _searched_paragraphs(edition: Edition) -> Iterator[SearchedParagraph]:
    for division, paragraph in _witness_paragraphs(edition):
        if paragraph.place:
            text = text_of(paragraph.inlines)
            straight = text.translate(STRAIGHT)
            yield SearchedParagraph(division.id, paragraph.place, text, straight)


def _witness_paragraphs(edition: Edition) -> Iterator[tuple[Division, Paragraph]]:
    """Yield the paragraphs of the witnesses, each with the top-level division that it is in."""
    for division in edition.divisions:
        for paragraph in text_paragraphs((division,)):
            yield division, paragraph


def _are_at_one_word(before: LocatedNote, note: LocatedNote) -> bool:
    return (before.place, before.offset) == (note.place, note.offset)


def _check_notes_at_word(drafts: Sequence[DraftNote], file: str) -> None:
    lines: dict[tuple[str, str], int] = {}
    for draft in drafts:
        if (draft.text, draft.author) in lines:
            problem = "this note is there twice, at the same words"
            line = lines[draft.text, draft.author]
            raise _mistake(draft, file, problem, f"The other is on line {line}: delete one.")
        lines[draft.text, draft.author] = draft.line
    if len(drafts) > MOST_AT_A_WORD:
        problem = f"{len(drafts):,} notes at one word; the limit is {MOST_AT_A_WORD}"
        remedy = "Write what they say in fewer notes, or attach some to other words."
        raise _mistake(drafts[MOST_AT_A_WORD], file, problem, remedy)


def _number(
    located: Iterable[LocatedNote], homes: Mapping[Place, str], language: str, file: str
) -> Iterable[LocatedNote]:
    """Return the notes with numbers and anchors; `homes` are the divisions of the paragraphs."""
    counts: Counter[str] = Counter()
    numbered: dict[str, LocatedNote] = {}
    for note in located:
        home = homes[note.place]
        counts[home] += 1
        anchor = f"note-{note.draft.id or f'{home}-{counts[home]}'}"
        if anchor in numbered:
            raise _id_used_twice(note.draft, numbered[anchor].draft.line, file)
        numbered[anchor] = replace(note, mark=in_digits(counts[home], language), id=anchor)
    return numbered.values()


def _id_used_twice(draft: DraftNote, other_line: int, file: str) -> EditionError:
    problem = f"two notes have the id “{draft.id}”"
    remedy = f"The note on line {other_line} has the same id: change one of them."
    return _mistake(draft, file, problem, remedy)


def _mistake(draft: DraftNote, file: str, problem: str, remedy: str) -> EditionError:
    return EditionError(problem, file=file, line=draft.line, remedy=remedy)


def note_targets(edition: Edition, located: tuple[LocatedNote, ...]) -> dict[str, Locator]:
    """Return what a cross-reference can lead to, by the name that the editor writes.

    These are the places of the text, and the notes with an id.
    """
    targets: dict[str, Locator] = {}
    write = partial(in_digits, language=edition.imprint.language)
    for division in divisions_of(edition.divisions):
        if division.place:
            targets[str(division.place)] = Locator(division.id, write(str(division.place)))
    for _, paragraph in _witness_paragraphs(edition):
        targets[str(paragraph.place)] = Locator(paragraph.id, write(str(paragraph.place)))
    for note in located:
        if note.draft.id:
            after_page = edition.labels["reference-note"].format(note=note.mark)
            place = write(".".join(note.place.path)) + after_page
            targets[note.draft.id] = Locator(note.id, place, after_page)
    return targets


# ── One lemma ────────────────────────────────────────────────────────────────────────────────────


def _locate(draft: DraftNote, text: SearchedText, file: str) -> LocatedNote:
    if draft.kind == "parallel":
        (paragraph,) = text.within(draft.place).paragraphs
        return LocatedNote(draft, paragraph.place, draft.offset)
    lemma = " ".join(draft.lemma.split()).translate(STRAIGHT)
    if not lemma:
        remedy = 'Write lemma = "…" with the words of the text that the note explains.'
        raise _mistake(draft, file, "this note has an empty `lemma`", remedy)
    within = text.within(draft.place)
    if not within.paragraphs:
        raise _unknown_place(draft, text.paragraphs, file)
    hits = within.find(lemma)
    if not hits:
        raise _not_found(draft, lemma, within.paragraphs, file)
    if len(hits) > 1:
        raise _ambiguous(draft, hits, file)
    paragraph, start = hits[0]
    return LocatedNote(draft, paragraph.place, start + len(lemma))


def _unknown_place(
    draft: DraftNote, paragraphs: Iterable[SearchedParagraph], file: str
) -> EditionError:
    known = sorted({".".join(paragraph.place.path) for paragraph in paragraphs})
    problem = f"there is no place “{draft.place}”"
    return _mistake(draft, file, problem, f"Places: {', '.join(known)}.")


def _ambiguous(draft: DraftNote, hits: list[Hit], file: str) -> EditionError:
    places = list(dict.fromkeys(str(paragraph.place) for paragraph, _ in hits))
    problem = f"the lemma “{draft.lemma}” is found {len(hits)} times{_in_place(draft)}"
    return _mistake(draft, file, problem, _how_to_choose(places))


def _how_to_choose(places: list[str]) -> str:
    """Return the remedy for a lemma that occurs more than once, at these places."""
    *others, last = places
    if not others:
        return f"It occurs more than once in {last}. Add neighboring words to `lemma`."
    listed = f"{', '.join(others)} and {last}"
    return f'It occurs at {listed}. To choose one, add place = "{places[0]}".'


def _not_found(
    draft: DraftNote, lemma: str, paragraphs: Sequence[SearchedParagraph], file: str
) -> EditionError:
    straight = (paragraph.straight for paragraph in paragraphs)
    shown = next((own for own in map(partial(_named, lemma), straight) if own), draft.lemma)
    problem = f"the lemma “{shown}” is not found{_in_place(draft)}"
    similar = f"The most similar words in the text:\n{_nearest(lemma, paragraphs)}"
    return _mistake(draft, file, problem, f"Correct the lemma. {similar}")


def _named(lemma: str, text: str) -> str:
    """Return a lemma with the names of the characters in which it differs from words like it."""
    match = fuzz.partial_ratio_alignment(lemma, text)
    words = text[match.dest_start : match.dest_end] if match else ""
    own, _ = tell_apart(lemma, words)
    return own if own != lemma else ""


def _nearest(lemma: str, paragraphs: Iterable[SearchedParagraph]) -> str:
    similar = [(most_similar(lemma, p.text, context=CONTEXT), str(p.place)) for p in paragraphs]
    nearest = sorted(similar, reverse=True)[:3]
    return "\n".join(f"    {place}: …{found.words}…" for found, place in nearest)


def _in_place(draft: DraftNote) -> str:
    return f" in {draft.place}" if draft.place else ""

"""Prove that nothing was lost: what the outputs say is read back and held against the edition, letter by letter.

White space and hyphens do not count, as both change where lines end; every other character does, once and in order.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from book.errors import ProofError
from book.model import Division, Edition, Ledger, Paragraph, Subheading
from book.text.inlines import marks_of, text_of
from book.text.plaintext import (
    Anchor,
    Chapter,
    NoteText,
    chapters,
    heading,
    indexed,
    listed,
    references_of,
)
from book.text.typography import anchor as name_of
from book.text.typography import fold, visible_characters, without_hyphens
from book.verify.readback.pdf import PdfReading

CONTEXT = 40
CALL = "\uffff"  # a noncharacter, which no text holds: cleaning takes it out


@dataclass(frozen=True, slots=True)
class Script:
    """What a medium must show: its text in one string, where each division begins in it, its notes in order and where they are called."""

    text: str
    starts: Mapping[str, int]
    notes: tuple[NoteText, ...]
    calls: tuple[int, ...] = ()


def script(parts: Sequence[Chapter]) -> Script:
    """Write out the chapters' flow."""
    written: list[str] = []
    length = 0
    starts: dict[str, int] = {}
    for part in (part for chapter in parts for part in chapter.flow):
        if isinstance(part, Anchor):
            starts[part.id] = length
        else:
            written.append(visible_characters(part))
            length += len(written[-1])
    return Script(
        "".join(written), starts, tuple(note for chapter in parts for note in chapter.notes)
    )


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pages of a book as they were read: their labels, where in the text each ends, in characters of ink, and which have ink.

    `numbers` gives the page as printed of each anchor.
    """

    labels: tuple[str, ...]
    ends: tuple[int, ...]
    inked: tuple[bool, ...]
    numbers: Mapping[str, str]


def prove_pdf(edition: Edition, reading: PdfReading, file: str) -> Pagination:
    """Check that the pages hold the whole edition and nothing else, and that the page numbers in contents and index are right.

    Each page must be a piece of the text, going on where the page before it ended, then variants, then notes, each in order;
    a long note may go on at the foot of the next page. Give the pages.
    """
    labels = {anchor: reading.labels[index] for anchor, index in reading.anchors.items()}
    wanted, marks, referred = listed(edition), indexed(edition), references_of(edition)
    for name, anchors in (
        ("contents lead", wanted),
        ("index leads", marks),
        ("cross-references lead", referred),
    ):
        if missing := [anchor for anchor in anchors if anchor not in labels]:
            raise ProofError(f"the {name} to nothing: {', '.join(missing)}", file=file)
    whole = replace(script(chapters(edition, labels)), calls=_calls(edition, labels))
    ends = _read_pages(whole, reading, file)
    stand = {
        anchor: bisect_right(ends.text, whole.starts[anchor])
        for anchor in (*wanted, *referred)
        if anchor in whole.starts
    }
    stand |= _marks_in_text(edition, labels, ends.text) | _stands_in_notes(edition, labels, ends)
    for name, anchors in (
        ("contents say", wanted),
        ("index says", marks),
        ("cross-references say", referred),
    ):
        for anchor in anchors:
            if anchor not in stand or reading.labels[stand[anchor]] != labels[anchor]:
                where = (
                    f", which is on {reading.labels[stand[anchor]]}"
                    if anchor in stand
                    else ", which is in no text"
                )
                raise ProofError(f"the {name} page {labels[anchor]} for {anchor}{where}", file=file)
    return Pagination(
        reading.labels,
        ends.text,
        tuple(bool(visible_characters(page)) for page in reading.pages),
        labels,
    )


def _marks_in_text(
    edition: Edition, numbers: Mapping[str, str], ends: Sequence[int]
) -> dict[str, int]:
    """Find the index of the page on which each marked word of the text begins: not where the PDF says, but where it is read."""
    signed = chapters(edition, numbers, CALL)
    *before, _ = script(signed).text.split(CALL)
    offsets = accumulate(map(len, before))
    return {
        mark: bisect_right(ends, at)
        for mark, at in zip((m for c in signed for m in c.marks), offsets, strict=True)
    }


def _stands_in_notes(edition: Edition, numbers: Mapping[str, str], ends: "Ends") -> dict[str, int]:
    """Find the index of the page on which each note, and each marked word in one, is read."""
    signed = tuple(note for chapter in chapters(edition, numbers, CALL) for note in chapter.notes)
    marks = {note.id: marks_of(note.inlines) for note in edition.notes}
    stand: dict[str, int] = {}
    for level, stops in ((True, ends.variants), (False, ends.notes)):
        at = 0
        for note in (note for note in signed if note.is_variant == level):
            first, *rest = note_ink(note).split(CALL)
            stand[note.id] = bisect_right(stops, at)
            for mark, words in zip(marks[note.id], rest, strict=True):
                at += len(first)
                stand[mark] = bisect_right(stops, at)
                first = words
            at += len(first)
    return stand


def _calls(edition: Edition, numbers: Mapping[str, str]) -> tuple[int, ...]:
    """Find where in the text each note is called: the edition is written out once more, with a sign before each call."""
    *before, _ = script(chapters(_signed(edition), numbers)).text.split(CALL)
    return tuple(accumulate(map(len, before)))


def prove_speech(edition: Edition, speech: str, reading: PdfReading, file: str) -> None:
    """Check that a screen reader says every word of the edition once, in order, each note after the paragraph that calls it.

    `speech` is the text along the structure tree (ISO 14289-1, 7.1: logical reading order). Here spaces count, as words do.
    """
    labels = {anchor: reading.labels[index] for anchor, index in reading.anchors.items()}
    wanted = [word for line in _spoken(edition, labels) for word in spoken_words(line)]
    said = spoken_words(speech)
    if wanted != said:
        at = next(
            (i for i, (a, b) in enumerate(zip(wanted, said, strict=False)) if a != b),
            min(len(wanted), len(said)),
        )
        expected, found = (" ".join(words[max(0, at - 3) : at + 5]) for words in (wanted, said))
        raise ProofError(f"a screen reader should say “{expected}” and says “{found}”", file=file)


def _spoken(edition: Edition, numbers: Mapping[str, str]) -> Iterator[str]:
    """Write the edition line by line as it is to be spoken; the calls are signed, to know what is called where."""
    for chapter in chapters(_signed(edition), numbers):
        notes = iter(chapter.notes)
        for line in (part for part in chapter.flow if not isinstance(part, Anchor)):
            yield line.replace(CALL, "")
            yield from (
                f"{note.mark}. {note.text}".replace(CALL, "")
                for note in islice(notes, line.count(CALL))
            )


def spoken_words(text: str) -> list[str]:
    """Split into words as they are spoken, without hyphens, which may be those of line ends.

    >>> spoken_words("the ﬁrst inter\\N{SOFT HYPHEN}national law, §\\N{NO-BREAK SPACE}2")
    ['the', 'first', 'international', 'law,', '§', '2']
    """
    return without_hyphens(text).split()


def _signed(edition: Edition) -> Edition:
    return replace(
        edition, notes=tuple(replace(note, mark=CALL + note.mark) for note in edition.notes)
    )


@dataclass(frozen=True, slots=True)
class Level:
    """The variants, or the notes, of a book one after the other, as they must stand at the feet of its pages."""

    text: str
    starts: tuple[int, ...]
    notes: tuple[NoteText, ...]

    @classmethod
    def of(cls, notes: Iterable[NoteText]) -> "Level":
        found = tuple(notes)
        written = [note_ink(note) for note in found]
        return cls(
            "".join(written),
            tuple(accumulate(map(len, written[:-1]), initial=0)) if found else (),
            found,
        )

    def begun(self, start: int, end: int) -> tuple[NoteText, ...]:
        return self.notes[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def awaited(self, at: int) -> NoteText:
        """Give the first note that begins at a place or after it, or the last one."""
        return self.notes[min(bisect_left(self.starts, at), len(self.notes) - 1)]


@dataclass(frozen=True, slots=True)
class Ends:
    """How far in the text, the variants and the notes each page goes."""

    text: tuple[int, ...]
    variants: tuple[int, ...]
    notes: tuple[int, ...]


def _read_pages(whole: Script, reading: PdfReading, file: str) -> Ends:
    """Follow the text, the variants and the notes over the pages."""
    at, upper, lower = 0, 0, 0
    variants, notes = (
        Level.of(n for n in whole.notes if n.is_variant == level) for level in (True, False)
    )
    calls = {note.id: call for note, call in zip(whole.notes, whole.calls, strict=True)}
    ends: list[tuple[int, int, int]] = []
    for page, label in zip(reading.pages, reading.labels, strict=True):
        drawn = visible_characters(page)
        split = _split(
            drawn, whole.text[at : at + len(drawn)], variants.text[upper:], notes.text[lower:]
        )
        if split is None:
            raise ProofError(
                f"page {label}: {_difference(drawn, whole.text[at:], variants.text[upper:], notes.text[lower:])}",
                file=file,
            )
        at += split[0]
        for note in (
            *variants.begun(upper, upper + split[1]),
            *notes.begun(lower, lower + split[2]),
        ):
            if calls[note.id] >= at:
                raise ProofError(
                    f"page {label}: the note {note.id} stands before its call", file=file
                )
        upper, lower = upper + split[1], lower + split[2]
        ends.append((at, upper, lower))
    if at < len(whole.text):
        raise ProofError(
            f"the text ends too early: “{whole.text[at : at + CONTEXT]}…” is on no page", file=file
        )
    for level, read in ((variants, upper), (notes, lower)):
        if read < len(level.text):
            raise ProofError(
                f"the note {level.awaited(read).id} is on no page, or not whole", file=file
            )
    return Ends(*zip(*ends, strict=True))


def _split(drawn: str, text: str, variants: str, notes: str) -> tuple[int, int, int] | None:
    """Divide what is drawn on a page into the beginnings of these three, and give their lengths; None if that cannot be.

    As much as can be is text, then variants: where they end is sought backwards from where they differ from the page.
    """
    for length in range(common(drawn, text), -1, -1):
        foot = drawn[length:]
        for upper in range(common(foot, variants), -1, -1):
            if notes.startswith(foot[upper:]):
                return length, upper, len(foot) - upper
    return None


def common(first: str, second: str) -> int:
    """Count the characters with which both begin."""
    return next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )


def note_ink(note: NoteText) -> str:
    """Write a note as it is set: its mark, a stop, its words."""
    return visible_characters(f"{note.mark}.{note.text}")


def _difference(drawn: str, text: str, *feet: str) -> str:
    """Say where what is drawn leaves the text, or what stands at the foot below it: where it goes on furthest."""
    at = common(drawn, text)
    ways = [
        (at, text[at:]),
        *((at + common(drawn[at:], foot), foot[common(drawn[at:], foot) :]) for foot in feet),
    ]
    furthest, expected = max(ways, key=lambda way: way[0])
    return f"expected “{expected[:CONTEXT]}”, found “{drawn[furthest : furthest + CONTEXT]}”"


def prove_epub(edition: Edition, documents: Sequence[str], file: str) -> None:
    """Check that each document of the e-book holds its division: the text, then its notes under their heading."""
    parts = chapters(edition)
    if len(documents) != len(parts):
        raise ProofError(f"{len(documents)} documents for {len(parts)} divisions", file=file)
    for chapter, document in zip(parts, documents, strict=True):
        flow = script([chapter]).text
        notes = (
            visible_characters(edition.labels["notes"])
            + "".join(note_ink(n) for n in chapter.notes)
            if chapter.notes
            else ""
        )
        drawn = visible_characters(document)
        if drawn != flow + notes:
            raise ProofError(f"{chapter.id}: {_difference(drawn, flow + notes)}", file=file)


def prove_manuscript(edition: Edition, words: str, file: str) -> None:
    """Check that a manuscript holds the whole edition, each note at its call."""
    text = ""
    for chapter in chapters(_signed(edition)):
        notes = iter(chapter.notes)
        for part in (part for part in chapter.flow if isinstance(part, str)):
            words_between = part.split(CALL)
            text += words_between[0]
            for note, after in zip(
                islice(notes, len(words_between) - 1), words_between[1:], strict=True
            ):
                text += note.text + after.removeprefix(note.mark.removeprefix(CALL))
    if visible_characters(text) != visible_characters(words):
        raise ProofError(
            _difference(visible_characters(words), visible_characters(text)), file=file
        )


def prove_ledger(edition: Edition, ledger: Ledger) -> None:
    """Check the ledger's word: what it says is printed at a place, or the same as it, is what the edition has there."""
    stated = tuple(_places(edition.divisions))
    places = dict(stated)
    twice = [place for place, count in Counter(place for place, _ in stated).items() if count > 1]
    if twice:
        raise ProofError(f"the edition has two texts at {twice[0]}", file=edition.imprint.slug)
    told = {entry.place for account in ledger.accounts for entry in account.entries}
    invented = [place for place in _text_places(edition.divisions) if place not in told]
    if invented:
        raise ProofError(
            f"the edition has words at {invented[0]} of which the ledger knows nothing",
            file=edition.imprint.slug,
        )
    for account in ledger.accounts:
        lines = {line.number: line.text for line in account.witness.lines}
        held: dict[tuple[str, str], str] = {}
        first: dict[tuple[str, str], int] = {}
        for entry in account.entries:
            if entry.fate in ("printed", "same"):
                words = fold(lines[entry.span.line][entry.span.start : entry.span.end])
                key = (entry.place, entry.fate)
                held[key] = held.get(key, "") + words
                first.setdefault(key, entry.span.line)
        for (place, fate), words in held.items():
            if words != places.get(place, places.get(name_of(f"p {place}"))):
                raise ProofError(
                    f"the ledger says “{fate}” at {place}, which has other words",
                    file=account.witness.file,
                    line=first[place, fate],
                )


def _places(divisions: Iterable[Division]) -> Iterable[tuple[str, str]]:
    """Give the words at each place, without calls and without what the editor supplied."""
    for division in divisions:
        if division.place:
            yield str(division.place), fold(heading(division))
        for block in division.blocks:
            if isinstance(block, Paragraph) and block.place:
                yield str(block.place), fold(text_of(block.inlines))
            if isinstance(block, Subheading) and block.id:
                yield (
                    block.id,
                    fold(text_of(block.inlines)),
                )  # a commentary's own heading: it has an anchor, and no place
        yield from _places(division.divisions)


def _text_places(divisions: Iterable[Division]) -> Iterable[str]:
    """Give the places of the paragraphs that are a witness's words."""
    for division in divisions:
        for block in division.blocks:
            if isinstance(block, Paragraph) and block.place and block.style == "text":
                yield str(block.place)
        yield from _text_places(division.divisions)

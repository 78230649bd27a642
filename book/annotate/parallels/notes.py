"""Write the notes on parallels.

A note in the foreword says where the work has a passage, one in the work says who took it up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from book.model import (
    Division,
    DraftNote,
    Edition,
    Inline,
    Inlines,
    Locator,
    PageReference,
    Paragraph,
    Parallel,
    Place,
    Plain,
)
from book.text.inlines import plain_inlines, text_of
from book.text.traversal import divisions_of, paragraph_texts

NEAR = 12  # words between two passages that share a note, at most
NEARLY = 0.8  # of its words: a passage that has more of them is nearly the same
QUOTED = 6  # words that are quoted in full; of a longer passage, two at each end


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on the characters `start` to `end` of the paragraph at `place`, before it is worded.

    They take part in `parallels`.
    """

    id: str
    in_work: bool
    place: Place
    start: int
    end: int
    parallels: tuple[Parallel, ...]


def build_remarks(edition: Edition, parallels: tuple[Parallel, ...]) -> tuple[Remark, ...]:
    """Return a remark on each passage and one on its source, those of the foreword first.

    Passages of a paragraph that are near each other share theirs; in the foreword, only if they
    come from one paragraph of the work.
    """
    texts = paragraph_texts(edition.divisions)
    order = {place: number for number, place in enumerate(texts)}
    remarks: list[Remark] = []
    for remark in sorted(
        _single_remarks(parallels), key=lambda r: (r.in_work, order[r.place], r.start)
    ):
        if remarks and _is_near(remarks[-1], remark, texts):
            remarks[-1] = _joined(remarks[-1], remark)
        else:
            remarks.append(remark)
    return tuple(replace(remark, id=f"parallel-{n}") for n, remark in enumerate(remarks, 1))


def _single_remarks(parallels: tuple[Parallel, ...]) -> Iterator[Remark]:
    for parallel in parallels:
        yield Remark("", False, parallel.place, parallel.start, parallel.end, (parallel,))
    for parallel in parallels:
        start, end = parallel.source_start, parallel.source_end
        yield Remark("", True, parallel.source, start, end, (parallel,))


def _is_near(last: Remark, remark: Remark, texts: Mapping[Place, str]) -> bool:
    if (last.in_work, last.place) != (remark.in_work, remark.place):
        return False
    one_source = remark.in_work or last.parallels[-1].source == remark.parallels[0].source
    return one_source and len(texts[remark.place][last.end : remark.start].split()) <= NEAR


def _joined(last: Remark, remark: Remark) -> Remark:
    parallels = (*last.parallels, *remark.parallels)
    return replace(last, end=max(last.end, remark.end), parallels=parallels)


def draft_remarks(edition: Edition, remarks: tuple[Remark, ...]) -> tuple[DraftNote, ...]:
    """Return the remarks as draft notes; they are worded when all notes have their numbers."""
    texts = paragraph_texts(edition.divisions)
    return tuple(_draft(remark, texts[remark.place]) for remark in remarks)


def _draft(remark: Remark, text: str) -> DraftNote:
    return DraftNote(
        lemma=text[remark.start : remark.end],
        text="",
        line=0,
        place=str(remark.place),
        id=remark.id,
        kind="parallel",
        offset=remark.end,
    )


def word_remarks(
    edition: Edition, remarks: tuple[Remark, ...], targets: Mapping[str, Locator]
) -> dict[str, Inlines]:
    """Return the texts of the remarks, by their ids; each refers to those on the other side.

    `targets` are the locators of the remarks.
    """
    writer = RemarkWriter(edition, remarks, targets)
    return {remark.id: tuple(writer.word(remark)) for remark in remarks}


class RemarkWriter:
    """Writes the remarks of an edition."""

    def __init__(
        self, edition: Edition, remarks: tuple[Remark, ...], targets: Mapping[str, Locator]
    ) -> None:
        self.remarks, self.targets, self.labels = remarks, targets, edition.labels
        self.texts = paragraph_texts(edition.divisions)
        self.names = _names(edition)

    def word(self, remark: Remark) -> Iterator[Inline]:
        template = self.in_work(remark) if remark.in_work else self.in_foreword(remark)
        others = self.other_side(remark)
        references = self.takers(others) if remark.in_work else self.pages(others)
        before, _, after = template.partition("\0")
        yield from (*plain_inlines(before), *references, *plain_inlines(after))

    def other_side(self, remark: Remark) -> list[Remark]:
        """Return the remarks on the other side that share a parallel with this one."""
        parallels = set(remark.parallels)
        return [
            other
            for other in self.remarks
            if other.in_work != remark.in_work and set(other.parallels) & parallels
        ]

    def in_work(self, remark: Remark) -> str:
        """Return the sentence on a passage of the work, with a NUL where their names will go."""
        lemma = _quoted(self.words_of(remark))
        return self.labels["taken-up"].format(lemma=lemma, takers="\0")

    def in_foreword(self, remark: Remark) -> str:
        """Return the sentence on a passage of a commentary, with a NUL where the pages will go."""
        text = self.words_of(remark)
        label = self.labels[_label(*_measure(remark, text))]
        return label.format(lemma=_quoted(text), pages="\0")

    def words_of(self, remark: Remark) -> str:
        return self.texts[remark.place][remark.start : remark.end]

    def takers(self, remarks: list[Remark]) -> Iterator[Inline]:
        """Yield the names of the commentaries, each with its pages."""
        by_piece = groupby(remarks, key=lambda remark: remark.place.path[0])
        for number, (piece, group) in enumerate(by_piece):
            yield from plain_inlines(("; " if number else "") + f"{self.names[piece]}, ")
            yield from self.pages(list(group))

    def pages(self, remarks: Sequence[Remark]) -> Iterator[Inline]:
        for number, remark in enumerate(remarks):
            if number:
                yield Plain("; ")
            yield PageReference(self.targets[remark.id])


def _label(same: int, length: int) -> str:
    """Return the name of the label that says how near a passage is to the work.

    Their words in numbers stand in parallels.csv: a note that counts reads as a machine's.

    >>> _label(9, 9), _label(15, 18), _label(6, 10)
    ('parallel-exact', 'parallel-near', 'parallel')
    """
    if same == length:
        return "parallel-exact"
    return "parallel-near" if same >= NEARLY * length else "parallel"


def _measure(remark: Remark, text: str) -> tuple[int, int]:
    """Return how many words of a passage the work has too, and how many the passage has.

    If the passage of the work is longer, its length counts.
    """
    if len(remark.parallels) == 1:
        (parallel,) = remark.parallels
        return parallel.words, max(parallel.length, parallel.source_length)
    return sum(parallel.words for parallel in remark.parallels), len(text.split())


def _quoted(text: str) -> str:
    """Return the words of a passage, of a long one those at its ends.

    >>> _quoted("safeguard world peace and development")
    'safeguard world peace and development'
    >>> _quoted("China will assume its responsibilities from a global perspective")
    'China will … global perspective'
    """
    words = text.split()
    return text if len(words) <= QUOTED else f"{' '.join(words[:2])} … {' '.join(words[-2:])}"


def _names(edition: Edition) -> dict[str, str]:
    """Return the name of each commentary, by the first part of its place."""
    return {
        piece.place.path[0]: _name(piece, edition.labels)
        for piece in divisions_of(edition.divisions)
        if piece.kind == "commentary" and piece.place
    }


def _name(piece: Division, labels: Mapping[str, str]) -> str:
    """Return the author of a commentary, or else its title in quotes."""
    byline = next(_bylines(piece), "")
    return byline or labels["quoted"].format(text=text_of(piece.title))


def _bylines(piece: Division) -> Iterator[str]:
    for block in piece.blocks:
        if isinstance(block, Paragraph) and block.style == "byline":
            yield text_of(block.inlines)

"""Word the notes on parallels: in the foreword, where a passage stands in the work; in the work, who took it up."""

from collections.abc import Iterable, Iterator, Mapping
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

NEAR = 12  # words between two passages that one note joins
QUOTED = 6  # words that are quoted in full; of more, two at each end


@dataclass(frozen=True, slots=True)
class Remark:
    """A note to be: on the characters `start` to `end` of the paragraph at `place`, which take part in `parallels`."""

    id: str
    in_work: bool
    place: Place
    start: int
    end: int
    parallels: tuple[Parallel, ...]


def build_remarks(edition: Edition, parallels: tuple[Parallel, ...]) -> tuple[Remark, ...]:
    """Give each passage a note, and its source another one; passages of a paragraph that lie near each other share theirs.

    In the foreword they do so if they come from one paragraph of the work.
    """
    texts = paragraph_texts(edition.divisions)
    order = {place: number for number, place in enumerate(texts)}
    in_foreword = [Remark("", False, p.place, p.start, p.end, (p,)) for p in parallels]
    in_work = [Remark("", True, p.source, p.source_start, p.source_end, (p,)) for p in parallels]
    found: list[Remark] = []
    for remark in sorted(
        (*in_foreword, *in_work), key=lambda r: (r.in_work, order[r.place], r.start)
    ):
        if found and _is_near(found[-1], remark, texts):
            joined = (*found[-1].parallels, *remark.parallels)
            found[-1] = replace(found[-1], end=max(found[-1].end, remark.end), parallels=joined)
        else:
            found.append(remark)
    return tuple(replace(remark, id=f"parallel-{number}") for number, remark in enumerate(found, 1))


def _is_near(last: Remark, remark: Remark, texts: Mapping[Place, str]) -> bool:
    if (last.in_work, last.place) != (remark.in_work, remark.place):
        return False
    one_source = remark.in_work or last.parallels[-1].source == remark.parallels[0].source
    return one_source and len(texts[remark.place][last.end : remark.start].split()) <= NEAR


def draft_remarks(edition: Edition, remarks: tuple[Remark, ...]) -> tuple[DraftNote, ...]:
    """Make a draft of each remark; its words are known when all notes have their numbers."""
    texts = paragraph_texts(edition.divisions)
    return tuple(
        DraftNote(
            texts[r.place][r.start : r.end],
            "",
            0,
            str(r.place),
            id=r.id,
            kind="parallel",
            offset=r.end,
        )
        for r in remarks
    )


def word_remarks(
    edition: Edition, remarks: tuple[Remark, ...], targets: Mapping[str, Locator]
) -> dict[str, Inlines]:
    """Word the remarks, by their ids; each leads to those on the other side."""
    texts, names = paragraph_texts(edition.divisions), _names(edition)
    return {
        remark.id: tuple(_worded(remark, remarks, edition.labels, texts, names, targets))
        for remark in remarks
    }


def _worded(
    remark: Remark,
    remarks: tuple[Remark, ...],
    labels: Mapping[str, str],
    texts: Mapping[Place, str],
    names: Mapping[str, str],
    targets: Mapping[str, Locator],
) -> Iterator[Inline]:
    others = [
        other
        for other in remarks
        if other.in_work != remark.in_work and set(other.parallels) & set(remark.parallels)
    ]
    lemma = _quoted(texts[remark.place][remark.start : remark.end])
    if not remark.in_work:
        same, length = _measure(remark, texts)
        key = "parallel-exact" if same == length else "parallel"
        sentence = labels[key].format(lemma=lemma, same=same, all=length, pages="\0")
        yield from _with_pages(sentence, [PageReference(targets[other.id]) for other in others])
        return
    sentence = labels["taken-up"].format(lemma=lemma, takers="\0")
    before, _, after = sentence.partition("\0")
    yield from plain_inlines(before)
    for number, (piece, group) in enumerate(groupby(others, key=lambda other: other.place.path[0])):
        yield from plain_inlines(("; " if number else "") + f"{names[piece]}, ")
        yield from _listed([PageReference(targets[other.id]) for other in group])
    yield from plain_inlines(after)


def _measure(remark: Remark, texts: Mapping[Place, str]) -> tuple[int, int]:
    """Count the words of a passage that the work has too, and all words of the passage, or of that in the work if it is longer."""
    if len(remark.parallels) == 1:
        return remark.parallels[0].words, max(
            remark.parallels[0].length, remark.parallels[0].source_length
        )
    return sum(p.words for p in remark.parallels), len(
        texts[remark.place][remark.start : remark.end].split()
    )


def _with_pages(sentence: str, pages: list[PageReference]) -> Iterator[Inline]:
    before, _, after = sentence.partition("\0")
    yield from (*plain_inlines(before), *_listed(pages), *plain_inlines(after))


def _listed(pages: list[PageReference]) -> Iterator[Inline]:
    for number, page in enumerate(pages):
        yield from (Plain("; "), page) if number else (page,)


def _quoted(text: str) -> str:
    """Name a passage by its words, a long one by its ends.

    >>> _quoted("safeguard world peace and development"), _quoted("China will assume its responsibilities from a global perspective")
    ('safeguard world peace and development', 'China will … global perspective')
    """
    parts = text.split()
    return text if len(parts) <= QUOTED else f"{' '.join(parts[:2])} … {' '.join(parts[-2:])}"


def _names(edition: Edition) -> dict[str, str]:
    """Name each commentary by its author, or else by its title."""
    pieces: Iterable[Division] = (
        d for d in divisions_of(edition.divisions) if d.kind == "commentary" and d.place
    )
    return {piece.place.path[0]: _name(piece, edition.labels) for piece in pieces if piece.place}


def _name(piece: Division, labels: Mapping[str, str]) -> str:
    byline = next(
        (
            text_of(b.inlines)
            for b in piece.blocks
            if isinstance(b, Paragraph) and b.style == "byline"
        ),
        "",
    )
    return byline or labels["quoted"].format(text=text_of(piece.title))

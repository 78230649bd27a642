"""Parallels: what a commentary repeats of the work is found, measured, and said on both sides."""

import csv
import io
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.annotate.parallels.trace import TracedParagraph, trace_parallels
from book.model import Note, PageReference, Parallel, Place
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.printing import render_print
from book.render import tables
from book.text.inlines import text_of
from book.text.traversal import paragraph_texts
from book.verify.readback.epub import read_epub
from tests.conftest import SLUG, ebook_of, substitute

WORK = "All countries pay close attention to export controls, and take an active approach to strengthening and standardizing them by law."


def passages(label: str, *texts: str) -> list[TracedParagraph]:
    return [
        TracedParagraph.of(Place((label,), number), text) for number, text in enumerate(texts, 1)
    ]


def found(commentary: str, *work: str) -> list[tuple[str, str, int]]:
    """Trace one paragraph: its passages, those of the work, and the number of words in common."""
    texts = work or (WORK,)
    parallels = trace_parallels(passages("Foreword 1", commentary), passages("I", *texts))
    return [
        (
            commentary[p.start : p.end],
            texts[p.source.paragraph - 1][p.source_start : p.source_end],
            p.words,
        )
        for p in sorted(parallels, key=lambda p: p.start)
    ]


@pytest.mark.parametrize(
    ("commentary", "expected"),
    [
        (
            "He said: pay close attention to export controls now!",
            [("pay close attention to export controls", 6)],
        ),
        (
            "“Pay Close Attention to EXPORT controls”",
            [("Pay Close Attention to EXPORT controls", 6)],
        ),
        ("an active approach to standardizing and strengthening", []),
        ("take an active part in standardizing them", []),
        (
            "nations pay no close attention to their export controls, it says",
            [("close attention to their export controls", 5)],
        ),
        ("take a very active approach to strengthening", []),
        ("close attention to export", []),
        ("attention to export controls, and take", [("attention to export controls, and take", 6)]),
        ("", []),
        ("…!?", []),
    ],
)
def test_five_words_and_three_telling_ones_are_a_parallel(
    commentary: str, expected: list[tuple[str, int]]
) -> None:
    assert [(passage, words) for passage, _, words in found(commentary)] == expected


def test_words_that_every_text_has_are_none() -> None:
    assert (
        found(
            "and so it is that in the end of the day he was not",
            "as it is that in the end of the day it is",
        )
        == []
    )


def test_a_passage_is_carried_over_a_changed_word_to_two_that_are_the_same() -> None:
    work = "No country should apply double standards to matters related to non-proliferation."
    commentary = "He opposes the double standards in matters related to non-proliferation and more."
    assert found(commentary, work) == [
        (
            "double standards in matters related to non-proliferation",
            "double standards to matters related to non-proliferation",
            6,
        )
    ]


def test_single_words_within_a_passage_are_counted() -> None:
    work = "to provide a full picture of China’s policies on export controls, and to help the international community better"
    commentary = (
        "to provide a full picture of related policies and help the international community better"
    )
    assert found(commentary, work) == [(commentary, work, 13)]


def test_a_passage_goes_to_the_source_with_most_of_its_words_and_each_word_to_one() -> None:
    work = (
        "world peace and development everywhere matter",
        "the challenges of world peace and development everywhere matter greatly",
    )
    assert found(
        "among the challenges of world peace and development everywhere matter greatly two things",
        *work,
    ) == [
        (
            "the challenges of world peace and development everywhere matter greatly",
            "the challenges of world peace and development everywhere matter greatly",
            10,
        )
    ]


def test_two_sentences_in_another_order_are_two_parallels() -> None:
    first, second = (
        "China has signed bilateral agreements with several countries.",
        "Export controls should be reasonable everywhere.",
    )
    assert [words for *_, words in found(f"{second} And then: {first}", f"{first} {second}")] == [
        6,
        8,
    ]


def test_chinese_is_compared_by_characters_of_which_two_count_as_a_word() -> None:
    work = "中国坚持总体国家安全观,统筹发展和安全,统筹开放和安全。"
    assert found("专家说,坚持总体国家安全观,统筹发展和安全很重要。", work) == [
        ("坚持总体国家安全观,统筹发展和安全", "坚持总体国家安全观,统筹发展和安全", 16)
    ]
    assert found("他说国家安全观很重要。", work) == []


# ── On any text ──────────────────────────────────────────────────────────────────────────────────

WORDS = (
    "the",
    "of",
    "and",
    "peace",
    "export",
    "control",
    "attention",
    "countries",
    "law.",
    "中",
    "国",
)
SOME = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(st.lists(SOME, max_size=4), st.lists(SOME, max_size=4))
def test_parallels_are_within_their_texts_apart_and_truly_in_common(
    commentaries: list[str], work: list[str]
) -> None:
    ours, theirs = passages("Foreword 1", *commentaries), passages("I", *work)
    parallels = trace_parallels(ours, theirs)
    by_place = {passage.place: passage for passage in (*ours, *theirs)}
    ends: dict[Place, int] = {}
    for p in parallels:
        here, there = (by_place[place] for place in (p.place, p.source))
        assert ends.get(p.place, 0) <= p.start < p.end
        ends[p.place] = p.end
        mine, other = within(here, p.start, p.end), within(there, p.source_start, p.source_end)
        assert (len(mine), len(other)) == (p.length, p.source_length)
        assert p.words <= common(mine, other)
        assert 0.7 <= p.share <= 1


def within(passage: TracedParagraph, start: int, end: int) -> list[str]:
    return [
        word
        for word, span in zip(passage.words, passage.spans, strict=True)
        if start <= span[0] and span[1] <= end
    ]


def common(first: list[str], second: list[str]) -> int:
    """Measure the longest common subsequence."""
    best = [0] * (len(second) + 1)
    for a in first:
        row = [0]
        for number, b in enumerate(second):
            row.append(best[number] + 1 if a == b else max(best[number + 1], row[-1]))
        best = row
    return best[-1]


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_makes_it_stumble(commentary: str, work: str) -> None:
    trace_parallels(passages("Foreword 1", commentary), passages("I", work, commentary))


def test_what_repeats_itself_without_end_is_done_in_time() -> None:
    begun = time.perf_counter()
    trace_parallels(passages("Foreword 1", "peace " * 20000), passages("I", "peace " * 20000))
    sentence = "export controls should be fair and reasonable everywhere in the world "
    for times in (60, 600):
        trace_parallels(passages("Foreword 1", sentence * times), passages("I", sentence * times))
    assert time.perf_counter() - begun < 10


# ── On planted passages ──────────────────────────────────────────────────────────────────────────


class Planted:
    """A work and a commentary of made-up words by Zipf's law, with passages of the work in the commentary, changed at a rate."""

    def __init__(self, seed: int, rate: float) -> None:
        self.dice = random.Random(seed)  # noqa: S311 (a test must be the same each time)
        short = [
            "".join(self.dice.choices("abcdefghijklmnop", k=self.dice.randint(1, 4)))
            for _ in range(60)
        ]
        self.words = short + [
            "".join(self.dice.choices("abcdefghijklmnop", k=self.dice.randint(5, 11)))
            for _ in range(4000)
        ]
        self.weights = [1 / rank for rank in range(1, len(self.words) + 1)]
        self.work = [self.prose(self.dice.randint(60, 180)) for _ in range(40)]
        self.planted: list[tuple[Place, set[int], Place]] = []
        self.commentary = [
            self.paragraph(Place(("Foreword 1",), number), rate) for number in range(1, 21)
        ]

    def prose(self, count: int) -> list[str]:
        return self.dice.choices(self.words, self.weights, k=count)

    def paragraph(self, place: Place, rate: float) -> list[str]:
        made = self.prose(self.dice.randint(20, 60))
        for _ in range(self.dice.randint(0, 2)):
            source = self.dice.randrange(len(self.work))
            length = self.dice.randint(12, 35)
            at = self.dice.randrange(len(self.work[source]) - length)
            begun = len(made)
            made += self.changed(self.work[source][at : at + length], rate)
            self.planted.append((place, set(range(begun, len(made))), Place(("I",), source + 1)))
            made += self.prose(self.dice.randint(10, 40))
        return made

    def changed(self, words: list[str], rate: float) -> list[str]:
        made: list[str] = []
        for word in words:
            kind = self.dice.choice(("other", "less", "more")) if self.dice.random() < rate else ""
            made += {
                "": [word],
                "other": self.prose(1),
                "less": [],
                "more": [*self.prose(1), word],
            }[kind]
        return made


def score(planted: Planted) -> tuple[float, float]:
    """Give the precision and the recall of the words of the commentary that are traced to their source."""
    ours, theirs = (
        passages("Foreword 1", *map(" ".join, planted.commentary)),
        passages("I", *map(" ".join, planted.work)),
    )
    at = {
        passage.place: {span[0]: number for number, span in enumerate(passage.spans)}
        for passage in ours
    }
    traced = {
        (p.place, number, p.source)
        for p in trace_parallels(ours, theirs)
        for start, number in at[p.place].items()
        if p.start <= start < p.end
    }
    wanted = {
        (place, number, source) for place, numbers, source in planted.planted for number in numbers
    }
    right = len(traced & wanted)
    return right / len(traced), right / len(wanted)


@pytest.mark.parametrize(
    ("rate", "precision", "recall"),
    [(0, 0.99, 0.995), (0.05, 0.98, 0.98), (0.1, 0.98, 0.95), (0.2, 0.98, 0.85)],
)
def test_planted_passages_are_found_and_little_else(
    rate: float, precision: float, recall: float
) -> None:
    scores = [score(Planted(seed, rate)) for seed in range(5)]
    means = tuple(sum(values) / len(values) for values in zip(*scores, strict=True))
    print(f"changes {rate:.0%}: precision {means[0]:.3f}, recall {means[1]:.3f}")
    assert means[0] >= precision
    assert means[1] >= recall


# ── In a book ────────────────────────────────────────────────────────────────────────────────────

TAKEN = "He <b>saw his own shadow in the water, and took it for that of another</b> [Dog](x), so they say."


@pytest.fixture
def borrowed(root: Path) -> Path:
    """The tiny edition, whose reflexion takes words of the third fable."""
    substitute(root / "sources" / SLUG / "reflexion.txt", "'Tis matter", f"{TAKEN}\n'Tis matter")
    return root


def parallels_of(root: Path) -> tuple[AssembledEdition, list[Note]]:
    made = assemble_edition(SLUG, BuildContext(root))
    return made, [note for note in made.edition.notes if note.kind == "parallel"]


def test_each_side_leads_to_the_other(borrowed: Path) -> None:
    made, notes = parallels_of(borrowed)
    words = {note.id: text_of(note.inlines) for note in notes}
    leads = {
        note.id: [i.locator.target for i in note.inlines if isinstance(i, PageReference)]
        for note in notes
    }
    here, there = notes
    assert [note.place.path[0] for note in notes] == ["Foreword 1", "III"]
    assert leads == {here.id: [there.id], there.id: [here.id]}
    assert words[here.id] == "“saw his … of another”: word for word as in the work, ."
    assert (
        words[there.id] == "“saw his … of another”: repeated in the foreword: Roger L’Estrange, ."
    )
    assert [p.words for p in made.edition.parallels] == [14]


@pytest.mark.slow
def test_print_and_ebook_hold_the_notes_on_parallels(borrowed: Path) -> None:
    made, notes = parallels_of(borrowed)
    render_print(made.edition, made.assets)  # both are proven as they are made
    documents = read_epub(ebook_of(made)).documents
    assert sum("word for word as in the work" in document for document in documents) == 1
    assert len(notes) == 2


def test_the_table_states_both_passages(borrowed: Path) -> None:
    made, _ = parallels_of(borrowed)
    (row,) = csv.DictReader(io.StringIO(tables.render_parallels_csv(made.edition).decode()))
    assert (row["place"], row["source"], row["words"], row["share"]) == (
        "Foreword 1 ¶1",
        "III ¶1",
        "14",
        "1.00",
    )
    assert (
        row["passage"]
        == row["source_passage"]
        == "saw his own shadow in the water, and took it for that of another"
    )
    page = tables.render_ledger_page(
        made.edition, made.ledger, made.assets["ledger.html"].decode()
    ).decode()
    assert re.search(
        r'<td class="place">Foreword 1 ¶1</td><td class="place">III ¶1</td><td class="number">14</td>',
        page,
    )
    assert "<b>saw" not in page


def test_an_edition_without_parallels_says_nothing_of_them(root: Path) -> None:
    made, notes = parallels_of(root)
    assert (notes, made.edition.parallels) == ([], ())
    assert tables.render_parallels_csv(made.edition).decode().count("\n") == 1
    assert (
        "Parallels"
        not in tables.render_ledger_page(
            made.edition, made.ledger, made.assets["ledger.html"].decode()
        ).decode()
    )


def test_the_report_takes_sentences_of_the_first_editions_preface() -> None:
    made = assemble_edition("chinas-export-controls")
    texts = paragraph_texts(made.edition.divisions)
    whole = [
        p
        for p in made.edition.parallels
        if p.share == 1 and p.source.path == ("Preface",) and p.words >= 20
    ]
    assert [(p.place.paragraph, p.words) for p in whole if p.place.path == ("Foreword 1",)] == [
        (4, 34),
        (6, 22),
        (8, 21),
        (9, 44),
    ]
    assert all(same(p, texts) for p in whole)


def same(parallel: Parallel, texts: dict[Place, str]) -> bool:
    here, there = texts[parallel.place], texts[parallel.source]
    return here[parallel.start : parallel.end] == there[parallel.source_start : parallel.source_end]

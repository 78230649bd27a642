"""What a commentary repeats of the work is found and measured."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.annotate.parallels.chains import TracedParagraph
from book.annotate.parallels.trace import trace_parallels
from book.model import Place
from tests.annotate.traced import passages

WORK = (
    "All countries pay close attention to export controls, and take an active approach to "
    "strengthening and standardizing them by law."
)


def traced(commentary: str, *work: str) -> list[tuple[str, str, int]]:
    """Return the passages of one paragraph, those of the work, and the numbers of shared words."""
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
def test_five_words_and_three_long_ones_are_a_parallel(
    commentary: str, expected: list[tuple[str, int]]
) -> None:
    assert [(passage, words) for passage, _, words in traced(commentary)] == expected


def test_words_that_every_text_has_are_no_parallel() -> None:
    assert (
        traced(
            "and so it is that in the end of the day he was not",
            "as it is that in the end of the day it is",
        )
        == []
    )


def test_a_passage_extends_over_a_changed_word() -> None:
    work = "No country should apply double standards to matters related to non-proliferation."
    commentary = "He opposes the double standards in matters related to non-proliferation and more."
    assert traced(commentary, work) == [
        (
            "double standards in matters related to non-proliferation",
            "double standards to matters related to non-proliferation",
            6,
        )
    ]


def test_single_words_within_a_passage_are_counted() -> None:
    work = (
        "to provide a full picture of China’s policies on export controls, and to help the "
        "international community better"
    )
    commentary = (
        "to provide a full picture of related policies and help the international community better"
    )
    assert traced(commentary, work) == [(commentary, work, 13)]


def test_a_passage_has_the_source_with_most_of_its_words() -> None:
    work = (
        "world peace and development everywhere matter",
        "the challenges of world peace and development everywhere matter greatly",
    )
    assert traced(
        "among the challenges of world peace and development everywhere matter greatly two things",
        *work,
    ) == [
        (
            "the challenges of world peace and development everywhere matter greatly",
            "the challenges of world peace and development everywhere matter greatly",
            10,
        )
    ]


def test_sentences_in_another_order_are_two_parallels() -> None:
    first, second = (
        "China has signed bilateral agreements with several countries.",
        "Export controls should be reasonable everywhere.",
    )
    assert [words for *_, words in traced(f"{second} And then: {first}", f"{first} {second}")] == [
        6,
        8,
    ]


def test_two_chinese_characters_count_as_a_word() -> None:
    work = "中国坚持总体国家安全观,统筹发展和安全,统筹开放和安全。"
    assert traced("专家说,坚持总体国家安全观,统筹发展和安全很重要。", work) == [
        ("坚持总体国家安全观,统筹发展和安全", "坚持总体国家安全观,统筹发展和安全", 16)
    ]
    assert traced("他说国家安全观很重要。", work) == []


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
def test_parallels_do_not_overlap_and_share_their_words(
    commentaries: list[str], work: list[str]
) -> None:
    check_parallels(passages("Foreword 1", *commentaries), passages("I", *work))


def check_parallels(ours: list[TracedParagraph], theirs: list[TracedParagraph]) -> None:
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
    """Return the length of the longest common subsequence."""
    best = [0] * (len(second) + 1)
    for a in first:
        row = [0]
        for number, b in enumerate(second):
            row.append(best[number] + 1 if a == b else max(best[number + 1], row[-1]))
        best = row
    return best[-1]


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_traced(commentary: str, work: str) -> None:
    check_parallels(passages("Foreword 1", commentary), passages("I", work, commentary))


def test_endless_repetition_is_traced_in_time() -> None:
    start = time.process_time()
    trace_parallels(passages("Foreword 1", "peace " * 20000), passages("I", "peace " * 20000))
    sentence = "export controls should be fair and reasonable everywhere in the world "
    for times in (60, 600):
        trace_parallels(passages("Foreword 1", sentence * times), passages("I", sentence * times))
    assert time.process_time() - start < 10

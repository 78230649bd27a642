"""A paragraph that a copy divides into short lines has one row for each of its parts, or one."""

import pytest

from book.ledger import compile_ledger
from tests.bench.witness_generator import build_witness
from tests.collate.reconstruction import assert_reconstructible
from tests.collate.samples import FOUR, ONE, THREE, TWO
from tests.factories import collation

VERSE = ("The miller keeps the gate,", "the gate keeps the mill,", "and none goes in", "at dusk.")
ADDRESS = ("To the Keeper,", "The Old Mill,", "Oak Lane.")
SIGNED = ("Yours ever,", "J. H.")


def rows(first: tuple[str, ...], second: tuple[str, ...]) -> list[str]:
    """Return who has each row that stands between two paragraphs that all have."""
    texts = build_witness("A", (ONE, *first, TWO)), build_witness("B", (ONE, *second, TWO))
    found = collation(*texts)
    assert_reconstructible(found, texts)
    compile_ledger(texts, found)
    assert not [v for row in found.rows for v in row.variants if v.kind == "substantive"]
    return ["".join(siglum for siglum, _ in row.units) for row in found.rows][1:-1]


@pytest.mark.parametrize(
    ("lines", "run_in"),
    [
        (VERSE, (" ".join(VERSE),)),
        (ADDRESS, (" ".join(ADDRESS),)),
        (SIGNED, (" ".join(SIGNED),)),
        (("My dear Ann,", THREE), (f"My dear Ann,—{THREE}",)),
        ((THREE, *SIGNED), (f"{THREE} {' '.join(SIGNED)}",)),
        ((THREE, "Oak Lane,", "1 May.", FOUR), (f"{THREE} Oak Lane, 1 May.", FOUR)),
        ((THREE, *VERSE, FOUR), (f"{THREE} {' '.join(VERSE)}", FOUR)),
        ((THREE, *VERSE, FOUR), (THREE, " ".join(VERSE[:2]), f"{' '.join(VERSE[2:])} {FOUR}")),
    ],
    ids=lambda lines: lines[0][:20],
)
def test_lines_are_aligned_with_what_runs_them_in(
    lines: tuple[str, ...], run_in: tuple[str, ...]
) -> None:
    together = rows(run_in, lines)
    assert [sigla.rstrip("B") for sigla in together] == ["A"] * len(run_in)
    assert "".join(together).count("B") == len(lines)
    assert rows(lines, run_in) == ["AB"] * len(lines)


@pytest.mark.parametrize(
    ("one", "other"), [("R. W.", "R.W."), ("W.B.", "W. B."), ("To-day.", "Today.")]
)
def test_initials_are_aligned_however_they_are_spaced(one: str, other: str) -> None:
    assert rows((THREE, one), (THREE, other)) == ["AB", "AB"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("And the law of the land.", "And the house of the mind."),
        ("J. H.", "The keeper."),
    ],
)
def test_short_lines_that_share_only_small_words_are_not_the_same(one: str, other: str) -> None:
    texts = build_witness("A", (ONE, one, TWO)), build_witness("B", (ONE, other, TWO))
    assert ["".join(s for s, _ in row.units) for row in collation(*texts).rows] == [
        *("AB", "A", "B", "AB"),
    ]


OLD_STANZA = (
    "Then up spoke Osla upon the shore, And a grey old wife was she: "
    "There is many can read what is put in a book That never could read the sea."
)
NEW_STANZA = (
    "Then up spoke Osla upon the shore, And a sorry old wife was she: "
    "It was true, it was true, when they wrote it down, But they wrote it down on the sea."
)
OTHER_STANZA = (
    "The first one lifted her up like a lamb, The second it laid her over, "
    "The third has carried the book away To read in the deeps for ever."
)


@pytest.mark.parametrize(
    ("old", "new", "who"),
    [
        (OLD_STANZA, NEW_STANZA, ["AB", "AB", "AB"]),
        (OLD_STANZA, OTHER_STANZA, ["AB", "A", "B", "AB"]),
    ],
    ids=["rewritten", "another"],
)
def test_a_stanza_that_a_copy_has_rewritten_is_not_printed_twice(
    old: str, new: str, who: list[str]
) -> None:
    texts = build_witness("A", (ONE, old, TWO)), build_witness("B", (ONE, new, TWO))
    found = collation(*texts)
    assert_reconstructible(found, texts)
    assert ["".join(s for s, _ in row.units) for row in found.rows] == who


def test_a_sentence_beyond_a_break_that_a_copy_has_elsewhere_is_no_variant() -> None:
    sentence = "So the keeper of the gate told us."
    early, late = (THREE, f"{sentence} {FOUR}"), (f"{THREE} {sentence}", FOUR)
    assert rows(early, late) == ["AB", "ABB"]
    assert rows(late, early) == ["ABB", "AB"]


def test_a_title_that_repeats_the_first_line_is_no_part_of_the_stanza() -> None:
    poem = build_witness("A", (ONE, " ".join(VERSE), TWO))
    lines = build_witness("B", (ONE, "The Miller Keeps the Gate", *VERSE, TWO))
    assert ["".join(s for s, _ in row.units) for row in collation(poem, lines).rows] == [
        *("AB", "B", "ABBBB", "AB"),
    ]

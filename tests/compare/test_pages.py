"""The pages that differ between two print editions, by their words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.compare import find_page_changes
from book.pipeline.release import compare_releases
from book.runtime import workspace
from book.terminal.report.changes import page_line
from book.verify.readback.pdf import PageText
from tests.compare.edits import Edit, append, edit, report_lines
from tests.conftest import SLUG

LONG = "There was more to be said of it, and it was said at length. " * 30


def pages_of(*texts: str) -> tuple[PageText, ...]:
    """Return pages 1, 2, 3 … with these texts; a bar separates the notes of a page."""
    parts = [text.partition("|") for text in texts]
    return tuple(
        PageText(str(number), text.strip(), foot.strip())
        for number, (text, _, foot) in enumerate(parts, 1)
    )


OLD = ("one fish | 1. A note.", "two fish, see 12", "red fish and blue fish", "the end")
PAGES: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "nothing": (OLD, []),
    "a word": (("one fish | 1. A note.", "two cats, see 12", *OLD[2:]), ["p. 2: changed"]),
    "a note": (("one fish | 1. Another note.", *OLD[1:]), ["p. 1: changed"]),
    "a figure": ((OLD[0], "two fish, see 13", *OLD[2:]), ["p. 2: only numbers changed"]),
    "a new page": (
        (OLD[0], "something wholly new", *OLD[1:]),
        ["p. 2: new", "pp. 3–5: moved, were pp. 2–4"],
    ),
    "a page gone": (OLD[1:], ["p. 1: removed", "pp. 1–3: moved, were pp. 2–4"]),
    "other page ends": (
        (*OLD[:2], "red fish", "and blue fish the end"),
        ["pp. 3–4: same words, other page breaks"],
    ),
    "a word and what follows from it": (
        (*OLD[:2], "red and brown fish", "and blue fish the end"),
        ["p. 3: changed", "p. 4: same words, other page breaks"],
    ),
    "a note on the next page": (
        ("one fish", "two fish, see 12 | 1. A note.", *OLD[2:]),
        ["pp. 1–2: same words, other page breaks"],
    ),
}


@pytest.mark.parametrize("case", PAGES)
def test_pages_are_compared_by_the_words_of_text_and_notes(case: str) -> None:
    texts, expected = PAGES[case]
    assert [
        page_line(change) for change in find_page_changes(pages_of(*OLD), pages_of(*texts))
    ] == expected


def test_a_word_broken_across_two_pages_is_one_word() -> None:
    old, new = (
        pages_of("the inter\x02national law", "of nations"),
        pages_of("the inter\x02", "national law of nations"),
    )
    assert [change.fate for change in find_page_changes(old, new)] == ["reflowed"]


@given(
    st.lists(st.lists(st.sampled_from("abc1"), max_size=4), max_size=4),
    st.lists(st.lists(st.sampled_from("abc1"), max_size=4), max_size=4),
)
def test_no_page_is_reported_if_and_only_if_all_are_equal(
    first: list[list[str]], second: list[list[str]]
) -> None:
    old, new = (pages_of(*(" ".join(page) for page in pages)) for pages in (first, second))
    assert (find_page_changes(old, new) == ()) == (old == new)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (edit("notes.toml", "*reflection*", "image"), ["  p. 3: changed"]),
        pytest.param(
            append("introduction.md", f"\n{LONG}\n\n{LONG}\n"),
            ["  p. ix: changed", "  pp. x–xi: new", "  p. xii: moved, was p. x"],
            marks=pytest.mark.slow,
        ),
    ],
    ids=["a word of a note", "a longer introduction"],
)
def test_the_pages_that_an_edit_changes_are_named(
    change: Edit, expected: list[str], released: Path
) -> None:
    change(released / "sources" / SLUG)
    lines = report_lines(compare_releases(SLUG, root=released))
    assert lines[lines.index("Pages") + 1 :] == expected


@pytest.mark.slow
def test_another_style_changes_pages_alone(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append("notes.toml", "\n# a remark: other inputs\n")(released / "sources" / SLUG)
    assets = workspace.read_assets()
    larger = assets | {
        "print.css": assets["print.css"]
        + b"\n.introduction p { font-size: 60pt !important; line-height: 1.5 !important }\n"
    }
    monkeypatch.setattr(workspace, "read_assets", lambda *_: larger)
    differences = compare_releases(SLUG, root=released)
    assert (differences.alterations, differences.is_empty) == ((), False)
    assert report_lines(differences) == [
        "Pages",
        "  p. ix: same words, other page breaks",
        "  pp. x–xi: new",
        "  p. xii: moved, was p. x",
    ]

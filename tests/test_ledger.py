"""The ledger accounts for each character of each witness once, or there is no book."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.errors import ProofError
from book.ledger import check_ledger, compile_ledger
from book.model import Account, Entry, Ledger, Line, Removal, Span, Witness
from tests.factories import collation, text

ONE = "The law of the land is old, and those who made it are not known."
TWO = "The order of the house is older than the law, as children know."
WITNESS = Witness("A", "a.txt", "text", (Line(1, "abcdef"), Line(3, "ghi")))
WHOLE = (
    Entry(Span(1, 0, 2), "removed"),
    Entry(Span(1, 2, 6), "printed"),
    Entry(Span(3, 0, 3), "printed"),
)


def ledger(*entries: Entry) -> Ledger:
    return Ledger((Account(WITNESS, entries),))


def test_entries_that_share_out_each_line_add_up_in_any_order() -> None:
    check_ledger(ledger(*WHOLE))
    check_ledger(ledger(*reversed(WHOLE)))


@pytest.mark.parametrize(
    ("entries", "line", "message"),
    [
        (
            (Entry(Span(1, 0, 2), "removed"), Entry(Span(1, 3, 6), "printed"), WHOLE[2]),
            1,
            "characters 2 to 3",
        ),
        (
            (Entry(Span(1, 0, 3), "removed"), Entry(Span(1, 2, 6), "printed"), WHOLE[2]),
            1,
            "characters 2 to 3",
        ),
        ((*WHOLE, WHOLE[1]), 1, "characters 2 to 6"),
        ((Entry(Span(1, 1, 6), "printed"), WHOLE[2]), 1, "characters 0 to 1"),
        ((Entry(Span(1, 0, 5), "printed"), WHOLE[2]), 1, "characters 5 to 6"),
        ((Entry(Span(1, 0, 7), "printed"), WHOLE[2]), 1, "characters 7 to 6"),
        (WHOLE[:2], 3, "characters 0 to 3"),
        ((*WHOLE, Entry(Span(2, 0, 4), "printed")), 2, "a line that the witness lacks"),
    ],
    ids=[
        "gap",
        "overlap",
        "twice",
        "late start",
        "early end",
        "beyond the end",
        "line left out",
        "foreign line",
    ],
)
def test_entries_that_do_not_add_up_are_refused_with_the_line(
    entries: tuple[Entry, ...], line: int, message: str
) -> None:
    with pytest.raises(ProofError, match=message) as caught:
        check_ledger(ledger(*entries))
    assert (caught.value.file, caught.value.line) == ("a.txt", line)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_a_ledger_with_one_entry_changed_is_refused(data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(WHOLE) - 1))
    span = data.draw(st.builds(Span, st.integers(1, 3), st.integers(0, 7), st.integers(0, 7)))
    if span != WHOLE[index].span:
        with pytest.raises(ProofError):
            check_ledger(
                ledger(*(replace(e, span=span) if i == index else e for i, e in enumerate(WHOLE)))
            )


def test_each_line_has_the_fate_that_the_stages_gave_it() -> None:
    rows = ("I. Law", ONE, TWO, "Share")
    texts = (
        text("A", *rows),
        text("B", "I. Law", ONE, TWO.replace("house", "home")),
        text("C", "I. Law", ONE.replace("The", "the"), TWO),
    )
    made = compile_ledger(texts, collation(*texts))
    fates = [
        (a.witness.siglum, e.span.line, e.fate, e.place, e.rule)
        for a in made.accounts
        for e in a.entries
    ]
    assert fates == [
        ("A", 1, "printed", "I", ""),
        ("A", 2, "printed", "I ¶1", ""),
        ("A", 3, "printed", "I ¶2", ""),
        ("A", 4, "removed", "", "page chrome"),
        ("B", 1, "same", "I", ""),
        ("B", 2, "same", "I ¶1", ""),
        ("B", 3, "variant", "I ¶2", "1 substantive, 0 accidental"),
        ("C", 1, "same", "I", ""),
        ("C", 2, "same", "I ¶1", "1 accidental"),
        ("C", 3, "same", "I ¶2", ""),
    ]


def test_a_unit_that_the_collation_dropped_is_refused_with_its_line() -> None:
    texts = (text("A", "I. Law", ONE, TWO),)
    found = collation(*texts)
    with pytest.raises(ProofError, match="no place in the book") as caught:
        compile_ledger(texts, replace(found, rows=found.rows[:-1]))
    assert caught.value.line == 3


def test_a_removal_entered_twice_is_refused() -> None:
    found = text("A", ONE, "Share")
    doubled = replace(found, removals=(*found.removals, Removal(Span(1, 0, 3), "The", "a rule")))
    with pytest.raises(ProofError):
        compile_ledger((doubled,), collation(found))

"""The ledger accounts for each character of each witness exactly once, or it is refused."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
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


def test_entries_that_add_up_are_accepted_in_any_order() -> None:
    check_ledger(ledger(*WHOLE))
    check_ledger(ledger(*reversed(WHOLE)))


def printed(line: int, start: int, end: int) -> Entry:
    return Entry(Span(line, start, end), "printed")


REMOVED, PRINTED, LAST = WHOLE
REFUSED = {
    "gap": ((REMOVED, printed(1, 3, 6), LAST), 1, "characters 2 to 3"),
    "overlap": ((Entry(Span(1, 0, 3), "removed"), PRINTED, LAST), 1, "characters 2 to 3"),
    "twice": ((*WHOLE, PRINTED), 1, "characters 2 to 6"),
    "late start": ((printed(1, 1, 6), LAST), 1, "characters 0 to 1"),
    "early end": ((printed(1, 0, 5), LAST), 1, "characters 5 to 6"),
    "beyond the end": ((printed(1, 0, 7), LAST), 1, "characters 7 to 6"),
    "line left out": (WHOLE[:2], 3, "characters 0 to 3"),
    "foreign line": ((*WHOLE, printed(2, 0, 4)), 2, "a line that the witness lacks"),
}


@pytest.mark.parametrize(("entries", "line", "message"), REFUSED.values(), ids=REFUSED)
def test_entries_that_do_not_add_up_are_refused_with_the_line(
    entries: tuple[Entry, ...], line: int, message: str
) -> None:
    with pytest.raises(ProofError, match=message) as caught:
        check_ledger(ledger(*entries))
    assert (caught.value.file, caught.value.line) == ("a.txt", line)


SPANS = st.builds(Span, st.integers(1, 3), st.integers(0, 7), st.integers(0, 7))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, len(WHOLE) - 1), SPANS)
def test_a_ledger_with_one_entry_changed_is_refused(index: int, span: Span) -> None:
    assume(span != WHOLE[index].span)
    changed = (replace(e, span=span) if i == index else e for i, e in enumerate(WHOLE))
    with pytest.raises(ProofError):
        check_ledger(ledger(*changed))


def test_each_line_has_the_fate_that_the_stages_gave_it() -> None:
    texts = (
        text("A", "I. Law", ONE, TWO, "Share"),
        text("B", "I. Law", ONE, TWO.replace("house", "home")),
        text("C", "I. Law", ONE.replace("The", "the"), TWO),
    )
    fates = [
        (account.witness.siglum, e.span.line, e.fate, e.place, e.rule)
        for account in compile_ledger(texts, collation(*texts)).accounts
        for e in account.entries
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
    collated = collation(*texts)
    with pytest.raises(ProofError, match="collation lost this line") as caught:
        compile_ledger(texts, replace(collated, rows=collated.rows[:-1]))
    assert caught.value.line == 3


def test_a_removal_entered_twice_is_refused() -> None:
    cleaned = text("A", ONE, "Share")
    again = Removal(Span(1, 0, 3), "The", "a rule")
    doubled = replace(cleaned, removals=(*cleaned.removals, again))
    with pytest.raises(ProofError):
        compile_ledger((doubled,), collation(cleaned))

"""Calls of notes beside and within words with a form."""

from book.model import Emphasis, NoteCall, Plain, Strong, Styled
from book.text.calls import insert_calls

FOX = Plain("red fox")


def test_a_call_at_the_end_of_emphasis_stands_after_it() -> None:
    inlines = (Plain("a "), Emphasis((FOX,)), Plain(" ran"))
    assert insert_calls(inlines, {9: [NoteCall("n")]}) == (
        Plain("a "),
        Emphasis((FOX,)),
        NoteCall("n"),
        Plain(" ran"),
    )


def test_a_call_within_nested_form_stands_at_its_word() -> None:
    inlines = (Strong((Styled("underline", (FOX,)),)),)
    assert insert_calls(inlines, {3: [NoteCall("n")]}) == (
        Strong((Styled("underline", (Plain("red"), NoteCall("n"), Plain(" fox"))),)),
    )

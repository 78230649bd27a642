"""The words of Markdown, and how they are compared with what is printed."""

import pytest

from book.errors import ProofError
from book.model import Emphasis, Inlines, Link, Locator, PageReference, Plain
from book.verify.editor.markdown import source_words
from book.verify.editor.words import printed_words, prove_words

PERRY = Link("#ref-perry", (Plain("Perry 1952, 15"),))
PAGE = PageReference(Locator("p-i-1", "I ¶1"))

SAME: list[tuple[str, Inlines]] = [
    ("the *old* law", (Plain("the "), Emphasis((Plain("old"),)), Plain(" law"))),
    ("number 15 [@perry, 15].", (Plain("number 15 ("), PERRY, Plain(")."))),
    ("[see @perry, 15; and others]", (Plain("(see "), PERRY, Plain("; and others)"))),
    ("as [](#p) says", (Plain("as "), PAGE, Plain(" says"))),
    ("un*frozen*", (Plain("un"), Emphasis((Plain("frozen"),)))),
    ("1. One\n2. Two", (Plain("One Two"),)),
    ("I. Not a list", (Plain("I. Not a list"),)),
    ("x^2^ and H~2~O, a\\*b", (Plain("x2 and H2O, a*b"),)),
    ("[the fox](#I) ran", (Plain("the fox ran"),)),
    ("[rerum]{lang=la} <https://a.example/>", (Plain("rerum https://a.example/"),)),
]
OTHER: list[tuple[str, Inlines, str]] = [
    ("the old law", (Plain("the law"),), "expected “old law”, found “law”"),
    ("the law", (Plain("the law and more"),), "expected nothing more, found “and more”"),
    ("the old law", (Plain("the old"),), "expected “law”, found nothing"),
    ("well-known", (Plain("wellknown"),), "expected “well known”, found “wellknown”"),
    ("the law", (Plain("thelaw"),), "expected “the law”, found “thelaw”"),
    ("law [@perry]", (Plain("law "), PERRY, Plain(" invented")), "found “invented”"),
    (
        "see [](#p) now",
        (Plain("see something "), PAGE, Plain(" now")),
        "expected “now”, found “something now”",
    ),
]


@pytest.mark.parametrize(("written", "printed"), SAME, ids=[written for written, _ in SAME])
def test_the_same_words(written: str, printed: Inlines) -> None:
    prove_words(source_words(written), printed_words((printed,)), "it", "notes.toml", 3)


@pytest.mark.parametrize(
    ("written", "printed", "message"), OTHER, ids=[written for written, *_ in OTHER]
)
def test_other_words(written: str, printed: Inlines, message: str) -> None:
    with pytest.raises(ProofError) as raised:
        prove_words(source_words(written), printed_words((printed,)), "it", "notes.toml", 3)
    assert message in str(raised.value)
    assert (raised.value.file, raised.value.line) == ("notes.toml", 3)

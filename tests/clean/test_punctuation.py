"""The rules of punctuation, in every language that has its own: no letter or digit changes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from book.clean.characters import fix
from book.clean.punctuation import RULES
from book.model import PUNCTUATION_RULES, Punctuation
from book.text.conventions import QUOTES_OF

PIECES = st.sampled_from(
    [
        *"\"'-. ,;:!?()«»„“”‘’—–5a\xa0\u202f",
        "--",
        "'tis",
        "goin'",
        "Mot",
        "好",
        "צה",
        "6'2\"",
        "...",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def words(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@settings(max_examples=25, deadline=None, derandomize=True)
@given(TEXTS, st.sampled_from(["en", *QUOTES_OF]))
def test_no_rule_changes_a_word_and_all_are_done_at_once(text: str, language: str) -> None:
    style = Punctuation(language)
    once = fix(text, style)[0]
    assert words(once) == words(text)
    assert fix(once, style)[0] == once


def test_the_rules_can_be_turned_off() -> None:
    assert tuple(each.__name__ for each in RULES) == PUNCTUATION_RULES
    text = "« --No... » 'no'"
    assert fix(text, Punctuation("fr", rules=())) == (text, ())

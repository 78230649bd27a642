"""The order of the index and the glossary is proven by the alphabet of each language."""

import random
import re
import unicodedata

import pytest

from book.errors import ProofError
from book.text.sorting import Alphabet
from book.verify.editor.list_order import ALPHABETS, prove_order

STRANGE = "_@²İđœǿ中"  # names with these are not compared, or as the language has them
LANGUAGES = sorted(tag for tags in ALPHABETS for tag in tags.split())
OTHERS = {
    "ru": "ё",
    "el": "άὥῃςϊ",
    "fr": "éàœç",
    "de": "ßé",
    "ja": "ガゃっパ",
    "he": "ךם",
    "hi": "ँ",
}


def random_names(language: str, seed: int) -> list[str]:
    """Return names of random letters, some of two words, some with a comma or a bracket."""
    alphabet = next(value for tags, value in ALPHABETS.items() if language in tags.split())
    letters = [
        *alphabet.replace("=", " ").split(),
        *OTHERS.get(language, ""),
        *"0123456789",
        *STRANGE,
    ]
    chance = random.Random(seed)  # noqa: S311 (a test)
    signs = ("", "", "", " ", ", ", " (", "-", "’")
    words = ["".join(chance.choices(letters, k=chance.randint(1, 5))) for _ in range(400)]
    names = [f"{first.capitalize()}{chance.choice(signs)}{chance.choice(words)}" for first in words]
    return [name for name in names if not unicodedata.category(name[0]).startswith("M")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_orders_agree(language: str) -> None:
    key = Alphabet(language).key
    prove_order(sorted(random_names(language, 1), key=key), {}, language, "the index", "index.toml")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("es", ["ñandú", "nube"]),
        ("cs", ["chata", "had"]),
        ("pl", ["łza", "lody"]),
        ("ru", ["Яков", "ёлка"]),
        ("el", ["Ὅμηρος", "Ἀθῆναι"]),
        ("ja", ["かき", "アジア"]),
        ("en", ["Newark", "New York"]),
        ("en", ["resolution 1540", "resolution 984"]),
    ],
)
def test_a_name_before_its_place_is_found(language: str, names: list[str]) -> None:
    with pytest.raises(ProofError, match=f"the index has “{re.escape(names[1])}” after"):
        prove_order(names, {}, language, "the index", "index.toml")


def test_a_name_is_compared_by_its_reading() -> None:
    readings = {"東京": "とうきょう", "大阪": "おおさか"}
    prove_order(["大阪", "東京"], readings, "ja", "the index", "index.toml")
    with pytest.raises(ProofError, match="has “大阪” after “東京”"):
        prove_order(["東京", "大阪"], readings, "ja", "the index", "index.toml")

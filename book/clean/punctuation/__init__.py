"""The punctuation of a language, for what copies type in its place.

`RULES` are functions from a text and its style to the text. An editor can turn each of them off
(`punctuation` in edition.toml). No rule changes a letter or a digit.
"""

from collections.abc import Callable

from book.clean.punctuation.dashes import dashes
from book.clean.punctuation.ellipses import ellipses
from book.clean.punctuation.quotes import quotes
from book.clean.punctuation.spacing import spacing
from book.model import Punctuation

Rule = Callable[[str, Punctuation], str]

RULES: tuple[Rule, ...] = (dashes, quotes, ellipses, spacing)

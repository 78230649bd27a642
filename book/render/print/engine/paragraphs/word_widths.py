"""Widths of the characters of words from right to left, each of which is shaped once.

The letters of Arabic join within words alone, and `bidi.runs` has words shaped apart from the
spaces between them. A font for them has hundreds of rules, so to shape a text takes long; but most
of its words were met before.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
from typing import Any

# Texts with letters of one of these scripts alone: Pango draws their signs and figures in it too.
SCRIPTS = tuple(
    re.compile(rf"(?=.*[{letters}])(?:[{letters}]|[^\S\N{{NO-BREAK SPACE}}]|[^\w\s]|[\d_])*")
    for letters in ("\u0590-\u05ff\ufb1d-\ufb4f", "\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefe")
)

# The properties of a style on which the widths of its words depend.
SHAPING = (
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    *("font_feature_settings", "font_variation_settings", "font_language_override", "lang"),
    *("letter_spacing", "word_spacing"),
)

Widths = Sequence[float]  # of the characters of a text
Measure = Callable[[str], list[float]]


def widths_by_words(text: str, style: Any, measure: Measure) -> Widths | None:
    """Return the widths of the characters of a text, in the unit of `measure`.

    Return None if its words are not shaped apart, or not in one script.
    """
    if style["direction"] != "rtl" or not style["word_spacing"]:
        return None
    script = next((number for number, each in enumerate(SCRIPTS) if each.fullmatch(text)), None)
    if script is None:
        return None
    known = style.font_config.__dict__.setdefault("word_widths", {})
    key = (script, *(str(style[name]) for name in SHAPING))
    words: _WordWidths = known.setdefault(key, _WordWidths())
    return words.of(text, measure)


@dataclass(frozen=True, slots=True)
class _WordWidths:
    """The widths of the characters of words in a style, and of a space between two of them."""

    known: dict[str, Widths] = field(default_factory=lambda: {"": ()})

    def of(self, text: str, measure: Measure) -> Widths:
        words = text.split(" ")
        self._add([word for word in dict.fromkeys(words) if word not in self.known], measure)
        spaces = self.known[" "]
        return [
            *self.known[words[0]],
            *chain(*((*spaces, *self.known[word]) for word in words[1:])),
        ]

    def _add(self, words: list[str], measure: Measure) -> None:
        """Shape words, with a space after each."""
        if not words:
            return
        widths = measure(" ".join([*words, words[0]]))
        begins = accumulate((len(word) + 1 for word in words), initial=0)
        for word, (begin, end) in zip(words, pairwise(begins), strict=True):
            self.known[word] = widths[begin : end - 1]
            self.known.setdefault(" ", widths[end - 1 : end])

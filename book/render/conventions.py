"""The style sheets and fonts of a book by the conventions of its language.

English books, and German ones, have the style sheets as they are.
"""

import re
from collections.abc import Mapping

from book.render.fonts.narrow_space import with_narrow_space
from book.text.conventions import Conventions, conventions_of

FAMILY, NARROW_FAMILY = b'"EB Garamond"', b'"EB Garamond with U+202F"'
GARAMOND = re.compile(r"EBGaramond-\w+\.ttf")
USUAL = Conventions().division
# For want of small capitals letters are spaced; words typed in capitals are set smaller.
SPACED_LETTERS = """
%s,
.small-caps,
.title-page .publisher {
	font-variant-caps: normal;
	letter-spacing: 0.06em;
}

.speaker.capitals {
	font-size: 0.85em;
	font-variant-caps: normal;
	letter-spacing: 0.04em;
}
"""
# A publisher's name may be in another language, and its i would get the dot of Turkish.
NAMES_AS_WRITTEN = """
.title-page .publisher,
.cover .publisher {
	font-variant-caps: normal;
}
"""
PRINT_INDENTS = """
p.text, hr.scene-break + p.text, :not(p) + p.sources + p.text { text-indent: 14pt }
.subheading + p.text { text-indent: 14pt }
"""
SCREEN_INDENTS = """
h1 + p.text,
h2 + p.text,
h3 + p.text,
h4 + p.text,
h5 + p.text,
h6 + p.text,
p.sources + p.text,
hr.scene-break + p.text {
	text-indent: 1.25em;
}
"""
LINING = "font-variant-numeric: lining-nums proportional-nums"


def with_conventions(language: str, assets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the templates with the rules of a language, and fonts with the spaces it needs."""
    row = conventions_of(language)
    rules = {"print.css": print_rules(row), "epub.css": screen_rules(row)}
    added = {name: assets[name] + text.encode() for name, text in rules.items() if text}
    if row.has_high_spaces:
        # Under a name of its own: fontconfig knows the fonts as they are by their family.
        sheet = added.get("print.css", assets["print.css"])
        added["print.css"] = sheet.replace(FAMILY, NARROW_FAMILY)
        fonts = [name for name in assets if GARAMOND.fullmatch(name)]
        added |= {name: with_narrow_space(assets[name]) for name in fonts}
    return {**assets, **added}


def print_rules(row: Conventions) -> str:
    """Return what is added to the style sheet of the printed book.

    >>> print(print_rules(conventions_of("nl")).strip())
    body { hyphenate-limit-chars: 5 2 2 }
    """
    rules = ""
    if row.division != USUAL:
        least, before, after = row.division
        rules += f"\nbody {{ hyphenate-limit-chars: {least} {before} {after} }}\n"
    if row.has_lining_figures:
        rules += f"html {{ {LINING} }}\n"
    rules += PRINT_INDENTS if row.indents_first else ""
    return rules + _capitals(row, ".cover .publisher,\np.speaker,\nspan.speaker")


def screen_rules(row: Conventions) -> str:
    """Return what is added to the style sheet of the e-book."""
    rules = f"\nbody {{ {LINING} }}\n" if row.has_lining_figures else ""
    rules += SCREEN_INDENTS if row.indents_first else ""
    return rules + _capitals(row, ".speaker,\n.byline,\nh3,\nh4,\nh5,\nh6")


def _capitals(row: Conventions, selectors: str) -> str:
    """Return rules for what a style sheet sets in small capitals: `selectors`, and others."""
    if row.spaces_for_capitals:
        return SPACED_LETTERS % selectors
    return NAMES_AS_WRITTEN if row.has_dotted_capital else ""

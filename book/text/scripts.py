"""The scripts that the layout knows or has fonts for, and what it lacks for others."""

import re
from dataclasses import dataclass

from book.text.languages import script_of

# "" is a language whose script is not known.
LAID_OUT = ("Latn", "Grek", "Cyrl", "Hans", "Hant", "Jpan", "Kore", "Deva", "Hebr", "Arab", "")
# What the layout lacks for a script (ISO 15924), with the name of its typeface.
LACKING: dict[str, str] = {}

# Letters of Indic scripts, whose vowel signs are drawn before the consonants that they follow.
INDIC_LETTER = re.compile("[\u0900-\u0dff\u1cd0-\u1cff\ua8e0-\ua8ff]")
# What it lacks for languages in Arabic letters: Amiri was made for Arabic, and tried with Persian.
UNTRIED = "a typeface that was tried with the letters of {}"
LACKING_BY_LANGUAGE = {
    "ps": UNTRIED.format("Pashto"),
    "ckb": UNTRIED.format("Sorani"),
    "sd": UNTRIED.format("Sindhi"),
    "ks": UNTRIED.format("Kashmiri"),
    "ur": "a typeface in the Nastaliq style, in which Urdu is read",
}

# The scripts that have fonts besides those of all books, and their names in English.
SCRIPT_NAMES = {
    "Hans": "simplified Chinese",
    "Hant": "traditional Chinese",
    "Jpan": "Japanese",
    "Kore": "Korean",
    "Deva": "Devanagari",
    "Hebr": "Hebrew",
    "Arab": "Arabic",
}


@dataclass(frozen=True, slots=True)
class TypeSizes:
    """Sizes of type and leadings of a book, in points, as its colophon states them."""

    type: str
    leading: str
    notes: str
    notes_leading: str


# Ideographs fill their bodies, and Indic signs stand above and below: smaller, and wider apart.
SIZES = dict.fromkeys(("Hans", "Hant", "Jpan", "Kore"), TypeSizes("10", "16", "8", "13.5"))
SIZES["Deva"] = TypeSizes("10.5", "16", "8.5", "13.5")
# Small letters that rise and descend far: larger, and wider apart.
SIZES["Arab"] = TypeSizes("12.5", "19", "10", "15")
USUAL_SIZES = TypeSizes("11", "14", "9", "12")
# Those whose words a book in another script may have.
AMONG_OTHERS = ("Hans", "Hant", "Jpan", "Kore", "Deva", "Hebr", "Arab")


def can_stand_among(script: str, own: str) -> bool:
    """Tell whether words in a script (ISO 15924) can be printed in a book in the script `own`."""
    return script in AMONG_OTHERS or (script == own and script not in LACKING)


def lacking_for(tag: str) -> str:
    """Return what the layout lacks for a language, "" for nothing.

    >>> lacking_for("pl"), lacking_for("hy")
    ('', 'a typeface for its script, Armn')
    >>> lacking_for("fa"), lacking_for("ur-PK")
    ('', 'a typeface in the Nastaliq style, in which Urdu is read')
    """
    script, language = script_of(tag), tag.partition("-")[0].lower()
    if script == "Arab" and language in LACKING_BY_LANGUAGE:
        return LACKING_BY_LANGUAGE[language]
    return "" if script in LAID_OUT else LACKING.get(script, f"a typeface for its script, {script}")

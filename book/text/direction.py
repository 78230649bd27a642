"""The direction in which a language is written, by the script of its tag."""

import re
from functools import cache
from typing import Literal

from book.text.languages import script_of
from book.text.typography import split_words

Direction = Literal["ltr", "rtl"]

# Scripts (ISO 15924) whose letters have Bidi_Class R or AL in the Unicode Character Database.
RIGHT_TO_LEFT = frozenset(
    split_words(
        """
Adlm Arab Aran Armi Avst Chrs Cprt Elym Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb Nbat
Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Syre Syrj Syrn Thaa Yezi
"""
    )
)
# The blocks that hold such letters (UAX 44, DerivedBidiClass), and their marks; no digits.
RTL_LETTER = re.compile(
    "[\u0590-\u05ff\u061b-\u065f\u066d-\u06dc\u06de-\u06ef\u06fa-\u08ff"
    "\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@cache
def direction_of(tag: str) -> Direction:
    """Return the direction in which a language is written; "ltr" if its script is not known.

    >>> [direction_of(tag) for tag in ("he", "fa-IR", "ks-Deva", "az-Arab", "en", "")]
    ['rtl', 'rtl', 'ltr', 'rtl', 'ltr', 'ltr']
    """
    return "rtl" if tag and script_of(tag) in RIGHT_TO_LEFT else "ltr"


def written_direction(language: str, stated: str, around: str) -> str:
    """Return the direction that words must state among words of the language `around`.

    That is what their source states, or else that of their own language if it is another; "" if
    they need not.

    >>> written_direction("he", "", "en"), written_direction("he", "", "ar")
    ('rtl', '')
    """
    if stated or not language:
        return stated
    own = direction_of(language)
    return own if own != direction_of(around) else ""


def has_rtl_letters(text: str) -> bool:
    """Tell whether a text has letters or marks that are written from right to left.

    >>> has_rtl_letters("see “שלום”"), has_rtl_letters("1948–1967"), has_rtl_letters("١٩٤٨")
    (True, False, False)
    """
    return bool(RTL_LETTER.search(text))

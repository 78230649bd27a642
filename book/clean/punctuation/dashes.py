"""Dashes for the hyphens that stand for them, by the language."""

import re

from book.model import Punctuation
from book.text.conventions import CLOSED, conventions_of

OPTION = r"(?![\w-]+[\"'’”)\]`])"  # "--all" is an option of a program
HYPHENS = r"(?<![-<])(?<!<!)---?(?![->])"
LONE = re.compile(r"(?<=\S )-(?= \S)")
OMITTED = re.compile(r"(?<!-)----(?!-)(?:(?<=\w----)|(?=\w)|(?<=[\w.] ----)(?=[ .,;:!?]))")
RANGE = re.compile(r"(?<=\d)--(?=\d)")
SPACED = re.compile(rf"(?<=[^\s|]) {HYPHENS} (?=[^\s|-])")
AT_END = re.compile(rf"(?<=[^\s|]) {HYPHENS}(?=[\"'”’“‘»)\]]|$)")
AFTER_WORD = re.compile(rf"(?<=[^\s\"'“‘(\[`-]){HYPHENS}|(?<=[\"'“‘(\[]){HYPHENS}{OPTION}")
BEFORE_WORD = re.compile(rf"(?:^|(?<=\s)){HYPHENS}(?=[^\s-])")
BEFORE_SPEECH = re.compile(rf"(?:^|(?<=\s)){HYPHENS}(?=\s?[A-Z\"“'‘(\[¡¿])")


def has_closed_dashes(style: Punctuation) -> bool:
    """Return whether no space stands beside a dash, not even where a line ended after it."""
    return dashes.__name__ in style.rules and conventions_of(style.language).dash == CLOSED


def dashes(text: str, style: Punctuation) -> str:
    """Set the dashes that a language has for " - ", "--", "---" and "----".

    An English dash has no spaces; those of other languages stay as they are.

    >>> dashes("three sessions - all in Asia -- were held, 2015-2019", Punctuation())
    'three sessions – all in Asia—were held, 2015-2019'
    >>> dashes('"I will--" said Mr. B----, 1914--1918', Punctuation())
    '"I will—" said Mr. B⸺, 1914–1918'
    >>> dashes("Er kam -- ja", Punctuation("de")), dashes("--No --dijo él--.", Punctuation("es"))
    ('Er kam – ja', '—No —dijo él—.')
    """
    if "-" not in text:
        return text
    language = conventions_of(style.language)
    text = LONE.sub(language.lone_dash, text)
    if "--" not in text:
        return text
    text = RANGE.sub("–", OMITTED.sub("\N{TWO-EM DASH}", text))
    text = AT_END.sub(language.dash.rstrip(), SPACED.sub(language.dash, text))
    text = AFTER_WORD.sub("—", text)
    return (BEFORE_WORD if language.is_attached else BEFORE_SPEECH).sub("—", text)

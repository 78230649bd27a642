"""Dashes for the hyphens that stand for them, by the language."""

import re

from book.model import Punctuation

# " -- " is an en dash in these (Duden, D 82; and the like), an em dash elsewhere.
EN_DASH = re.compile("bs|cs|da|de|et|fi|hr|hu|is|lt|lv|nb|nl|nn|no|pl|sk|sl|sv")
CYRILLIC = frozenset(["be", "bg", "kk", "mk", "ru", "sr", "uk"])  # " - " is an em dash too
# A dash stands right before what it begins, as before speech.
ATTACHED = frozenset(["ca", "es", "eu", "fr", "gl", "it", "pt"])

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
    return dashes.__name__ in style.rules and _language(style) == "en"


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
    tag = _language(style)
    text = LONE.sub("—" if tag in CYRILLIC else "–", text)
    if "--" not in text:
        return text
    text = RANGE.sub("–", OMITTED.sub("\N{TWO-EM DASH}", text))
    spaced = "—" if tag == "en" else " – " if EN_DASH.fullmatch(tag) else " — "
    text = AT_END.sub(spaced.rstrip(), SPACED.sub(spaced, text))
    text = AFTER_WORD.sub("—", text)
    return (BEFORE_WORD if tag in ATTACHED else BEFORE_SPEECH).sub("—", text)


def _language(style: Punctuation) -> str:
    return style.language.split("-", maxsplit=1)[0].lower()

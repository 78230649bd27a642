"""Language tags (BCP 47): what an edition can state of the language of words."""

import re
from collections.abc import Collection, Iterator

# BCP 47, 2.1; private use alone is a tag too, and the irregular tags of old are still valid.
_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*"
    r"(?:-x(?:-[a-z\d]{1,8})+)?"
    r"|x(?:-[a-z\d]{1,8})+"
    r"|en-gb-oed|i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)"
    r"|sgn-(?:be-fr|be-nl|ch-de)",
    re.IGNORECASE,
)


def language_tag(stated: str) -> str:
    """Return what a source states as a language if it is a well-formed tag, "" otherwise.

    >>> [language_tag(each) for each in ("de_AT", "x-local", "sl-rozaj-biske", "#la", "English")]
    ['de-AT', 'x-local', 'sl-rozaj-biske', '', '']
    """
    tag = stated.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""


def is_registered(tag: str) -> bool:
    """Tell whether a tag is well formed, and its language and country are registered.

    >>> [is_registered(tag) for tag in ("en-GB", "x-local", "sl-rozaj", "i-klingon", "de-DD")]
    [True, True, True, True, True]
    >>> [is_registered(tag) for tag in ("en_GB", "en-UK", "en-826", "cn", "english", "")]
    [False, False, False, False, False, False]
    """
    if not _TAG.fullmatch(tag):
        return False
    from langcodes import Language, tag_is_valid

    if not tag_is_valid(tag):
        return False
    region = Language.get(tag, normalize=False).territory or ""
    return region != "UK" and not (region.isdecimal() and _current(region) != region)


def with_current_region(tag: str) -> str:
    """Return a tag as the registry writes it; "" for one that does not become valid so.

    >>> [with_current_region(tag) for tag in ("en-uk", "EN-gb", "zh-hant", "english")]
    ['en-GB', 'en-GB', 'zh-Hant', '']
    """
    from langcodes import standardize_tag, tag_is_valid

    return standardize_tag(tag) if _TAG.fullmatch(tag) and tag_is_valid(tag) else ""


def usual_language(country: str) -> str:
    """Return the language of a country's code, "" if it is none, or one that speaks English.

    >>> [usual_language(code) for code in ("jp", "cz", "xx", "english")]
    ['ja', 'cs', '', '']
    """
    from langcodes import Language

    if not re.fullmatch("[a-z]{2}", country):
        return ""
    language = Language.get(f"und-{country}").maximize().language or ""
    return "" if language == "en" else language  # of unknown countries, too, it says English


def _current(region: str) -> str:
    """Return the code that a region has today: GB for 826."""
    from langcodes import Language

    return Language.get(f"und-{region}").territory or ""


def match_language(tag: str, available: Collection[str]) -> str:
    """Return the one of the available languages that serves for a tag, "" if none does.

    This is RFC 4647, 3.4 (lookup): the tag is shortened from its end. A language in another script
    does not serve, so Chinese is matched by its script, which may follow from the region; and a
    variant counts more than a region.

    >>> available = ("el", "el-polyton", "pt", "sa", "zh-Hans", "zh-Hant")
    >>> [match_language(tag, available) for tag in ("pt-BR", "EL-GR-polyton", "el-GR", "fr")]
    ['pt', 'el-polyton', 'el', '']
    >>> [match_language(tag, available) for tag in ("zh", "zh-SG", "zh-TW", "zh-Hant-HK", "cmn")]
    ['zh-Hans', 'zh-Hans', 'zh-Hant', 'zh-Hant', 'zh-Hans']
    >>> [match_language(tag, available) for tag in ("sa-Deva", "sa-Latn", "zh-Latn")]
    ['sa', '', '']
    """
    by_key = {language.lower(): language for language in available}
    if tag.lower() in by_key:  # mostly so, and what follows takes long to import
        return by_key[tag.lower()]
    if not _TAG.fullmatch(tag):
        return ""
    for key in dict.fromkeys(key.lower() for key in _shortened(tag)):
        if key in by_key and script_of(by_key[key]) == script_of(tag):
            return by_key[key]
    return ""


def _shortened(tag: str) -> Iterator[str]:
    """Yield a tag without its region, shorter and shorter tags, and that of its likely script."""
    from langcodes import Language

    language = Language.get(tag).prefer_macrolanguage()
    yield from (f"{language.language}-{variant}" for variant in language.variants or ())
    for whole in (tag, str(language)):
        parts = whole.split("-")
        yield from ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    yield f"{language.language}-{script_of(tag)}"


def script_of(tag: str) -> str:
    """Return the script (ISO 15924) of a tag, or else the usual one of its language; "" if unknown.

    >>> [script_of(tag) for tag in ("pl", "zh-TW", "ja", "ks-Deva", "x-local")]
    ['Latn', 'Hant', 'Jpan', 'Deva', '']
    """
    from langcodes import Language

    if tag.lower().startswith("x-"):  # a private language would be taken for English
        return ""
    return Language.get(tag).maximize().script or ""

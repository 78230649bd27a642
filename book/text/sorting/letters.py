"""The letters of each language, where they are not those of the Unicode Collation Algorithm.

Source: Unicode CLDR 48, collation (`common/collation/*.xml`), the standard order of each language,
as ICU 78 applies it; `tests/text/orders.txt` holds what ICU makes of words with these letters.
"""

import re
import unicodedata
from functools import cache

# In each group, letters that follow the first one, in their order. "=" joins letters that stand at
# one place.
GROUPS = {
    "ar": "ا=ء=أ=ؤ=إ=ئ, ت=ة, ي=ى",
    "az": "c ç, e ə, g ğ, h x ı=I, i=İ=I\u0307, k q, o ö, s ş, u ü, z w",
    "be": "е ё, у ў",
    "bs hr sr-latn": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "cs": "c č, h ch, r ř, s š, z ž",
    "cy": "c ch, d dd, f ff, g ng, l ll, p ph, r rh, t th",
    "da nb nn no": "d=đ=ð, y=ü=ű, z æ=ä ø=ö=ő å=aa",
    "eo": "c ĉ, g ĝ, h ĥ, j ĵ, s ŝ, u ŭ",
    "es gl": "n ñ",
    "et": "s š z ž, w õ ä ö ü",
    "fa": "آ ا ء=أ=ؤ=إ=ئ, ک=ك, و ه=ة=ۀ, ی=ى=ي",
    "fi": "d=đ, y=ü, z å ä=æ ö=ø",
    "hi": "ॐ ं=ँ ः",
    "hu": "c cs, d dz dzs, g gy, l ly, n ny, o ö=ő, s sz, t ty, u ü=ű, z zs",
    "is": "a á, d đ=ð, e é, i í, o ó, u ú, y ý, z þ æ=ä ö=ø å",
    "lt": "c č, i=į=y, s š, z ž",
    "lv": "a ā, c č, e ē, g ģ, i y ī, k ķ, l ļ, n ņ, r ŗ, s š, u ū, z ž",
    "mk": "д ѓ, т ќ",
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż",
    "ro": "a ă â, i î, s ş=ș, t ţ=ț, z ż",
    "sk": "a ä, c č, h ch, o ô, s š, z ž",
    "sl": "c č ć, d đ, s š, z ž",
    "sq": "c ç, d dh, e ë, g gj, l ll, n nj, r rr, s sh, t th, x xh, z zh",
    "sv": "d=đ=ð, y=ü, z å ä=æ=ę ö=ø=ő=œ=ô",
    "tr": "c ç, g ğ, h ı=I, i=İ=I\u0307, o ö, s ş, u ü",
    "uk": "г ґ, і ї",
    "vi": "a ă â, d đ, e ê, o ô ơ, u ư",
}
# Written in full: a letter of two or three signs that is doubled by its first sign only, and an
# alif with the sign of another one.
SHORT_FORMS = {
    "hu": (re.compile("c(cs)|d(dzs?)|g(gy)|l(ly)|n(ny)|s(sz)|t(ty)|z(zs)", re.IGNORECASE), ""),
    "ar": (re.compile("\N{ARABIC LETTER ALEF WITH MADDA ABOVE}"), "\N{ARABIC LETTER ALEF}" * 2),
}
WITH_DOTLESS_I = ("az", "tr")
# The script whose letters come before those of all others: the first words of their names.
OWN_SCRIPTS = {
    "GREEK": "el grc",
    "CYRILLIC": "be bg kk ky mk mn ru sr tg uk",
    "HEBREW": "he yi",
    "ARABIC": "ar fa ps ur",
    "DEVANAGARI": "hi mr ne sa",
    "HANGUL": "ko",
    "CJK": "zh",
}
ARABIC_ARTICLE = re.compile(r"^ال(?!له\b)(?=\w{2})")  # but not in the name of God

Rank = tuple[str, int]  # a letter of the root order, and how far after it another one stands


@cache
def ranks(language: str) -> dict[str, Rank]:
    """Return the place of each letter of a language that has one of its own.

    >>> ranks("cs")["Ch"], ranks("tr")["I"], ranks("tr")["İ"], ranks("en")
    (('h', 1), ('h', 1), ('i', 0), {})
    """
    places: dict[str, Rank] = {}
    for group in filter(None, _listed(language, GROUPS).split(", ")):
        first, *others = group.split()
        base = first.split("=")[0]
        for rank, letters in enumerate((first, *others)):
            for letter in letters.split("="):
                cases = _cases(letter, language)
                places |= dict.fromkeys(cases, (base, rank)) if letter != base else {}
    return places


def in_full(text: str, language: str) -> str:
    """Return a text with the letters in full that a language writes in short.

    >>> in_full("loccsan", "hu")
    'locscsan'
    """
    pattern, full = SHORT_FORMS.get(language, (None, ""))
    if pattern is None:
        return text
    return pattern.sub(lambda found: full or found[found.lastindex or 0] * 2, text)


def _cases(letter: str, language: str) -> tuple[str, ...]:
    if language.split("-")[0] in WITH_DOTLESS_I and letter[0] in "iıIİ":
        return (letter,)
    return letter, letter.upper(), letter.capitalize(), letter[0] + letter[1:].upper()


@cache
def own_script(language: str) -> str:
    """Return how the names of a language's letters begin if its script comes before all others.

    >>> own_script("ru"), own_script("de")
    ('CYRILLIC', '')
    """
    return _listed(language, {tags: script for script, tags in OWN_SCRIPTS.items()})


def _listed(language: str, table: dict[str, str]) -> str:
    """Return what a table has for a tag, or for the language without its last subtags."""
    by_tag = {tag: value for tags, value in table.items() for tag in tags.split()}
    tag = language.lower()
    while tag and tag not in by_tag:
        tag = tag.rpartition("-")[0]
    return by_tag.get(tag, "")


@cache
def is_of_script(character: str, script: str) -> bool:
    """Return whether the name of a letter begins with that of a script.

    >>> is_of_script("ж", "CYRILLIC"), is_of_script("z", "CYRILLIC")
    (True, False)
    """
    return unicodedata.name(character, "").startswith(script)

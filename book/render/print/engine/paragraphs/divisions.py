"""Where a word may be divided: by patterns, or by the syllables of a language that needs none."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

import pyphen

# What begins a syllable, for languages whose rule is that of their syllables: the last consonant
# before a vowel, or one of these groups. la: K.-H. Weeber, "Silbentrennung", as classical grammars
# (mute with liquid, and qu, gu before a vowel); tr: Türk Dil Kurumu, Yazım Kılavuzu, "Satır sonu".
SYLLABLES = {
    "la": "bl br cl cr dr fl fr gl gr pl pr tr ch ph th rh chr phr thr phl chl qu gu",
    "tr": "",
}
AFTER_CONSONANT = {"la": "sc sp st scr spr str"}
VOWELS = re.compile("[aeiouyâîûäöüāēīōūăĕĭŏŭæœıáéíóú]+", re.IGNORECASE)
TURKISH_VOWEL = re.compile("[aeıioöuüâîû]", re.IGNORECASE)
# Letters that are consonants: qu, ngu before a vowel, and the i of iungo, iacio after prefixes.
CONSONANTS = re.compile(
    "(?<=q)u|(?<=ng)u(?=[aeio])|(?<=^ad)i(?=[aeou])|(?<=^(?:con|sub))i(?=[aeou])", re.IGNORECASE
)
UKRAINIAN_VOWELS = frozenset("аеиіоуєїюя")
DIAERESIS = "\N{COMBINING DIAERESIS}"

Places = tuple[int, ...]


@lru_cache(maxsize=50_000)
def divisions(word: str, language: str, left: int, right: int) -> Places:
    """Return where a word may be divided without a change of its letters.

    At least `left` letters stand before the hyphen, and `right` after it.

    >>> divisions("regulation", "en", 3, 3), divisions("magistratus", "la", 2, 2)
    ((3, 4, 6), (2, 5, 8))
    >>> divisions("незалежності", "uk", 2, 2), divisions("ἀνθρώπους", "el-polyton", 2, 2)
    ((2, 4, 7, 10), (2, 5))
    """
    primary = language.split("-")[0].lower()
    if primary in SYLLABLES:
        places = _by_syllables(word, primary)
    else:
        places = _by_patterns(without_accents(word) if primary == "el" else word, language)
    if primary == "uk":
        places = _with_vowels(word, places)
    return tuple(place for place in places if left <= place <= len(word) - right)


def _by_patterns(word: str, language: str) -> Places:
    dictionary = _dictionary(language)
    if dictionary is None:
        return ()
    return tuple(int(place) for place in dictionary.positions(word) if place.data is None)


@lru_cache(maxsize=16)
def _dictionary(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known, left=1, right=1) if known else None


def _by_syllables(word: str, language: str) -> Places:
    """Return the places before the consonants that begin a syllable; vowels are not parted.

    >>> _by_syllables("okulumuz", "tr"), _by_syllables("quinque", "la")
    ((1, 3, 5), (4,))
    """
    onsets, after_consonant = SYLLABLES[language].split(), AFTER_CONSONANT.get(language, "").split()
    marked = CONSONANTS.sub("w", word) if language == "la" else word
    vowels = list((VOWELS if language == "la" else TURKISH_VOWEL).finditer(marked))
    places: list[int] = []
    for former, latter in pairwise(vowels):
        cluster = word[former.end() : latter.start()].lower()
        possible = [onset for onset in onsets if cluster.endswith(onset)]
        possible += [s for s in after_consonant if cluster.endswith(s) and cluster != s]
        length = max(map(len, possible), default=1)
        if cluster:
            places.append(latter.start() - min(length, len(cluster)))
    return tuple(places)


def without_accents(word: str) -> str:
    """Return a Greek word without breathings and accents, one letter for each.

    The patterns know none of polytonic Greek, and not all of modern Greek. A diaeresis stays, as it
    parts vowels.

    >>> without_accents("ἀνθρώπους"), without_accents("ῥᾳδίως"), without_accents("προΐστημι")
    ('ανθρωπους', 'ραδιως', 'προϊστημι')
    """
    return "".join(map(_bare_letter, unicodedata.normalize("NFC", word)))


def _bare_letter(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    kept = parts[0] + (DIAERESIS if DIAERESIS in parts else "")
    return unicodedata.normalize("NFC", kept)


def _with_vowels(word: str, places: Places) -> Places:
    """Return the divisions between which there is a vowel: the patterns part consonants.

    A part without a vowel stays with what is before it.

    >>> _with_vowels("наддця", (2, 3, 4))
    (4,)
    """
    kept: list[int] = []
    ends = (*places[1:], len(word))
    for place, end in zip(places, ends, strict=True):
        if UKRAINIAN_VOWELS.intersection(word[place:end].lower()):
            kept.append(place)
    return tuple(kept)

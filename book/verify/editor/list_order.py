"""Prove the order of the index and the glossary, apart from the code that sorts them.

Here each two neighbors are compared by the alphabet that the readers of a language learn, without
the weights of Unicode.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from book.errors import ProofError
from book.verify.editor.words import REMEDY

LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
CYRILLIC = "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"
DEVANAGARI = (
    "अ आ इ ई उ ऊ ऋ ऌ ए ऐ ओ औ क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल व श ष स ह"
    " ा ि ी ु ू ृ ॄ ॢ े ै ो ौ ्"
)
KANA = (
    "あ い う え お か き く け こ さ し す せ そ た ち つ て と な に ぬ ね の は ひ ふ へ ほ ま"
    " み む め も や ゆ よ ら り る れ ろ わ ゐ ゑ を ん"
)
# The letters that have a place of their own (CLDR 48, exemplar and index characters, in the order
# of each language's dictionaries); "=" joins those of one place. Others count as the letter without
# its marks. An alphabet does not tell the order of Chinese, nor by itself that of Arabic, Korean
# and Hungarian.
ALPHABETS = {
    "ca de en eu fr ga it la nl pt": LATIN,
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "da nb nn no": LATIN.replace("y", "y=ü") + " æ=ä ø=ö å=aa",
    "el": "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω",
    "es": LATIN.replace("n", "n ñ"),
    "fi sv": LATIN.replace("y", "y=ü") + " å ä=æ ö=ø",
    "he": "א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת",
    "hi": f"ॐ ं ः {DEVANAGARI}",
    "hr": "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž",
    "is": "a á b c d ð e é f g h i í j k l m n o ó p q r s t u ú v w x y ý z þ æ=ä ö=ø å",
    "ja": KANA,
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș=ş t ț=ţ u v w x y z",
    "ru": CYRILLIC,
    "sa": DEVANAGARI,
    "sk": "a ä b c č d e f g h ch i j k l m n o ô p q r s š t u v w x y z ž",
    "sl": "a b c č d e f g h i j k l m n o p q r s š t u v w x y z ž",
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
}
LAST_LATIN = "\u024f"
SPELLED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"}
SPELLED |= dict(zip("ςךםןףץ", "σכמנפצ", strict=True))
SEPARATE = re.compile(r"[,(，（、،]")
BETWEEN = re.compile(r"[\s/\N{EN DASH}\N{EM DASH}]+")
# What may stand between the letters of a name that is compared; with other signs it is left out.
SIGNS = frozenset(" \N{NO-BREAK SPACE},()/–—（，、،-‐‑.:;!?…'’‘“”„«»‹›\"&§")
ONE_LETTER = str.maketrans("ぁぃぅぇぉっゃゅょゎँ", "あいうえおつやゆよわं")

Word = tuple[int, ...]
Read = tuple[tuple[Word, ...], ...]


def prove_order(
    names: Sequence[str], sort_as: Mapping[str, str], language: str, what: str, file: str
) -> None:
    """Raise ProofError if a name stands before one that the alphabet puts before it.

    `sort_as` gives the words by which the editor has a name sorted. Two names are compared up to
    the first difference in their letters; a name with a letter or a sign of another kind is
    left out.
    """
    if not _alphabet(language):
        return
    read = ((name, _read(sort_as.get(name) or name, language)) for name in names)
    known = [(name, letters) for name, letters in read if letters is not None]
    for (former, before), (latter, after) in pairwise(known):
        if before > after:
            message = f"{what} has “{latter}” after “{former}”, against the alphabet of {language}"
            raise ProofError(message, file=file, remedy=REMEDY)


def _read(name: str, language: str) -> Read | None:
    """Return the places of a name's letters in the alphabet, None if it has others.

    What follows a comma or a bracket counts after all else; numbers stand before letters.

    >>> _read("Chata", "cs") > _read("Hrad", "cs"), _read("naïve", "en") < _read("native", "en")
    (True, True)
    >>> _read("Вий", "en") is None
    True
    """
    parts = [_places(part, language) for part in SEPARATE.split(name)]
    return None if None in parts else tuple(part for part in parts if part is not None)


def _places(text: str, language: str) -> tuple[Word, ...] | None:
    small = _small(text, language)
    known = SIGNS | _alphabet(language).keys() | frozenset("0123456789")
    if any(not sign.isalpha() and sign not in known for sign in small):
        return None
    words = [list(_letters(word, language)) for word in BETWEEN.split(small)]
    if any(place is None for word in words for place in word):
        return None
    return tuple(tuple(p for p in word if p is not None) for word in words if word)


def _small(text: str, language: str) -> str:
    if language.split("-")[0] == "tr":
        text = text.replace("İ", "i").replace("I", "ı")
    hiragana = "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in text)
    return unicodedata.normalize("NFC", hiragana.lower()).translate(ONE_LETTER)


def _letters(word: str, language: str) -> Iterable[int | None]:
    """Yield the place of each letter in the alphabet: numbers by their value, signs not at all."""
    alphabet = _alphabet(language)
    word = "".join(sign for sign in word if sign.isalnum() or sign in alphabet)
    at = 0
    while at < len(word):
        if number := re.match(r"\d+", word[at:]):
            yield int(number[0]) - 10**12
            at += number.end()
            continue
        length = next((n for n in (3, 2, 1) if word[at : at + n] in alphabet), 0)
        if length:
            yield alphabet[word[at : at + length]]
        else:
            yield from _bare(word[at], alphabet)
        at += length or 1


def _bare(letter: str, alphabet: dict[str, int]) -> Iterable[int | None]:
    """Return the places of a letter without its marks; None for one that languages place apart."""
    bare = unicodedata.normalize("NFD", letter)[0]
    if "z" < bare < LAST_LATIN and len(alphabet) > len(LATIN.split()):
        return [None]
    return [alphabet.get(each) for each in SPELLED.get(bare, bare)]


@cache
def _alphabet(language: str) -> dict[str, int]:
    by_tag = {tag: letters for tags, letters in ALPHABETS.items() for tag in tags.split()}
    places = enumerate(by_tag.get(language.split("-")[0].lower(), "").split())
    return {letter: place for place, letters in places for letter in letters.split("=")}

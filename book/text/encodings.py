"""Guess in which encoding a file is, by how much its letters look like words.

An editor must check a guess; the rivals of the likeliest one are named with it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

SINGLE_BYTE = (
    *("windows-1252", "windows-1250", "windows-1251", "koi8-r", "cp866", "windows-1253"),
    *("windows-1255", "windows-1256", "mac-roman"),
)
# Of more than a byte a letter: the first bytes of the frequent characters.
FREQUENT_BYTES = {
    "cp949": range(0xB0, 0xC9),  # first: all Korean looks like Chinese too
    "gb18030": range(0xB0, 0xD8),
    "big5": range(0xA4, 0xC7),
    "cp932": range(0x82, 0x99),
    "euc-jp": range(0xA4, 0xD0),
}
CANDIDATES = (*SINGLE_BYTE, *FREQUENT_BYTES)
FALLBACK = "windows-1252"
BYTES = 100_000  # of a file that are looked at
NEAR = 0.12  # a score within this of the best is that of a rival
LOWEST = 0.4  # the least score of a guess that is worth its name
RARE = 0.45  # the score of a rare letter
PIECE = re.compile(r"[^\W\d_]*[^\x00-\x7f](?:[^\W\d_]|[^\x00-\x7f\s])*")
SIGNS = {
    *("“”‘’„‚–—…•«»‹›°§©®™£€½¼¾№¡¿·\N{NO-BREAK SPACE}\N{SOFT HYPHEN}"),
    *("、。，「」『』！？：；（）《》"),
}
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+")
# The frequent letters of each alphabet.
LATIN_LETTERS = {
    "windows-1250": "ąćęłńśźżčěňřšůžőűáéíóúöüäýđçâîşţ",
    "": "éèàçêâîôûëïüöäßñáíóúãõåæøœ",
}
ALPHABETS = (
    (re.compile(r"[\u0400-\u052f]+"), set("оеаинтсрвл")),
    (re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]+"), set("αοιετσνηυρό")),
    (re.compile(r"[\u0590-\u05ff]+"), set("יוהלאתרמבש")),
    (re.compile(r"[\u0600-\u06ff]+"), set("اليمنرتوبة")),
)
EAST_ASIAN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class EncodingGuess(NamedTuple):
    """An encoding, a word as it reads, and the rivals with what is read instead."""

    name: str
    word: str = ""
    rivals: tuple[tuple[str, str], ...] = ()


def guess_by_letters(content: bytes) -> EncodingGuess:
    """Return the likeliest encoding of bytes that are not UTF-8.

    >>> guess_by_letters("Пристань на большой реке".encode("koi8-r"))
    EncodingGuess(name='koi8-r', word='Пристань', rivals=())
    >>> guess_by_letters("He read a résumé".encode("windows-1252")).name
    'windows-1252'
    """
    readings = dict(_readings(content[:BYTES]))
    scores = {name: _score(text, name) for name, text in readings.items()}
    best = max(scores, key=lambda name: scores[name], default=FALLBACK)
    if scores.get(best, 0) < LOWEST:
        best = FALLBACK
    words = PIECE.findall(readings.get(best, ""))
    rivals = (
        (name, other)
        for name, score in scores.items()
        if name != best and score >= max(scores.get(best, 0) - NEAR, LOWEST)
        if (other := _first_difference(words, PIECE.findall(readings[name])))
    )
    return EncodingGuess(best, words[0] if words else "", tuple(rivals))


def _readings(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the text in each encoding that can decode it; a character may be cut at the end."""
    for name in CANDIDATES:
        for cut in range(4):
            try:
                yield name, content[: len(content) - cut].decode(name)
            except UnicodeDecodeError:
                continue
            break


def _first_difference(words: list[str], others: list[str]) -> str:
    return next((b for a, b in zip(words, others, strict=False) if a != b), "")


def _score(text: str, name: str) -> float:
    """Return how much the foreign characters of a text look like those of words, from 0 to 1."""
    scores = [score for piece in PIECE.findall(text) for score in _piece_scores(piece, name)]
    return sum(scores) / len(scores) if scores else 0.0


def _piece_scores(piece: str, name: str) -> Iterator[float]:
    """Yield the score of each foreign character of a word, or of a run without spaces."""
    if name in FREQUENT_BYTES:
        yield from (_east_asian_score(piece, char, name) for char in piece if not char.isascii())
        return
    for part in re.findall(r"[^\W\d_]+|[\W\d_]", piece):
        if not part.isalpha():
            if not part.isascii():
                yield 1.0 if part in SIGNS else 0.0
            continue
        yield from _word_scores(part, name)


def _east_asian_score(piece: str, char: str, name: str) -> float:
    if char in SIGNS or "\uff01" <= char <= "\uff5e":
        return 1.0
    is_beside_latin = any(other.isascii() and other.isalpha() for other in piece)
    if not EAST_ASIAN.match(char) or is_beside_latin:
        return 0.0
    if "\u3040" <= char <= "\u30ff":
        return 1.0 if name in ("cp932", "euc-jp") else RARE
    return 1.0 if char.encode(name)[0] in FREQUENT_BYTES[name] else RARE


def _word_scores(word: str, name: str) -> Iterator[float]:
    foreign = [char for char in word if not char.isascii()]
    is_sane = word == word.lower() or word == word.upper() or word[1:] == word[1:].lower()
    for alphabet, frequent in ALPHABETS:
        if alphabet.fullmatch(word):
            yield from ((1.0 if char.lower() in frequent else RARE) * is_sane for char in foreign)
            return
    is_latin = bool(LATIN.fullmatch(word)) and (len(word) < 4 or 2 * len(foreign) <= len(word))
    letters = LATIN_LETTERS.get(name, LATIN_LETTERS[""])
    for char in foreign:
        yield (1.0 if char.lower() in letters else RARE) if is_latin and is_sane else 0.0

"""The languages of runs: which are foreign to their document."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from book.read.word.document import Look, Piece, Run
from book.text.languages import language_tag

LETTER = re.compile(r"[^\W\d_]")
EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
NO_LANGUAGE = ("zxx", "und", "mul")


def stated_language(text: str, properties: Mapping[str, str]) -> str:
    """Return the language that is stated for the script of most of a text, "" for none.

    The properties "lang", "eastAsia" and "bidi" name a language for each kind of script, as in
    WordprocessingML.

    >>> stated_language("渡口", {"lang": "en-GB", "eastAsia": "zh-CN"})
    'zh-CN'
    """
    letters = len(LETTER.findall(text))
    if not letters:
        return ""
    key = "lang"
    if 2 * len(EAST_ASIAN.findall(text)) > letters:
        key = "eastAsia"
    elif properties.get("rtl") or 2 * len(RIGHT_TO_LEFT.findall(text)) > letters:
        key = "bidi"
    tag = properties.get(key, "")
    return "" if tag.lower() in NO_LANGUAGE else language_tag(tag)


def main_language(pieces: Iterable[Piece]) -> str:
    """Return the language, without its region, of most letters that have one; "" if none has."""
    counts: Counter[str] = Counter()
    for piece in pieces:
        if isinstance(piece, Run) and language_of(piece):
            counts[language_of(piece)] += len(LETTER.findall(piece.text))
    return max(counts, key=lambda tag: (counts[tag], tag)) if counts else ""


def language_of(run: Run) -> str:
    """Return the language of a run without its region, "" if none is stated."""
    return next((value for kind, value in run.look if kind == "foreign"), "").split("-")[0]


def without_main(pieces: Iterable[Piece], main: str) -> tuple[Piece, ...]:
    """Return pieces; those in the main language of their document are not foreign."""
    return tuple(
        Run(piece.text, _native(piece), piece.alone)
        if isinstance(piece, Run) and language_of(piece) in (main, "")
        else piece
        for piece in pieces
    )


def _native(run: Run) -> Look:
    return frozenset(each for each in run.look if each[0] != "foreign")

"""Read the words of the editor's Markdown, with a gap for each citation and reference.

What stands in a gap is written by the program: the name and the year of a work, the page of a
place. (Pandoc User's Guide, "Citation syntax"; the handbook for references.)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from book.verify.intake.markdown import ITEM, gather_markdown
from book.verify.intake.words import split

# Letters, so that they are words, or the beginnings of words, that nobody writes.
OPTIONAL = "\N{CYRILLIC SMALL LETTER DOUBLE MONOCULAR O}"
GAP = "\N{CYRILLIC LETTER MULTIOCULAR O}"
KEY = r"(?<![\w\\])-?@(?:\w[\w:.#$%&+?<>~/-]*|\{[^{}\n]*\})"
CITATION = re.compile(rf"\[[^\[\]]*{KEY}[^\[\]]*\]|{KEY}(?:\s\[[^\[\]@]*\])?")
KEYS = re.compile(KEY)
REFERENCE = re.compile(r"\[\s*\]\((?:<[^<>\n]*>|[^()\n]*)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\((?:[^()\\\n]|\\.|\([^()\n]*\))*\)(?:\{[^{}\n]*\})?")
ESCAPED = re.compile(r"\\[^\w\s]")  # a sign, which is between words
CAPTION = re.compile(r"\s*(?:[Tt]able)?:\s")
TABLE = re.compile(r"\s*[|+]|.*\S\s{2,}\S|[\s-]*-{3,}[\s-]*$|[ \t]*:?-{3,}")


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word as the editor wrote it, or a gap with the words that the editor wrote in it.

    What may be the number of a list's item need not be a word of the text.
    """

    word: str
    gap: frozenset[str] = frozenset()
    is_optional: bool = False

    @property
    def is_gap(self) -> bool:
        return self.word == GAP


def source_words(text: str) -> tuple[SourceWord, ...]:
    """Return the words of Markdown in the order in which they are printed.

    The caption of a table is printed before it; the words of a picture are a gap.

    >>> [each.word for each in source_words("As *Perry* [@perry, 15] says:  twenty-one")]
    ['as', 'perry', 'ꙮ', 'says', 'twenty', 'one']
    >>> source_words("[see @a, 12]")[0].gap == {"see", "12"}
    True
    """
    text = ESCAPED.sub(" ", text)
    gaps = [frozenset(split(KEYS.sub(" ", match[0]))) for match in _gaps(text)]
    text = ITEM.sub(_optional_words, text)
    marked = CITATION.sub(f" {GAP} ", PICTURE.sub(f" {GAP} ", REFERENCE.sub(f" {GAP} ", text)))
    words = split(" ".join(gather_markdown(_with_captions_first(marked).encode()).needed))
    following = iter(gaps)
    return tuple(_source_word(word, following) for word in words)


def _source_word(word: str, gaps: Iterator[frozenset[str]]) -> SourceWord:
    if word == GAP:
        return SourceWord(word, next(gaps))
    return SourceWord(word.removeprefix(OPTIONAL), is_optional=word.startswith(OPTIONAL))


def _optional_words(match: re.Match[str]) -> str:
    """Return what may be the number of an item, marked."""
    return re.sub(r"(?=@?\w+)@?(\w+)", rf"{OPTIONAL}\1", match[0])


def _gaps(text: str) -> Iterator[re.Match[str]]:
    """Yield what makes a gap, in order."""
    pattern = re.compile("|".join(each.pattern for each in (REFERENCE, PICTURE, CITATION)))
    return pattern.finditer(text)


def cited_keys(text: str) -> frozenset[str]:
    """Return the keys of the works that Markdown cites.

    >>> sorted(cited_keys("[see @doe99, 3; -@{two words}]; a@b.example; @roe says."))
    ['doe99', 'roe', 'two words']
    """
    found = (match[0].lstrip("-@").strip("{}") for match in KEYS.finditer(text))
    return frozenset(key.rstrip(".:#$%&+?<>~/-") for key in found)


def _with_captions_first(text: str) -> str:
    """Return Markdown with each caption that follows a table before it."""
    blocks = re.split(r"\n[ \t]*\n", text)
    for index, (before, block) in enumerate(pairwise(blocks)):
        if CAPTION.match(block) and TABLE.match(before.lstrip("\n")):
            blocks[index : index + 2] = block, before
    return "\n\n".join(blocks)

"""Find the words of an entry of the index: whole words, `*` for any letters (the handbook)."""

import re
from collections.abc import Iterator, Sequence

from book.text.typography import HAN, STRAIGHT
from book.verify.editor.passages import ReadPassage


def matching(written: str) -> re.Pattern[str]:
    """Return the pattern of the words of an entry; small letters match capitals too.

    >>> [m[0] for m in matching("export*").finditer("Exports and re-exports, exporting")]
    ['Exports', 'exporting']
    >>> [m[0] for m in matching("*ports").finditer("Exports and re-exports, porting")]
    ['Exports', 're-exports']
    """
    words = " ".join(written.split()).translate(STRAIGHT)
    core = words.strip("*").strip()
    inner = r"[\w-]*".join(map(re.escape, core.split("*")))
    before = "" if HAN.match(core) else r"(?<![\w-])"
    after = "" if HAN.match(core[-1:]) else r"(?![\w-])"
    if words.startswith("*"):
        before = r"(?<![\w-])[\w-]*?"
    if words.endswith("*"):
        after = r"[\w-]*"
    folding = "(?i:" if core == core.lower() else "(?:"
    return re.compile(f"{before}{folding}{inner}){after}")


def matches_in(written: str, passages: Sequence[ReadPassage]) -> Iterator[tuple[int, int]]:
    """Yield where the words of an entry are: the number of a passage, and an offset in it."""
    pattern = matching(written)
    straight = " ".join(written.split()).translate(STRAIGHT).casefold()
    longest = max(straight.split("*"), key=len).strip()
    for number, passage in enumerate(passages):
        if longest in passage.folded:  # most have not
            yield from ((number, match.start()) for match in pattern.finditer(passage.text))


def following(passages: Sequence[ReadPassage]) -> dict[str, str]:
    """Return the text that follows each anchor in its passage.

    An anchor is around the word in which the words of an entry begin.
    """
    return {
        name: passage.text[offset:]
        for passage in passages
        for name, offset in passage.anchors.items()
    }

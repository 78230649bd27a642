"""The passages that are most like words that are not found."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from book.text.typography import STRAIGHT

NEAREST = 3
AROUND = 12  # characters that are shown on each side


def nearest_passages(words: str, passages: Iterable[tuple[str, str]]) -> str:
    """Return the passages most like some words, a line for each; each has its place and text."""
    wanted = words.translate(STRAIGHT).casefold()
    texts = {
        text.translate(STRAIGHT).casefold(): (place, text)
        for place, text in passages
        if len(text) >= len(words)  # or a short one would be all like a part of the words
    }
    found = process.extract(wanted, list(texts), scorer=fuzz.partial_ratio, limit=NEAREST)
    return "\n".join(_passage(wanted, key, *texts[key]) for key, _, _ in found)


def _passage(wanted: str, key: str, place: str, text: str) -> str:
    match = fuzz.partial_ratio_alignment(wanted, key)
    first, last = (match.dest_start, match.dest_end) if match else (0, 0)
    start = text.rfind(" ", 0, max(first - AROUND, 0)) + 1
    end = text.find(" ", last + AROUND)
    shown = " ".join(text[start : end if end >= 0 else None].split())
    return f"    {place}: {'…' if start else ''}{shown}{'…' if end >= 0 else ''}"

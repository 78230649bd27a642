"""Find and cut off watermarks: strings that a web page glues to the ends of many lines."""

import re
from bisect import bisect_left, bisect_right
from functools import partial
from itertools import pairwise

from book.clean.fragments import Fragment, Fragments, open_fragments, remove_tail, replace_open
from book.clean.scripts import HAN, HAN_CLASS
from book.model import Witness, Work

MarkedLine = tuple[str, int]  # a line, and the offset at which the watermark may begin
ADDRESS = re.compile(r"https?://|www\.|[\w-]\.(?:com|org|net|cn|info|edu|gov)\b", re.IGNORECASE)
# Where two strings were glued together: the script changes, or a capital follows a word or a stop
# without a space.
GLUE = re.compile(
    rf"(?<=[^{HAN_CLASS}\W]|[.!?;,)’”])(?=[{HAN_CLASS}])|(?<=[{HAN_CLASS}。！？；，”）])(?=[A-Za-z])"
    r"|(?<=[a-z0-9.!?;,)’”])(?=[A-Z])|(?<=[.!?])(?=https?://)"
)
# A capital inside a word is no glue point: McDonald, MacDonald, DeLong, iPhone.
CAMEL = re.compile(r"\b(?:Mac|Mc|[DL][aeiu]|[A-Za-z])$")
STOP_BEFORE = re.compile(r"[^\W\d_]{2}[.!?][”’\"']?$")
SENTENCE_BEFORE = re.compile(r"[.!?”]\s+$")
SENTENCE_END = re.compile(r"(?<=[.!?”])\s+(?=\S)")
SHORTEST_WATERMARK = 8
LONGEST_WATERMARK = 240
LAST_CHARACTER = "\U0010ffff"  # sorts after every continuation of a prefix


def watermark(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Cut off a string that recurs at the ends of lines.

    It must recur twice if it has an address in it, else three times, glued to what stands before.
    """
    for tail in _find_watermarks([f.source.rstrip() for f in open_fragments(fragments)]):
        fragments = replace_open(fragments, partial(_cut_off, tail))
    return fragments


def _cut_off(tail: str, fragment: Fragment) -> Fragments:
    body = fragment.source.rstrip()
    if not body.endswith(tail):
        return (fragment,)
    return remove_tail(fragment, len(body) - len(tail), "watermark")


def _find_watermarks(lines: list[str]) -> list[str]:
    """Return the recurring tails that are watermarks, the one on most lines first.

    Sorted by their reversed text, lines with a common tail are neighbors, and all lines with a
    given tail are one slice.
    """
    reversed_lines = sorted(line[: -LONGEST_WATERMARK - 2 : -1] for line in lines)
    counts: dict[str, int] = {}
    for candidate, tail in _find_candidates(reversed_lines).items():
        ends = _lines_with_tail(reversed_lines, candidate)
        if _is_watermark(candidate, tail, ends):
            counts[candidate] = len(ends)
    return sorted(counts, key=lambda mark: (-counts[mark], -len(mark)))


def _find_candidates(reversed_lines: list[str]) -> dict[str, str]:
    """Return possible watermarks, each with the common tail of the first two lines that have it."""
    candidates: dict[str, str] = {}
    for first, second in pairwise(reversed_lines):
        tail = _common_start(first, second)[::-1]
        for candidate in _possible_marks(tail):
            candidates.setdefault(candidate, tail)
    return candidates


def _lines_with_tail(reversed_lines: list[str], tail: str) -> list[str]:
    head = tail[::-1]
    start = bisect_left(reversed_lines, head)
    end = bisect_right(reversed_lines, head + LAST_CHARACTER)
    return [line[::-1] for line in reversed_lines[start:end]]


def _common_start(first: str, second: str) -> str:
    pairs = enumerate(zip(first, second, strict=False))
    different = (index for index, (one, other) in pairs if one != other)
    return first[: next(different, min(len(first), len(second)))]


def _possible_marks(tail: str) -> list[str]:
    """Return the possible watermarks in a common tail.

    A watermark begins where the tail does, at a glue point, or after a sentence.
    """
    glued = (match.start() for match in GLUE.finditer(tail))
    after_sentence = (match.end() for match in SENTENCE_END.finditer(tail))
    marks = [tail[start:] for start in sorted({0, *glued, *after_sentence})]
    return [mark for mark in marks if SHORTEST_WATERMARK <= len(mark) <= LONGEST_WATERMARK]


def _is_watermark(candidate: str, tail: str, ends: list[str]) -> bool:
    """Return whether a recurring tail begins where something else ends, on all lines that have it.

    `ends` are those lines, `tail` is what two neighboring ones have in common.
    """
    marked = [(end, len(end) - len(candidate)) for end in ends]
    if ADDRESS.search(candidate):
        return _is_address_mark(marked)
    if len(ends) < 3 or not all(offset and _is_glue(end, offset) for end, offset in marked):
        return False
    before = [end[:offset] for end, offset in marked]
    return _is_label_mark(candidate, before, is_whole_tail=candidate == tail)


def _is_address_mark(marked: list[MarkedLine]) -> bool:
    """Judge a tail with an address: glued on twice, or after a sentence three times.

    A line may also consist of the watermark alone.
    """
    inside = [(line, offset) for line, offset in marked if offset]
    if len(marked) >= 2 and all(_is_glue(line, offset) for line, offset in inside):
        return True
    after_sentences = all(SENTENCE_BEFORE.search(line[:offset]) for line, offset in inside)
    return len(marked) >= 3 and after_sentences


def _is_label_mark(candidate: str, before: list[str], *, is_whole_tail: bool) -> bool:
    """Judge a glued tail without an address by the text `before` it on each line."""
    if HAN.match(candidate):
        return not any(HAN.search(text) for text in before)
    if all(STOP_BEFORE.search(text) for text in before):
        return True
    return is_whole_tail and not any(CAMEL.search(text) or HAN.search(text[-1:]) for text in before)


def _is_glue(line: str, offset: int) -> bool:
    return any(m.start() == offset for m in GLUE.finditer(line, max(0, offset - 1), offset + 2))

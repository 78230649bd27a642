"""Which straight single marks are quotation marks: the others are apostrophes.

A mark before a word may begin a quotation or stand for letters left out ("'tis"); one after a word
may end a quotation or do the same ("goin'"). The lists of the language decide for words they know;
for the others, a quotation begins only where one can end, between the same double marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from book.clean.punctuation.doubles import Sides, Turns
from book.clean.punctuation.elisions import Elisions

WORD_AFTER = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
WORD_BEFORE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*$")
LONGEST_WORD = 30
HEAD_WORDS = re.compile(r"(?<![^\W_])'([^\W_]+)")
DECADE = re.compile(r"\d\ds?\b")
SPEECH = re.compile(r"(?:^|[,:;.!?…—–(\"“„«»‘'’]\s?)$")
QUOTED_WORD = re.compile(r"(?<![^\s(\[{\"“„«—–-])'([^\W_]+)'(?![^\W_])")
BOTH_ENDS = ("a", "n")  # "have" and "and" that lost letters at both ends
ENOUGH = 3  # the weight of a quotation's two marks together


@dataclass(frozen=True, slots=True)
class Candidate:
    """A single mark that may begin or end a quotation, and how much speaks for it.

    `level` is the offset of the double mark that encloses it, -1 if none does. A head that
    `stands_alone` begins a quotation that goes on in the next paragraph, if nothing ends it here.
    """

    at: int
    is_head: bool
    level: int
    weight: int
    stands_alone: bool = False


def find_pairs(text: str, sides: Sides, turns: Turns, elisions: Elisions) -> Turns:
    """Return which way the single marks turn that are quotation marks, by their offsets.

    >>> from book.clean.punctuation.elisions import elisions_of
    >>> from book.clean.punctuation.doubles import find_sides
    >>> text = "'Tis a 'plan' of theirs"
    >>> find_pairs(text, find_sides(text), {}, elisions_of("en"))
    {7: 'open', 12: 'close'}
    """
    pairs = _quoted_words(text, elisions)
    candidates = [
        each for each in _candidates(text, sides, turns, elisions) if each.at not in pairs
    ]
    candidates.sort(key=lambda each: (each.level, each.at))
    for _, group in groupby(candidates, key=lambda each: each.level):
        pairs |= _pair(group)
    return pairs


def _quoted_words(text: str, elisions: Elisions) -> Turns:
    """Return the turns of the marks on both sides of one word."""
    pairs: Turns = {}
    for match in QUOTED_WORD.finditer(text):
        if not elisions.is_clear(match[1]) and match[1] not in BOTH_ENDS:
            pairs |= {match.start(): "open", match.end() - 1: "close"}
    return pairs


def _candidates(text: str, sides: Sides, turns: Turns, elisions: Elisions) -> Iterator[Candidate]:
    is_dialect = any(elisions.is_dropped(word) for word in HEAD_WORDS.findall(text))
    for at, level in _levels(text, turns):
        before, after = sides[at]
        if before in ("space", "bracket", "dash") and after not in ("space", "stop"):
            weight = _head_weight(text, at, elisions, is_dialect)
            stands_alone = weight >= ENOUGH and not text[at + 1 : at + 2].islower()
            yield Candidate(at, True, level, weight, stands_alone)
        elif before in ("word", "stop", "dash") and after != "word":
            yield Candidate(at, False, level, _tail_weight(text, at, elisions))


def _levels(text: str, turns: Turns) -> Iterator[tuple[int, int]]:
    """Yield the offset and the level of each straight single mark."""
    enclosing = [-1]
    singles = (at for at, character in enumerate(text) if character == "'")
    for at in sorted((*turns, *singles)):
        if at not in turns:
            yield at, enclosing[-1]
        elif turns[at] == "open":
            enclosing.append(at)
        elif turns[at] == "close" and len(enclosing) > 1:
            enclosing.pop()


def _head_weight(text: str, at: int, elisions: Elisions, is_dialect: bool) -> int:
    match = WORD_AFTER.match(text, at + 1, at + LONGEST_WORD)
    word = match[0] if match else ""
    if elisions.is_clear(word) or DECADE.match(word):
        return -ENOUGH
    is_speech = bool(SPEECH.search(text[max(at - 2, 0) : at]))
    return 2 + is_speech - (1 + 2 * is_dialect) * elisions.is_ambiguous(word)


def _tail_weight(text: str, at: int, elisions: Elisions) -> int:
    if text[at - 1] in "'\"" or not text[at - 1].isalnum():
        return 3
    match = WORD_BEFORE.search(text, max(at - LONGEST_WORD, 0), at)
    if match and elisions.tails.fullmatch(match[0]):
        return 0
    return 1 if text[at + 1 : at + 2].isspace() else 2


def _pair(group: Iterator[Candidate]) -> Turns:
    """Pair the candidates of one level: runs of heads, each with the run of tails after it."""
    pairs: Turns = {}
    heads: list[Candidate] = []
    for is_head, run in groupby(group, key=lambda each: each.is_head):
        if is_head:
            heads = [each for each in run if each.weight > -ENOUGH]
            continue
        tails = list(run)
        pairs |= _choose(heads, tails)
        heads = []
    return pairs | {each.at: "open" for each in heads[:1] if each.stands_alone}


def _choose(heads: list[Candidate], tails: list[Candidate]) -> Turns:
    """Return the turns of the likeliest head and the likeliest tail, if they are a quotation."""
    head = max(heads, key=lambda each: (each.weight, each.at), default=None)
    tail = max(tails, key=lambda each: each.weight)
    if head and tail.weight and head.weight + tail.weight >= ENOUGH:
        return {head.at: "open", tail.at: "close"}
    begun: Turns = {head.at: "open"} if head and head.stands_alone else {}
    return begun | {each.at: "close" for each in tails if each.weight >= ENOUGH}

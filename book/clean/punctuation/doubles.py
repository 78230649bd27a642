"""Which way the double quotation marks of a paragraph turn."""

import re
from typing import Literal

Turn = Literal["open", "close", "inches", ""]  # "" cannot be told
Turns = dict[int, Turn]
Side = Literal["space", "bracket", "dash", "stop", "word"]
Sides = dict[int, tuple[Side, Side]]

DOUBLES = re.compile('["“”„‟«»「」]')
MARKS = re.compile("[\"'“”„‟‘’‚‛«»‹›「」『』]+")
OPENING = "([{¿¡"
DASHES = "—–―"
STOPS = ".,;:!?)]}…。，；：！？）、"
HEBREW = re.compile("[\u0590-\u05ff]")
INCHES = re.compile(r'\d"')


def find_turns(text: str, sides: Sides) -> Turns:
    """Return which way each double mark turns, by its offset, in order.

    >>> text = '"No," she said—"not 12" so'
    >>> find_turns(text, find_sides(text))
    {0: 'open', 4: 'close', 15: 'open', 22: 'close'}
    >>> find_turns('a 12" plate', find_sides('a 12" plate'))
    {4: 'inches'}
    """
    turns: Turns = {}
    is_open = False
    offsets = [match.start() for match in DOUBLES.finditer(text)]
    for at in offsets:
        turn = _turn(*sides[at])
        if not turn and _may_pair(text, at, sides[at], len(offsets)):
            turn = "close" if is_open else "open"
        elif turn == "close" and not is_open and INCHES.match(text, at - 1):
            turn = "inches"
        turns[at] = turn
        is_open = turn == "open" or (is_open and turn != "close")
    return turns


def _turn(before: Side, after: Side) -> Turn:
    """Return what the characters beside a mark say; "" if they say nothing."""
    match before, after:
        case ("space" | "bracket", "word" | "bracket" | "dash" | "stop"):
            return "open"
        case ("word" | "stop" | "dash", "space" | "stop") | ("word" | "stop", "dash"):
            return "close"
    return ""


def _may_pair(text: str, at: int, sides: tuple[Side, Side], number: int) -> bool:
    """Return whether the marks before it tell which way a mark turns.

    They do after a dash ("said—"well") and an elision ("l'"homme"); elsewhere only if their number
    is even, and not between the letters of Hebrew, whose abbreviations have such a mark.
    """
    if sides == ("dash", "word") or (sides[1] == "word" and text[at - 1 : at] in "'’"):
        return True
    return number % 2 == 0 and not HEBREW.match(text, at - 1)


def find_sides(text: str) -> Sides:
    """Return what stands before and after each mark, and other marks beside it, by its offset.

    >>> find_sides("('tis")
    {1: ('bracket', 'word')}
    """
    sides: Sides = {}
    for run in MARKS.finditer(text):
        before = _side(text[run.start() - 1]) if run.start() else "space"
        after = _side(text[run.end()]) if run.end() < len(text) else "space"
        sides |= dict.fromkeys(range(run.start(), run.end()), (before, after))
    return sides


def _side(character: str) -> Side:
    if character.isspace():
        return "space"
    if character in OPENING:
        return "bracket"
    if character in DASHES:
        return "dash"
    return "stop" if character in STOPS else "word"

"""Join what is printed of a witness into headings and paragraphs, and fix their characters."""

import re
from itertools import pairwise

from book.clean.characters import fix
from book.clean.fragments import Fragment, Fragments, printed_fragments
from book.model import Change, Unit
from book.text.grouping import group_runs

LETTERS = re.compile(r"[^\W\d_]+")
BROKEN_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\N{HYPHEN}]$")
HAN_END = re.compile(r"[\u3000-\u9fff\uff00-\uffef]$")
HAN_START = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def join_units(fragments: Fragments) -> tuple[tuple[Unit, ...], tuple[Change, ...]]:
    """Return the units of a witness, and the changes that character rules made in them."""
    groups = group_runs(printed_fragments(fragments), _continues)
    whole_words = _words_of_wrapped_lines(groups)
    units: list[Unit] = []
    changes: list[Change] = []
    for group in groups:
        source = join_wrapped([fragment.text for fragment in group], whole_words)
        text, counts = fix(source)
        units.append(_unit(group, text, source))
        changes += [Change(group[0].span.line, rule, count) for rule, count in counts]
    return tuple(units), tuple(changes)


def _continues(before: Fragment, fragment: Fragment) -> bool:
    return fragment.continues and fragment.span.line - before.span.line <= 1


def _words_of_wrapped_lines(groups: list[list[Fragment]]) -> frozenset[str]:
    """Return the words, in lower case, of the units of more than one line."""
    wrapped = [fragment for group in groups if len(group) > 1 for fragment in group]
    return frozenset(
        word for fragment in wrapped for word in LETTERS.findall(fragment.source.casefold())
    )


def _unit(group: list[Fragment], text: str, source: str) -> Unit:
    first = group[0]
    spans = tuple(fragment.span for fragment in group)
    if first.state == "heading":
        return Unit("heading", text, source, spans, first.label, first.style)
    return Unit("paragraph", text, source, spans)


def join_wrapped(lines: list[str], whole_words: frozenset[str] = frozenset()) -> str:
    """Join the lines of a paragraph, and rejoin the words that were hyphenated at a line's end.

    A word is rejoined only if it occurs unbroken in `whole_words` (lower case; by default the words
    of `lines`): otherwise the hyphen may be its own.

    >>> join_wrapped(["The export con-", "trol law, and control of"])
    'The export control law, and control of'
    >>> join_wrapped(["a non-", "proliferation regime"])
    'a non-proliferation regime'
    """
    whole_words = whole_words or frozenset(LETTERS.findall(" ".join(lines).casefold()))
    joined = [lines[0]]
    for line, below in pairwise(lines):
        broken = BROKEN_WORD.search(line) if below[:1].islower() else None
        if line.endswith("\N{SOFT HYPHEN}") or (
            broken and (broken[1] + LETTERS.findall(below)[0]).casefold() in whole_words
        ):
            joined[-1] = joined[-1][:-1]
        elif not broken and not _is_chinese_break(line, below):
            joined.append(" ")
        joined.append(below)
    return "".join(joined)


def _is_chinese_break(line: str, below: str) -> bool:
    """Return whether a line ends between Chinese characters, which no space divides."""
    return bool(HAN_END.search(line) and HAN_START.match(below))

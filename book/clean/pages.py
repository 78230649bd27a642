"""Remove what a scan has of each page, and join what it interrupted."""

import re
from functools import partial
from itertools import pairwise

from book.clean.fragments import (
    Fragment,
    Fragments,
    cut_parts,
    join_to_previous,
    printed_fragments,
    remove,
)
from book.model import Line, Span, Witness, Work, line_texts
from book.text.page_furniture import PAGE_RULES, FileLines, find_joins, find_page_furniture

# A mark of a page inside a line. The first two kinds are known by what they say; the others only
# if their numbers ascend.
NAMED_MARK = re.compile(
    r"\[(?:pg|page|p\.|seite|s\.)\s*[\divxlc]{1,7}\]|\{(?:pg|page|p\.)\s*[\divxlc]{1,7}\}",
    re.IGNORECASE,
)
BARE_MARKS = (re.compile(r"\{(\d{1,4})\}"), re.compile(r"\|(\d{1,4})\|"))
LEAST_MARKS = 3


def page_furniture(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove running heads, folios, signature marks and catchwords, and join the text over them."""
    numbers, file = _lines_of(fragments, witness.lines)
    rules = {numbers[index]: rule for index, rule in find_page_furniture(file).items()}
    cleaned = tuple(
        remove(f, rules[f.span.line]) if f.is_open and f.span.line in rules else f
        for f in fragments
    )
    removed = {f.span.line for f in cleaned if f.rule in (*PAGE_RULES, "drop")}
    left = {f.span.line for f in printed_fragments(cleaned)}
    gone = {i for i, number in enumerate(numbers) if number in removed - left}
    return _join(cleaned, {numbers[index] for index in find_joins(file, gone)})


def _lines_of(fragments: Fragments, lines: tuple[Line, ...]) -> tuple[list[int], FileLines]:
    """Return the lines that may be text, in the order of the file, and their numbers."""
    decided = {f.span.line for f in fragments if f.state == "metadata" or _is_notice(f)}
    texts = line_texts(lines)
    numbers = sorted(number for number in texts if number not in decided)
    return numbers, FileLines([(number, texts[number]) for number in numbers])


def _is_notice(fragment: Fragment) -> bool:
    return fragment.rule in ("library notice", "transcriber's note")


def _join(fragments: Fragments, joined: set[int]) -> Fragments:
    """Let the lines with these numbers continue the paragraph above, if they have its form."""
    printed = printed_fragments(fragments)
    spans: set[Span] = set()
    for before, fragment in pairwise(printed):
        is_first = fragment.span.line in joined and before.span.line < fragment.span.line
        if is_first and (fragment.continues or _is_same_form(before, fragment)):
            spans.add(fragment.span)
    return join_to_previous(fragments, spans, spans)


def page_mark(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Cut the marks of pages out of lines, whatever form they have: [Pg 29], {29}, |29|."""
    lines = [f.source for f in fragments if f.state == "open" and not f.kept]
    patterns = [NAMED_MARK, *(p for p in BARE_MARKS if _ascend(p, lines))]
    pattern = re.compile("|".join(f"(?:{each.pattern})" for each in patterns), re.IGNORECASE)
    return tuple(part for f in fragments for part in _cut(f, pattern))


def _ascend(pattern: re.Pattern[str], lines: list[str]) -> bool:
    """Return whether marks are those of pages: each number is more than the one before."""
    numbers = [int(match[1]) for line in lines for match in pattern.finditer(line)]
    return len(numbers) >= LEAST_MARKS and all(a < b for a, b in pairwise(numbers))


def _cut(fragment: Fragment, pattern: re.Pattern[str]) -> Fragments:
    if fragment.state != "open" or fragment.kept:
        return (fragment,)
    spans = [match.span() for match in pattern.finditer(fragment.source)]
    return cut_parts(fragment, spans, partial(remove, rule="page mark"))


def _is_same_form(before: Fragment, fragment: Fragment) -> bool:
    if before.kept or fragment.kept:
        return False
    same = before.form.containers == fragment.form.containers
    return same and before.form.kind == fragment.form.kind == "paragraph"

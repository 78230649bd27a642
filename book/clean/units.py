"""Join what is printed of a witness into headings and paragraphs, and fix their characters."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from book.clean.characters import Fixed, fix_code, fix_lines, shield, unshield
from book.clean.fragments import Fragment, Fragments, printed_fragments
from book.clean.parsed_headings import opens_title
from book.clean.punctuation.dashes import has_closed_dashes
from book.model import Change, Insert, Line, Punctuation, Range, Ranges, Unit, shift_ranges
from book.text.grouping import group_runs
from book.text.offsets import follow_ranges

# Ranges that do not go on: points, and those whose value is of their own words alone.
ALONE = ("note", "break", "ruby", "formula")
LETTERS = re.compile(r"[^\W\d_]+")
BROKEN_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\N{HYPHEN}]$")
# Scanners write the not sign for a hyphen that divides a word.
OPTIONAL_HYPHENS = ("\N{SOFT HYPHEN}", "\N{NOT SIGN}")
# What is not an omitted name ("Mr. B--") or year ("18--").
CLOSED_DASH = re.compile(r"(?<![-\s])(?<![\s.][A-Z])(?<!\d)(?:--|—)$")
HAN_END = re.compile(r"[\u3000-\u9fff\uff00-\uffef]$")
HAN_START = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def join_units(
    fragments: Fragments, lines: Iterable[Line], style: Punctuation
) -> tuple[tuple[Unit, ...], tuple[Change, ...]]:
    """Return the units of a witness, and the changes that character rules made in them.

    `lines` are those of the witness, with the ranges of their form; `style` is its punctuation.
    """
    groups = group_runs(printed_fragments(fragments), _continues)
    whole_words = _words_of_wrapped_lines(groups)
    ranges_by_line = _ranges_by_line(lines)
    units: list[Unit] = []
    changes: list[Change] = []
    for group in groups:
        joined = _join(group, whole_words, ranges_by_line, style)
        text, counts = _fix(group[0], joined, _style_of(group[0], joined, style))
        units.append(_unit(group, text, joined))
        changes += [Change(group[0].span.line, rule, count) for rule, count in counts]
    return keep_inserts(units, fragments), tuple(changes)


def _ranges_by_line(lines: Iterable[Line]) -> dict[int, Ranges]:
    """Return the ranges of each line by its number, those of a divided line by its columns."""
    ranges: dict[int, Ranges] = {}
    for line in lines:
        if line.ranges:
            shift = line.column
            moved = (replace(r, start=r.start + shift, end=r.end + shift) for r in line.ranges)
            ranges[line.number] = (*ranges.get(line.number, ()), *moved)
    return ranges


def _continues(before: Fragment, fragment: Fragment) -> bool:
    is_near = fragment.across or fragment.span.line - before.span.line <= 1
    return fragment.continues and is_near


def _words_of_wrapped_lines(groups: list[list[Fragment]]) -> frozenset[str]:
    """Return the words, in lower case, of the units of more than one line."""
    wrapped = [fragment for group in groups if len(group) > 1 for fragment in group]
    return frozenset(
        word for fragment in wrapped for word in LETTERS.findall(fragment.source.casefold())
    )


def _join(
    group: list[Fragment],
    whole_words: frozenset[str],
    ranges_by_line: Mapping[int, Ranges],
    style: Punctuation,
) -> "JoinedLines":
    texts = [fragment.text for fragment in group]
    between = [_between(before, fragment) for before, fragment in pairwise(group)]
    match group[0].form.kind:
        case "verse":
            joined = join_verse(group)
        case "code":
            joined = join_code(texts, between)
        case _:
            if has_closed_dashes(style):
                between = list(map(_after_dash, texts, between))
            joined = join_wrapped(texts, whole_words, between)
    ranges = list(joined.ranges)
    if group[0].state == "heading" and len(group) > 1 and opens_title(texts[0]):
        ranges.append(Range(joined.starts[1] - 1, joined.starts[1], "break", "0"))
    for fragment, start, text in zip(group, joined.starts, texts, strict=True):
        if own := ranges_by_line.get(fragment.span.line):
            first = fragment.span.start + fragment.source.index(text)
            ranges += shift_ranges(own, first, first + len(text), start)
    return replace(joined, ranges=join_neighbors(ranges, joined.text))


def _between(before: Fragment, fragment: Fragment) -> str | None:
    """Return the space between the parts of a line from which something was cut out.

    None is a line's end.
    """
    if before.span.line != fragment.span.line:
        return None
    has_space = before.source[-1:].isspace() or fragment.source[:1].isspace()
    return " " if has_space else ""


def _after_dash(line: str, space: str | None) -> str | None:
    return "" if space is None and CLOSED_DASH.search(line) else space


def _style_of(first: Fragment, joined: "JoinedLines", style: Punctuation) -> Punctuation:
    """Return the punctuation of a unit that the form states to be in a language of its own."""
    whole = (0, len(joined.text))
    foreign = (r.value for r in joined.ranges if r.kind == "foreign" and (r.start, r.end) == whole)
    language = next(foreign, first.form.language)
    return replace(style, language=language, marks="") if language else style


def _fix(first: Fragment, joined: "JoinedLines", style: Punctuation) -> Fixed:
    """Apply the character rules; most of them would ruin code, also that within a line.

    A dash at the end of a line of verse must not take the space there, which is the break.
    """
    if first.form.kind == "code":
        return fix_code(joined.text)
    breaks = sorted(each.start for each in joined.ranges if each.kind == "break")
    starts, ends = [0, *(at + 1 for at in breaks)], [*breaks, len(joined.text)]
    code = [(each.start, each.end) for each in joined.ranges if each.kind == "code"]
    text = shield(joined.text, code) if code else joined.text
    fixed, counts = fix_lines(list(map(text.__getitem__, map(slice, starts, ends))), style)
    return (unshield(fixed) if text != joined.text else fixed), counts


def _unit(group: list[Fragment], text: str, joined: "JoinedLines") -> Unit:
    first = group[0]
    spans = tuple(fragment.span for fragment in group)
    ranges = follow_ranges(joined.ranges, joined.text, text)
    if first.state == "heading":
        label, style = first.label, first.style
        return Unit("heading", text, joined.text, spans, label, style, first.form, ranges)
    if first.form.kind == "heading":  # inside a quotation, say: no part of the work begins here
        text, ranges = _without_signs(text, ranges)
    return Unit("paragraph", text, joined.text, spans, form=first.form, ranges=ranges)


def _without_signs(text: str, ranges: Ranges) -> tuple[str, Ranges]:
    """Return a heading without its signs of the level."""
    title = text.lstrip("# ")
    return title, shift_ranges(ranges, len(text) - len(title), len(text))


@dataclass(frozen=True, slots=True)
class JoinedLines:
    """Lines joined to one text: the offset in it at which each begins, and its ranges."""

    text: str
    starts: tuple[int, ...]
    ranges: Ranges = ()


def join_verse(group: list[Fragment]) -> JoinedLines:
    """Join the lines of a stanza, with a break between them; no word is rejoined."""
    text, starts = group[0].text, [0]
    breaks: list[Range] = []
    for before, fragment in pairwise(group):
        space = _between(before, fragment)
        if space is None:
            indent = str(fragment.form.indent)
            breaks.append(Range(len(text), len(text) + 1, "break", indent))
        text += " " if space is None else space
        starts.append(len(text))
        text += fragment.text
    return JoinedLines(text, tuple(starts), tuple(breaks))


def join_code(lines: list[str], between: Sequence[str | None] = ()) -> JoinedLines:
    """Join the lines of code, or of columns, as they are; `between` are the spaces inside a line.

    >>> join_code(["a  b", "1  2"])
    JoinedLines(text='a  b\\n1  2', starts=(0, 5), ranges=())
    """
    spaces = ["\n" if space is None else space for space in between or [None] * (len(lines) - 1)]
    text, starts = lines[0], [0]
    for space, line in zip(spaces, lines[1:], strict=True):
        starts.append(len(text) + len(space))
        text += space + line
    return JoinedLines(text, tuple(starts))


def join_neighbors(ranges: Iterable[Range], text: str) -> Ranges:
    """Join ranges of the same form that only a space divides: emphasis goes on in the next line.

    >>> ranges = (Range(0, 3, "emphasis"), Range(4, 7, "emphasis"))
    >>> join_neighbors(ranges, "the law")
    (Range(start=0, end=7, kind='emphasis', value=''),)
    >>> len(join_neighbors((Range(0, 3, "ruby", "a"), Range(4, 7, "ruby", "a")), "the law"))
    2
    """
    joined: list[Range] = []
    for each in sorted(ranges, key=lambda each: (each.start, each.end)):
        same = (n for n, other in enumerate(joined) if _is_continued(other, each, text))
        index = next(same, None)
        if index is None:
            joined.append(each)
        else:
            joined[index] = replace(joined[index], end=each.end)
    return tuple(joined)


def _is_continued(before: Range, each: Range, text: str) -> bool:
    if before.kind in ALONE or (before.kind, before.value) != (each.kind, each.value):
        return False
    return before.end < each.start and not text[before.end : each.start].strip()


def keep_inserts(units: list[Unit], fragments: Fragments) -> tuple[Unit, ...]:
    """Return the units with the pictures and scene breaks beside lines that are not printed.

    They stand before the next unit, or after the last one.
    """
    inserts = [f for f in fragments if f.span.start == 0 and (f.form.before or f.form.after)]
    if not inserts or not units:
        return tuple(units)
    kept = list(units)
    order = {(f.span.line, f.span.start): n for n, f in enumerate(fragments)}
    starts = [order[unit.spans[0].line, unit.spans[0].start] for unit in units]
    for fragment in reversed(inserts):
        place = order[fragment.span.line, fragment.span.start]
        number = bisect_left(starts, place)
        if number < len(kept) and starts[number] == place:
            continue  # the unit's own form has them
        stray = (*fragment.form.before, *fragment.form.after)
        kept = _with_inserts(kept, stray, number)
    return tuple(kept)


def _with_inserts(units: list[Unit], stray: tuple[Insert, ...], number: int) -> list[Unit]:
    unit = units[min(number, len(units) - 1)]
    form = unit.form
    if number < len(units):
        form = replace(form, before=(*stray, *form.before))
    else:
        form = replace(form, after=(*form.after, *stray))
    changed = replace(unit, form=form)
    return [changed if other is unit else other for other in units]


def join_wrapped(
    lines: list[str],
    whole_words: frozenset[str] = frozenset(),
    between: Sequence[str | None] = (),
) -> JoinedLines:
    """Join the lines of a paragraph, and rejoin the words that were hyphenated at a line's end.

    A word is rejoined only if it occurs unbroken in `whole_words` (lower case; by default the words
    of `lines`): otherwise the hyphen may be its own. `between` are the spaces inside a line from
    which something was cut out, None where a line ends.

    >>> join_wrapped(["The export con-", "trol law, and control of"]).text
    'The export control law, and control of'
    >>> join_wrapped(["a non-", "proliferation regime"])
    JoinedLines(text='a non-proliferation regime', starts=(0, 6), ranges=())
    """
    whole_words = whole_words or frozenset(LETTERS.findall(" ".join(lines).casefold()))
    text, starts = lines[0], [0]
    spaces = between or [None] * (len(lines) - 1)
    for (line, below), space in zip(pairwise(lines), spaces, strict=True):
        text = _before_line(text, line, below, space, whole_words)
        starts.append(len(text))
        text += below
    return JoinedLines(text, tuple(starts))


def _before_line(
    text: str, line: str, below: str, space: str | None, whole_words: frozenset[str]
) -> str:
    """Return a text that ends with `line` as it is before `below`: with a space, say."""
    broken = BROKEN_WORD.search(line) if below[:1].islower() and space != " " else None
    if line.endswith(OPTIONAL_HYPHENS) or (
        broken and (broken[1] + LETTERS.findall(below)[0]).casefold() in whole_words
    ):
        return text[:-1]
    if space is None:
        space = "" if broken or _is_chinese_break(line, below) else " "
    return text + space


def _is_chinese_break(line: str, below: str) -> bool:
    """Return whether a line ends between Chinese characters, which no space divides."""
    return bool(HAN_END.search(line) and HAN_START.match(below))

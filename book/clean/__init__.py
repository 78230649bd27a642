"""Clean a witness: take away what a web page put around the text, and say of each character where it went.

The rules stand in `RULES` in the order in which they are tried. Each is a function from pieces to pieces that
decides about those still open; a piece once decided stays so. What no rule claims is printed. The character
rules (`characters.FIXERS`) come last, on what is printed, so that columns always count in the witness's own line.
"""

import re
from itertools import pairwise

from book.clean import furniture, lines, structure, title
from book.clean.characters import fix
from book.clean.fragments import Fragment, Fragments, Rule, fragments_of
from book.errors import EditionError
from book.model import Change, Metadatum, Removal, Text, Unit, Witness, Work

RULES: tuple[Rule, ...] = (
    lines.blank,
    lines.editor_keeps,
    lines.editor_drops,
    furniture.library_notice,
    furniture.watermark,
    furniture.copyright_line,
    furniture.pager,
    furniture.breadcrumb,
    furniture.page_chrome,
    furniture.label,
    lines.unwrap,
    structure.title_line,
    structure.contents_list,
    structure.heading,
    title.dateline,
    title.byline,
    title.title_block,
    title.credit,
    lines.blank,  # again: a piece may have been cut down to nothing
)


def clean(witness: Witness, work: Work) -> Text:
    """Clean `witness`; `work` tells its title, its author and its outline, by which its title block is known."""
    fragments = fragments_of(witness.lines)
    for rule in RULES:
        fragments = rule(fragments, witness, work)
    units, changes = _units(fragments)
    if not units:
        raise EditionError(
            "after cleaning nothing is left of this witness",
            file=witness.file,
            remedy="Is it the right file? If a rule took too much, name its lines in `keep` in edition.toml.",
        )
    removals = tuple(Removal(p.span, p.source, p.rule) for p in fragments if p.state == "removed")
    metadata = tuple(
        Metadatum(p.span, p.field, _value(p.value), p.rule)
        for p in fragments
        if p.state == "metadata"
    )
    return Text(witness, units, removals, metadata, changes)


def _value(text: str) -> str:
    return fix(text)[0]


def _units(fragments: Fragments) -> tuple[tuple[Unit, ...], tuple[Change, ...]]:
    """Join the pieces that go on a paragraph, then mend their characters."""
    runs: list[list[Fragment]] = []
    for fragment in fragments:
        if (
            fragment.is_printed
            and fragment.continues
            and runs
            and fragment.span.line - runs[-1][-1].span.line <= 1
        ):
            runs[-1].append(fragment)
        elif fragment.is_printed:
            runs.append([fragment])
    known = frozenset(
        word
        for run in runs
        if len(run) > 1
        for fragment in run
        for word in LETTERS.findall(fragment.source.casefold())
    )
    units: list[Unit] = []
    changes: list[Change] = []
    for run in runs:
        source = join_wrapped([p.text for p in run], known)
        text, counts = fix(source)
        changes += [Change(run[0].span.line, rule, count) for rule, count in counts]
        spans = tuple(p.span for p in run)
        units.append(
            Unit(
                "heading" if run[0].state == "heading" else "paragraph",
                text,
                source,
                spans,
                run[0].label,
                run[0].style,
            )
        )
    return tuple(units), tuple(changes)


LETTERS = re.compile(r"[^\W\d_]+")
BROKEN_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\N{HYPHEN}]$")
HAN_END, HAN_START = (
    re.compile(r"[\u3000-\u9fff\uff00-\uffef]$"),
    re.compile(r"[\u3000-\u9fff\uff00-\uffef]"),
)


def join_wrapped(parts: list[str], known: frozenset[str] = frozenset()) -> str:
    """Join the lines of a paragraph. A word broken at a line's end is made whole if it stands whole in it or in `known`.

    >>> join_wrapped(["The export con-", "trol law, and control of"])
    'The export control law, and control of'
    >>> join_wrapped(["a non-", "proliferation regime"])
    'a non-proliferation regime'
    """
    known = known or frozenset(LETTERS.findall(" ".join(parts).casefold()))
    joined = [parts[0]]
    for before, part in pairwise(parts):
        broken = BROKEN_WORD.search(before) if part[:1].islower() else None
        if before.endswith("\N{SOFT HYPHEN}") or (
            broken and (broken[1] + LETTERS.findall(part)[0]).casefold() in known
        ):
            joined[-1] = joined[-1][:-1]
        elif not broken and not (HAN_END.search(before) and HAN_START.match(part)):
            joined.append(" ")
        joined.append(part)
    return "".join(joined)

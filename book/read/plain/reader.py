"""Read a plain file group by group: what shows no form stays a line as the file has it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from book.model import BlockForm, Container, Insert, Line
from book.read.builder import SourceDocument
from book.read.plain import drama, prose, tables
from book.read.plain.brackets import Bracket, divide, find_brackets
from book.read.plain.lines import decided, strip_rows, with_columns, write_block, write_paragraph
from book.read.plain.notes import NoteLinks, NoteText, divide_notes, link_notes
from book.read.plain.rows import Group, Page, Row, body_rows, group_rows, read_rows
from book.read.plain.verse import find_verse, is_numbered, poems, write_stanza

SCENE_BREAK = re.compile(
    r"^(?:(?:[*•·∗]\s*){3,}|⁂|[*]|(?:[-–—_=~]\s?){3,}|(?:#\s*){1,5}|[oO](?:\s+[oO]){2,})$"
)
CONTENTS = re.compile(
    r"^_?(?:TABLE OF )?(?:CONTENTS|ILLUSTRATIONS|LIST OF (?:ILLUSTRATIONS|PLATES|FIGURES)|INDEX)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the groups of a file are."""

    groups: tuple[Group, ...]
    page: Page
    brackets: dict[int, Bracket]
    links: NoteLinks
    verse: frozenset[int]
    poems: dict[int, tuple[int, int]]
    speeches: dict[int, drama.Speech]
    listed: frozenset[int]


def read_plain_text(text: str) -> SourceDocument:
    """Return the lines of a plain file, with the form that it shows."""
    rows = read_rows(text)
    first, last = body_rows(rows)
    plan = make_plan(rows[first:last])
    lines = _place_notes(plan, list(_blocks(plan)))
    whole = (*map(_as_typed, rows[:first]), *lines, *map(_as_typed, rows[last:]))
    return SourceDocument(with_columns(whole))


def make_plan(rows: list[Row]) -> Plan:
    """Find out what the groups of a file are."""
    groups = tuple(divide_notes(divide(group_rows(rows))))
    page = Page(groups)
    found = {each.first: each for each in find_brackets(groups)}
    links = link_notes(groups, list(found.values()))
    brackets = {i: each for i, each in found.items() if each.kind != "footnote"}
    taken = {i for b in found.values() for i in range(b.first, b.last + 1)} | links.taken
    listed = frozenset(_listed(groups))
    taken |= listed | {i for i, group in enumerate(groups) if tables.looks_like_columns(group)}
    speeches = drama.find_speeches(groups, taken)
    verse = find_verse(groups, page, taken | set(speeches))
    return Plan(
        groups, page, brackets, links, frozenset(verse), poems(groups, verse), speeches, listed
    )


def _listed(groups: Sequence[Group]) -> Iterator[int]:
    """Yield the groups of a list of contents, whose columns and titles have rules of their own."""
    is_listed = False
    for index, group in enumerate(groups):
        if len(group) == 1 and CONTENTS.match(group[0].text):
            is_listed = True
        elif is_listed and index and group[0].number - groups[index - 1][-1].number > 3:
            is_listed = False
        if is_listed:
            yield index


def _as_typed(row: Row) -> Line:
    return Line(row.number, row.raw)


Block = list[Line]


def _blocks(plan: Plan) -> Iterator[Block]:
    """Yield the lines of each block, without those of notes."""
    pending: tuple[Insert, ...] = ()
    index = 0
    while index < len(plan.groups):
        lines, inserts, index = _block(plan, index)
        if pending and any(line.fate == "open" for line in lines):
            lines = _with_inserts(lines, pending)
            pending = ()
        pending += inserts
        yield lines


def _with_inserts(lines: Block, inserts: tuple[Insert, ...]) -> Block:
    first = next(i for i, line in enumerate(lines) if line.fate == "open")
    form = replace(lines[first].form, before=inserts)
    return [*lines[:first], replace(lines[first], form=form), *lines[first + 1 :]]


def _block(plan: Plan, index: int) -> tuple[Block, tuple[Insert, ...], int]:
    """Return the lines of a block, the breaks it stands for, and the index of the next one."""
    group = plan.groups[index]
    if index in plan.brackets:
        bracket = plan.brackets[index]
        return _bracket_lines(plan, bracket), (), bracket.last + 1
    if index in plan.links.headings:
        return [decided(row, row.text, "heading of the notes") for row in group], (), index + 1
    if index in plan.links.taken:
        return [], (), index + 1
    if len(group) == 1 and SCENE_BREAK.match(group[0].text):
        insert = Insert("scene-break", text=" ".join(group[0].text.split()))
        return [decided(group[0], group[0].text, "scene break")], (insert,), index + 1
    return _text_lines(plan, index), (), index + 1


def _text_lines(plan: Plan, index: int) -> Block:
    group, calls = plan.groups[index], plan.links.calls
    if index in plan.listed:
        return _plain_lines(plan, group)
    if tables.looks_like_columns(group):
        return tables.write_table(group, f"table-{index}", calls)
    if index in plan.speeches:
        in_verse = drama.is_verse_play(list(plan.speeches.values()))
        speech = plan.speeches[index]
        return drama.write_speech(speech, f"speech-{index}", plan.page, calls, in_verse=in_verse)
    if plan.speeches and drama.is_stage(group):
        return drama.write_stage(group, calls)
    if index in plan.verse:
        first, least = plan.poems[index]
        stanzas = [plan.groups[i] for i, poem in plan.poems.items() if poem[0] == first]
        numbers = (("numbers", "yes"),) if is_numbered(stanzas) else ()
        poem = Container("poem", f"poem-{first}", numbers)
        return write_stanza(group, least, (poem,), calls)
    return _prose_lines(plan, index)


def _prose_lines(plan: Plan, index: int) -> Block:
    group, calls, page = plan.groups[index], plan.links.calls, plan.page
    if kind := prose.right_kind(group, page):
        forms = [BlockForm(kind, align="right")] * len(group)
        return write_block(group, forms, [False] * len(group), calls)
    if prose.is_salutation(group):
        return write_paragraph(group, BlockForm("salutation"), calls)
    if first := _quotation(plan, index):
        container = (Container("quotation", f"quotation-{first}"),)
        kind = "attribution" if prose.is_attribution(group) else "paragraph"
        return write_paragraph(group, BlockForm(kind, container), calls)
    return _plain_lines(plan, group)


def _quotation(plan: Plan, index: int) -> int:
    """Return the number of the row at which the quotation of a group begins; 0 if it is none."""
    if not _is_quoted(plan, index):
        return 0
    while (
        index and _is_quoted(plan, index - 1) and not prose.is_attribution(plan.groups[index - 1])
    ):
        index -= 1
    return plan.groups[index][0].number


def _is_quoted(plan: Plan, index: int) -> bool:
    if index in plan.verse or index in plan.links.taken or index in plan.brackets:
        return False
    group = plan.groups[index]
    if tables.looks_like_columns(group) or index in plan.speeches or index in plan.listed:
        return False
    if prose.is_attribution(group):
        return index > 0 and prose.is_quotation(plan.groups[index - 1], plan.page)
    return prose.is_quotation(group, plan.page)


def _plain_lines(plan: Plan, group: Group) -> Block:
    """Return prose as typed; if marks are taken off, the lines are joined by their full width."""
    calls = plan.links.calls
    stripped = strip_rows(group, calls)
    if not any(stripped.ranges):
        return [_as_typed(row) for row in group]
    joins = prose.joins_of(group, plan.page)
    return write_block(group, [BlockForm()] * len(group), joins, calls)


def _bracket_lines(plan: Plan, bracket: Bracket) -> Block:
    """Return a caption, or a note in the margin, with the marks of the bracket removed."""
    name = f"{bracket.kind}-{bracket.first}"
    is_figure = bracket.kind == "illustration"
    rule = "mark of a picture" if is_figure else "mark of a note in the margin"
    container = Container("figure" if is_figure else "aside", name)
    lines = [decided(*bracket.opener, rule)]
    for group in bracket.groups:
        form = BlockForm("caption" if is_figure else "paragraph", (container,))
        lines += write_paragraph(group, form, plan.links.calls)
    return [*lines, decided(*bracket.closer, rule)]


def _note_lines(plan: Plan, identity: str, note: NoteText) -> Block:
    container = Container("note", identity, (("mark", note.label),))
    lines = [decided(*note.opener, "note mark")]
    verse = find_verse(note.groups, plan.page, set())
    for index, group in enumerate(note.groups):
        if index in verse:
            least = min(row.column for row in group)
            lines += write_stanza(group, least, (container,), plan.links.calls)
        else:
            lines += write_paragraph(group, BlockForm(containers=(container,)), plan.links.calls)
    return [*lines, decided(*note.closer, "note mark")] if note.closer else lines


def _place_notes(plan: Plan, blocks: list[Block]) -> Iterator[Line]:
    """Yield the lines; the notes that a block calls follow it."""
    for block in blocks:
        for paragraph in _paragraphs(block):
            yield from paragraph
            yield from _called_notes(plan, paragraph)


def _called_notes(plan: Plan, lines: Sequence[Line]) -> Iterator[Line]:
    called = [each.value for line in lines for each in line.ranges if each.kind == "note"]
    for identity in called:
        block = _note_lines(plan, identity, plan.links.notes[identity])
        yield from block
        yield from _called_notes(plan, block)


def _paragraphs(block: Block) -> Iterator[Block]:
    """Divide a block where a line does not continue the one before it."""
    paragraph: Block = []
    for line in block:
        if paragraph and line.fate == "open" and not _goes_on(line):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _goes_on(line: Line) -> bool:
    """Return whether a note may not stand before a line: it continues, or cleaning may join it."""
    return line.continues or line.form == BlockForm() or line.form.container("table") is not None

"""Read a plain file group by group: what shows no form stays a line as the file has it."""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from book.model import BlockForm, Container, Insert, Line
from book.read.builder import SourceDocument
from book.read.plain import drama, prose, tables
from book.read.plain.brackets import Bracket
from book.read.plain.lines import decided, strip_rows, with_columns, write_block, write_paragraph
from book.read.plain.notes import FileNote
from book.read.plain.plan import TABLE_CAPTION, Plan, make_plan
from book.read.plain.rows import FileRow, Group, cut, read_rows
from book.read.plain.verse import find_verse, write_stanza
from book.text.notices import find_notices
from book.text.page_furniture import FileLines, find_joins, find_page_furniture

SCENE_BREAK = re.compile(
    r"^(?:(?:[*•·∗]\s*){3,}|⁂|[*]|(?:[-–—_=~]\s?){3,}|(?:#\s*){1,5}|[oO](?:\s+[oO]){2,})$"
)


def read_plain_text(text: str) -> SourceDocument:
    """Return the lines of a plain file, with the form that it shows."""
    rows = read_rows(text)
    notices = find_notices([(row.number, row.raw) for row in rows])
    body = [row for index, row in enumerate(rows) if index not in notices]
    file = FileLines([(row.number, row.raw) for row in body])
    edges = find_page_furniture(file)
    joined = {body[index].number for index in _joined(file, edges)}
    plan = make_plan([row for index, row in enumerate(body) if index not in edges], joined)
    aside = {rows[index].number for index in notices} | {body[index].number for index in edges}
    blocks = _with_furniture(_blocks(plan), [row for row in rows if row.number in aside])
    return SourceDocument(with_columns(_place_notes(plan, blocks)))


def _joined(file: FileLines, edges: Collection[int]) -> set[int]:
    """Return the rows below the edges of pages that no blank line divides from those above."""
    typed = {i for i in range(1, len(file.texts)) if i - 1 in edges and i not in edges}
    return find_joins(file, edges) | {i for i in typed if _is_typed_on(file, edges, i)}


def _is_typed_on(file: FileLines, edges: Collection[int], below: int) -> bool:
    first = below
    while first - 1 in edges:
        first -= 1
    return all(file.gap(index) == 1 for index in range(first, below + 1))


def _as_typed(row: FileRow) -> Line:
    return Line(row.number, row.raw)


Block = list[Line]


def _with_furniture(blocks: Iterable[Block], rows: Iterable[FileRow]) -> Iterator[Block]:
    """Yield the blocks with the rows that are no text at their places, as they were typed."""
    left = deque(rows)
    for block in blocks:
        lines: Block = []
        for line in block:
            while left and left[0].number < line.number:
                lines.append(_as_typed(left.popleft()))
            lines.append(line)
        yield lines
    yield [_as_typed(row) for row in left]


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
    speech = plan.speeches.get(index)
    return _text_lines(plan, index), (), speech.last + 1 if speech else index + 1


def _text_lines(plan: Plan, index: int) -> Block:
    group, calls = plan.groups[index], plan.links.calls
    if index in plan.tables:
        lines = tables.write_table(group, f"table-{index}", calls)
        caption = _caption(plan, index + 1, lines) if index + 1 in plan.captions else []
        is_table = bool(lines[0].form.containers)
        return [*caption, *lines] if is_table else [*lines, *caption]
    if index in plan.captions:
        return []
    if index in plan.speeches:
        speech = plan.speeches[index]
        return drama.write_speech(speech, f"speech-{index}", calls, in_verse=plan.in_verse)
    if plan.speeches and (index in plan.quotations or drama.is_stage(group)):
        return write_paragraph(group, BlockForm("stage"), calls)
    if index in plan.poems:
        poem = plan.poems[index]
        return write_stanza(group, poem.least, (poem.container,), calls)
    return _prose_lines(plan, index)


def _prose_lines(plan: Plan, index: int) -> Block:
    group, calls = plan.groups[index], plan.links.calls
    if index in plan.listed:
        return _plain_lines(plan, group)
    is_attribution = prose.is_attribution(group)
    if is_attribution and index - 1 in plan.poems:
        form = BlockForm("attribution", (plan.poems[index - 1].container,))
        return write_paragraph(group, form, calls)
    if kind := prose.right_kind(group, plan.page):
        forms = [BlockForm(kind, align="right")] * len(group)
        return write_block(group, forms, [False] * len(group), calls)
    if prose.is_salutation(group):
        return write_paragraph(group, BlockForm("salutation"), calls)
    if index in plan.quotations:
        container = (Container("quotation", f"quotation-{plan.quotations[index]}"),)
        form = BlockForm("attribution" if is_attribution else "paragraph", container)
        return write_paragraph(group, form, calls)
    return _plain_lines(plan, group)


def _caption(plan: Plan, index: int, lines: Block) -> Block:
    """Return the caption of a table, without its mark; writers set it above the cells."""
    group = plan.groups[index]
    table = next((line.form.containers[:1] for line in lines if line.form.containers), ())
    mark = TABLE_CAPTION.match(group[0].text)
    rows = (cut(group[0], mark.end() if mark else 0), *group[1:])
    form = BlockForm("caption" if table else "paragraph", table)
    return write_paragraph(rows, form, plan.links.calls)


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


def _note_lines(plan: Plan, identity: str, note: FileNote) -> Block:
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


def _place_notes(plan: Plan, blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the lines; the notes that a block calls follow it, those that only notes call the last.

    A note that calls itself, or is called by one that it calls, is set once.
    """
    placed: set[str] = set()
    for block in blocks:
        for paragraph in _paragraphs(block):
            yield from paragraph
            yield from _called_notes(plan, paragraph, placed)
    for identity in plan.links.notes:
        yield from _note(plan, identity, placed)


def _called_notes(plan: Plan, lines: Sequence[Line], placed: set[str]) -> Iterator[Line]:
    called = [each.value for line in lines for each in line.ranges if each.kind == "note"]
    for identity in called:
        yield from _note(plan, identity, placed)


def _note(plan: Plan, identity: str, placed: set[str]) -> Iterator[Line]:
    if identity not in placed:
        placed.add(identity)
        block = _note_lines(plan, identity, plan.links.notes[identity])
        yield from block
        yield from _called_notes(plan, block, placed)


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

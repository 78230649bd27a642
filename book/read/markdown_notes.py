"""The definitions of notes in Markdown that pandoc would drop."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*")
CALL = re.compile(r"\[\^([^\]\s]+)\]")
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
INDENT = re.compile(r"^(?: {4}|\t)")


@dataclass(frozen=True, slots=True)
class _NoteDefinition:
    """The name of a note, and its lines in the file (half open)."""

    name: str
    first: int
    end: int


def free_dropped_notes(text: str) -> tuple[str, list[str]]:
    r"""Make paragraphs of the notes that pandoc drops; return the text, and the marks taken off.

    Pandoc drops a note that nothing calls, or only another note; and of notes of the same name all
    but the last (Pandoc User's Guide, Footnotes).

    >>> free_dropped_notes("It sank.[^1]\n\n[^1]: So they say.\n\n[^2]: Nobody\n    knows.")
    ('It sank.[^1]\n\n[^1]: So they say.\n\nNobody\nknows.', ['[^2]:'])
    """
    lines = text.split("\n")
    definitions = list(_find_definitions(lines))
    inside = {number for each in definitions for number in range(each.first, each.end)}
    outside = (line for number, line in enumerate(lines) if number not in inside)
    called = {name for line in outside for name in CALL.findall(line)}
    last = {each.name: each for each in definitions}
    marks = []
    for each in definitions:
        if each.name not in called or last[each.name] is not each:
            marks.append(f"[^{each.name}]:")
            lines[each.first] = DEFINITION.sub("", lines[each.first])
            for number in range(each.first + 1, each.end):
                lines[number] = INDENT.sub("", lines[number])
    return "\n".join(lines), marks


def _find_definitions(lines: Sequence[str]) -> Iterator[_NoteDefinition]:
    """Yield the notes that are defined outside blocks of code."""
    fence = ""
    for number, line in enumerate(lines):
        mark = FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and (match := DEFINITION.match(line)):
            yield _NoteDefinition(match[1], number, _end_of_note(lines, number))


def _end_of_note(lines: Sequence[str], first: int) -> int:
    """Return the line after a note: paragraphs after its first one are indented."""
    end = first + 1
    while end < len(lines):
        line = lines[end]
        is_new = not lines[end - 1].strip() and line.strip() and not INDENT.match(line)
        if is_new or DEFINITION.match(line):
            break
        end += 1
    return end

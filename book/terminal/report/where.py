"""The report of `inv where`: the passages found, file by file, and what became of each."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from book.model import Trace, TracedPiece
from book.terminal.report.layout import new_table
from book.text.counts import counted

AROUND = 24  # characters that are shown on each side of the words
LONGEST = 60  # characters of the words themselves


def where_report(traces: tuple[Trace, ...]) -> RenderableType:
    """Return the passages, a row for each of their fates, under the names of their files."""
    parts: list[RenderableType] = []
    for (edition, file, siglum), group in groupby(traces, _file_of):
        same = tuple(group)
        name = f"{file} ({siglum})" if siglum else file
        owner = "" if f"/{edition}/" in file else f" of {edition}"
        parts.append(Line.assemble((name, "bold"), f"{owner}: {_count(len(same))}"))
        parts.append(_table(same))
    return Group(*parts)


def _file_of(trace: Trace) -> tuple[str, str, str]:
    return trace.edition, trace.file, trace.siglum


def _count(number: int) -> str:
    return counted(number, "passage")


def _table(traces: Iterable[Trace]) -> Table:
    table = new_table("line", "fate", "place", "rule", "words")
    table.columns[0].no_wrap = True
    for trace in traces:
        for stretch in _stretches(trace.pieces):
            first, last = stretch[0], stretch[-1]
            table.add_row(
                _position(first, last),
                _fate(stretch),
                Line(_place(first, last)),
                Line(_rule(stretch)),
                _words(first, last, stretch),
            )
    return table


def _stretches(pieces: tuple[TracedPiece, ...]) -> Iterator[tuple[TracedPiece, ...]]:
    """Yield the pieces that have one fate, over several lines."""
    for _, group in groupby(pieces, lambda piece: (piece.fate, piece.place, piece.rule)):
        yield tuple(group)


def _position(first: TracedPiece, last: TracedPiece) -> str:
    """Return line and columns, both counted from 1: 4:12–17, 4:70–5:9."""
    start = f"{first.line}:{first.column}"
    if first is last:
        return start if first.column == first.last else f"{start}–{first.last}"
    return f"{start}–{last.line}:{last.last}"


def _fate(stretch: tuple[TracedPiece, ...]) -> str:
    differs = any(piece.readings for piece in stretch)
    if stretch[0].fate == "variant":
        return "variant, not printed" if differs else "variant, same here"
    return f"{stretch[0].fate}, except here" if differs else stretch[0].fate


def _place(first: TracedPiece, last: TracedPiece) -> str:
    if not first.page:
        return first.place
    pages = f"p. {first.page}" if first.page == last.page else f"pp. {first.page}–{last.page}"
    return f"{first.place}, {pages}"


def _rule(stretch: tuple[TracedPiece, ...]) -> str:
    """Return the rule, the readings in place of what is printed, and the characters changed."""
    readings = dict.fromkeys(reading for piece in stretch for reading in piece.readings)
    parts = [stretch[0].rule] if stretch[0].rule else []
    parts += [f"for “{reading.printed}”" if reading.printed else "added" for reading in readings]
    changed = dict.fromkeys(change for piece in stretch for change in piece.changes)
    parts += [f"in this line: {rule} ×{count}" for rule, count in changed]
    return "; ".join(parts)


def _words(first: TracedPiece, last: TracedPiece, stretch: tuple[TracedPiece, ...]) -> Line:
    words = " ".join(piece.words.strip() for piece in stretch)
    if len(words) > LONGEST:
        words = f"{words[: LONGEST // 2]} … {words[-LONGEST // 2 :]}"
    before, after = first.before[-AROUND:], last.after[:AROUND]
    start = "…" if len(first.before) > AROUND else ""
    end = "…" if len(last.after) > AROUND else ""
    return Line.assemble((start + before, "dim"), words, (after + end, "dim"))


def where_as_json(traces: Iterable[Trace]) -> Iterator[str]:
    """Yield an object for each passage, in one line."""
    for trace in traces:
        record = {
            "edition": trace.edition,
            "file": trace.file,
            "siglum": trace.siglum,
            "pieces": [_piece(piece) for piece in trace.pieces],
        }
        yield json.dumps(record, ensure_ascii=False)


def _piece(piece: TracedPiece) -> dict[str, Any]:
    return {
        "line": piece.line,
        "column": piece.column,
        "last": piece.last,
        "words": piece.words,
        "fate": piece.fate,
        "place": piece.place,
        "page": piece.page,
        "rule": piece.rule,
        "readings": [
            {"witness": reading.witness, "printed": reading.printed} for reading in piece.readings
        ],
        "changes": dict(piece.changes),
    }

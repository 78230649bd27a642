"""Which witness has which part of the work, as a table of the download page."""

from typing import Any

from book.render.html import HtmlRenderer
from book.text.coverage import Coverage
from book.text.inlines import without_calls

NAMED = 12  # parts: this many fit with their names above the columns
SHOWN = 40  # parts: this many fit at all
KINDS = ("has", "lacks", "missing")


def coverage_table(coverage: Coverage, renderer: HtmlRenderer) -> dict[str, Any] | None:
    """Return the parts, the rows of cells, and the kinds of cells that occur, for the legend.

    A cell is "has", "lacks", or "missing" if no witness has the part. A work in one part or in too
    many has no table.
    """
    if not 1 < len(coverage.parts) <= SHOWN:
        return None
    rows = [
        {"siglum": witness.siglum, "cells": _cells(coverage, has)} for witness, has in coverage.rows
    ]
    return {
        "parts": _names(coverage, renderer),
        "rows": rows,
        "kinds": [kind for kind in KINDS if any(kind in row["cells"] for row in rows)],
    }


def _names(coverage: Coverage, renderer: HtmlRenderer) -> list[str]:
    if len(coverage.parts) > NAMED:
        return [str(number) for number in range(1, len(coverage.parts) + 1)]
    return [
        part.label or str(renderer.inlines(without_calls(part.title)).striptags())
        for part in coverage.parts
    ]


def _cells(coverage: Coverage, has: tuple[bool, ...]) -> list[str]:
    return [_cell(coverage, number, has=has_part) for number, has_part in enumerate(has)]


def _cell(coverage: Coverage, part: int, *, has: bool) -> str:
    if has:
        return "has"
    return "missing" if coverage.is_lacuna(part) else "lacks"

"""The ledger, the variants and the parallels as data."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any, get_args

from book.model import Account, Edition, Entry, Fate, Ledger, Parallel, Place
from book.render.form_tables import form_record
from book.text.apparatus import plain_reading
from book.text.traversal import paragraph_texts

VARIANT_COLUMNS = ("place", "lemma", "reading", "sigla", "kind")
PARALLEL_COLUMNS = (
    *("place", "source", "words", "length", "source_length", "share"),
    *("passage", "source_passage"),
)


def render_ledger_json(ledger: Ledger) -> bytes:
    """Return the ledger as JSON.

    A line with several fates has an entry for each, with `columns` [from, to), counted from 0.
    `form` accounts for emphasis and the like in words, for lists and the like in blocks; `editor`
    for each line of the editor's files that is not blank.
    """
    witnesses = [
        {
            "siglum": account.witness.siglum,
            "file": _file_name(account),
            "sha256": account.witness.sha256,
            "lines": list(_json_lines(account)),
        }
        for account in ledger.accounts
    ]
    editor = [
        {
            "file": account.file,
            "sha256": account.sha256,
            "lines": [asdict(entry) for entry in account.entries],
        }
        for account in ledger.editorial
    ]
    record = {"witnesses": witnesses, "form": form_record(ledger.form), "editor": editor}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _file_name(account: Account) -> str:
    return account.witness.file.rsplit("/", 1)[-1]


def _json_lines(account: Account) -> Iterator[dict[str, Any]]:
    divided = _divided_lines(account)
    for entry in account.entries:
        span = entry.span
        columns = {"columns": [span.start, span.end]} if span.line in divided else {}
        yield {"line": span.line, **_fate(entry), **columns}


def _divided_lines(account: Account) -> set[int]:
    """Return the numbers of the lines with several entries; entries are in order."""
    numbers = [entry.span.line for entry in account.entries]
    return {number for number, following in pairwise(numbers) if number == following}


def _fate(entry: Entry) -> dict[str, str]:
    return {"fate": entry.fate, "place": entry.place, "rule": entry.rule}


def count_lines_by_fate(account: Account) -> dict[str, int]:
    """Return the number of lines by fate; a line with several fates counts for each."""
    lines: dict[str, set[int]] = {fate: set() for fate in get_args(Fate)}
    for entry in account.entries:
        lines[entry.fate].add(entry.span.line)
    return {fate: len(numbers) for fate, numbers in lines.items()}


def render_variants_csv(edition: Edition) -> bytes:
    """Return all variants, accidental ones too, with a row for each reading."""
    return _csv(VARIANT_COLUMNS, _variant_rows(edition))


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return file.getvalue().encode()


def _variant_rows(edition: Edition) -> Iterator[tuple[str, ...]]:
    for variant in edition.variants:
        for reading in variant.readings:
            words = plain_reading(reading, edition.labels)
            sigla = " ".join(reading.sigla)
            yield str(variant.place), variant.lemma, words, sigla, variant.kind


def render_parallels_csv(edition: Edition) -> bytes:
    """Return the parallels: where a commentary has words of the work, and both passages.

    `words` is the number of words in common, `length` and `source_length` are the numbers of
    words of the two passages, and `share` is the part of the longer one that is in common.
    """
    return _csv(PARALLEL_COLUMNS, (tuple(row.values()) for row in parallel_rows(edition)))


def parallel_rows(edition: Edition) -> list[dict[str, str]]:
    """Return the cells of each parallel by the names of their columns."""
    texts = paragraph_texts(edition.divisions)
    rows = (_parallel_cells(parallel, texts) for parallel in edition.parallels)
    return [dict(zip(PARALLEL_COLUMNS, row, strict=True)) for row in rows]


def _parallel_cells(parallel: Parallel, texts: dict[Place, str]) -> tuple[str, ...]:
    return (
        str(parallel.place),
        str(parallel.source),
        str(parallel.words),
        str(parallel.length),
        str(parallel.source_length),
        f"{parallel.share:.2f}",
        texts[parallel.place][parallel.start : parallel.end],
        texts[parallel.source][parallel.source_start : parallel.source_end],
    )

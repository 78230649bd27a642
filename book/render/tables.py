"""The ledger, the variants and the parallels: as data, and the ledger as a page."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, get_args

from book.model import Account, Edition, Entry, Fate, Ledger, Parallel, Place, line_texts
from book.render.form_tables import form_of_edition, form_record, form_tables
from book.render.template import render_template
from book.text.apparatus import plain_reading
from book.text.coverage import fates_of
from book.text.losses import list_losses
from book.text.traversal import paragraph_texts

VARIANT_COLUMNS = ("place", "lemma", "reading", "sigla", "kind")
PARALLEL_COLUMNS = (
    *("place", "source", "words", "length", "source_length", "share"),
    *("passage", "source_passage"),
)
SHOWN = 90  # characters of a line that the ledger's page shows; the rest is folded


def render_ledger_json(ledger: Ledger) -> bytes:
    """Return the ledger as JSON.

    A line with several fates has an entry for each, with `columns` [from, to), counted from 0.
    `form` accounts for emphasis and the like in words, for lists and the like in blocks.
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
    record = {"witnesses": witnesses, "form": form_record(ledger.form)}
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


def render_ledger_page(edition: Edition, ledger: Ledger, template: str) -> bytes:
    """Return the ledger as a page, where long lines are folded behind their beginnings."""
    return render_template(
        template,
        title=edition.imprint.title,
        language=edition.imprint.language,
        fates=fates_of(ledger),
        accounts=[_page_account(account) for account in ledger.accounts],
        parallels=_parallel_rows(edition),
        forms=form_tables(ledger),
        edition_form=form_of_edition(ledger.form),
        losses=list_losses(ledger),
    )


def _page_account(account: Account) -> dict[str, Any]:
    witness = account.witness
    lines = line_texts(witness.lines)
    return {
        "id": f"witness-{witness.siglum}",
        "siglum": witness.siglum,
        "file": _file_name(account),
        "sha256": witness.sha256,
        "lines": len(lines),
        "counts": count_lines_by_fate(account),
        "rows": [_page_row(entry, lines[entry.span.line]) for entry in account.entries],
    }


def _page_row(entry: Entry, line: str) -> dict[str, Any]:
    words = line[entry.span.start : entry.span.end].strip()
    shown = words if len(words) <= SHOWN else words[:SHOWN].rsplit(None, 1)[0]
    rest = words[len(shown) :].strip()
    return {"line": _line_label(entry, line), **_fate(entry), "words": shown, "rest": rest}


def _line_label(entry: Entry, line: str) -> str:
    """Return the line's number, with the columns of the entry unless it is the whole line."""
    span = entry.span
    is_whole = span.end - span.start == len(line)
    return str(span.line) if is_whole else f"{span.line}:{span.start}–{span.end}"


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
    return _csv(PARALLEL_COLUMNS, (tuple(row.values()) for row in _parallel_rows(edition)))


def _parallel_rows(edition: Edition) -> list[dict[str, str]]:
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

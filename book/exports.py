"""The outputs for machines: the ledger and the variants as data, the manuscript as Markdown."""

import csv
import io
import json
from typing import Any

from book.model import Account, Edition, Ledger
from book.plain import PageNumber, chapters


def render_ledger_json(ledger: Ledger) -> bytes:
    """Write the ledger. A line with several fates has an entry for each, with `columns` [from, to), counted from 0."""
    witnesses = [
        {"siglum": a.witness.siglum, "file": a.witness.file.rsplit("/", 1)[-1], "sha256": a.witness.sha256, "lines": _lines(a)}
        for a in ledger.accounts
    ]
    return (json.dumps({"witnesses": witnesses}, ensure_ascii=False, indent=1) + "\n").encode()


def _lines(account: Account) -> list[dict[str, Any]]:
    numbers = [entry.span.line for entry in account.entries]
    shared = {number for number, after in zip(numbers, numbers[1:], strict=False) if number == after}
    rows = []
    for entry in account.entries:
        row: dict[str, Any] = {"line": entry.span.line, "fate": entry.fate, "place": entry.place, "rule": entry.rule}
        rows.append(row | {"columns": [entry.span.start, entry.span.end]} if entry.span.line in shared else row)
    return rows


def render_variants_csv(edition: Edition) -> bytes:
    """Write the variants, accidental ones too: place, lemma, reading, sigla, kind."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("place", "lemma", "reading", "sigla", "kind"))
    for variant in edition.variants:
        for reading in variant.readings:
            writer.writerow((str(variant.place), variant.lemma, reading.text, " ".join(reading.sigla), variant.kind))
    return written.getvalue().encode()


def render_manuscript(edition: Edition) -> bytes:
    """Write the annotated manuscript in Markdown: a heading a division, the notes of each below it."""
    parts: list[str] = []
    for chapter in chapters(edition):
        if chapter.id in ("cover", "half-title", "contents"):
            continue
        texts = [part for part in chapter.flow if not isinstance(part, PageNumber)]
        if chapter.title:
            texts[0] = f"# {texts[0]}"
        parts += texts + [f"> {note.mark}. {note.text}" for note in chapter.notes]
    return ("\n\n".join(parts) + "\n").encode()

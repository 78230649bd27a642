"""The ledger, the variants and the parallels, as data and as a page."""

import csv
import io
import json
from itertools import pairwise
from typing import Any, get_args

from book.model import Account, Edition, Entry, Fate, Ledger
from book.render.template import render_template
from book.text.apparatus import plain_reading
from book.text.traversal import paragraph_texts

PARALLEL = (
    "place",
    "source",
    "words",
    "length",
    "source_length",
    "share",
    "passage",
    "source_passage",
)
SHOWN = 90  # characters of a line that the ledger's page shows unfolded


def render_ledger_json(ledger: Ledger) -> bytes:
    """Write the ledger. A line with several fates has an entry for each, with `columns` [from, to), counted from 0."""
    witnesses = [
        {
            "siglum": a.witness.siglum,
            "file": a.witness.file.rsplit("/", 1)[-1],
            "sha256": a.witness.sha256,
            "lines": _lines(a),
        }
        for a in ledger.accounts
    ]
    return (json.dumps({"witnesses": witnesses}, ensure_ascii=False, indent=1) + "\n").encode()


def _lines(account: Account) -> list[dict[str, Any]]:
    numbers = [entry.span.line for entry in account.entries]
    shared = {number for number, after in pairwise(numbers) if number == after}
    rows = []
    for entry in account.entries:
        row: dict[str, Any] = {
            "line": entry.span.line,
            "fate": entry.fate,
            "place": entry.place,
            "rule": entry.rule,
        }
        rows.append(
            row | {"columns": [entry.span.start, entry.span.end]}
            if entry.span.line in shared
            else row
        )
    return rows


def render_ledger_page(edition: Edition, ledger: Ledger, template: str) -> bytes:
    """Write the ledger as a page; the long lines are folded behind their beginnings."""
    accounts = [_page_account(account) for account in ledger.accounts]
    return render_template(
        template,
        title=edition.imprint.title,
        language=edition.imprint.language,
        fates=get_args(Fate),
        accounts=accounts,
        parallels=_parallels(edition),
    )


def _page_account(account: Account) -> dict[str, Any]:
    witness = account.witness
    lines = {line.number: line.text for line in witness.lines}
    return {
        "id": f"witness-{witness.siglum}",
        "siglum": witness.siglum,
        "file": witness.file.rsplit("/", 1)[-1],
        "sha256": witness.sha256,
        "lines": len(lines),
        "counts": counts(account),
        "rows": [_page_row(entry, lines[entry.span.line]) for entry in account.entries],
    }


def _page_row(entry: Entry, line: str) -> dict[str, Any]:
    words = line[entry.span.start : entry.span.end].strip()
    shown = words if len(words) <= SHOWN else words[:SHOWN].rsplit(None, 1)[0]
    number = (
        entry.span.line
        if entry.span.end - entry.span.start == len(line)
        else f"{entry.span.line}:{entry.span.start}–{entry.span.end}"
    )
    return {
        "line": number,
        "fate": entry.fate,
        "place": entry.place,
        "rule": entry.rule,
        "words": shown,
        "rest": words[len(shown) :].strip(),
    }


def counts(account: Account) -> dict[str, int]:
    """Count an account's lines by fate; a line with several fates counts for each."""
    found: dict[str, set[int]] = {}
    for entry in account.entries:
        found.setdefault(entry.fate, set()).add(entry.span.line)
    return {fate: len(found.get(fate, ())) for fate in get_args(Fate)}


def render_variants_csv(edition: Edition) -> bytes:
    """Write the variants, accidental ones too: place, lemma, reading, sigla, kind."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("place", "lemma", "reading", "sigla", "kind"))
    for variant in edition.variants:
        for reading in variant.readings:
            writer.writerow(
                (
                    str(variant.place),
                    variant.lemma,
                    plain_reading(reading, edition.labels),
                    " ".join(reading.sigla),
                    variant.kind,
                )
            )
    return written.getvalue().encode()


def render_parallels_csv(edition: Edition) -> bytes:
    """Write the parallels: where a commentary has words of the work, how many, and both passages.

    `words` are those in common, `length` and `source_length` those of the two passages, `share` is of the longer one.
    """
    written = io.StringIO()
    writer = csv.DictWriter(written, PARALLEL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_parallels(edition))
    return written.getvalue().encode()


def _parallels(edition: Edition) -> list[dict[str, str]]:
    texts = paragraph_texts(edition.divisions)
    cells = (
        (
            *(
                str(p.place),
                str(p.source),
                str(p.words),
                str(p.length),
                str(p.source_length),
                f"{p.share:.2f}",
            ),
            *(texts[p.place][p.start : p.end], texts[p.source][p.source_start : p.source_end]),
        )
        for p in edition.parallels
    )
    return [dict(zip(PARALLEL, row, strict=True)) for row in cells]

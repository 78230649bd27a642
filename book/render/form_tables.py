"""The account of form: as data, and as the tables of the ledger's page."""

from typing import Any

from book.model import FormAccount, FormFate, Ledger, WitnessForm
from book.text.losses import name_of_kind

PLACED = ("printed", "same", "variant")
OUTPUTS = {"pdf": "PDF", "xhtml": "EPUB", "tei": "TEI", "docx": "DOCX", "md": "Markdown"}


def form_record(form: FormAccount) -> dict[str, Any]:
    """Return the account as it is published in ledger.json."""
    return {
        "witnesses": [
            {"siglum": witness.siglum, "kinds": [_record(each) for each in witness.kinds]}
            for witness in form.witnesses
        ],
        "edition": dict(form.edition),
        "untold": {medium: list(kinds) for medium, kinds in form.untold},
    }


def _record(each: FormFate) -> dict[str, Any]:
    count = each.count
    return {
        "kind": count.kind,
        "found": count.found,
        "read": count.read,
        "removed": dict(count.removed),
        "lost": count.lost,
        "fates": dict(each.fates),
    }


def form_tables(ledger: Ledger) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each witness's table, by its siglum."""
    return {witness.siglum: _rows(witness) for witness in ledger.form.witnesses}


def _rows(witness: WitnessForm) -> list[dict[str, Any]]:
    return [_row(each) for each in witness.kinds]


def _row(each: FormFate) -> dict[str, Any]:
    count, fates = each.count, dict(each.fates)
    others = [f"{number} {fate}" for fate, number in fates.items() if fate not in PLACED]
    rules = [f"{number} by “{rule}”" for rule, number in count.removed]
    return {
        "kind": name_of_kind(count.kind),
        "found": count.found,
        "read": count.read,
        "printed": fates.get("printed", 0),
        "elsewhere": fates.get("same", 0) + fates.get("variant", 0),
        "removed": "; ".join((*others, *rules)),
        "lost": count.lost,
    }


def form_of_edition(form: FormAccount) -> list[dict[str, Any]]:
    """Return a row for each kind of form that the edition has: its number in each output."""
    untold = {OUTPUTS[medium]: kinds for medium, kinds in form.untold if medium in OUTPUTS}
    return [
        {
            "kind": name_of_kind(kind),
            "number": number,
            "outputs": {
                name: "as text" if kind in kinds else number for name, kinds in untold.items()
            },
        }
        for kind, number in form.edition
    ]

"""The account of form as data."""

from typing import Any

from book.model import FormAccount, FormFate

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

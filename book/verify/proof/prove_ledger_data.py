"""Prove ledger.json: read back, it is the ledger, entry by entry."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from book.errors import ProofError
from book.model import FormFate, Ledger, line_texts
from book.verify.proof.ledger_lines import AccountedPiece, AccountProof, pieces_of

REMEDY = "Run: inv build"


def prove_ledger_data(ledger: Ledger, content: bytes, file: str) -> None:
    """Raise ProofError for the first entry, witness or number of form that is not the ledger's."""
    try:
        record = json.loads(content)
        witnesses, form = record["witnesses"], record["form"]
        _prove_witnesses(ledger, witnesses, file)
        _prove_form(ledger, form, file)
        _prove_editor(ledger, record["editor"], file)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ProofError(f"it cannot be read: {error!r}", file=file, remedy=REMEDY) from error


def _prove_witnesses(ledger: Ledger, witnesses: list[dict[str, Any]], file: str) -> None:
    sigla = [account.witness.siglum for account in ledger.accounts]
    _prove_equal("witnesses", sigla, [witness["siglum"] for witness in witnesses], file)
    for account, witness in zip(ledger.accounts, witnesses, strict=True):
        own, siglum = account.witness, account.witness.siglum
        names = (own.file.rsplit("/", 1)[-1], own.sha256)
        given = (witness["file"], witness["sha256"])
        _prove_equal(f"file of witness {siglum}", names, given, file)
        pieces = pieces_of(account, line_texts(own.lines))
        numbers = Counter(piece.line for piece in pieces)
        whole = {piece.line: piece.end for piece in pieces if numbers[piece.line] == 1}
        shown = tuple(_piece(line, whole) for line in witness["lines"])
        AccountProof(siglum, file).prove(tuple(map(_without_text, pieces)), shown)


def _prove_editor(ledger: Ledger, shown: list[dict[str, Any]], file: str) -> None:
    """Raise ProofError for the first line of the editor's that is not accounted for."""
    names = [account.file for account in ledger.editorial]
    _prove_equal("files of the editor", names, [each["file"] for each in shown], file)
    for account, given in zip(ledger.editorial, shown, strict=True):
        _prove_equal(f"SHA-256 of {account.file}", account.sha256, given["sha256"], file)
        lines = {line["line"]: line for line in given["lines"]}
        for entry in account.entries:
            expected = {
                "line": entry.line,
                "fate": entry.fate,
                "key": entry.key,
                "place": entry.place,
            }
            name = f"{account.file}:{entry.line}"
            _prove_equal(name, expected, lines.pop(entry.line, None), file)
        if lines or len(given["lines"]) != len(account.entries):
            raise ProofError(f"{account.file}: lines that are not there", file=file, remedy=REMEDY)


def _piece(line: dict[str, Any], whole: Mapping[int, int]) -> AccountedPiece:
    """Return an entry; without columns it is a line of `whole`, by its number, with its length."""
    number = line["line"]
    start, end = line.get("columns") or (0, whole.get(number, 0))
    return AccountedPiece(number, start, end, line["fate"], line["place"], line["rule"])


def _without_text(piece: AccountedPiece) -> AccountedPiece:
    return AccountedPiece(piece.line, piece.start, piece.end, piece.fate, piece.place, piece.rule)


def _prove_form(ledger: Ledger, form: dict[str, Any], file: str) -> None:
    expected = {
        (witness.siglum, each.count.kind): _numbers(each)
        for witness in ledger.form.witnesses
        for each in witness.kinds
    }
    shown = {
        (witness["siglum"], each.pop("kind")): each
        for witness in form["witnesses"]
        for each in witness["kinds"]
    }
    for key in expected | shown:
        name = f"form of witness {key[0]}, {key[1]}"
        _prove_equal(name, expected.get(key), shown.get(key), file)
    _prove_equal("form of the edition", dict(ledger.form.edition), form["edition"], file)
    untold = {medium: list(kinds) for medium, kinds in ledger.form.untold}
    _prove_equal("form that outputs cannot tell", untold, form["untold"], file)


def _numbers(each: FormFate) -> dict[str, Any]:
    count = each.count
    return {
        "found": count.found,
        "read": count.read,
        "removed": dict(count.removed),
        "lost": count.lost,
        "fates": dict(each.fates),
    }


def _prove_equal(name: str, expected: object, shown: object, file: str) -> None:
    if expected != shown:
        message = f"{name}: {shown} is there, but {expected} in the ledger"
        raise ProofError(message, file=file, remedy=REMEDY)

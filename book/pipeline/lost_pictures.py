"""Name the pictures that a build could not print: where the file names them, and what to do."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, unquote

from book.model import Account, Ledger
from book.source.witness_files import NAMING_SUFFIXES, WitnessFile
from book.text.decode import decode

NEW_LINE = "\n"
MOST = 10  # pictures that are named
# The reasons that the reader of pages gives, each with what to do.
REASON = re.compile(
    r"the picture (?P<name>.+) is (?P<state>missing|elsewhere|too large|of an unknown kind)",
    re.DOTALL,
)
REMEDIES = {
    "missing": "is not in the folder: put it beside edition.toml",
    "elsewhere": "is not in the folder: save it beside edition.toml, and write its name here",
    "too large": "is too large: save it smaller",
    "of an unknown kind": "is no PNG, JPEG, GIF, SVG or WebP: save it as one of them",
}


def name_lost_pictures(witnesses: Sequence[WitnessFile], ledger: Ledger) -> tuple[str, ...]:
    """Return a line for each picture that is not in the edition because of its file."""
    files = {each.witness.siglum: each for each in witnesses}
    lines = [
        line
        for account in ledger.accounts
        if account.witness.siglum in files
        for line in (
            *_unreadable(account, files[account.witness.siglum]),
            *_beside(account, ledger),
        )
    ]
    more = len(lines) - MOST
    return (*lines[:MOST], *([f"… and {more} more pictures: see the ledger"] if more > 0 else []))


def _unreadable(account: Account, file: WitnessFile) -> Iterator[str]:
    """Yield the pictures that a file names and its folder has not, or not in a usable form."""
    after = 0
    text = _text(file)
    for entry in account.entries:
        reason = REASON.fullmatch(entry.rule) if entry.fate == "not carried" else None
        if reason is None:
            continue
        name = unquote(reason["name"]) if reason["state"] == "missing" else reason["name"]
        written = (reason["name"], name, quote(name))
        found = [text.find(each, start) for start in (after, 0) for each in written]
        place = next((start for start in found if start >= 0), None)
        line = "" if place is None else f":{text[:place].count(NEW_LINE) + 1}"
        after = after if place is None else place + 1
        remedy = REMEDIES[reason["state"]]
        if not text and reason["state"] == "missing":
            remedy = "is not in the file: save the file again with its pictures"
        yield f"{account.witness.file}{line}: the picture {name} {remedy}"


def _text(file: WitnessFile) -> str:
    """Return the text of a file that names files beside it; "" for an archive, which holds them."""
    name = file.witness.file
    if not name.lower().endswith(NAMING_SUFFIXES):
        return ""
    text = decode(file.content, name, file.encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _beside(account: Account, ledger: Ledger) -> Iterator[str]:
    """Yield how many pictures a witness has where the edition prints that of another, or none."""
    (form,) = (each for each in ledger.form.witnesses if each.siglum == account.witness.siglum)
    lost = sum(
        dict(each.fates).get("not carried", 0)
        for each in form.kinds
        if each.count.kind == "pictures"
    )
    named = sum(
        bool(REASON.fullmatch(entry.rule))
        for entry in account.entries
        if entry.fate == "not carried"
    )
    if (number := lost - named) > 0:
        pictures = "1 picture" if number == 1 else f"{number} pictures"
        yield (
            f"{account.witness.file}: {pictures} not printed, for the edition follows a witness "
            "without that picture there"
        )

"""Name the pictures that a build could not print, or not well: where they are, and what to do."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import quote, unquote

from book.model import Account, Ledger, Line, line_parts
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
    """Return a line for each picture that is not in the edition because of its file.

    Those that it prints behind the heading that they precede, or twice, are named too.
    """
    files = {each.witness.siglum: each for each in witnesses}
    lines = [
        line
        for account in ledger.accounts
        if account.witness.siglum in files
        for line in (
            *_unreadable(account, files[account.witness.siglum]),
            *_beside(account, ledger),
            *_moved(account),
        )
    ]
    lines += _repeated(ledger)
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


def _printed(account: Account) -> Iterator[tuple[Line, str]]:
    """Yield each picture that is printed from a witness: the line that it stands before, its name.

    What stands after the last line is not moved.
    """
    lines = line_parts(account.witness.lines)
    for number in dict.fromkeys(e.span.line for e in account.entries if e.fate == "printed"):
        for line in lines[number]:
            for insert in line.form.before:
                if insert.kind == "picture" and insert.containers:
                    yield line, insert.containers[-1].get("source")


def _moved(account: Account) -> Iterator[str]:
    """Yield the pictures before a heading: a picture belongs to the part that has begun."""
    for line, name in _printed(account):
        if name and line.text.startswith("#"):
            heading = line.text.lstrip("# ")
            yield (
                f"{account.witness.file}: the picture {name} is printed behind the heading "
                f"“{heading}” that it precedes: give it a caption, which keeps it there"
            )


def _repeated(ledger: Ledger) -> Iterator[str]:
    """Yield the pictures that are printed more often than any one witness has them."""
    printed: Counter[bytes] = Counter()
    most: Counter[bytes] = Counter()
    files: dict[bytes, dict[str, str]] = {}
    for account in ledger.accounts:
        contents = {each.name: each.content for each in account.witness.pictures}
        for _, name in _printed(account):
            if content := contents.get(name):
                printed[content] += 1
                files.setdefault(content, {})[account.witness.file] = name
        inserts = (each for line in account.witness.lines for each in line.form.before)
        names = (each.containers[-1].get("source") for each in inserts if each.containers)
        most |= Counter(contents[name] for name in names if name in contents)
    for content, where in files.items():
        if printed[content] > most[content]:
            yield (
                f"{', '.join(where)}: the picture {next(iter(where.values()))} is printed from "
                "each of them: give it the same caption or description and place in all"
            )

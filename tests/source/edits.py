"""Ways to spoil a file of the tiny edition's folder, and the remedies that several errors have."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.conftest import SLUG, substitute

Edit = Callable[[Path], object]
AT = f"sources/{SLUG}/"
SETTINGS = "edition.toml"
KEYS = (
    "siglum, file, role, title, author, publisher, date, url, note, encoding, language, "
    "punctuation, marks, drop, keep."
)
FILE_B = 'file = "web-copy.txt"\n'
TOO_FEW_QUOTES = "Close its quotes, or put it in triple quotes."
KEY = f"Add it to {AT}references.yaml, or correct its key."
PATTERN = (
    "Put the pattern in single quotes, and a backslash before each of ( ) [ ] * + ? . "
    "that is meant literally."
)
WORDS = "Only words, *emphasis*, [links](https://…) and [@citations] can be used here."
ONLY_PROSE = (
    "Begin each line of verse with | and a space. Move lists, tables, headings, quotations and "
    "pictures to introduction.md, or write them as sentences."
)
ENCODING = (
    'Name the file\'s encoding in its [[witness]] in edition.toml, e.g. encoding = "windows-1252".'
)
UTF16 = "I. The Fox and the Grapes\nA Fox.\n".encode("utf-16-le")
Mistakes = dict[str, tuple[Edit, str]]


def change(file: str, old: str, new: str) -> Edit:
    return lambda folder: substitute(folder / file, old, new)


def add(file: str, text: str) -> Edit:
    return lambda folder: (folder / file).write_text(
        (folder / file).read_text("utf-8") + text, "utf-8"
    )


def put(file: str, content: bytes) -> Edit:
    return lambda folder: (folder / file).write_bytes(content)


def both(*edits: Edit) -> Edit:
    return lambda folder: [edit(folder) for edit in edits]


def witness_b(line: str) -> Edit:
    return change(SETTINGS, FILE_B, FILE_B + line + "\n")


def renamed_b(name: str, content: bytes) -> Edit:
    return both(change(SETTINGS, "web-copy.txt", name), put(name, content))


def linked(file: str) -> Edit:
    def edit(folder: Path) -> None:
        outside = folder.parent / "secret.txt"
        shutil.move(folder / file, outside)
        (folder / file).symlink_to(outside)

    return edit

"""Random edits of an edition's folder and of its templates, as an editor makes them.

Each edit changes files below a root and returns what it did, for the message of a failed test.
"""

import io
import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from PIL import Image

from tests.conftest import SLUG

Edit = Callable[[Path, Random], str]
MADE_UP = ("ember", "Zephyr", "quillon", "vantablack", "東方", "œuvre", "*larch*", "sfumato")
# A word that an edit replaces: the file, and a pattern whose group is the word.
WORDS = {
    "notes.toml": r'^text = ".*?\b([a-z]{4,})\b',
    "glossary.toml": r'^definition = ".*?\b([a-z]{4,})\b',
    "chronology.toml": r'^text = ".*?\b([a-z]{4,})\b',
    "introduction.md": r"\b([a-z]{4,})\b(?!\])",
    "references.yaml": r"title: .*?\b(\w{5,})",
    "edition.toml": r'^(?:title|subtitle|editor|rights|description|note) = "(?:The )?(\w{4,})',
    "reflexion.txt": r"\b([a-z]{5,})\b",
}
SETTINGS = {
    "[print]": ('size = "A5"', "line_numbers = 5", "expansion = false", "protrusion = false"),
    "[apparatus]": ('where = "list"', 'style = "positive"', 'keyed = "lines"'),
    "[epub]": ("kepub = true",),
    "[text]": ('marks = "»«›‹"',),
}
STYLES = {
    "print.css": ".cover { color: #%06x }",
    "epub.css": "p { color: #%06x }",
    "site.css": "main { border-color: #%06x }",
    "ledger.css": "main { border-color: #%06x }",
}
FABLES = ("townsend.txt", "web-copy.txt")


def folder_of(root: Path) -> Path:
    return root / "sources" / SLUG


def replace_a_word(root: Path, random: Random) -> str:
    name = random.choice(tuple(WORDS))
    path = folder_of(root) / name
    text = path.read_text("utf-8")
    matches = tuple(re.finditer(WORDS[name], text, re.MULTILINE))
    if not matches:
        return f"no word in {name}"
    match, word = random.choice(matches), random.choice(MADE_UP)
    path.write_text(text[: match.start(1)] + word + text[match.end(1) :], "utf-8")
    return f"{name}: {match[1]} → {word}"


def rename_the_edition(root: Path, random: Random) -> str:
    """Change the title, which stands on the cover and in every output."""
    path, title = folder_of(root) / "edition.toml", f"Two Fables {random.choice(MADE_UP[:4])}"
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r'^title = "Two .*"', f'title = "{title}"', text, flags=re.MULTILINE), "utf-8"
    )
    return f"edition.toml: {title}"


def change_a_copy(root: Path, random: Random) -> str:
    """Change a word of a witness; of both copies, or of one, in which it is a variant then."""
    word, new = random.choice(("grapes", "ripe", "clusters", "bridge", "larger")), "golden"
    names = random.choice((FABLES, FABLES[:1], FABLES[1:]))
    for name in names:
        path = folder_of(root) / name
        path.write_text(path.read_text("utf-8").replace(word, new, 1), "utf-8")
    return f"{', '.join(names)}: {word} → {new}"


def set_a_key(root: Path, random: Random) -> str:
    """Write a key of edition.toml, or take it back."""
    table = random.choice(tuple(SETTINGS))
    line = random.choice(SETTINGS[table])
    path = folder_of(root) / "edition.toml"
    kept = re.sub(rf"\n{re.escape(table)}\n.*\n", "\n", path.read_text("utf-8"))
    is_set = random.random() < 0.7
    path.write_text(kept + (f"\n{table}\n{line}\n" if is_set else ""), "utf-8")
    return f"edition.toml: {table} {line if is_set else 'without keys'}"


def add_an_entry(root: Path, random: Random) -> str:
    """Add a note or an entry of the index, of the glossary or of the chronology."""
    word, name = random.choice(("Crow", "Pitcher", "Fox")), random.choice(MADE_UP)
    year = random.randrange(1710, 1800)
    kinds = {
        "notes.toml": f'[[note]]\nlemma = "trellised vine"\ntext = "Of {name}, number {word}."\n',
        "index.toml": f'[[entry]]\nheading = "{name} {random.random()}"\nmatch = "vine"\n',
        "glossary.toml": f'[[term]]\nterm = "{random.choice(("bridge", "fox", "meat"))}"\n'
        f'definition = "A {name}."\n',
        "chronology.toml": f'[[event]]\ndate = "{year}"\ntext = "A {name}."\n',
    }
    file = random.choice(tuple(kinds))
    with (folder_of(root) / file).open("a", encoding="utf-8") as entries:
        entries.write("\n" + kinds[file])
    return f"{file}: {kinds[file]!r}"


def drop_the_last_entry(root: Path, random: Random) -> str:
    name = random.choice(("notes.toml", "index.toml", "glossary.toml", "chronology.toml"))
    path = folder_of(root) / name
    head, mark, _ = path.read_text("utf-8").rpartition("\n[[")
    if mark and "\n[[" in head:
        path.write_text(head + "\n", "utf-8")
    return f"{name}: last entry dropped"


def draw_a_picture(root: Path, random: Random) -> str:
    """Put a picture into the introduction, or change the one that is there."""
    color = tuple(random.randrange(256) for _ in range(3))
    content = io.BytesIO()
    Image.new("RGB", (random.randrange(80, 400), random.randrange(80, 400)), color).save(
        content, "PNG"
    )
    (folder_of(root) / "vine.png").write_bytes(content.getvalue())
    path = folder_of(root) / "introduction.md"
    if "vine.png" not in path.read_text("utf-8"):
        path.write_text(path.read_text("utf-8") + "\n![A vine.](vine.png)\n", "utf-8")
    return f"vine.png: {color}"


def change_a_style(root: Path, random: Random) -> str:
    name = random.choice(tuple(STYLES))
    rule = STYLES[name] % random.randrange(0x404040)
    path = root / "templates" / name
    path.write_text(f"{path.read_text('utf-8')}\n{rule}\n", "utf-8")
    return f"{name}: {rule}"


def change_a_label(root: Path, random: Random) -> str:
    path = root / "templates" / "labels" / "en.toml"
    text, word = path.read_text("utf-8"), random.choice(("Contents", "Index", "Glossary", "Notes"))
    path.write_text(text.replace(f'"{word}"', f'"{word} {random.choice(MADE_UP[:4])}"'), "utf-8")
    return f"label: {word}"


EDITS: tuple[Edit, ...] = (
    *(replace_a_word, replace_a_word, replace_a_word, rename_the_edition, change_a_copy),
    *(set_a_key, add_an_entry, drop_the_last_entry, draw_a_picture, change_a_style),
    change_a_label,
)

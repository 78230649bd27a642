"""The examples of the handbook: its blocks of code, and how those of edition.toml are put together.

A block has classes: `.sh` is run, `.serves` is a command that does not end, `.install` one that
sets up a machine, `.error` what the program prints. A block with a file is what that file holds, or
what is added to it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

HANDBOOK = Path(__file__).resolve().parents[2] / "sources" / "handbook" / "handbook.md"
BLOCK = re.compile(r"^``` \{([^}\n]*)\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CHAPTER = re.compile(r"^# (.+)$", re.MULTILINE)
FILE = re.compile(r'file="([^"]+)"')
TABLE = re.compile(r"^(?=\[)", re.MULTILINE)
SIGLUM = re.compile(r'^siglum = "(\w+)"$', re.MULTILINE)
CODE = re.compile(r'^code = "([^"]+)"', re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A block of code: its chapter, the line of its fence, its classes, its file, its content."""

    chapter: str
    line: int
    classes: tuple[str, ...]
    file: str
    content: str

    @property
    def commands(self) -> list[str]:
        """The command lines; one ends with a backslash if it goes on."""
        return self.content.replace("\\\n", " ").splitlines()


def read_examples() -> list[Example]:
    text = HANDBOOK.read_text("utf-8")
    outside = BLOCK.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    chapters = [(match.start(), match[1]) for match in CHAPTER.finditer(outside)]
    return [
        Example(
            [name for start, name in chapters if start < match.start()][-1],
            text.count("\n", 0, match.start()) + 1,
            tuple(re.findall(r"\.([\w-]+)", match[1].split("file=")[0])),
            (FILE.search(match[1]) or ["", ""])[1],
            match[2],
        )
        for match in BLOCK.finditer(text)
    ]


def put_tables(settings: str, added: str) -> str:
    """Return edition.toml with tables in place of those of the same name, or after all others.

    A witness takes the place of the one with its siglum, a subject of the one with its code.
    """
    tables = {_key(table): table for table in _tables(settings)}
    for table in _tables(added):
        tables[_key(table)] = table
    return "\n".join(table.strip("\n") + "\n" for table in tables.values())


def _tables(settings: str) -> list[str]:
    return [table for table in TABLE.split(settings) if table.startswith("[")]


def _key(table: str) -> str:
    head = table.splitlines()[0].strip()
    name = SIGLUM.search(table) or CODE.search(table)
    return f"{head}{name[1]}" if head in ("[[witness]]", "[[subject]]") and name else head

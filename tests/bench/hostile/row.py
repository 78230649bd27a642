"""A hostile input: a small edition, a file of which tries to take all time or memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Files = Mapping[str, bytes]
SLUG = "hostile"
READ = ""
PROSE = (
    "The ferryman kept his boat under the willow, and crossed at noon.\n\n"
    "On days of low water nobody could cross before the evening.\n"
)
HEAD = """[edition]
slug = "hostile"
title = "The Ferry"
language = "en"
date = "2026"
editor = "An Editor"
publisher = "A Press"
identifier = "urn:x-test:1"
rights = "None."
[work]
title = "The Ferry"
author = "A. Writer"
"""


@dataclass(frozen=True)
class HostileInput:
    """A row of the table.

    `make` returns the files of the edition's folder except edition.toml, of which `settings` and
    `witness` are added to the end and to the first witness. `refused` is a pattern of the one error
    that is expected, "" if everything is to be read. `task` is what is run: "new" makes a new
    edition of the witnesses, by default the first file.
    """

    name: str
    make: Callable[[], Files]
    refused: str = READ
    task: str = "collate"
    witness: str = ""
    settings: str = ""
    witnesses: tuple[str, ...] = field(default=())

    def files(self) -> dict[str, bytes]:
        """Return all files of the edition's folder."""
        files = dict(self.make())
        names = self.names_of(files)
        tables = [
            f'[[witness]]\nsiglum = "W{n}"\nfile = "{name}"\nrole = "text"\n'
            for n, name in enumerate(names, 1)
        ]
        tables[0] += f"{self.witness}\n"
        return {"edition.toml": (HEAD + "".join(tables) + self.settings).encode(), **files}

    def names_of(self, files: Files) -> tuple[str, ...]:
        """Return the names of the witnesses among the files."""
        return self.witnesses or (next(name for name in files if name != "edition.toml"),)


def text_file(content: str, name: str = "a.txt") -> Callable[[], Files]:
    """Return what makes an edition of one text."""
    return lambda: {name: content.encode()}

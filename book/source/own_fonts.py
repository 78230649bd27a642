"""The editor's own fonts: the table [fonts] of edition.toml, and the files that it names."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from book.source.toml_positions import TomlFile, find_line
from book.text.scripts import SCRIPT_NAMES

ROLES = ("regular", "bold", "italic", "emphasis")
KEY = re.compile(rf"([A-Z][a-z]{{3}})(?:_({'|'.join(ROLES[1:])}))?")


@dataclass(frozen=True, slots=True)
class OwnFont:
    """A font of an edition's folder for a script (ISO 15924), in a role, and where it is named."""

    script: str
    role: str
    file: str
    content: bytes
    settings: str
    line: int


def own_fonts(
    table: Mapping[str, str], read: Callable[[str], bytes | None], toml: TomlFile
) -> tuple[OwnFont, ...]:
    """Return the fonts that an editor names; `read` returns a file of the edition's folder.

    Raise EditionError for a key or a file that is none.
    """
    return tuple(_own_font(key, name, read, toml) for key, name in table.items())


def _own_font(key: str, name: str, read: Callable[[str], bytes | None], toml: TomlFile) -> OwnFont:
    place, match = f".fonts.{key}", KEY.fullmatch(key)
    if match is None or match[1] not in SCRIPT_NAMES:
        known = ", ".join(SCRIPT_NAMES)
        remedy = f"Write a script, or a script and a role (Hans_emphasis). Scripts: {known}."
        raise toml.error(place, f"{key!r} is no script that has fonts", remedy)
    content = read(name) if name else None
    if content is None:
        message = f"the font {name!r} is not in the edition's folder"
        raise toml.error(place, message, "Copy it there, or remove the line.")
    return OwnFont(
        match[1], match[2] or "regular", name, content, toml.name, find_line(toml.text, place)
    )

"""The faces of a book: those that each book may have, and those that an edition's scripts need.

What an edition needs is listed in a file among its assets, beside the fonts.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

LIST = "script-faces.json"


@dataclass(frozen=True, slots=True)
class Face:
    """A font: its file, and its family, slope and weight as CSS names them.

    That of a `script` (ISO 15924) has a `role` there: regular, bold, italic or emphasis.
    """

    file: str
    family: str
    slope: str = "normal"
    weight: int = 400
    content: bytes = b""
    script: str = ""
    role: str = ""


LATIN = (
    Face("EBGaramond-Regular.ttf", "EB Garamond"),
    Face("EBGaramond-Italic.ttf", "EB Garamond", slope="italic"),
    Face("EBGaramond-SemiBold.ttf", "EB Garamond", weight=600),
)
CHINESE = Face("NotoSerifSC-Regular.ttf", "Noto Serif SC")
LISTED = tuple(field.name for field in fields(Face) if field.name != "content")


def list_faces(faces: Iterable[Face]) -> bytes:
    """Return the file that lists an edition's script faces."""
    rows = [asdict(face) for face in faces]
    return json.dumps([{name: row[name] for name in LISTED} for row in rows]).encode()


def script_faces(files: Mapping[str, bytes]) -> tuple[Face, ...]:
    """Return the faces that the list among the files names; none if there is no list."""
    return tuple(Face(**row) for row in json.loads(files.get(LIST, b"[]")))


def face_of(script: str, role: str, family: str) -> Face:
    """Return the face of a script in a role.

    A family that all editions have is named otherwise: a file would be taken for the other one.
    """
    name = f"{family} {script}" if family in (LATIN[0].family, CHINESE.family) else family
    weight = 600 if role == "bold" else 400
    slope = "italic" if role == "italic" else "normal"
    return Face(f"{script}-{role}.ttf", name, slope, weight, script=script, role=role)

"""Which characters of a text the faces of scripts draw."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from book.render.fonts.faces import Face
from book.render.fonts.glyphs import characters_of
from book.render.fonts.runs import TextRun
from book.render.fonts.scripts import scripts_drawing
from book.text.languages import script_of


def share_out(
    runs: Iterable[TextRun], faces: Sequence[Face], files: Mapping[str, bytes]
) -> tuple[dict[str, str], str]:
    """Return the characters that each file of these faces draws, and those that none draws.

    A face draws what it can of the words in a language of its script, and of other words the
    letters that belong to its script.
    """
    drawn: dict[str, set[str]] = {}
    rest: set[str] = set()
    by_role = {(face.script, face.role): face for face in faces}
    for run in _joined(runs):
        for character in run.text:
            file = _file_for(character, run, by_role, files)
            (drawn.setdefault(file, set()) if file else rest).add(character)
    for face in faces:  # an italic may be asked for by any rule of a style sheet
        regular = by_role[face.script, "regular"].file
        if face.role == "italic" and regular in drawn:
            drawn[face.file] = set(drawn[regular])
    order = [face.file for face in faces if drawn.get(face.file)]
    return {file: "".join(sorted(drawn[file])) for file in order}, "".join(sorted(rest))


def _joined(runs: Iterable[TextRun]) -> Iterable[TextRun]:
    """Yield a run for all characters of a kind, each once."""
    kinds: dict[tuple[str, bool, bool], set[str]] = {}
    for run in runs:
        kind = run.language, run.is_emphasized, run.is_strong
        kinds.setdefault(kind, set()).update(run.text)
    return [TextRun("".join(sorted(found)), *kind) for kind, found in kinds.items()]


def _file_for(
    character: str,
    run: TextRun,
    faces: Mapping[tuple[str, str], Face],
    files: Mapping[str, bytes],
) -> str:
    """Return the file of the face that draws a character of a run, "" if none does."""
    own = _script(run.language)
    scripts = scripts_drawing(character)
    for script in (own, *scripts):
        for role in (*roles_of(run, faces, script), "regular"):
            face = faces.get((script, role))
            if face and character in characters_of(files[face.file]):
                return face.file
    return ""


def roles_of(run: TextRun, faces: Mapping[tuple[str, str], Face], script: str) -> tuple[str, ...]:
    """Return the roles in which a face of a script draws a run, other than the regular one."""
    has_bold = (script, "bold") in faces
    if run.is_emphasized or (run.is_strong and not has_bold):
        return ("emphasis",)
    return ("bold",) if run.is_strong else ()


@lru_cache(maxsize=256)
def _script(language: str) -> str:
    return script_of(language) if language else ""

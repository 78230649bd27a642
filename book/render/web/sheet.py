"""The style sheet of the web edition and its fonts."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from book.model import Edition
from book.render.epub.mirrored import style_for
from book.render.fonts.css import linked_rules
from book.render.fonts.faces import Face
from book.render.fonts.subset import subset_fonts, to_woff2
from book.text.cached import ResultCache, recall

STYLE, FONTS = "read.css", "fonts/"


def render_sheet(
    edition: Edition,
    documents: Iterable[str],
    files: Mapping[str, bytes],
    cache: ResultCache | None = None,
) -> dict[str, bytes]:
    """Return the style sheet and the fonts that it names.

    The blocks look as in the e-book, whose rules come first.
    """
    subset = subset_fonts("".join(documents), files, cache)
    faces = tuple(_compressed(face, cache) for face in subset)
    language = edition.imprint.language
    parts = (
        linked_rules(faces, FONTS).replace("; }", "; font-display: fallback; }"),
        style_for(language, files["epub.css"].decode()),
        files["read.css"].decode(),
        files.get("read-script.css", b"").decode(),
    )
    fonts = {f"{FONTS}{face.file}": face.content for face in faces}
    return {STYLE: "\n".join(filter(None, parts)).encode(), **fonts}


def _compressed(face: Face, cache: ResultCache | None) -> Face:
    content = recall(cache, "web font", (face.content,), lambda: to_woff2(face.content))
    return replace(face, file=face.file.replace(".ttf", ".woff2"), content=content)

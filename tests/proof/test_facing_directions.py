"""Two versions on facing pages of which one runs from right to left."""

from pathlib import Path

import pytest

from book.pipeline.ebooks import render_ebook
from book.pipeline.edition import assemble_edition
from book.pipeline.manuscripts import render_tei_document
from book.pipeline.printing import prove_spoken, typeset
from book.verify.readback.pdf import read_pdf
from tests.conftest import quick_context
from tests.proof.test_directions import COVER

ENGLISH = """## I. The Well

A deep well stood at the end of the village, and each morning a girl came to it with a jar.

She asked nobody whose it was.

## II. The Jar

The jar was of clay, and did not break.
"""
HEBREW = """## I. הבאר

באר עמוקה עמדה בקצה הכפר, וכל בוקר באה אליה נערה ובידה כד.

היא לא שאלה איש של מי היא.

## II. הכד

הכד היה של חרס, ולא נשבר.
"""
SETTINGS = """[edition]
slug = "well"
title = "{title}"
language = "{language}"
date = "2024-02-29"
identifier = "urn:uuid:5e1f8a1e-6f3f-5d0a-8a55-0d6d1d3b7c22"

[work]
title = "{title}"
author = "{title}"

[[witness]]
siglum = "A"
file = "text.md"
role = "text"

[[witness]]
siglum = "B"
file = "version.md"
role = "version"
language = "{other}"

[print]
facing = "B"
"""
NOTES = """[[note]]
lemma = "{}"
text = "{}"

[[note]]
lemma = "{}"
place = "Facing I ¶1"
text = "{}"
"""
BOOKS = {
    "en": ("Two Things", ENGLISH, "deep well", "In Hebrew *[באר]{lang=he}*, 12–15."),
    "he": ("שני דברים", HEBREW, "באר עמוקה", "באנגלית [deep well]{lang=en}, (1840)."),
}


@pytest.mark.parametrize(("language", "other"), [("en", "he"), ("he", "en")])
def test_a_version_of_the_other_direction_faces_the_text(
    tmp_path: Path, language: str, other: str
) -> None:
    (title, text, lemma, note), (_, version, their_lemma, _) = BOOKS[language], BOOKS[other]
    folder = tmp_path / "sources" / "well"
    folder.mkdir(parents=True)
    files = {
        "edition.toml": SETTINGS.format(title=title, language=language, other=other),
        "text.md": text,
        "version.md": version,
        "notes.toml": NOTES.format(lemma, note, their_lemma, note),
    }
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    made = assemble_edition("well", quick_context(tmp_path))
    printed = typeset(made.edition, made.assets)
    prove_spoken(made.edition, printed)
    render_ebook(made.edition, made.assets, COVER, printed.starts)
    assert made.edition.facing
    assert b'xml:lang="' + other.encode() in render_tei_document(made)
    anchors = read_pdf(printed.content).anchors
    for part in ("i", "ii"):
        assert anchors[f"part-facing-{part}"] == anchors[f"part-{part}"] + 1

"""Characters that cannot be printed, and lines of any length, in a source."""

import re
from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.glyph_check import check_glyphs
from book.pipeline.manuscripts import render_manuscript
from tests.conftest import SLUG, substitute
from tests.source.strangers import append_lines

pytestmark = pytest.mark.usefixtures("offline")


def test_control_characters_are_removed_from_the_text(root: Path, folder: Path) -> None:
    substitute(folder / "townsend.txt", "A famished Fox", "A fam\x07ished\x1b[31m \u200bFox")
    assembled = assemble_edition(SLUG, BuildContext(root))
    words = "\n".join(row.text for row in assembled.collation.rows)
    assert "A famished[31m Fox saw" in words
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u200b]", words)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A fox 🦊.", "🦊 (U+1F98A FOX FACE)"),
        ("ขก", "ก (U+0E01 THAI CHARACTER KO KAI), ข (U+0E02 THAI CHARACTER KHO KHAI)"),
    ],
)
def test_characters_missing_from_the_fonts_are_refused(
    text: str, shown: str, root: Path, folder: Path
) -> None:
    """No book is better than one with boxes for letters, or with letters in a wrong order."""
    append_lines(folder / "townsend.txt", text)
    with pytest.raises(EditionError) as raised:
        check_glyphs(assemble_edition(SLUG, BuildContext(root)))
    assert str(raised.value).startswith(
        f"sources/{SLUG}/townsend.txt:10: the book's fonts cannot draw {shown}: “…"
    )


@pytest.mark.parametrize("mark", ["\N{RIGHT-TO-LEFT OVERRIDE}", "\N{LEFT-TO-RIGHT ISOLATE}"])
def test_a_direction_mark_is_refused_or_removed(mark: str, root: Path, folder: Path) -> None:
    substitute(folder / "townsend.txt", "A famished Fox", f"A {mark}famished Fox")
    try:
        assembled = assemble_edition(SLUG, BuildContext(root))
        check_glyphs(assembled)
    except EditionError as error:
        assert f"U+{ord(mark):04X}" in str(error)  # noqa: PT017 (either is right)
    else:
        assert mark not in render_manuscript(assembled.edition, "md").decode()


@pytest.mark.slow
@pytest.mark.parametrize("character", ["a", "<", "word "])
def test_a_line_of_a_megabyte_is_accounted_for(character: str, root: Path, folder: Path) -> None:
    long = character * (1_000_000 // len(character))
    (folder / "reflexion.txt").write_text(
        f"The Reflexion\nBy Roger L'Estrange\nIt begins.\n{long}\n", "utf-8"
    )
    assembled = assemble_edition(SLUG, BuildContext(root))
    entries = [entry for entry in assembled.ledger.accounts[2].entries if entry.span.line == 4]
    assert sum(entry.span.end - entry.span.start for entry in entries) == len(long)

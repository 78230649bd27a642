"""The made-up editions of the bench: each is a whole edition, and the same each time."""

from pathlib import Path

from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from tests.bench.generated_books import NOTES, write_editions
from tests.conftest import snapshot


def test_made_up_editions_are_whole_and_the_same_each_time(tmp_path: Path) -> None:
    slugs = write_editions(tmp_path / "first", 2)
    write_editions(tmp_path / "second", 2)
    first, second = (
        {name: digest for name, (digest, _) in snapshot(tmp_path / place).items()}
        for place in ("first", "second")
    )
    assert first == second
    made = assemble_edition(slugs[1], BuildContext(tmp_path / "first"))
    assert sum(note.kind == "note" for note in made.edition.notes) == NOTES
    assert sum(note.kind == "variant" for note in made.edition.notes) > NOTES
    assert [division.kind for division in made.edition.divisions].count("part") == 3

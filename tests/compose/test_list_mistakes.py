"""An editor's mistakes in the lists are reported with file, line and remedy."""

from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from tests.compose.lists import FILES, INDEX
from tests.compose.mistakes_in_lists import MISTAKES
from tests.conftest import SLUG


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_has_file_line_and_remedy(full: Path, folder: Path, case: str) -> None:
    name, change, message = MISTAKES[case]
    changed = change(FILES[name])
    assert changed != FILES[name]
    (folder / name).write_text(changed, "utf-8")
    with pytest.raises(EditionError) as error:
        assemble_edition(SLUG, BuildContext(full))
    assert str(error.value).startswith(f"sources/{SLUG}/{message}")


def test_missing_words_are_reported_with_the_nearest(full: Path, folder: Path) -> None:
    (folder / "index.toml").write_text(INDEX.replace("are sour", "are sweet"), "utf-8")
    with pytest.raises(EditionError, match=r"Nearest words:\n    I ¶2: ….*Grapes are so"):
        assemble_edition(SLUG, BuildContext(full))

"""What stops a publication says what to do."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.publishing import select
from tests.conftest import ROOT, SLUG


def test_an_edition_that_is_not_built_stops_it_and_can_be_moved_away(done: Path) -> None:
    other = done / "sources" / "other"
    shutil.copytree(done / "sources" / SLUG, other)
    with pytest.raises(EditionError, match="it is not built") as raised:
        select(done)
    assert raised.value.remedy == (
        "Run: inv build --edition other, or move sources/other/ elsewhere to publish the rest "
        "without it"
    )
    other.rename(done / "other")
    assert select(done).editions == (SLUG,)


def test_a_publication_needs_a_place() -> None:
    """Invoke itself would only name the argument."""
    command = [sys.executable, "-m", "invoke", "publish"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr == "variorum: no place named\n  Write: inv publish --to FOLDER\n"

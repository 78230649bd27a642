"""The tiny edition with a glossary, a chronology and an index."""

from pathlib import Path

import pytest

from tests.compose.lists import FILES


@pytest.fixture
def full(root: Path, folder: Path) -> Path:
    """Return the tiny edition's root, with all three files."""
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return root

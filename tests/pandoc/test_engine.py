"""Pandoc within limits: a document that takes too much is one error, soon."""

import pytest

from book.errors import EditionError
from book.pandoc import engine

NESTED = "[" * 24 + "boat" + "]" * 3
ALIASES = "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(9))
BOMB = f"---\na0: &a0 [boat, boat, boat]\n{ALIASES}references: *a9\n---\n"


@pytest.mark.parametrize("source", [NESTED, BOMB])
def test_what_takes_too_long_is_refused(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SECONDS", 2)
    monkeypatch.setattr(engine, "MEGABYTES", 300)
    expected = r"note\.md: pandoc takes more than (2 seconds|300 MB of memory) for this"
    with pytest.raises(EditionError, match=expected):
        engine.convert(source, "markdown", "json", "note.md")


def test_what_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MEGABYTES", 4)
    with pytest.raises(EditionError, match="more than 32 MB of memory"):
        engine.convert("The boat lay at the shore.\n\n" * 2000, "markdown", "json", "note.md")


def test_a_file_that_is_none_of_its_format_is_named() -> None:
    with pytest.raises(EditionError, match=r"a\.docx: this cannot be read"):
        engine.convert_bytes(b"no archive", "docx", "json", "a.docx")

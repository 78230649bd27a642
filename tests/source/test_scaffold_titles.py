"""A new edition of copies with titles of their own."""

import tomllib
from pathlib import Path

import pytest

from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.scaffold import new_edition

PARTS = "<h2>I. One</h2><p>The ferry went over.</p><h2>II. Two</h2><p>It came back.</p>"


@pytest.mark.parametrize(
    ("heading", "expected"), [("The Crossing", "The Crossing"), ("The ferry", None)]
)
def test_a_copy_with_another_title_says_so(
    tmp_path: Path, heading: str, expected: str | None
) -> None:
    """Its heading is metadata then, not a heading of the text."""
    (tmp_path / "sources").mkdir()
    one, other = tmp_path / "one.html", tmp_path / "other.html"
    one.write_text(f"<h1>The Ferry</h1>{PARTS}<p><i>The End</i></p>", "utf-8")
    other.write_text(f"<h1>{heading}</h1>{PARTS}", "utf-8")
    folder = new_edition("ferry", [one, other], tmp_path)
    settings = tomllib.loads((folder / "edition.toml").read_text("utf-8"))
    assert [w.get("title") for w in settings["witness"]] == [None, expected]
    edition = assemble_edition("ferry", BuildContext(tmp_path)).edition
    assert [d.kind for d in edition.divisions if d.matter == "body"] == ["part", "part"]

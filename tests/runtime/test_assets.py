"""The templates of a workspace, and of the program where a workspace has none."""

from pathlib import Path

from book.runtime import workspace


def test_what_own_templates_lack_is_the_programs(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "site.css").write_text("p {}", "utf-8")
    assets, programs = workspace.read_assets(tmp_path), workspace.read_assets()
    assert assets["site.css"] == b"p {}" != programs["site.css"]
    assert assets | {"site.css": b""} == programs | {"site.css": b""}

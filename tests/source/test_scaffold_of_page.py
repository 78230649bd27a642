"""What `inv new` writes of a saved web page."""

import tomllib
from pathlib import Path

from book.pipeline.scaffold import new_edition


def test_a_saved_page_says_what_it_is_and_where_it_was(tmp_path: Path) -> None:
    page = """<html lang="de"><head><script type="application/ld+json">{"@type": "NewsArticle",
    "headline": "Die Fähre", "datePublished": "2021-12-29T08:00:00Z", "author": {"name": "Anna
    Weide"}, "publisher": {"name": "Uferbote"}}</script>
    <link rel="canonical" href="https://bote.example/faehre"></head>
    <body><h1>Die Fähre</h1><p>Das Boot lag am Ufer.</p></body></html>"""
    (tmp_path / "a.html").write_text(page, "utf-8")
    settings = tomllib.loads(
        (new_edition("faehre", [tmp_path / "a.html"], tmp_path) / "edition.toml").read_text("utf-8")
    )
    assert settings["work"] == {
        "title": "Die Fähre",
        "author": "Anna Weide",
        "date": "2021-12-29",
    }
    stated = {"publisher": "Uferbote", "url": "https://bote.example/faehre"}
    assert stated.items() <= settings["witness"][0].items()

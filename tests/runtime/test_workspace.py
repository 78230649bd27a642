"""The labels of a book, by language."""

from book.runtime import workspace


def test_every_language_has_the_same_labels() -> None:
    tables = workspace.label_tables()
    assert {"en", "de"} <= tables.keys()
    english = tables["en"].keys()
    assert {language: table.keys() ^ english for language, table in tables.items()} == {
        language: set() for language in tables
    }

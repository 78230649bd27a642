"""What a new edition asks, and what it tells of its copies."""

import tomllib
from pathlib import Path

import pytest

from book.pipeline.scaffold import new_edition
from book.runtime.events import Event, Message
from book.source.unfinished import check_finished
from tests.source.test_scaffold import read_settings


def test_only_what_no_file_says_is_asked(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text("Title: The Ferry\n\nThe boat sank.\n", "utf-8")
    asked = []

    def ask(question: str, default: str) -> str:
        asked.append(question)
        return {"Author": "Anna Weide", "Publisher of the new edition": "A Press"}.get(
            question, default
        )

    settings = read_settings(new_edition("ferry", [tmp_path / "copy.txt"], tmp_path, ask=ask))
    assert "Title of the work" not in asked
    assert settings["work"]["author"] == "Anna Weide"
    assert settings["edition"]["publisher"] == "A Press"
    assert "editor" not in settings["edition"]
    check_finished("ferry", tmp_path)


def test_a_language_may_be_answered_by_its_name_and_is_asked_again(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text("Boot. Ufer.\n", "utf-8")
    answers = iter(["Martian", "German"])

    def ask(question: str, default: str) -> str:
        return next(answers) if "Language (" in question else default

    folder = new_edition("ferry", [tmp_path / "copy.txt"], tmp_path, ask=ask)
    assert read_settings(folder)["edition"]["language"] == "de"
    assert not list(answers)


def test_a_copy_in_another_language_is_told(tmp_path: Path) -> None:
    sentences = {
        "en": "The boat lay at the shore below the willow, and nobody could cross the river. ",
        "de": "Das Boot lag am Ufer unter der Weide, und niemand kam über den Fluss. ",
    }
    for language, sentence in sentences.items():
        (tmp_path / f"{language}.txt").write_text(f"Fables\n\n{sentence * 9}\n", "utf-8")
    told: list[Event] = []
    files = [tmp_path / "en.txt", tmp_path / "de.txt"]
    folder = new_edition("ferry", files, tmp_path, on_event=told.append)
    settings = tomllib.loads((folder / "edition.toml").read_text("utf-8"))
    work = settings["edition"]["language"]
    (other,) = (w for w in settings["witness"] if "language" in w)
    assert {work, other["language"]} == {"en", "de"}
    assert other["file"] == f"{other['language']}.txt"
    assert any(
        f"{other['file']}: in another language ({other['language']})" in event.text
        for event in told
        if isinstance(event, Message)
    )


def test_ctrl_c_at_a_question_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text("The boat sank.\n", "utf-8")

    def interrupt(question: str, default: str) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        new_edition("ferry", [tmp_path / "copy.txt"], tmp_path, ask=interrupt)
    assert not (tmp_path / "sources").exists()

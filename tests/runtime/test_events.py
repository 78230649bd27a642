"""Why something was built, as its events say."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from book.pipeline import build, explain
from book.pipeline.explain import Document, Layout, Record
from book.render.print.layout_pool import Laid
from book.runtime.events import Event, EventHandler, Why
from tests.conftest import SLUG, substitute

INPUTS = {"book/a.py": "1", "sources/x/notes.toml": "2", "weasyprint": "69.0"}
RECORD = Record(INPUTS, {"part-i": Document("s", "t", "f"), "index": Document("s", "t", "f")})


def test_a_record_is_read_as_it_was_written() -> None:
    assert explain.read_record(explain.write_record(RECORD)) == RECORD


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"{",
        b"[]",
        b'{"inputs": 1}',
        b'{"inputs": {}, "documents": {"a": ["s"]}}',
        b"\xff",
    ],
)
def test_a_record_that_is_none_was_never_there(content: bytes | None) -> None:
    assert explain.read_record(content) is None
    assert [
        why.reason for why in explain.why_built("x", explain.read_record(content), INPUTS, [])
    ] == ["not built here before"]


@pytest.mark.parametrize(
    ("now", "damaged", "reasons"),
    [
        (INPUTS | {"book/a.py": "x"}, [], [("changed", ("book/a.py",))]),
        (INPUTS | {"templates/b.css": "x"}, [], [("new", ("templates/b.css",))]),
        (
            {k: v for k, v in INPUTS.items() if k != "sources/x/notes.toml"},
            [],
            [("gone", ("sources/x/notes.toml",))],
        ),
        (INPUTS | {"weasyprint": "70.0"}, [], [("other version", ("weasyprint 69.0 → 70.0",))]),
        (INPUTS, ["x.pdf"], [("not as it was published", ("x.pdf",))]),
        (INPUTS, ["SHA256SUMS"], [("not published, or without its checksums", ())]),
    ],
)
def test_it_is_said_which_inputs_changed(
    now: dict[str, str], damaged: list[str], reasons: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [
        (why.reason, why.names) for why in explain.why_built("x", RECORD, now, damaged)
    ] == reasons


LAID = Laid("part-i", "s", "t", "f", True, 1, 1)


@pytest.mark.parametrize(
    ("laid", "reasons"),
    [
        (LAID, []),
        (replace(LAID, kept=False, text="x"), ["laid out, because its text changed"]),
        (
            replace(LAID, kept=False, figures="x"),
            ["laid out, because a page number in it has more figures or fewer"],
        ),
        (
            replace(LAID, kept=False, setting="x", text="x"),
            ["laid out, because the setting changed (page, fonts, style sheets, or the program)"],
        ),
        (replace(LAID, kept=False), ["laid out, because it was no longer kept"]),
        (replace(LAID, name="part-ii", kept=False), ["laid out, because it was not there before"]),
        (replace(LAID, figures="x"), ["other page numbers put in, not laid out again"]),
    ],
)
def test_it_is_said_why_a_document_was_laid_out(laid: Laid, reasons: list[str]) -> None:
    layout = Layout()
    layout.note(laid)
    assert [why.reason for why in explain.why_laid("x", RECORD, layout)] == reasons


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_after_an_edit_the_file_and_the_documents_are_named(root: Path, folder: Path) -> None:
    def reasons_of(edit: Callable[[], object]) -> list[tuple[str, tuple[str, ...]]]:
        edit()
        said: list[Event] = []
        on_event: EventHandler = said.append
        build.build(SLUG, on_event, root)
        return [(event.reason, event.names) for event in said if isinstance(event, Why)]

    assert reasons_of(lambda: None) == [("not built here before", ())]
    changed, *documents = reasons_of(
        lambda: substitute(folder / "notes.toml", "in the water", "in a stream")
    )
    assert changed == ("changed", (f"sources/{SLUG}/notes.toml",))
    assert [reason for reason, _ in documents] == ["laid out, because its text changed"]
    assert len(documents[0][1]) == 1
    (root / "build" / SLUG / "last.json").write_text("{")
    (root / "dist" / SLUG / "SHA256SUMS").unlink()
    assert reasons_of(lambda: None) == [("not built here before", ())]

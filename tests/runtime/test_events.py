"""What a build tells: in lines, alive on a terminal, as JSON; and why something was built."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from book.errors import EditionError
from book.pipeline import build, explain
from book.pipeline.explain import Document, Layout, Record
from book.render.print.layout_pool import Laid
from book.runtime.events import (
    Begun,
    Current,
    Ended,
    Event,
    Failed,
    Message,
    Part,
    Previewed,
    Published,
    Report,
    Started,
    Why,
)
from book.terminal import tell
from tests.conftest import SLUG, Inv, substitute

EVENTS: tuple[Event, ...] = (
    Started("x"),
    Why("x", "input", "changed", ("sources/x/notes.toml",)),
    Begun("x", "layout"),
    Part("x", "layout", "part-i", False, 1, 2),
    Message("x", "3 witnesses read"),
    Ended("x", "layout"),
    Published("x", "dist/x/"),
    Current("x"),
    Previewed("x", "build/x/preview/x.pdf", 9, (2, 3, 4, 7), ("ii", "1", "2", "5"), 1.25),
    Failed("x", "sources/x/notes.toml", 3, "the lemma is nowhere", "Look again."),
)
# What programs rely on, as README tells it.
KEYS = {
    "started": [],
    "why": ["what", "reason", "names"],
    "begun": ["stage"],
    "part": ["stage", "part", "kept", "done", "total"],
    "said": ["text"],
    "ended": ["stage", "took"],
    "published": ["folder"],
    "current": [],
    "previewed": ["file", "pages", "changed", "labels", "took"],
    "failed": ["file", "line", "message", "remedy"],
}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(out: io.StringIO, monkeypatch: pytest.MonkeyPatch, **how: bool) -> str:
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    with tell.telling(**how) as report:
        for event in EVENTS:
            report(event)
    return out.getvalue()


PLAIN = """\
x: 3 witnesses read
x: published in dist/x/
x: up to date
x: pages ii–2, 5 changed, 1.2 s
x: sources/x/notes.toml:3: the lemma is nowhere
  Look again.
"""


def test_where_nobody_looks_there_are_lines_of_lasting_interest_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert told(io.StringIO(), monkeypatch) == PLAIN
    assert (
        told(io.StringIO(), monkeypatch, explain=True)
        == "x: changed: sources/x/notes.toml\n" + PLAIN
    )


def test_on_a_terminal_the_lines_are_the_same_and_the_cursor_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = told(Terminal(), monkeypatch)
    assert all(shown.count(line) == 1 for line in PLAIN.splitlines())
    assert "laying out" in shown
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")


def test_a_terminal_that_can_do_nothing_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    out = Terminal()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setenv("TERM", "dumb")
    with tell.telling() as report:
        report(EVENTS[2])
        report(EVENTS[4])
    assert out.getvalue() == "x: 3 witnesses read\n"


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EditionError("wrong")])
def test_however_it_ends_the_cursor_comes_back(
    stop: type[KeyboardInterrupt] | EditionError, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = Terminal()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setenv("TERM", "xterm-256color")

    def stopped() -> None:
        with tell.telling() as report:
            report(Begun("x", "layout"))
            raise stop

    with pytest.raises((KeyboardInterrupt, EditionError)):
        stopped()
    shown = out.getvalue()
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")


@pytest.mark.parametrize("width", [12, 20, 40, 59, 60, 80, 200])
def test_a_stage_takes_one_line_however_narrow_the_terminal(width: int) -> None:
    running = tell._Running("ebook")
    running.part = Part(
        "x", "ebook", "a-chapter-with-a-very-long-name-that-has-no-end", False, 1234, 5678
    )
    console = Console(file=io.StringIO(), width=width, force_terminal=True, no_color=True)
    lines = console.render_lines(tell._table((running, tell._Running("read")), width), pad=False)
    assert len(lines) == 2
    assert all(sum(segment.cell_length for segment in line) <= width for line in lines)


def test_each_event_is_an_object_on_a_line_of_a_known_shape(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [
        json.loads(line)
        for line in told(io.StringIO(), monkeypatch, as_json=True, explain=True).splitlines()
    ]
    assert {row["event"]: list(row)[3:] for row in rows} == KEYS
    assert all(
        list(row)[:3] == ["event", "edition", "seconds"] and row["edition"] == "x" for row in rows
    )
    assert rows[-1]["line"] == 3
    assert rows[-2]["changed"] == [2, 3, 4, 7]


def test_an_error_is_the_last_object_and_the_exit_code(project: Path, inv: Inv) -> None:
    substitute(project / "sources" / SLUG / "notes.toml", 'lemma = "', 'lemma = "No such words. ')
    done = inv("build", "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (1, "")
    assert [row["event"] for row in rows][:2] == ["started", "begun"]
    assert rows[-1]["event"] == "failed"
    assert (rows[-1]["edition"], rows[-1]["file"]) == (SLUG, f"sources/{SLUG}/notes.toml")
    assert rows[-1]["line"] > 0
    assert rows[-1]["message"]
    assert rows[-1]["remedy"]


# ── Why ──────────────────────────────────────────────────────────────────────────────────────────

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
        report: Report = said.append
        build.build(SLUG, report, root)
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

"""What a person or a program sees of a build: plain lines, the live display, JSON lines."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from rich.console import Console

from book.errors import EditionError
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
    Started,
    Why,
)
from book.terminal.live import stage_progress
from book.terminal.progress import show_progress
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
# The fields of the JSON lines, on which programs rely: the handbook documents them.
FIELDS = {
    "started": [],
    "why": ["what", "reason", "names"],
    "begun": ["stage"],
    "part": ["stage", "part", "kept", "done", "total"],
    "message": ["text"],
    "ended": ["stage", "took"],
    "published": ["folder"],
    "current": [],
    "previewed": ["file", "pages", "changed", "labels", "took"],
    "failed": ["file", "line", "message", "remedy"],
}
PLAIN = """\
x: 3 witnesses read
x: published in dist/x/
x: up to date
x: pages ii–2, 5 changed, 1.2 s
x: sources/x/notes.toml:3: the lemma is nowhere
  Look again.
"""
SHOW_CURSOR, HIDE_CURSOR = "\x1b[?25h", "\x1b[?25l"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Return a terminal of 80 columns."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    return Terminal()


def show_events(out: io.StringIO, *, as_json: bool = False, explain: bool = False) -> str:
    """Return what the events look like on `out`."""
    with redirect_stdout(out), show_progress(as_json=as_json, explain=explain) as show:
        for event in EVENTS:
            show(event)
    return out.getvalue()


def test_a_pipe_gets_plain_lines_of_lasting_interest() -> None:
    assert show_events(io.StringIO()) == PLAIN


def test_reasons_are_shown_on_request() -> None:
    assert show_events(io.StringIO(), explain=True) == "x: changed: sources/x/notes.toml\n" + PLAIN


def test_a_terminal_gets_the_same_lines_and_its_cursor_back(terminal: Terminal) -> None:
    shown = show_events(terminal)
    assert all(shown.count(line) == 1 for line in PLAIN.splitlines())
    assert "laying out" in shown
    assert shown.rindex(SHOW_CURSOR) > shown.rindex(HIDE_CURSOR)


def test_a_dumb_terminal_gets_plain_lines(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with redirect_stdout(terminal), show_progress() as show:
        show(EVENTS[2])
        show(EVENTS[4])
    assert terminal.getvalue() == "x: 3 witnesses read\n"


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EditionError("wrong")])
def test_the_cursor_comes_back_after_an_error(
    stop: type[KeyboardInterrupt] | EditionError, terminal: Terminal
) -> None:
    def build() -> None:
        with redirect_stdout(terminal), show_progress() as show:
            show(Begun("x", "layout"))
            raise stop

    with pytest.raises((KeyboardInterrupt, EditionError)):
        build()
    shown = terminal.getvalue()
    assert shown.rindex(SHOW_CURSOR) > shown.rindex(HIDE_CURSOR)


@pytest.mark.parametrize("width", [12, 20, 40, 59, 60, 80, 200])
def test_a_stage_takes_one_line_at_any_width(width: int) -> None:
    console = Console(file=io.StringIO(), width=width, force_terminal=True, no_color=True)
    progress = stage_progress(console)
    part = "a-chapter-with-a-very-long-name-that-has-no-end"
    progress.add_task("e-book", completed=1234, total=5678, count="1234 of 5678", part=part)
    progress.add_task("reading the witnesses", total=None, count="", part="")
    lines = console.render_lines(progress.get_renderable(), pad=False)
    assert len(lines) == 2
    assert all(sum(segment.cell_length for segment in line) <= width for line in lines)


def test_each_event_is_a_json_object_of_a_known_shape() -> None:
    shown = show_events(io.StringIO(), as_json=True, explain=True)
    rows = [json.loads(line) for line in shown.splitlines()]
    assert {row["event"]: list(row)[3:] for row in rows} == FIELDS
    assert all(list(row)[:3] == ["event", "edition", "seconds"] for row in rows)
    assert all(row["edition"] == "x" for row in rows)
    assert rows[-1]["line"] == 3
    assert rows[-2]["changed"] == [2, 3, 4, 7]


def test_an_error_is_the_last_object_and_sets_the_exit_code(project: Path, inv: Inv) -> None:
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

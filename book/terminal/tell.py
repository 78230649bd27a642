"""Show what a build tells: in plain lines, in a line that lives while the terminal is looked at, or as JSON for programs.

The JSON is one object a line on stdout. Each has `event`, `edition` and `seconds` since the command began, then the fields of the
event's type in `progress`, by their names; `event` is that type's name in small letters. The end of a stage has `took`, in
seconds. What is wrong with an edition is an object `failed`, and in the end the exit code is 1.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from threading import Lock
from typing import TYPE_CHECKING, Any, TextIO

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
    Report,
    Started,
    Why,
)

if TYPE_CHECKING:
    from rich.table import Table

Clock = Callable[[], float]
TITLES = {
    "edition": "building",
    "read": "reading and cleaning the witnesses",
    "collate": "collating",
    "merge": "merging",
    "annotate": "setting notes",
    "ledger": "adding up the ledger",
    "tei": "TEI",
    "layout": "laying out",
    "proof": "reading it back",
    "speech": "hearing it as a screen reader",
    "ebook": "e-book, EPUBCheck",
    "verapdf": "veraPDF",
    "manuscripts": "manuscripts",
    "site": "download page",
    "publish": "publishing",
}
NAMED = 6  # names in a line: the others are counted
WIDE = 60  # columns from which on there is room for a bar


@contextmanager
def telling(*, as_json: bool = False, explain: bool = False) -> Iterator[Report]:
    """Give what shows events on this terminal. An error is told as JSON if all is, and left to the caller otherwise."""
    with ExitStack() as stack:
        if as_json:
            report = stack.enter_context(_as_json(sys.stdout, time.monotonic))
        else:
            screen = next(
                (
                    s
                    for s in (sys.stdout, sys.stderr)
                    if s.isatty() and os.environ.get("TERM") != "dumb"
                ),
                None,
            )
            report = (
                stack.enter_context(_alive(sys.stdout, screen)) if screen else plain(sys.stdout)
            )
        yield report if explain else lambda event: None if isinstance(event, Why) else report(event)


def plain(out: TextIO) -> Report:
    """Show what is of lasting interest, a line each."""

    def show(event: Event) -> None:
        if line := in_words(event):
            print(line, file=out, flush=True)

    return show


def in_words(event: Event) -> str:
    """Say an event in a line; nothing of what is past in a moment.

    >>> in_words(Why("fables", "input", "changed", ("templates/print.css",)))
    'fables: changed: templates/print.css'
    """
    match event:
        case Message(edition, text):
            return f"{edition}: {text}" if edition else text
        case Why(edition, _, reason, names):
            rest = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            return f"{edition}: {reason}{': ' if names else ''}{', '.join(names[:NAMED])}{rest}"
        case Current(edition):
            return f"{edition}: up to date"
        case Published(edition, folder):
            return f"{edition}: published in {folder}"
        case Previewed(edition, file, pages, changed, labels, took):
            place = f"; {file}" if len(changed) in (0, pages) else ""  # it is the same at each save
            return f"{edition}: {_changed(changed, labels, pages)}{f', {took:.1f} s' if took else ''}{place}"
        case Failed(edition):
            error = EditionError(
                event.message, file=event.file, line=event.line, remedy=event.remedy
            )
            return f"{edition}: {error}" if edition else str(error)
    return ""


def _changed(changed: tuple[int, ...], labels: tuple[str, ...], pages: int) -> str:
    if not changed:
        return "no page changed"
    if len(changed) == pages:
        return f"all {pages} pages are new"
    return f"page{'s' if len(changed) > 1 else ''} {_runs(changed, labels)} changed"


def _runs(numbers: tuple[int, ...], labels: tuple[str, ...]) -> str:
    """Write the labels of numbers in order, of three and more in a row as from–to.

    >>> _runs((1, 2, 4, 5, 6, 7, 9), ("i", "ii", "iv", "1", "2", "3", "5"))
    'i, ii, iv–3, 5'
    """
    runs: list[list[str]] = []
    for before, number, label in zip((0, *numbers), numbers, labels, strict=False):
        if runs and number == before + 1:
            runs[-1].append(label)
        else:
            runs.append([label])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


# ── For programs ─────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _as_json(out: TextIO, clock: Clock) -> Iterator[Report]:
    began, lock = clock(), Lock()
    running: dict[tuple[str, str], float] = {}
    at = ""

    def show(event: Event) -> None:
        nonlocal at
        at, now = event.edition, clock()
        more: dict[str, Any] = {}
        if isinstance(event, Begun):
            running[event.edition, event.stage] = now
        elif isinstance(event, Ended):
            more["took"] = round(now - running.pop((event.edition, event.stage), now), 3)
        fields = {key: value for key, value in asdict(event).items() if key != "edition"}
        row = {
            "event": type(event).__name__.lower(),
            "edition": event.edition,
            "seconds": round(now - began, 3),
            **fields,
            **more,
        }
        with lock:
            print(json.dumps(row, ensure_ascii=False), file=out, flush=True)

    try:
        yield show
    except (EditionError, OSError, KeyboardInterrupt) as error:
        show(failed(error, at))
        raise SystemExit(130 if isinstance(error, KeyboardInterrupt) else 1) from None


def failed(error: BaseException, edition: str) -> Failed:
    """Say in an event what went wrong."""
    if isinstance(error, EditionError):
        return Failed(edition, error.file, error.line, error.message, error.remedy)
    if isinstance(error, OSError):
        return Failed(edition, str(error.filename or ""), 0, error.strerror or str(error), "")
    if isinstance(error, KeyboardInterrupt):
        return Failed(edition, "", 0, "stopped; what was published before is untouched", "")
    shown = "".join(traceback.format_exception(error))
    return Failed(
        edition, f"sources/{edition}", 0, "a defect of the program shows in this edition", shown
    )


# ── For people ───────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _alive(out: TextIO, screen: TextIO) -> Iterator[Report]:
    """Show plain lines on `out`, and below them on `screen` what is at work now, which goes when it is done."""
    shown = _Screen(out, screen)
    try:
        yield shown.show
    finally:
        shown.stop()


class _Screen:
    """A terminal. Nothing is drawn, and the library for it not imported, before a stage begins, nor when none is at work."""

    def __init__(self, out: TextIO, screen: TextIO) -> None:
        self.out, self.screen, self.lines = out, screen, plain(out)
        self.running: dict[tuple[str, str], _Running] = {}
        self.live: Any = None

    def show(self, event: Event) -> None:
        match event:
            case Begun(edition, stage):
                self.running[edition, stage] = _Running(stage)
                self.live = self.live or self.start()
            case Ended(edition, stage):
                self.running.pop((edition, stage), None)
            case Part(edition, stage):
                self.running.setdefault((edition, stage), _Running(stage)).part = event
            case _:
                self.write(event)
        if isinstance(event, Started | Current | Published | Previewed | Failed):
            self.forget(event.edition)

    def write(self, event: Event) -> None:
        """Write a line above what is drawn."""
        if not self.live or not self.out.isatty():
            self.lines(event)
        elif line := in_words(event):
            self.live.console.print(line, markup=False, soft_wrap=True)

    def start(self) -> Any:
        from rich.console import Console
        from rich.live import Live

        console = Console(file=self.screen, highlight=False)
        live = Live(
            get_renderable=lambda: _table(tuple(self.running.values()), console.width),
            console=console,
            transient=True,
        )
        live.start()
        return live

    def forget(self, edition: str) -> None:
        """Show no more of an edition, and draw nothing if there is nothing else."""
        for left in [running for running in self.running if running[0] == edition]:
            del self.running[left]
        if not self.running:
            self.stop()

    def stop(self) -> None:
        if self.live:
            self.live.stop()
        self.live = None


class _Running:
    """A stage at work."""

    def __init__(self, stage: str) -> None:
        from rich.spinner import Spinner

        self.title, self.began, self.spinner = (
            TITLES.get(stage, stage),
            time.monotonic(),
            Spinner("dots"),
        )
        self.part: Part | None = None


def _table(running: tuple[_Running, ...], width: int) -> "Table":
    """Draw a line for each stage at work, no longer than the terminal is wide."""
    from rich.progress_bar import ProgressBar
    from rich.table import Table

    table = Table.grid(padding=(0, 1), expand=False)
    table.add_column(width=1)
    table.add_column(no_wrap=True, overflow="ellipsis")
    if width >= WIDE:
        table.add_column(width=16)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column(no_wrap=True, justify="right", style="dim")
    for stage in running:
        part = stage.part
        bar = ProgressBar(part.total, part.done, width=16) if part else ""
        count, name = (f"{part.done} of {part.total}", part.part) if part else ("", "")
        seconds = f"{time.monotonic() - stage.began:.0f} s"
        table.add_row(
            stage.spinner, stage.title, *([bar] if width >= WIDE else []), count, name, seconds
        )
    return table

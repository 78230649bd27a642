"""Show the running stages as a live display (rich.progress) below the plain lines."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from book.runtime.events import (
    Begun,
    Current,
    Ended,
    Event,
    EventHandler,
    Failed,
    Part,
    Previewed,
    Published,
    Started,
)
from book.terminal.lines import event_line, line_printer

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod
    from rich.progress import Progress, TaskID, TextColumn

STAGE_TITLES = {
    "edition": "building",
    "read": "reading and cleaning the witnesses",
    "collate": "collating",
    "merge": "merging",
    "annotate": "setting notes",
    "ledger": "adding up the ledger",
    "tei": "TEI",
    "layout": "laying out",
    "proof": "proofreading",
    "speech": "checking what a screen reader says",
    "ebook": "e-book, EPUBCheck",
    "verapdf": "veraPDF",
    "tables": "ledger and tables",
    "manuscripts": "manuscripts",
    "site": "download page",
    "publish": "publishing",
}
BAR_FROM = 60  # columns: a narrower terminal has no room for a progress bar
BAR_WIDTH = 16  # columns
REDRAWN = 4  # times a second


@contextmanager
def live_display(out: TextIO, screen: TextIO) -> Iterator[EventHandler]:
    """Yield a handler that prints lines to `out` and draws the running stages on `screen`.

    The drawing disappears at the end, however the block ends.
    """
    display = LiveDisplay(out, screen)
    try:
        yield display.show
    finally:
        display.stop()


class LiveDisplay:
    """The display of a terminal. `rich` is imported and the drawing starts with the first stage.

    The drawing stops when no edition has a running stage.
    """

    def __init__(self, out: TextIO, screen: TextIO) -> None:
        self.out, self.screen, self.print_line = out, screen, line_printer(out)
        self.progress: Progress | None = None
        self.tasks: dict[tuple[str, str], TaskID] = {}  # by edition and stage

    def show(self, event: Event) -> None:
        match event:
            case Begun(edition, stage):
                self._begin(edition, stage)
            case Ended(edition, stage):
                self._end(edition, stage)
            case Part():
                self._update(event)
            case _:
                self._write(event)
        if isinstance(event, Started | Current | Published | Previewed | Failed):
            self._forget(event.edition)

    def stop(self) -> None:
        """Erase the drawing and restore the cursor."""
        if self.progress:
            self.progress.stop()
        self.progress = None
        self.tasks.clear()

    def _begin(self, edition: str, stage: str) -> None:
        if not self.progress:
            self.progress = self._start()
        title = STAGE_TITLES.get(stage, stage)
        self.tasks[edition, stage] = self.progress.add_task(title, total=None, count="", part="")

    def _start(self) -> "Progress":
        from rich.console import Console

        progress = stage_progress(Console(file=self.screen, highlight=False))
        progress.start()
        return progress

    def _end(self, edition: str, stage: str) -> None:
        task = self.tasks.pop((edition, stage), None)
        if self.progress and task is not None:
            self.progress.remove_task(task)

    def _update(self, event: Part) -> None:
        task = self.tasks.get((event.edition, event.stage))
        if self.progress and task is not None:
            count = f"{event.done} of {event.total}"
            self.progress.update(
                task, completed=event.done, total=event.total, count=count, part=event.part
            )

    def _write(self, event: Event) -> None:
        """Write a line above the drawing."""
        if not self.progress or not self.out.isatty():
            self.print_line(event)
        elif line := event_line(event):
            self.progress.console.print(line, markup=False, soft_wrap=True)

    def _forget(self, edition: str) -> None:
        """Remove the stages of an edition; stop drawing if no other edition has any."""
        for name, stage in [task for task in self.tasks if task[0] == edition]:
            self._end(name, stage)
        if not self.tasks:
            self.stop()


def stage_progress(console: "Console") -> "Progress":
    """Return a display with one line a stage: spinner, title, bar, count, part and seconds.

    Its tasks have the fields `count` and `part`.
    """
    from rich.progress import BarColumn, Progress, SpinnerColumn

    bar = [BarColumn(bar_width=BAR_WIDTH)] if console.width >= BAR_FROM else []
    return Progress(
        SpinnerColumn(),
        _text("{task.description}"),
        *bar,
        _text("{task.fields[count]}", justify="right"),
        _text("{task.fields[part]}"),
        _text("{task.elapsed:.0f} s", justify="right", style="dim"),
        console=console,
        transient=True,
        refresh_per_second=REDRAWN,
    )


def _text(template: str, justify: "JustifyMethod" = "left", style: str = "none") -> "TextColumn":
    """Return a column of text that is cut rather than wrapped if the terminal is narrow."""
    from rich.progress import TextColumn
    from rich.table import Column

    column = Column(no_wrap=True, overflow="ellipsis", justify=justify)
    return TextColumn(template, style=style, markup=False, table_column=column)

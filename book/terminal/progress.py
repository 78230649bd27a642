"""Show the events of a build as plain lines, as a live display, or as JSON lines."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TextIO

from book.runtime.events import Event, EventHandler, Why
from book.terminal.lines import line_printer


@contextmanager
def show_progress(*, as_json: bool = False, explain: bool = False) -> Iterator[EventHandler]:
    """Yield the handler that shows events on this terminal; `Why` events only if `explain` is set.

    With `as_json`, an error becomes the last JSON line and SystemExit; otherwise it is raised.
    """
    with _display(as_json=as_json) as show:
        yield show if explain else _without_reasons(show)


def _without_reasons(show: EventHandler) -> EventHandler:
    def show_others(event: Event) -> None:
        if not isinstance(event, Why):
            show(event)

    return show_others


def _display(*, as_json: bool) -> AbstractContextManager[EventHandler]:
    # Imported here: a build that finds nothing to do needs neither JSON nor a live display.
    if as_json:
        from book.terminal.json_lines import json_printer

        return json_printer(sys.stdout, time.monotonic)
    if screen := _screen():
        from book.terminal.live import live_display

        return live_display(sys.stdout, screen)
    return nullcontext(line_printer(sys.stdout))


def _screen() -> TextIO | None:
    """Return the output stream that can redraw lines; None if there is none."""
    if os.environ.get("TERM") == "dumb":
        return None
    return next((stream for stream in (sys.stdout, sys.stderr) if stream.isatty()), None)

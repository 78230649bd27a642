"""Write events as JSON for programs: one object a line on stdout.

Each object has `event`, `edition` and `seconds` since the command began, then the fields of the
event's class in `book.runtime.events`, by their names; `event` is the name of that class in lower
case. The end of a stage has `took`, in seconds. What is wrong with an edition is an object
`failed`; the command's exit code is then 1.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from threading import Lock
from typing import Any, TextIO

from book.errors import EditionError
from book.runtime.events import Begun, Ended, Event, EventHandler, failed_event

Clock = Callable[[], float]
INTERRUPTED = 130  # the exit code of a shell for a command that Ctrl-C ended


@contextmanager
def json_printer(out: TextIO, clock: Clock) -> Iterator[EventHandler]:
    """Yield a handler that prints events as JSON lines; `clock` returns seconds.

    An EditionError, an OSError or Ctrl-C becomes the last line. Raise SystemExit then.
    """
    printer = _JsonPrinter(out, clock)
    try:
        yield printer.show
    except (EditionError, OSError, KeyboardInterrupt) as error:
        printer.show(failed_event(error, printer.edition))
        code = INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
        raise SystemExit(code) from None


class _JsonPrinter:
    """The state between events: when stages began, and the edition of the last event."""

    def __init__(self, out: TextIO, clock: Clock) -> None:
        self.out, self.clock, self.lock = out, clock, Lock()
        self.began = clock()
        self.stages: dict[tuple[str, str], float] = {}  # when each running stage began
        self.edition = ""

    def show(self, event: Event) -> None:
        self.edition, now = event.edition, self.clock()
        row: dict[str, Any] = {
            "event": type(event).__name__.lower(),
            "edition": event.edition,
            "seconds": round(now - self.began, 3),
        }
        row |= asdict(event)
        if isinstance(event, Begun):
            self.stages[event.edition, event.stage] = now
        elif isinstance(event, Ended):
            row["took"] = round(now - self.stages.pop((event.edition, event.stage), now), 3)
        with self.lock:
            print(json.dumps(row, ensure_ascii=False), file=self.out, flush=True)

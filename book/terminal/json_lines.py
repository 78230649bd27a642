"""Write events as JSON for programs: one object a line on stdout.

Each object has `event`, `edition` and `seconds` since the command began, then the fields of the
event's class in `book.runtime.events`, by their names; `event` is the name of that class in lower
case. The end of a stage has `took`, in seconds. What is wrong with an edition is an object
`failed`; the command's exit code is then 1, or 130 after Ctrl-C.
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
        self.edition = event.edition
        line = self._line(event, self.clock())
        with self.lock:
            print(line, file=self.out, flush=True)

    def _line(self, event: Event, now: float) -> str:
        return json.dumps(self._row(event, now) | self._took(event, now), ensure_ascii=False)

    def _row(self, event: Event, now: float) -> dict[str, Any]:
        return {
            "event": type(event).__name__.lower(),
            "edition": event.edition,
            "seconds": round(now - self.began, 3),
            **asdict(event),
        }

    def _took(self, event: Event, now: float) -> dict[str, float]:
        """Return how long a stage took, at its end; note the beginning of a stage."""
        if isinstance(event, Begun):
            self.stages[event.edition, event.stage] = now
        if not isinstance(event, Ended):
            return {}
        began = self.stages.pop((event.edition, event.stage), now)
        return {"took": round(now - began, 3)}

"""Write events as plain lines: one line for each event of lasting interest."""

from typing import TextIO

from book.errors import EditionError
from book.runtime.events import (
    Current,
    Event,
    EventHandler,
    Failed,
    Message,
    Previewed,
    Published,
    Why,
)

NAMES_IN_A_LINE = 6  # further names are only counted


def line_printer(out: TextIO) -> EventHandler:
    """Return a handler that prints the lines of events."""

    def show(event: Event) -> None:
        if line := event_line(event):
            print(line, file=out, flush=True)

    return show


def event_line(event: Event) -> str:
    """Return an event as a line of text; "" for transient events.

    >>> event_line(Why("fables", "input", "changed", ("templates/print.css",)))
    'fables: changed: templates/print.css'
    """
    match event:
        case Message(edition, text):
            return f"{edition}: {text}" if edition else text
        case Why():
            return _why_line(event)
        case Current(edition):
            return f"{edition}: up to date"
        case Published(edition, folder):
            return f"{edition}: published in {folder}"
        case Previewed():
            return _previewed_line(event)
        case Failed():
            return _failed_line(event)
    return ""


def _why_line(event: Why) -> str:
    names = f": {_shortened_list(event.names)}" if event.names else ""
    return f"{event.edition}: {event.reason}{names}"


def _shortened_list(names: tuple[str, ...]) -> str:
    words = ", ".join(names[:NAMES_IN_A_LINE])
    more = len(names) - NAMES_IN_A_LINE
    return f"{words} and {more} more" if more > 0 else words


def _failed_line(event: Failed) -> str:
    error = str(_error(event))
    return f"{event.edition}: {error}" if event.edition else error


def _error(event: Failed) -> EditionError:
    return EditionError(event.message, file=event.file, line=event.line, remedy=event.remedy)


def _previewed_line(event: Previewed) -> str:
    seconds = f", {event.took:.1f} s" if event.took else ""
    # The file is named only now and then: it is the same at every save.
    file = f"; {event.file}" if len(event.changed) in (0, event.pages) else ""
    return f"{event.edition}: {_changed_pages(event)}{seconds}{file}"


def _changed_pages(event: Previewed) -> str:
    if not event.changed:
        return "no page changed"
    if len(event.changed) == event.pages:
        return f"all {event.pages} pages are new" if event.pages > 1 else "its page is new"
    pages = "pages" if len(event.changed) > 1 else "page"
    return f"{pages} {page_ranges(event.changed, event.labels)} changed"


def page_ranges(numbers: tuple[int, ...], labels: tuple[str, ...]) -> str:
    """Return the labels of ascending page numbers; three or more in a row become a range.

    >>> page_ranges((1, 2, 4, 5, 6, 7, 9), ("i", "ii", "iv", "1", "2", "3", "5"))
    'i, ii, iv–3, 5'
    """
    runs: list[list[str]] = []
    for before, number, label in zip((0, *numbers), numbers, labels, strict=False):
        if runs and number == before + 1:
            runs[-1].append(label)
        else:
            runs.append([label])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)

"""The events of a build, each a value. `book.terminal` shows them to people and to programs."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass

from book.errors import EditionError
from book.runtime.files import find_disk_error


@dataclass(frozen=True, slots=True)
class Started:
    """An edition is being examined."""

    edition: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A stage has begun. Other stages may run beside it."""

    edition: str
    stage: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A stage has ended."""

    edition: str
    stage: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a stage is done: number `done` of `total`.

    `kept` means that it came from the cache.
    """

    edition: str
    stage: str
    part: str
    kept: bool
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why something is built: `what` is edition, input, engine, document or result.

    `names` lists what the reason concerns.
    """

    edition: str
    what: str
    reason: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A result, in words."""

    edition: str
    text: str


@dataclass(frozen=True, slots=True)
class Current:
    """An edition is up to date, and was not built."""

    edition: str


@dataclass(frozen=True, slots=True)
class Published:
    """An edition was published in `folder`, a path below the workspace."""

    edition: str
    folder: str


@dataclass(frozen=True, slots=True)
class Previewed:
    """A draft was written. `changed` are the pages that differ from the last draft, counted from 1.

    `labels` are their printed page numbers. `took` is the time since the save was noticed, in
    seconds; 0 if the draft was current.
    """

    edition: str
    file: str
    pages: int
    changed: tuple[int, ...]
    labels: tuple[str, ...]
    took: float


@dataclass(frozen=True, slots=True)
class Failed:
    """A user's mistake, or something that must not be published.

    `line` counts from 1; 0 means the whole file.
    """

    edition: str
    file: str
    line: int
    message: str
    remedy: str


Event = Started | Begun | Ended | Part | Why | Message | Current | Published | Previewed | Failed
EventHandler = Callable[[Event], None]


def ignore(_: Event) -> None:
    """Handle an event by ignoring it."""


def failed_event(error: BaseException, edition: str) -> Failed:
    """Return the event for an error; an internal error comes with its traceback."""
    error = find_disk_error(error) or error
    if isinstance(error, EditionError):
        return Failed(edition, error.file, error.line, error.message, error.remedy)
    if isinstance(error, OSError):
        return Failed(edition, str(error.filename or ""), 0, error.strerror or str(error), "")
    if isinstance(error, KeyboardInterrupt):
        return Failed(edition, "", 0, "stopped; what was published before is untouched", "")
    trace = "".join(traceback.format_exception(error))
    message = "internal error while building this edition: a bug in Variorum, please report it"
    return Failed(edition, f"sources/{edition}", 0, message, trace)

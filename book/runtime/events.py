"""The events of a build, each a value. `book.terminal` shows them to people and to programs."""

import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

from book.errors import EditionError


@dataclass(frozen=True, slots=True)
class Started:
    """An edition is looked at."""

    edition: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A stage is at work. Others may be at work beside it."""

    edition: str
    stage: str


@dataclass(frozen=True, slots=True)
class Ended:
    edition: str
    stage: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a stage is done, the so many-th of a total; `kept` says that it was there from a former build."""

    edition: str
    stage: str
    part: str
    kept: bool
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why something is built: the kind of thing (edition, input, engine, document), a reason, and the names for which it holds."""

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
    """Nothing is to be built."""

    edition: str


@dataclass(frozen=True, slots=True)
class Published:
    edition: str
    folder: str


@dataclass(frozen=True, slots=True)
class Previewed:
    """A draft is there, of so many pages; `changed` are those that are not as they were in the former draft, counted from 1.

    `labels` are their numbers as they are printed. `took` is the seconds from when it was known that something had been saved; 0 if
    the draft was there.
    """

    edition: str
    file: str
    pages: int
    changed: tuple[int, ...]
    labels: tuple[str, ...]
    took: float


@dataclass(frozen=True, slots=True)
class Failed:
    """A user's mistake, or something that must not be published; `line` is 0 where none is meant."""

    edition: str
    file: str
    line: int
    message: str
    remedy: str


Event = Started | Begun | Ended | Part | Why | Message | Current | Published | Previewed | Failed
EventHandler = Callable[[Event], None]
Stages = Callable[[str], AbstractContextManager[None]]  # stands around a stage while it is at work


def stages(on_event: EventHandler, edition: str) -> Stages:
    """Give what tells of the stages of an edition."""

    @contextmanager
    def at(stage: str) -> Iterator[None]:
        on_event(Begun(edition, stage))
        yield
        on_event(Ended(edition, stage))

    return at


def unseen(_: str) -> AbstractContextManager[None]:
    """Tell nobody of a stage."""
    return nullcontext()


def failed_event(error: BaseException, edition: str) -> Failed:
    """Return the event for an error; any other than a user's mistake comes with its traceback."""
    if isinstance(error, EditionError):
        return Failed(edition, error.file, error.line, error.message, error.remedy)
    if isinstance(error, OSError):
        return Failed(edition, str(error.filename or ""), 0, error.strerror or str(error), "")
    if isinstance(error, KeyboardInterrupt):
        return Failed(edition, "", 0, "stopped; what was published before is untouched", "")
    trace = "".join(traceback.format_exception(error))
    return Failed(edition, f"sources/{edition}", 0, "internal error in this edition", trace)

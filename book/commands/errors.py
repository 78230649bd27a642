"""Print a user's mistake as one message, without a traceback."""

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def errors_printed() -> Iterator[None]:
    """Turn a user's mistake, a disk error or Ctrl-C into one message and SystemExit."""
    from book.errors import EditionError

    try:
        yield
    except EditionError as error:
        raise SystemExit(f"variorum: {error}") from None
    except OSError as error:
        raise SystemExit(f"variorum: {error.filename or 'the disk'}: {error.strerror}") from None
    except KeyboardInterrupt:
        print("variorum: stopped; what was published before is untouched", file=sys.stderr)
        raise SystemExit(130) from None


def prints_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Return the task with mistakes of the user printed as one message.

    That includes those raised by its imports.
    """

    @functools.wraps(command)
    def run(*arguments: object, **named: object) -> None:
        with errors_printed():
            command(*arguments, **named)

    return run

"""Print a user's mistake as one message, without a traceback."""

import functools
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SHORTLY = 0.05  # seconds


@contextmanager
def errors_printed() -> Iterator[None]:
    """Turn a user's mistake, a disk error or Ctrl-C into one message and SystemExit.

    Temporary files are kept in build/ meanwhile. A reader of the output that has had enough is no
    mistake.
    """
    from book.errors import EditionError
    from book.runtime.scratch import temporary_files

    sys.unraisablehook = _interrupt_again
    try:
        with temporary_files(), _full_disk_explained():
            yield
    except EditionError as error:
        raise SystemExit(f"variorum: {error}") from None
    except BrokenPipeError:  # as in `inv collate | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(128 + signal.SIGPIPE) from None
    except OSError as error:
        raise SystemExit(f"variorum: {error.filename or 'the disk'}: {error.strerror}") from None
    except KeyboardInterrupt:
        print("variorum: stopped; what was published before is untouched", file=sys.stderr)
        raise SystemExit(130) from None


@contextmanager
def _full_disk_explained() -> Iterator[None]:
    """Raise EditionError in place of what a full disk makes programs and libraries raise."""
    from book.runtime.files import find_disk_error

    try:
        yield
    except Exception as error:
        if full := find_disk_error(error):
            raise full from None
        raise


def _interrupt_again(unraisable: "sys.UnraisableHookArgs") -> None:
    """Repeat a Ctrl-C that came in the callback of a weak reference, where Python drops it.

    A moment later: raised in this function, it would be dropped again.
    """
    if unraisable.exc_type is KeyboardInterrupt:
        threading.Timer(SHORTLY, _interrupt_main_thread).start()
    else:
        sys.__unraisablehook__(unraisable)


def _interrupt_main_thread() -> None:
    """Send Ctrl-C's signal to the main thread, which then also stops what it waits for."""
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def prints_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Return the task with mistakes of the user printed as one message.

    That includes those raised by its imports.
    """

    @functools.wraps(command)
    def run(*arguments: object, **named: object) -> None:
        with errors_printed():
            command(*arguments, **named)

    return run

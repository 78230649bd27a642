"""Start the processes that work beside this one, and end them with it."""

import html.entities  # noqa: F401 (see `import_slow_modules`)
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from multiprocessing import active_children, get_context, parent_process
from typing import Any

Workers = Sequence[Executor]


@contextmanager
def start_workers() -> Iterator[Workers]:
    """Give as many workers as there are other cores, at least one, and let the first and this process import the slow modules.

    Meanwhile pandoc is at work. The others start when they get something to do. They are spawned, not forked: a thread is running
    here. Nothing waits for that thread: an interrupt in the midst of an import leaves the module locked, and a thread that
    imports it too would wait for ever.
    """
    with ExitStack() as stack:
        workers = [
            stack.enter_context(ProcessPoolExecutor(1, get_context("spawn"), be_worker))
            for _ in range(max(1, cores() - 1))
        ]
        with deaf_to_interrupts():
            workers[0].submit(import_slow_modules)
        threading.Thread(target=_import_if_nobody_does, daemon=True).start()
        try:
            yield workers
        except BaseException:
            for process in active_children():
                process.kill()  # nothing waits for its work any more
            raise


class HereAndNow(Executor):
    """Does in this process what is given to a worker, at once."""

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(call(*arguments, **named))
        except Exception as error:
            future.set_exception(error)
        return future


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def be_worker() -> None:
    """Leave Ctrl-C to the process that started this one, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def end_with_parent() -> None:
    """Let this process end as soon as the one that started it has: a terminal that is closed, or a kill, lets nobody say good-bye."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Let what is started here not hear the terminal's Ctrl-C: this process does, and ends it without a word."""
    if threading.current_thread() is not threading.main_thread():
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # only there can it be ignored
        yield
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def import_slow_modules() -> None:
    """Import them, so that they are there when they are needed.

    In this process that goes on in a thread, beside other imports. Where a package imports a module of its own that another thread
    imports at the same time, each waits for the other, and Python gives an error to one of them (CPython 3.11, `_DeadlockError`).
    `html` is such a package, so it is there before; else the thread gives way, and who needs the module imports it.
    """
    for name in (
        "book.render.print.engine.layout",
        "book.render.print.engine.join",
        "book.render.epub",
    ):
        import_module(name)


def _import_if_nobody_does() -> None:
    with suppress(RuntimeError):
        import_slow_modules()

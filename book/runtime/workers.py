"""Worker processes: they start with a build, work beside it, and end with it."""

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

Workers = Sequence[Executor]  # of one process each
SLOW_MODULES = (
    "book.render.print.engine.layout",
    "book.render.print.engine.join",
    "book.render.epub",
)


@contextmanager
def start_workers() -> Iterator[Workers]:
    """Yield a worker for each other core, at least one.

    This process and the first worker import the slow modules while pandoc runs. The other workers
    start when they get work. They are spawned, not forked, because a thread is running here.
    Nothing waits for that thread: an interrupt during an import leaves the module locked, and a
    thread that imports it too would wait forever.
    """
    with ExitStack() as stack:
        workers = [stack.enter_context(_worker()) for _ in range(max(1, cores() - 1))]
        with interrupts_blocked():
            workers[0].submit(import_slow_modules)
        threading.Thread(target=_import_if_possible, daemon=True).start()
        with _killed_by_errors():
            yield workers


@contextmanager
def _killed_by_errors() -> Iterator[None]:
    """Kill the workers if there is an error: nothing waits for their work any more."""
    try:
        yield
    except BaseException:
        for process in active_children():
            process.kill()
        raise


@contextmanager
def start_worker() -> Iterator[Executor]:
    """Yield a worker beside this process; on one core, an executor in this process."""
    if cores() == 1:
        yield InlineExecutor()
        return
    with _worker() as worker, _killed_by_errors():
        yield worker


def _worker() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, get_context("spawn"), be_worker)


def start_thread(call: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
    """Run a call in a thread, and return its future.

    Only who asks for the result waits for the thread: an error elsewhere is reported at once.
    """
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(call(*arguments))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future


class InlineExecutor(Executor):
    """An executor that runs each call at once, in this process."""

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(call(*arguments, **named))
        except Exception as error:
            future.set_exception(error)
        return future


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def be_worker() -> None:
    """Ignore Ctrl-C, which the parent handles, and end when the parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def end_with_parent() -> None:
    """End this process as soon as its parent has ended, even by a kill or a closed terminal."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@contextmanager
def interrupts_blocked() -> Iterator[None]:
    """Start child processes with SIGINT blocked; the parent handles it, after this block."""
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def import_slow_modules() -> None:
    """Import the modules that take long, before they are needed.

    In this process a thread does so, beside other imports. If a package imports a module of its own
    that another thread is importing, each waits for the other, and Python raises an error in one of
    them (CPython 3.11, `_DeadlockError`). `html` is such a package, so it is imported above; for
    any other the thread gives way, and whoever needs the module imports it.
    """
    for name in SLOW_MODULES:
        import_module(name)


def _import_if_possible() -> None:
    with suppress(RuntimeError):
        import_slow_modules()

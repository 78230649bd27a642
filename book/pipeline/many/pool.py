"""Those who do jobs: the cores of this machine, one process each, behind the interface of `concurrent.futures.Executor`."""

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from queue import LifoQueue
from typing import Any

from book.runtime.workers import be_worker, cores, deaf_to_interrupts, import_slow_modules

ATTEMPTS = (
    4  # as many workers as Dask's scheduler lets a job kill, before it says that the job kills them
)


@dataclass(frozen=True)
class Crew:
    """Who does jobs; `hands` counts how many are done at once, which may change meanwhile.

    `lost` is raised for a job that killed each worker that had it; with `shared` they share the disk of this process, and with
    `program` they may have another one than this.
    """

    executor: Executor
    hands: Callable[[], int]
    lost: tuple[type[BaseException], ...]
    shared: bool = False
    program: tuple[tuple[str, str], ...] = ()


class Processes(Executor):
    """So many processes of this machine: one that dies is replaced, and what it did is tried again.

    Each is a pool of its own, for which a thread waits: the death of one must not end what the others do. They start when there
    is something for them to do.
    """

    def __init__(self, count: int, folder: str) -> None:
        self.folder = folder
        self.ended = False
        self._threads = ThreadPoolExecutor(count)
        self._free: LifoQueue[ProcessPoolExecutor] = LifoQueue()  # the last one that worked is warm
        for _ in range(count):
            self._free.put(self._process())

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        return self._threads.submit(self._do, call, *arguments, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.ended = True
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        while not self._free.empty():
            self._free.get().shutdown(wait, cancel_futures=cancel_futures)

    def _do(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        process = self._free.get()
        try:
            for _ in range(ATTEMPTS - 1):
                try:
                    return _given(process, call, *arguments, **named)
                except BrokenProcessPool:
                    if self.ended:
                        raise
                    process = self._process()
            return _given(process, call, *arguments, **named)
        except BrokenProcessPool:
            process = self._process()
            raise
        finally:
            self._free.put(process)

    def _process(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, get_context("spawn"), _begin, (self.folder,))


def _given(
    process: ProcessPoolExecutor, call: Callable[..., Any], /, *arguments: Any, **named: Any
) -> Any:
    with deaf_to_interrupts():  # it may have to start
        future = process.submit(call, *arguments, **named)
    return future.result()


def _begin(folder: str) -> None:
    """Begin the work of a process: what it needs for a while it puts into a folder that is deleted for it, if it is killed."""
    be_worker()
    tempfile.tempdir = folder
    import_slow_modules()


@contextmanager
def this_machine(count: int = 0) -> Iterator[Crew]:
    """Give the cores of this machine, or so many processes; they end here, at once if this is left with an error."""
    count = count or cores()
    with tempfile.TemporaryDirectory(prefix="variorum-") as folder:
        executor = Processes(count, folder)
        try:
            yield Crew(executor, lambda: count, (BrokenProcessPool,), shared=True)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            for process in active_children():
                process.kill()
            raise
        executor.shutdown()

"""Pools of workers that build editions: this machine's processes behind an `Executor`.

`pebble` replaces processes that die, but fails their jobs; here a job is tried again, as Dask does.
"""

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from queue import LifoQueue
from typing import Any

from book.runtime.workers import be_worker, cores, import_slow_modules, interrupts_blocked

ATTEMPTS = 4  # Dask's scheduler too gives a job up once it has killed as many workers
Program = tuple[
    tuple[str, str], ...
]  # what decides the bytes besides the inputs: names and versions


@dataclass(frozen=True)
class WorkerPool:
    """Workers that run jobs; `capacity` returns how many run at once, which may change.

    `lost` are the exceptions raised for a job that killed every worker it was given to.
    `shares_disk` says whether workers see this disk. `program` is this program, if a worker may
    have another.
    """

    executor: Executor
    capacity: Callable[[], int]
    lost: tuple[type[BaseException], ...]
    shares_disk: bool = False
    program: Program = ()


class RestartingProcesses(Executor):
    """Processes of this machine: one that dies is replaced, and its job is tried again.

    Each is an executor of its own, with a thread that waits for it: the death of one must not end
    the work of the others. They start when they get work, in a temporary folder below `folder`.
    """

    def __init__(self, count: int, folder: str, start: Callable[[str], None] | None = None) -> None:
        self.folder = folder
        self.start = start or start_worker
        self.is_shut_down = False
        self._threads = ThreadPoolExecutor(count)
        self._idle: LifoQueue[ProcessPoolExecutor] = LifoQueue()  # the last one used is warm
        for _ in range(count):
            self._idle.put(self._new_process())

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        return self._threads.submit(self._run, call, *arguments, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.is_shut_down = True
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        while not self._idle.empty():
            self._idle.get().shutdown(wait, cancel_futures=cancel_futures)

    def _run(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        """Run a call in an idle process; if that dies, in a new one, `ATTEMPTS` times in all."""
        process = self._idle.get()
        attempt = 0
        try:
            while True:
                attempt += 1
                try:
                    return _result(process, call, *arguments, **named)
                except BrokenProcessPool:
                    process = self._new_process()
                    if self.is_shut_down or attempt == ATTEMPTS:
                        raise
        finally:
            self._idle.put(process)

    def _new_process(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, get_context("spawn"), self.start, (self.folder,))


def _result(
    process: ProcessPoolExecutor, call: Callable[..., Any], /, *arguments: Any, **named: Any
) -> Any:
    with interrupts_blocked():  # the process may have to start
        future = process.submit(call, *arguments, **named)
    return future.result()


def start_worker(folder: str) -> None:
    """Start a worker process, with temporary files in `folder`, which the parent deletes."""
    be_worker()
    tempfile.tempdir = folder
    import_slow_modules()


@contextmanager
def local_pool(count: int = 0, start: Callable[[str], None] | None = None) -> Iterator[WorkerPool]:
    """Yield a pool of `count` processes of this machine, or one for each core.

    They end with the block, at once if it ends with an error. `start` runs first in each process.
    """
    count = count or cores()
    with tempfile.TemporaryDirectory(prefix="variorum-") as folder:
        executor = RestartingProcesses(count, folder, start)
        try:
            yield WorkerPool(executor, lambda: count, (BrokenProcessPool,), shares_disk=True)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            for process in active_children():
                process.kill()
            raise
        executor.shutdown()

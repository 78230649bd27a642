"""Watch the memory and the work of this process and of all that it starts."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil

INTERVAL = 0.5  # seconds


@dataclass(frozen=True, slots=True)
class Sighting:
    """A process when it was last seen: in which sample, whose child, and its core seconds.

    The core seconds include those of its children that have ended.
    """

    sample: int
    parent: int
    cores: float


NEVER = Sighting(0, 0, 0)


@dataclass
class ProcessWatch:
    """What this process and all that it starts use.

    `largest` and `together` are the most megabytes of one process and of all at once; memory that
    processes share counts for each of them. `seconds` is the time watched.
    """

    seconds: float = 0.0
    largest: float = 0.0
    together: float = 0.0
    samples: int = 0
    sightings: dict[int, Sighting] = field(default_factory=dict)

    def sample(self) -> None:
        self.samples += 1
        own = psutil.Process()
        sizes = [self._megabytes(process) for process in (own, *own.children(recursive=True))]
        self.largest = max(self.largest, *sizes)
        self.together = max(self.together, sum(sizes))

    def _megabytes(self, process: psutil.Process) -> float:
        """Record a sighting of a process; return its megabytes, 0 if it has just ended."""
        try:
            with process.oneshot():
                cores = sum(process.cpu_times()[:4])
                self.sightings[process.pid] = Sighting(self.samples, process.ppid(), cores)
                return float(process.memory_info().rss / 1e6)
        except psutil.Error:
            return 0.0

    def cores(self) -> float:
        """Return the core seconds of all processes."""
        return sum(s.cores for s in self.sightings.values() if self._counts(s))

    def _counts(self, sighting: Sighting) -> bool:
        """Return whether the core seconds are not among those of the parent.

        They are if the process has ended and its parent was seen later.
        """
        if sighting.sample == self.samples:
            return True
        return self.sightings.get(sighting.parent, NEVER).sample <= sighting.sample


@contextmanager
def watch_processes() -> Iterator[ProcessWatch]:
    """Yield a watch of this process and all that it starts; it is complete at the end."""
    watch, ended = ProcessWatch(), threading.Event()

    def sample_until_end() -> None:
        while not ended.wait(INTERVAL):
            watch.sample()

    thread = threading.Thread(target=sample_until_end)
    start = time.perf_counter()
    thread.start()
    try:
        yield watch
    finally:
        watch.seconds = time.perf_counter() - start
        ended.set()
        thread.join()
        watch.sample()

"""A cache on disk: results are kept under the digest of all that they depend on."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from platform import python_version
from typing import TypeVar

from book.runtime import files, workspace
from book.runtime.fingerprint import engines, program_modules

SEAL = hashlib.sha256().digest_size  # bytes of digest before the content: a damaged entry is a miss
LIMIT = 256_000_000  # bytes
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ResultCounts:
    """How many results of each kind were kept from before, and how many were made."""

    kept: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)

    def add(self, other: "ResultCounts") -> None:
        self.kept.update(other.kept)
        self.made.update(other.made)


class Cache:
    """A folder of entries; `hits` and `added` count what was found and what was put in.

    `seed` belongs in every key: it stands for the program and its libraries. `results` counts what
    it was asked for by kind.
    """

    def __init__(self, folder: Path, seed: str) -> None:
        self.folder, self.seed = folder, seed
        self.hits = self.added = 0
        self.results = ResultCounts()

    def count(self, kind: str, *, is_kept: bool) -> None:
        """Count a result of a kind."""
        (self.results.kept if is_kept else self.results.made)[kind] += 1

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, or None if it is missing or damaged."""
        path = self.folder / key
        entry = files.read_if_there(path) or b""
        if hashlib.sha256(entry[SEAL:]).digest() != entry[:SEAL]:
            return None
        path.touch()
        self.hits += 1
        return entry[SEAL:]

    def has(self, key: str) -> bool:
        """Return whether something was put under a key; it may be damaged."""
        return (self.folder / key).is_file()

    def put(self, key: str, content: bytes) -> None:
        """Keep a content under a key."""
        self.added += 1
        files.write_file(self.folder / key, hashlib.sha256(content).digest() + content)

    def prune(self, limit: int = LIMIT) -> None:
        """Delete the least recently used entries until the rest has at most `limit` bytes.

        Another build may be pruning too, so an entry may already be gone.
        """
        total = 0
        for _, size, path in sorted(self._entries(), reverse=True):
            total += size
            if total > limit:
                path.unlink(missing_ok=True)

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """Yield each entry's time of last use in nanoseconds, its size in bytes, and its path."""
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            with suppress(FileNotFoundError):
                status = path.stat()
                yield status.st_mtime_ns, status.st_size, path


def submit_with_cache(
    executor: Executor, cache: Cache | None, call: Callable[..., Result], *arguments: object
) -> Future[Result]:
    """Let an executor call a function with arguments and the cache; count its results here too."""
    answer: Future[Result] = Future()

    def finish(done: Future[tuple[Result, ResultCounts]]) -> None:
        if error := done.exception():
            answer.set_exception(error)
            return
        result, counts = done.result()
        if cache:
            cache.results.add(counts)
        answer.set_result(result)

    executor.submit(_call_with_counts, cache, call, arguments).add_done_callback(finish)
    return answer


def _call_with_counts(
    cache: Cache | None, call: Callable[..., Result], arguments: tuple[object, ...]
) -> tuple[Result, ResultCounts]:
    own = Cache(cache.folder, cache.seed) if cache else None
    result = call(*arguments, own)
    return result, own.results if own else ResultCounts()


def open_cache(slug: str, root: Path = workspace.ROOT) -> Cache:
    """Return the cache of an edition, for what this program makes with the installed libraries."""
    cache = Cache(root / "build" / slug / "parts", digest([*program_modules(), *_versions()]))
    cache.prune()
    return cache


def _versions() -> Iterator[tuple[str, bytes]]:
    yield "python", python_version().encode()
    for engine, number in engines().items():
        yield engine, number.encode()


def digest(parts: Iterable[tuple[str, bytes]]) -> str:
    """Return the SHA-256 of named contents, in their order.

    >>> digest([("a", b"bc")]) != digest([("ab", b"c")])
    True
    """
    total = hashlib.sha256()
    for name, content in parts:
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()

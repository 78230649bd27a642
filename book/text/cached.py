"""Take the result of a pure function from a cache, if it was called with the same inputs before."""

import pickle
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class ResultCache(Protocol):
    """Keeps contents by key; `seed` is the digest of program and libraries: they do not mix.

    `count` is told of each result, by its kind, and whether it was kept.
    """

    seed: str

    def get(self, key: str) -> bytes | None: ...
    def put(self, key: str, content: bytes) -> None: ...
    def count(self, kind: str, *, is_kept: bool) -> None: ...


def recall(
    cache: ResultCache | None, kind: str, inputs: Iterable[object], make: Callable[[], Result]
) -> Result:
    """Return what `make` returns, or what it returned for the same inputs before.

    `inputs` are all that the result depends on besides the program and its libraries: bytes, text,
    or values whose `repr` is complete. Without a cache, `make` is called.
    """
    if cache is None:
        return make()
    key = result_key(cache.seed, kind, inputs)
    content = cache.get(key)
    cache.count(kind, is_kept=content is not None)
    if content is not None:
        kept: Result = pickle.loads(content)  # noqa: S301 (our own, checked by its digest)
        return kept
    result = make()
    cache.put(key, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
    return result


def result_key(seed: str, kind: str, inputs: Iterable[object]) -> str:
    """Return the digest of what a result depends on.

    >>> result_key("", "", ["a", "bc"]) != result_key("", "", ["ab", "c"])
    True
    >>> result_key("", "", [b"a"]) != result_key("", "", ["a"])
    True
    """
    total = sha256()
    for part in (seed, kind, *inputs):
        content = part if isinstance(part, bytes) else repr(part).encode()
        total.update(f"{type(part).__name__}\0{len(content)}\0".encode() + content)
    return total.hexdigest()

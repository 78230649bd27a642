"""A result is made again if anything that it depends on differs, and only then."""

from collections import Counter

import pytest

from book.text.cached import recall


class MemoryCache:
    """A cache in memory that counts as the one on disk does."""

    def __init__(self, seed: str = "seed") -> None:
        self.seed = seed
        self.entries: dict[str, bytes] = {}
        self.counts: Counter[tuple[str, bool]] = Counter()

    def get(self, key: str) -> bytes | None:
        return self.entries.get(key)

    def put(self, key: str, content: bytes) -> None:
        self.entries[key] = content

    def count(self, kind: str, *, is_kept: bool) -> None:
        self.counts[kind, is_kept] += 1


def test_a_result_is_made_once_for_the_same_inputs() -> None:
    cache = MemoryCache()
    results = [recall(cache, "sum", (b"a", 1, "c"), object().__repr__) for _ in range(2)]
    assert results[0] == results[1]
    assert cache.counts == {("sum", False): 1, ("sum", True): 1}


@pytest.mark.parametrize(
    ("seed", "kind", "inputs"),
    [
        ("other", "sum", (b"a", "bc")),
        ("seed", "product", (b"a", "bc")),
        ("seed", "sum", (b"ab", "c")),
        ("seed", "sum", ("a", "bc")),
        ("seed", "sum", (b"a", "bc", "")),
    ],
)
def test_another_program_kind_or_input_is_another_result(
    seed: str, kind: str, inputs: tuple[object, ...]
) -> None:
    cache = MemoryCache()
    recall(cache, "sum", (b"a", "bc"), lambda: "first")
    cache.seed = seed
    assert recall(cache, kind, inputs, lambda: "second") == "second"


def test_without_a_cache_it_is_made() -> None:
    assert [recall(None, "sum", (), lambda: 1) for _ in range(2)] == [1, 1]

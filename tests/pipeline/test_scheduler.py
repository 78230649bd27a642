"""What is unchanged is not read again, unless it is asked for."""

import os
import time
from pathlib import Path

import pytest

from book.pipeline.scheduler import build_stale
from book.runtime import fingerprint, unchanged
from book.runtime.events import Current, Event
from tests.bench.shelves import Shelf

SLUG = "made-00000"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a root with an edition that was found current, some time after it was written."""
    Shelf(tmp_path).publish(1)
    assert build_stale([SLUG], lambda _: None, tmp_path)
    note, now = tmp_path / "build" / SLUG / unchanged.NOTE, time.time_ns()
    os.utime(note, ns=(now, now + 2 * unchanged.LATELY))
    return tmp_path


@pytest.mark.parametrize("rehash", [False, True])
def test_an_unchanged_edition_is_read_only_if_asked(
    root: Path, monkeypatch: pytest.MonkeyPatch, *, rehash: bool
) -> None:
    examine, examined, events = fingerprint.examine, list[str](), list[Event]()

    def noting(slug: str, *arguments: object) -> fingerprint.Freshness:
        examined.append(slug)
        return examine(slug, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(fingerprint, "examine", noting)
    assert build_stale([SLUG], events.append, root, rehash=rehash)
    assert examined == [SLUG] * rehash
    assert Current(SLUG) in events


def test_an_edition_that_changed_is_not_taken_for_current(root: Path) -> None:
    """The stand-in cannot be built, which shows that a build was tried."""
    source = root / "sources" / SLUG / "file-0.bin"
    source.write_bytes(b"?" + source.read_bytes()[1:])
    assert not build_stale([SLUG], lambda _: None, root)

"""The pool of this machine: a process that dies is replaced, and its job is tried again."""

import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from book.pipeline.many.pool import local_pool
from tests.crashing_jobs import die_once


def start_at_once(_: str) -> None:
    """Start a process that needs nothing imported."""


def test_a_dead_process_is_replaced_and_a_deadly_job_given_up(tmp_path: Path) -> None:
    with local_pool(2, start=start_at_once) as pool:
        deadly = pool.executor.submit(os._exit, 1)
        others = [pool.executor.submit(pow, 2, number) for number in range(6)]
        survived = pool.executor.submit(die_once, tmp_path / "died")
        assert [other.result(timeout=60) for other in others] == [1, 2, 4, 8, 16, 32]
        assert survived.result(timeout=60) == "done"
        with pytest.raises(BrokenProcessPool):
            deadly.result(timeout=60)
        assert pool.executor.submit(pow, 3, 3).result(timeout=60) == 27

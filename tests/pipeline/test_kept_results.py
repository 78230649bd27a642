"""What the cache keeps is never another result than a build without it makes.

Random edits are built one after the other, with what the builds before have kept, and each beside
a build that knows nothing of them: both publish the same bytes, or have the same error. For more
edits: `python -m tests.pipeline.test_kept_results SEED EDITS`.
"""

import functools
import gc
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from book.errors import EditionError
from book.pipeline.build import render_edition
from book.pipeline.context import BuildContext
from book.runtime.cache import open_cache
from tests.conftest import ROOT as PROGRAM
from tests.conftest import SLUG, TINY, quick_context
from tests.pipeline.random_edits import EDITS, folder_of

UNDO = 0.15  # of the edits take back the former ones: what was kept then is good again


def forget() -> None:
    """Empty the caches in the memory of this process."""
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper) and thing.__module__.startswith("book."):
            thing.cache_clear()


def published(context: BuildContext) -> Mapping[str, bytes] | str:
    """Return all that a build publishes, or its error."""
    try:
        return render_edition(SLUG, {}, context).outputs
    except EditionError as error:
        return str(error)


def copy_edition(root: Path) -> None:
    shutil.copytree(TINY, root / "sources")
    shutil.copytree(PROGRAM / "templates", root / "templates")


def check(seed: int, edits: int, root: Path) -> list[str]:
    """Return what was done; fail at the first edit after which the two builds differ."""
    random, done = Random(seed), list[str]()  # noqa: S311 (no secret)
    copy_edition(root)
    saved = root / "saved"
    shutil.copytree(folder_of(root), saved)
    for number in range(edits):
        if random.random() < UNDO:
            shutil.rmtree(folder_of(root))
            shutil.copytree(saved, folder_of(root))
            done.append("as it was at first")
        else:
            done.append(random.choice(EDITS)(root, random))
        kept = published(quick_context(root))
        forget()
        made = published(replace(quick_context(root), cache=None))
        report = f"seed {seed}, edit {number}: {done[-1]}"
        if isinstance(made, str) or isinstance(kept, str):
            assert kept == made, report
            shutil.rmtree(folder_of(root))  # the next edits need an edition without mistakes
            shutil.copytree(saved, folder_of(root))
            continue
        assert made.keys() == kept.keys(), report
        assert [name for name in made if made[name] != kept[name]] == [], report
    return done


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_build_with_kept_results_publishes_what_one_without_does(
    seed: int, tmp_path: Path
) -> None:
    check(seed, 8, tmp_path)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for line in check(int(sys.argv[1]), int(sys.argv[2]), Path(folder)):
            print(line)
        cache = open_cache(SLUG, Path(folder))
        print(len(list(cache.folder.iterdir())), "results kept")

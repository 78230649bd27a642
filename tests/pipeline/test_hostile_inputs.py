"""Hostile inputs are read in full, or refused with the line of what is wrong.

`python -m tests.bench.limits` tries more of them, each as a command, and measures time and memory.
"""

import re
from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.witnesses import collate_texts, read_texts
from book.source.folder import read_folder
from tests.bench.hostile import HOSTILE
from tests.bench.hostile.row import SLUG, HostileInput

# The large ones take too long for a test.
LARGE = re.compile(r"\d\d,000|[1-9],000,|MB|million")
CHEAP = [
    each for each in HOSTILE if each.task in ("collate", "merge") and not LARGE.search(each.name)
]


@pytest.mark.slow
@pytest.mark.parametrize("each", CHEAP, ids=lambda each: each.name)
def test_it_is_read_or_refused_with_its_line(each: HostileInput, tmp_path: Path) -> None:
    folder = tmp_path / "sources" / SLUG
    folder.mkdir(parents=True)
    for name, content in each.files().items():
        (folder / name).write_bytes(content)
    if not each.refused:
        run(each.task, tmp_path)
        return
    with pytest.raises(EditionError) as caught:
        run(each.task, tmp_path)
    assert re.search(each.refused, str(caught.value).splitlines()[0])
    assert caught.value.remedy


def run(task: str, root: Path) -> None:
    if task == "merge":
        assemble_edition(SLUG, BuildContext(root))
        return
    edition = read_folder(SLUG, root)
    collate_texts(edition, read_texts(edition))

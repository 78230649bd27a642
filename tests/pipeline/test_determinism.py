"""The same inputs give the same bytes, in any folder, time zone and language, on any day."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.render import tables
from book.render.print.documents import render_documents
from tests.conftest import ROOT, SLUG, TINY

DIGESTS = """
import sys
from pathlib import Path

from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.manuscripts import render_manuscript
from book.render import tables
from book.render.print.documents import render_documents
from book.render.site.ledger.page import render_ledger_page
from book.runtime import fingerprint

made = assemble_edition(sys.argv[1], BuildContext(Path(sys.argv[2])))
parts = [
    render_manuscript(made.edition, "md"),
    tables.render_variants_csv(made.edition),
    tables.render_ledger_json(made.ledger),
    render_ledger_page(made.edition, made.ledger, {}, made.assets),
    *(str(sheet).encode() for sheet in render_documents(made.edition, {})),
    repr(made.edition).encode(),
    fingerprint.inputs_digest(fingerprint.edition_inputs(sys.argv[1], Path(sys.argv[2]))).encode(),
]
sys.stdout.buffer.write(b"\\n".join(parts))
"""

SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
    {
        "PYTHONHASHSEED": "2",
        "TZ": "Pacific/Kiritimati",
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "C.UTF-8",
        "SOURCE_DATE_EPOCH": "1",
    },
)


def surrounded(number: int, cwd: Path) -> dict[str, str]:
    """The surroundings of a run: its own hash seed, time zone, language and home."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in ("LC_ALL", "LANG", "TZ", "PYTHONHASHSEED")
    }
    return {**clean, **SURROUNDINGS[number], "HOME": str(cwd)}


def folders(tmp_path: Path) -> list[Path]:
    """Return two folders for the same edition, with an awkward name and in another file order."""
    found = [tmp_path / "plain", tmp_path / "Ein Ördner mit 'Namen'"]
    shutil.copytree(TINY, found[0] / "sources")
    (found[1] / "sources" / SLUG).mkdir(parents=True)
    for path in sorted((TINY / SLUG).iterdir(), reverse=True):
        shutil.copyfile(path, found[1] / "sources" / SLUG / path.name)
        os.utime(found[1] / "sources" / SLUG / path.name, (10**9, 10**9))
    return found


def test_the_stages_give_the_same_values_in_any_surroundings(tmp_path: Path) -> None:
    said = []
    for number, folder in enumerate(folders(tmp_path)):
        environment = {**surrounded(number, folder), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", DIGESTS, SLUG, str(folder)],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        said.append(done.stdout)
    assert said[0]
    assert said[0] == said[1]


def test_an_edition_made_twice_in_one_process_is_equal(tmp_path: Path) -> None:
    first, second = (assemble_edition(SLUG, BuildContext(folder)) for folder in folders(tmp_path))
    assert first.edition == second.edition
    assert first.ledger == second.ledger
    assert [str(sheet) for sheet in render_documents(first.edition, {})] == [
        str(sheet) for sheet in render_documents(second.edition, {})
    ]
    assert tables.render_ledger_json(first.ledger) == tables.render_ledger_json(second.ledger)


@pytest.mark.slow
def test_the_whole_program_publishes_the_same_bytes_in_any_surroundings(
    tmp_path: Path, program: Path
) -> None:
    """Every file of dist/ is the same, from a copy of the program in each folder."""
    published = []
    for number, folder in enumerate(folders(tmp_path)):
        for name in ("book", "templates", "tasks.py"):
            copy = shutil.copytree if (program / name).is_dir() else shutil.copy
            copy(program / name, folder / name)
        done = subprocess.run(
            [sys.executable, "-m", "invoke", "build"],
            cwd=folder,
            env=surrounded(number, folder),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        paths = sorted(path for path in (folder / "dist").rglob("*") if path.is_file())
        published.append(
            {
                str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in paths
            }
        )
    assert {
        "dist/opds.xml",
        "dist/index.html",
        f"dist/{SLUG}/index.html",
        f"dist/{SLUG}/{SLUG}.pdf",
    } <= published[0].keys()
    assert published[0] == published[1]

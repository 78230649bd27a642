"""Each example of the handbook does what the handbook says."""

import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.source import schema
from book.source.folder import read_folder
from tests.bench.processes import environment
from tests.bench.projects import copy_program
from tests.handbook.examples import Example, put_tables, read_examples

ROOT = Path(__file__).resolve().parents[2]
SLUG = "my-fables"
STORY = "Your first edition"
FOLLOWED = (STORY, "Releases")  # the chapters whose files belong to the edition, in their order
EXAMPLES = read_examples()
OTHERS = [example for example in EXAMPLES if example.chapter != STORY]
SETTINGS = [example for example in OTHERS if example.file == "edition.toml"]
NAMED_FILE = re.compile(r'^file = "([^"]+)"$', re.MULTILINE)
STARTED = 5  # seconds after which a server is up


def story() -> list[Example]:
    return [example for example in EXAMPLES if example.chapter == STORY]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of the first chapter's edition, as `inv new` makes it, without a build."""
    folder = tmp_path / "sources" / SLUG
    folder.mkdir(parents=True)
    witnesses = {"A": "fables.html", "B": "fables.txt"}
    settings = "".join(
        f'[[witness]]\nsiglum = "{siglum}"\nfile = "{file}"\nrole = "text"\n'
        for siglum, file in witnesses.items()
    )
    for example in story():
        if example.file == "edition.toml":
            settings = put_tables(settings, example.content)
        elif example.file and not example.file.endswith(".toml"):
            (folder / example.file).write_text(example.content, "utf-8")
    (folder / "edition.toml").write_text(settings, "utf-8")
    return folder


@pytest.mark.parametrize("example", SETTINGS, ids=lambda example: f"line {example.line}")
def test_settings_are_read(example: Example, folder: Path) -> None:
    path = folder / "edition.toml"
    path.write_text(put_tables(path.read_text("utf-8"), example.content), "utf-8")
    for file in NAMED_FILE.findall(example.content):
        if not (folder / file).exists():
            (folder / file).write_text("# I. Le Renard\n\nUn renard affamé.\n", "utf-8")
    assert read_folder(SLUG, folder.parents[1]).imprint.slug == SLUG


def test_every_key_has_an_example() -> None:
    written = "\n".join(example.content for example in EXAMPLES if example.file.endswith(".toml"))
    assert not [key for key in _keys() if not re.search(rf"\b{key}\b", written)]


def _keys() -> Iterator[str]:
    """Yield the keys of all files, but for those that only the program writes, or has renamed."""
    for table in vars(schema).values():
        if isinstance(table, type) and issubclass(table, schema.Frozen):
            renamed = {"sort"} if table is schema.EntryTable else set()
            if table not in (schema.ChangeTable, schema.ReleaseTable, schema.HistoryFile):
                yield from set(table.__struct_encode_fields__) - renamed


def test_what_surrounds_the_text_is_assembled(folder: Path) -> None:
    for example in OTHERS:
        if example.file and example.file not in ("edition.toml", "history.toml"):
            with (folder / example.file).open("a", encoding="utf-8") as file:
                file.write(example.content)
    assembled = assemble_edition(SLUG, BuildContext(folder.parents[1]))
    assert "J. D." in [note.author for note in assembled.edition.notes]


def test_each_example_is_of_a_kind_that_is_run() -> None:
    for example in EXAMPLES:
        assert example.file or {"sh", "error"} & set(example.classes), example.line


@pytest.mark.slow
def test_all_commands_work_in_their_order(tmp_path: Path) -> None:
    """Follow the handbook in a copy of the program: write its files, run its commands."""
    root = copy_program(ROOT, tmp_path / "program")
    for example in EXAMPLES:
        if example.chapter in FOLLOWED or not example.file:
            _follow(example, root)
    assert (root / "dist" / SLUG / f"{SLUG}.pdf").is_file()


def _follow(example: Example, root: Path) -> None:
    folder = root / "sources" / SLUG
    if example.file == "edition.toml":
        path = folder / example.file
        path.write_text(put_tables(path.read_text("utf-8"), example.content), "utf-8")
    elif example.file.endswith(".toml"):
        with (folder / example.file).open("a", encoding="utf-8") as file:
            file.write(example.content)
    elif example.file:
        (root / example.file).write_text(example.content, "utf-8")
    elif "error" in example.classes:
        _require_error(example.content, folder / "notes.toml", root)
    elif "install" not in example.classes:  # CI runs what sets up a machine
        for command in example.commands:
            _require_success(example, command, root)


def _require_error(expected: str, notes: Path, root: Path) -> None:
    """Make the mistake of the handbook, and compare what is printed; then undo it."""
    written = notes.read_text("utf-8")
    lemma = next(re.finditer(r"“([^”]+)” is not found", " ".join(expected.split())))[1]
    notes.write_text(re.sub(r'(?<=lemma = ")[^"]+', lemma, written, count=1), "utf-8")
    with _started(f"inv build --edition {SLUG}", root) as failing:
        printed, _ = failing.communicate()
    assert failing.returncode == 1
    assert " ".join(expected.split()) in " ".join(printed.split())
    notes.write_text(written, "utf-8")


def _require_success(example: Example, command: str, root: Path) -> None:
    """Run a command; of the programs of a cluster, only their help; stop one that serves."""
    with _started(f"{command} --help" if "cluster" in example.classes else command, root) as run:
        if "serves" in example.classes:
            time.sleep(STARTED)
            assert run.poll() is None
            run.terminate()
            return
        printed, _ = run.communicate()
    assert run.returncode == 0, f"line {example.line}: {command}\n{printed}"


def _started(command: str, root: Path) -> "subprocess.Popen[str]":
    program, *arguments = shlex.split(command)
    module = ["-m", "invoke"] if program == "inv" else []
    return subprocess.Popen(
        [sys.executable, *module, *arguments],
        cwd=root,
        env=environment(root) | {"PWD": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )

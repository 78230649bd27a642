"""Fixtures: the tiny edition in a workspace of its own, a whole program, a former dist/."""

import gc
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from book.errors import EditionError
from book.model import Edition
from book.pipeline.build import build_edition, read_build_record
from book.pipeline.catalog import refresh_catalog
from book.pipeline.context import BuildContext, Validators
from book.pipeline.cover import render_cover
from book.pipeline.ebooks import render_ebook
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.printing import TypesetEdition, prove_spoken, typeset
from book.pipeline.reports import report_built, report_reasons
from book.runtime import fingerprint, workspace
from book.runtime.cache import open_cache
from book.runtime.events import EventHandler, ignore
from book.runtime.workers import InlineExecutor
from book.verify.validators.verdict import Verdict
from tests.bench.synthetic import INDEX, synthetic_edition

os.environ.setdefault("CI", "tests")  # no build of a test leaves a server behind
ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "tiny" / "sources"
SLUG = "two-fables"
FIRST = "chinas-export-controls"


def approve_ebook(_: Path) -> Verdict:
    """Approve an e-book without looking at it: EPUBCheck takes seconds."""
    return Verdict("EPUBCheck", "EPUB 3.3")


def approve_print(_: Path) -> Verdict:
    """Approve a PDF without looking at it: veraPDF takes seconds."""
    return Verdict("veraPDF", "PDF/A-3a and PDF/UA-1")


def approve_accessibility(_: Path) -> Verdict:
    """Approve an e-book's accessibility without looking at it: Ace takes seconds."""
    return Verdict("Ace by DAISY", "EPUB Accessibility 1.1")


APPROVING = Validators(approve_ebook, approve_print, approve_accessibility)
COVER_WIDTH = 160  # pixels; a small cover is drawn in less time


def quick_context(
    root: Path, on_event: EventHandler = ignore, validators: Validators = APPROVING
) -> BuildContext:
    """Return a context that builds in this process, with a small cover and no validators."""
    return BuildContext(
        root,
        (InlineExecutor(),),
        open_cache(SLUG, root),
        on_event,
        validators,
        COVER_WIDTH,
    )


@cache
def common_inputs(program: Path, templates: Path) -> fingerprint.Inputs:
    """Return what all editions depend on, which no test of a build changes."""
    return fingerprint.common_inputs(templates.parent)


def build_quickly(
    root: Path,
    slug: str = SLUG,
    on_event: EventHandler = ignore,
    validators: Validators = APPROVING,
) -> bool:
    """Build an edition if it is stale, and the catalog; return whether it was built.

    Raise what fails.
    """
    common = common_inputs(workspace.ROOT, workspace.find_templates(root))
    freshness = fingerprint.examine(slug, root, common)
    if not freshness.is_current:
        former = read_build_record(slug, root)
        report_reasons(freshness, former, on_event)
        built = build_edition(freshness, quick_context(root, on_event, validators))
        report_built(built, former, on_event)
    refresh_catalog(root / "dist")
    return not freshness.is_current


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--overwrite-golden",
        action="store_true",
        help="write what comes out now into tests/golden/",
    )


def pytest_configure(config: pytest.Config) -> None:
    # WeasyPrint leaves its colour profile open.
    config.addinivalue_line(
        "filterwarnings", "ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning"
    )
    config.addinivalue_line("filterwarnings", "ignore:unclosed file.*sRGB2014.icc:ResourceWarning")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that have most slow tests, or one process would wait for another."""
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    items.sort(key=lambda item: -slow[item.path])


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # the tests stay to the end: no later collection need look at them


@cache
def assemble_tiny() -> AssembledEdition:
    """Assemble the tiny edition, once in each process: a value that no test can change."""
    return assemble_edition(SLUG, BuildContext(TINY.parent))


@pytest.fixture(scope="session")
def tiny() -> AssembledEdition:
    """The tiny edition."""
    return assemble_tiny()


@pytest.fixture(scope="session")
def tiny_print(tiny: AssembledEdition) -> TypesetEdition:
    """The print edition of the tiny edition, proven in full."""
    return print_of(tiny.edition, tiny.assets)


@pytest.fixture(scope="session")
def tiny_ebook(tiny: AssembledEdition, tiny_print: TypesetEdition) -> bytes:
    """The e-book of the tiny edition, with the printed pages."""
    return ebook_of(tiny, tiny_print)


@pytest.fixture(scope="session")
def first() -> AssembledEdition:
    """The first edition, which has something of everything."""
    return assemble_edition(FIRST, BuildContext(ROOT))


@pytest.fixture(scope="session")
def first_print(first: AssembledEdition) -> TypesetEdition:
    """The print edition of the first edition, proven in full."""
    return print_of(first.edition, first.assets)


@pytest.fixture(scope="session")
def first_ebook(first: AssembledEdition, first_print: TypesetEdition) -> bytes:
    """The e-book of the first edition, with the printed pages."""
    return ebook_of(first, first_print)


@pytest.fixture(scope="session")
def indexed_edition() -> Edition:
    """A synthetic edition with an index."""
    return synthetic_edition(parts=2, index=INDEX)


@pytest.fixture(scope="session")
def printed(indexed_edition: Edition) -> TypesetEdition:
    """The print edition of the synthetic edition with an index, proven in full."""
    return print_of(indexed_edition, workspace.read_assets())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root with the tiny edition alone, for calls with `root`."""
    shutil.copytree(TINY, tmp_path / "sources")
    return tmp_path


@pytest.fixture
def folder(root: Path) -> Path:
    """The tiny edition's folder in `root`."""
    return root / "sources" / SLUG


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("program")
    for name in ("book", "templates"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "tasks.py", place)
    return place


@pytest.fixture
def project(program: Path) -> Path:
    """A workspace with the tiny edition and the whole program, as the command line needs it."""
    for name in ("sources", "dist", "build"):
        shutil.rmtree(program / name, ignore_errors=True)
    shutil.copytree(TINY, program / "sources")
    return program


Inv = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def inv(project: Path) -> Inv:
    """Run tasks on the command line in `project`."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "invoke", *arguments]
        return subprocess.run(
            command,
            cwd=project,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def print_of(edition: Edition, assets: Mapping[str, bytes]) -> TypesetEdition:
    """Return the print edition, proven in full."""
    printed = typeset(edition, assets)
    prove_spoken(edition, printed)
    return printed


def ebook_of(made: AssembledEdition, printed: TypesetEdition | None = None) -> bytes:
    """Return the e-book with the pages of the print edition, which is typeset if not given."""
    starts = (printed or typeset(made.edition, made.assets)).starts
    return render_ebook(made.edition, made.assets, render_cover(made.edition, made.assets), starts)


def snapshot(folder: Path) -> dict[str, tuple[str, int]]:
    """Digest all files below a folder, with the time of their last change."""
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def publish_stand_in(root: Path) -> dict[str, tuple[str, int]]:
    """Put something into dist/ that a failed build must leave as it is; give its fingerprint."""
    target = root / "dist" / SLUG
    target.mkdir(parents=True)
    for name in (f"{SLUG}.pdf", "manifest.json", "SHA256SUMS"):
        (target / name).write_text("{}" if name == "manifest.json" else "")
    return snapshot(root / "dist")


def substitute(path: Path, old: str, new: str) -> None:
    """Replace the first `old` in a file, which must be there."""
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def error_of(call: Callable[[], object]) -> EditionError | None:
    """Give the mistake that a call tells of, if it tells of one."""
    try:
        call()
    except EditionError as error:
        return error
    return None


def hear_interrupts() -> None:
    """Handle Ctrl-C even if the tests run as a background job, which ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def start_task(project: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a task in its own session, as a terminal does, to be stopped with all its children."""
    return subprocess.Popen(
        [sys.executable, "-m", "invoke", *arguments],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hear_interrupts,  # noqa: PLW1509 (it waits for nothing)
    )

"""Publishing: all or nothing, only what changed, and nothing of a build that failed, was killed or stopped."""

import errno
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from book.errors import EditionError, ProofError
from book.pipeline import build, check, edition, publish, witnesses
from book.pipeline import outputs as produce
from book.pipeline.edition import assemble_edition
from book.runtime import files, workspace
from book.runtime import fingerprint as fresh
from book.runtime.workers import HereAndNow
from book.source import decode
from book.source.page_size import parse_page_size
from book.verify.readback.pdf import PdfReading
from book.verify.validators.verdict import ValidatorFinding, Verdict
from tests.conftest import (
    ROOT,
    SLUG,
    TINY,
    Inv,
    ebook_of,
    fingerprint,
    hear_interrupts,
    publish_stand_in,
    start_task,
    substitute,
)
from tests.test_layers import ENGINES

NAMES = sorted([
    "SHA256SUMS", "cover-small.png", "cover.png", "index.html", "ledger.html", "ledger.json", "manifest.json", "onix.xml",
    "parallels.csv", "publication.json", "variants.csv",
    *(f"{SLUG}{suffix}" for suffix in (".bib", ".csl.json", ".docx", ".epub", ".md", ".pdf", ".ris", ".tei.xml")),
])  # fmt: skip
ALL = sorted([*fresh.TOP, SLUG, *(f"{SLUG}/{name}" for name in NAMES)])


def quiet(_: object) -> None:
    """Report to nobody."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, program: Path) -> Path:
    """The tiny edition, built once; tests work on copies."""
    root = tmp_path_factory.mktemp("published")
    shutil.copytree(TINY, root / "sources")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(produce, "validate_epub", lambda _: Verdict("EPUBCheck", "EPUB 3.3"))
        patch.setattr(produce, "validate_pdf", lambda _: Verdict("veraPDF", "PDF/A-3a"))
        patch.setattr(produce, "COVER_WIDTH", 160)
        patch.setattr(workspace, "ROOT", program)
        made = assemble_edition(SLUG, root)
        outputs = produce.render_all(made, (HereAndNow(),), root / "build" / f"{SLUG}.epub")
        outputs["manifest.json"] = build._manifest(
            made, fresh.inputs_digest(fresh.inputs(SLUG, root)), outputs
        )
        outputs["SHA256SUMS"] = build.sums(outputs)
        files.write_folder(outputs, root / "dist" / SLUG)
        publish.refresh(root / "dist")
    return root


@pytest.fixture
def done(published: Path, tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root whose edition is built and up to date, by the program as it was when the tests began."""
    monkeypatch.setattr(workspace, "ROOT", program)
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    return tmp_path


def digest_of(root: Path) -> str:
    return fresh.inputs_digest(fresh.inputs(SLUG, root))


def in_dist(root: Path) -> list[str]:
    return sorted(path.relative_to(root / "dist").as_posix() for path in (root / "dist").rglob("*"))


# ── What is published, and when again ────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("quick")
def test_a_build_publishes_its_files_and_nothing_else(root: Path) -> None:
    assert build.build(SLUG, quiet, root)
    assert in_dist(root) == ALL
    sums = (root / "dist" / SLUG / "SHA256SUMS").read_text().splitlines()
    assert sums == [
        f"{hashlib.sha256((root / 'dist' / SLUG / name).read_bytes()).hexdigest()}  {name}"
        for name in NAMES
        if name != "SHA256SUMS"
    ]
    manifest = json.loads((root / "dist" / SLUG / "manifest.json").read_text())
    assert sorted(manifest["outputs"]) == [
        name for name in NAMES if name not in ("SHA256SUMS", "manifest.json")
    ]


def test_a_second_build_makes_nothing_and_rewrites_nothing(
    done: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint(done / "dist")
    monkeypatch.setattr(build, "assemble_edition", lambda *_: pytest.fail("made again"))
    assert not build.build(SLUG, quiet, done)
    assert fingerprint(done / "dist") == before


def test_the_command_line_says_that_an_edition_is_up_to_date(
    done: Path, project: Path, inv: Inv
) -> None:
    shutil.copytree(done / "dist", project / "dist")
    said = inv("build")
    assert (said.returncode, said.stdout, said.stderr) == (0, f"{SLUG}: up to date\n", "")


LOADED = """
import atexit, sys
from invoke.main import program

names = lambda: sorted({m for m in sys.modules if m.startswith("book")} | {m.split(".")[0] for m in sys.modules})
atexit.register(lambda: print(*names(), file=sys.stderr))
program.run(["inv", "build"])
"""


def test_that_nothing_is_to_be_built_is_found_out_without_what_builds(
    done: Path, project: Path
) -> None:
    """Neither a stage nor an engine is imported: most builds have nothing to do, and these would take most of their time."""
    for name in ("dist", "build"):
        shutil.copytree(done / name, project / name)
    run = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (run.returncode, run.stdout) == (0, f"{SLUG}: up to date\n")
    loaded = {
        name for name in run.stderr.split() if name.split(".")[0] not in sys.stdlib_module_names
    }
    light = {
        "book.setup",
        "book.setup.bootstrap",
        "book.setup.commands",
        "book.setup.system",
        "book.setup.venv",
        "book.errors",
        "book.runtime.files",
        "book.runtime.workspace",
        "book.runtime.fingerprint",
        "book.runtime.events",
        "book.pipeline.scheduler",
        "book.terminal.progress",
        "book.terminal.lines",
    }
    assert {name for name in loaded if name.startswith("book")} == {"book", *light}
    assert loaded & ENGINES.keys() == set()


@pytest.mark.parametrize("harm", ["opds.xml", f"{SLUG}/publication.json"])
def test_a_catalogue_that_is_not_that_of_what_is_published_is_made_anew(
    harm: str, done: Path
) -> None:
    before = {name: digest for name, (digest, _) in fingerprint(done / "dist").items()}
    assert fresh.is_catalogue_current(done / "dist", fresh.read_records(done / "dist"))
    if "/" in harm:
        (done / "dist" / harm).unlink()  # the edition is no longer whole: nothing is to name it
    else:
        substitute(done / "dist" / harm, "Two Fables", "Three Fables")
    assert not fresh.is_catalogue_current(done / "dist", fresh.read_records(done / "dist"))
    publish.refresh(done / "dist")
    assert fresh.is_catalogue_current(done / "dist", fresh.read_records(done / "dist"))
    after = {name: digest for name, (digest, _) in fingerprint(done / "dist").items()}
    assert ({name for name in before if before[name] != after.get(name)} == set()) == (
        harm == "opds.xml"
    )


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("notes.toml", "in the water", "in a stream"),
        pytest.param("web-copy.txt", "bunches", "heaps", marks=pytest.mark.slow),
    ],
)
def test_a_changed_source_is_built_anew(file: str, old: str, new: str, done: Path) -> None:
    substitute(done / "sources" / SLUG / file, old, new)
    assert build.build(SLUG, quiet, done)
    assert new in (done / "dist" / SLUG / f"{SLUG}.md").read_text("utf-8")


def test_whatever_an_edition_is_made_from_counts(
    root: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sources, also in folders below, the templates with their fonts, the program, the engines."""
    monkeypatch.setattr(workspace, "ROOT", project)
    seen = {digest_of(root)}
    (root / "sources" / SLUG / "copies").mkdir()
    for path in (
        root / "sources" / SLUG / "copies" / "third.txt",
        root / "sources" / SLUG / "references.yaml",
        project / "templates" / "print.css",
        project / "templates" / "words.toml",
        project / "templates" / "fonts" / "EBGaramond-Regular.ttf",
        project / "book" / "clean" / "lines.py",
    ):
        former = path.read_bytes() if path.exists() else None
        path.write_bytes((former or b"") + b"\n")
        seen.add(digest_of(root))
        path.unlink() if former is None else path.write_bytes(former)
    monkeypatch.setattr(fresh, "version", lambda engine: "0" if engine == "weasyprint" else "1")
    seen.add(digest_of(root))
    assert len(seen) == 8


def test_where_and_when_an_edition_lies_does_not_count(done: Path) -> None:
    os.utime(done / "sources" / SLUG / "notes.toml", (0, 0))
    elsewhere = done / "sub folder"
    shutil.copytree(TINY, elsewhere / "sources")
    assert digest_of(done) == digest_of(elsewhere)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a changed PDF": lambda target: (target / f"{SLUG}.pdf").write_bytes(b"%PDF-1.7"),
    "a changed EPUB": lambda target: (target / f"{SLUG}.epub").write_bytes(
        (target / f"{SLUG}.epub").read_bytes() + b" "
    ),
    "a changed ledger": lambda target: substitute(target / "ledger.json", "printed", "same"),
    "a missing file": lambda target: (target / "variants.csv").unlink(),
    "a file too many": lambda target: (target / "old.pdf").write_bytes(b""),
    "a manifest cut off": lambda target: (target / "manifest.json").write_bytes(
        (target / "manifest.json").read_bytes()[:-20]
    ),
    "sums cut off": lambda target: (target / "SHA256SUMS").write_bytes(
        (target / "SHA256SUMS").read_bytes()[:200]
    ),
    "no sums": lambda target: (target / "SHA256SUMS").unlink(),
    "sums that are none": lambda target: (target / "SHA256SUMS").write_bytes(b"\xff\n\nx\n"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_check_names_what_is_not_as_published(damage: str, done: Path) -> None:
    DAMAGES[damage](done / "dist" / SLUG)
    with pytest.raises(ProofError, match="not as published: ") as raised:
        check.check(SLUG, quiet, done)
    assert raised.value.file == f"dist/{SLUG}"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "damage", ["a changed PDF", pytest.param("a manifest cut off", marks=pytest.mark.slow)]
)
def test_what_is_damaged_is_built_anew(damage: str, done: Path) -> None:
    before = {name: digest for name, (digest, _) in fingerprint(done / "dist").items()}
    DAMAGES[damage](done / "dist" / SLUG)
    assert build.build(SLUG, quiet, done)
    assert {name: digest for name, (digest, _) in fingerprint(done / "dist").items()} == before


# ── What check sees beyond the sums ──────────────────────────────────────────────────────────────


def forge(target: Path, name: str, content: bytes) -> None:
    """Change a published file and its sum, as one would who wants it not to be seen."""
    former = hashlib.sha256((target / name).read_bytes()).hexdigest()
    (target / name).write_bytes(content)
    substitute(target / "SHA256SUMS", former, hashlib.sha256(content).hexdigest())


@pytest.mark.usefixtures("quick")
def test_check_accepts_what_was_built(done: Path) -> None:
    said: list[str] = []
    check.check(SLUG, said.append, done)
    assert [line.split()[0] for line in said] == [
        "files",
        "ledger",
        "TEI",
        "manuscripts",
        "PDF",
        "EPUB:",
        "Ace",
        "page",
        "catalogue:",
    ]


@pytest.mark.usefixtures("quick")
def test_check_says_when_ace_could_not_run_and_why(
    done: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict = Verdict("Ace by DAISY", "WCAG 2", skipped="node and npm are not installed")
    monkeypatch.setattr(check, "validate_accessibility", lambda _: verdict)
    said: list[str] = []
    check.check(SLUG, said.append, done)
    assert said[6] == "Ace by DAISY: not run, because node and npm are not installed"


@pytest.mark.usefixtures("quick")
def test_check_raises_for_what_ace_finds(done: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = ValidatorFinding(
        "critical", "image-alt", "Element does not have an alt attribute", "text/part-i.xhtml <img"
    )
    verdict = Verdict("Ace by DAISY", "WCAG 2", (found,))
    monkeypatch.setattr(check, "validate_accessibility", lambda _: verdict)
    with pytest.raises(
        ProofError,
        match=r"Ace by DAISY found 1 failure of WCAG 2\n  text/part-i\.xhtml <img: critical image-alt",
    ):
        check.check(SLUG, quiet, done)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("kind", ["pdf", pytest.param("epub", marks=pytest.mark.slow)])
def test_check_reads_the_book_back_and_misses_a_note_that_is_not_in_it(
    kind: str, done: Path
) -> None:
    made = assemble_edition(SLUG, done)
    substitute(done / "sources" / SLUG / "notes.toml", "in the water", "in a stream")
    other = assemble_edition(SLUG, done)
    content = (
        produce.render_print(other.edition, other.assets) if kind == "pdf" else ebook_of(other)
    )
    substitute(done / "sources" / SLUG / "notes.toml", "in a stream", "in the water")
    assert made.edition != other.edition
    forge(done / "dist" / SLUG, f"{SLUG}.{kind}", content)
    with pytest.raises(ProofError, match=r"found “.*astream") as raised:
        check.check(SLUG, quiet, done)
    assert raised.value.file == f"dist/{SLUG}/{SLUG}.{kind}"


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_the_ebook_alone_takes_the_pages_of_what_is_published_or_says_that_it_laid_them_out(
    done: Path,
) -> None:
    said: list[str] = []
    draft = build.render_one(SLUG, "epub", said.append, root=done)
    assert draft.read_bytes() == (done / "dist" / SLUG / f"{SLUG}.epub").read_bytes()
    substitute(done / "sources" / SLUG / "notes.toml", "in the water", "in a stream")
    build.render_one(SLUG, "epub", said.append, root=done)
    assert (
        said[0]
        == f"the page numbers are those of dist/{SLUG}/{SLUG}.pdf, which is of the same inputs"
    )
    assert re.fullmatch(
        r"the print edition was laid out for its page numbers: \d+ pages with text", said[1]
    )


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_check_finds_page_marks_of_another_print(done: Path) -> None:
    made = assemble_edition(SLUG, done)
    other = replace(made, edition=replace(made.edition, trim=parse_page_size("4x4in")))
    forge(done / "dist" / SLUG, f"{SLUG}.epub", ebook_of(other))
    with pytest.raises(ProofError, match="page") as raised:
        check.check(SLUG, quiet, done)
    assert raised.value.file == f"dist/{SLUG}/{SLUG}.epub"


@pytest.mark.usefixtures("quick")
def test_check_sees_a_ledger_that_is_not_that_of_the_sources(done: Path) -> None:
    target = done / "dist" / SLUG
    forge(
        target,
        "ledger.json",
        (target / "ledger.json").read_bytes().replace(b'"removed"', b'"printed"'),
    )
    with pytest.raises(ProofError, match="the ledger is not that of the sources as they are"):
        check.check(SLUG, quiet, done)


@pytest.mark.usefixtures("quick")
def test_check_raises_for_what_epubcheck_finds(done: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = ValidatorFinding("ERROR", "RSC-005", "element not allowed", "EPUB/part-i.xhtml:3")
    verdict = Verdict("EPUBCheck", "EPUB 3.3", (found,))
    monkeypatch.setattr(check, "validate_epub", lambda _: verdict)
    with pytest.raises(ProofError) as raised:
        check.check(SLUG, quiet, done)
    assert str(raised.value) == (
        f"dist/{SLUG}/{SLUG}.epub: EPUBCheck found 1 failure of EPUB 3.3\n  EPUB/part-i.xhtml:3: ERROR RSC-005 element not allowed"
    )


def test_check_of_an_edition_that_is_not_built_says_how_to_build_it(root: Path) -> None:
    with pytest.raises(EditionError) as raised:
        check.check(SLUG, quiet, root)
    assert (
        str(raised.value)
        == f"dist/{SLUG}: this edition is not built\n  Run: inv build --edition {SLUG}"
    )


# ── Builds that fail ─────────────────────────────────────────────────────────────────────────────


def fails(error: Exception) -> Callable[..., Any]:
    def call(*_: object, **__: object) -> Any:
        raise error

    return call


DISK_FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
BROKEN_EPUB = Verdict(
    "EPUBCheck", "EPUB 3.3", (ValidatorFinding("ERROR", "PKG-003", "unreadable"),)
)

FAILURES: dict[str, tuple[object, str, Any, type[Exception]]] = {
    "reading": (decode, "decode", fails(EditionError("reading")), EditionError),
    "cleaning": (witnesses, "clean", fails(EditionError("cleaning")), EditionError),
    "the editor's words": (edition, "render_markdown", fails(EditionError("pandoc")), EditionError),
    "the ledger's proof": (edition, "prove_ledger", fails(ProofError("ledger")), ProofError),
    "the print edition": (produce, "set_print", fails(ProofError("print")), ProofError),
    "the proof of the print edition": (
        produce,
        "prove_pdf",
        fails(ProofError("proof")),
        ProofError,
    ),
    "the e-book": (produce, "render_ebook", fails(ProofError("e-book")), ProofError),
    "the proof of the e-book": (produce, "prove_epub", fails(ProofError("proof")), ProofError),
    "EPUBCheck": (produce, "validate_epub", lambda _: BROKEN_EPUB, ProofError),
    "the TEI": (produce, "render_tei", fails(ValueError("a defect")), ValueError),
    "the proof of the TEI": (produce, "prove_tei", fails(ProofError("proof")), ProofError),
    "the manuscript": (produce, "render_manuscript", fails(ValueError("a defect")), ValueError),
    "the disk, for the drafts": (files, "write_file", fails(DISK_FULL), OSError),
}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("stage", FAILURES)
def test_a_build_that_fails_leaves_what_was_published(
    stage: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = publish_stand_in(root)
    module, name, stand_in, expected = FAILURES[stage]
    if name not in ("prove_ledger", "prove_pdf", "prove_epub"):
        monkeypatch.setattr(
            produce,
            "set_print",
            lambda *_, **__: produce.Printed(b"a book", PdfReading((), (), {}), ()),
        )
        monkeypatch.setattr(produce, "prove_said", lambda *_: None)
        monkeypatch.setattr(produce, "render_ebook", lambda *_: b"an e-book")
    monkeypatch.setattr(module, name, stand_in)
    with pytest.raises(expected):
        build.build(SLUG, quiet, root)
    assert fingerprint(root / "dist") == before
    assert in_dist(root) == sorted([SLUG, *(f"{SLUG}/{name.split('/')[1]}" for name in before)])


@pytest.mark.parametrize("written", range(3))
def test_a_full_disk_leaves_what_was_published_and_no_stray_file(
    written: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = publish_stand_in(root)
    write = Path.write_bytes
    count = 0

    def full(path: Path, content: bytes) -> int:
        nonlocal count
        count += 1
        if count > written:
            write(path, content[:1])
            raise DISK_FULL
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EditionError) as raised:
        files.write_folder({"a": b"one", "b": b"two", "c": b"three"}, root / "dist" / SLUG)
    assert (
        str(raised.value)
        == f"dist/{SLUG}: cannot write: No space left on device\n  What was published before is untouched."
    )
    assert fingerprint(root / "dist") == before
    assert [path.name for path in (root / "dist").iterdir()] == [SLUG]


@pytest.mark.parametrize("failing", [1, 2])
def test_a_rename_that_fails_leaves_what_was_published(
    failing: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = publish_stand_in(root)
    rename = Path.rename
    count = 0

    def refuse(path: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == failing:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(EditionError, match="cannot write: Read-only file system"):
        files.write_folder({"a": b"one"}, root / "dist" / SLUG)
    assert fingerprint(root / "dist") == before
    assert [path.name for path in (root / "dist").iterdir()] == [SLUG]


def test_a_dist_that_cannot_be_written_is_told(root: Path) -> None:
    """A file in its place refuses even the super-user, whom no permission stops."""
    (root / "dist").write_text("in the way")
    with pytest.raises(EditionError) as raised:
        files.write_folder({"a": b"one"}, root / "dist" / SLUG)
    assert (
        str(raised.value)
        == f"dist/{SLUG}: cannot write: File exists\n  What was published before is untouched."
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="the super-user may write everywhere")
def test_a_dist_without_permission_is_told(root: Path) -> None:
    before = publish_stand_in(root)
    (root / "dist").chmod(0o500)
    try:
        with pytest.raises(EditionError, match="cannot write: Permission denied"):
            files.write_folder({"a": b"one"}, root / "dist" / SLUG)
    finally:
        (root / "dist").chmod(0o700)
    assert fingerprint(root / "dist") == before


def test_a_draft_that_cannot_be_written_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.pdf").write_bytes(b"former")
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        write(path, content[:1])
        raise DISK_FULL

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        files.write_file(tmp_path / "x.pdf", b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("x.pdf", b"former")]


# ── Builds that are killed, stopped, or meet ─────────────────────────────────────────────────────

KILLED = """
import os, pathlib, sys
from book.runtime import files, workspace

rename, count = pathlib.Path.rename, 0

def killed(path, target):
    global count
    count += 1
    if count == {moment}:
        os.kill(os.getpid(), 9)
    return rename(path, target)

pathlib.Path.rename = killed
files.write_folder({{"a": b"new"}}, pathlib.Path(sys.argv[1]))
"""


@pytest.mark.parametrize("moment", [1, 2])
def test_after_a_kill_between_the_renames_the_former_edition_comes_back(
    moment: int, root: Path
) -> None:
    before = publish_stand_in(root)
    target = root / "dist" / SLUG
    code = subprocess.run(
        [sys.executable, "-c", KILLED.format(moment=moment), str(target)], cwd=ROOT, check=False
    ).returncode
    assert code == -signal.SIGKILL
    assert target.exists() == (moment == 1)
    files.recover(target)
    assert fingerprint(root / "dist") == before
    assert [path.name for path in (root / "dist").iterdir()] == [SLUG]


def test_a_build_after_a_kill_goes_on_from_the_former_edition(done: Path) -> None:
    before = fingerprint(done / "dist")
    (done / "dist" / SLUG).rename(done / "dist" / f".{SLUG}.old")
    (done / "dist" / f".{SLUG}.4711").mkdir()
    assert not build.build(SLUG, quiet, done)
    assert fingerprint(done / "dist") == before
    assert in_dist(done) == ALL


def test_what_killed_builds_left_is_put_right_for_all_editions_at_once(root: Path) -> None:
    for name in ("one", "two", ".one.4711", ".two.old", ".three.old", ".git", ".one.backup"):
        (root / "dist" / name).mkdir(parents=True)
    files.recover_all(root / "dist")
    assert sorted(path.name for path in (root / "dist").iterdir()) == [
        ".git",
        ".one.backup",
        "one",
        "three",
        "two",
    ]


def test_recovery_leaves_other_folders_alone(done: Path) -> None:
    for name in (f".{SLUG}-2.old", f".{SLUG}.backup", ".git", "other"):
        (done / "dist" / name).mkdir()
    files.recover(done / "dist" / SLUG)
    left = [".git", f".{SLUG}-2.old", f".{SLUG}.backup", "other"]
    assert sorted(path.name for path in (done / "dist").iterdir()) == sorted(
        [*left, *fresh.TOP, SLUG]
    )


def test_two_builds_at_once_wait_for_each_other(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is held between its renames; the other must neither take its former folder back nor mix with it."""
    target = root / "dist" / SLUG
    files.write_folder({"a": b"former", "b": b"former"}, target)
    between, go_on = threading.Event(), threading.Event()
    rename = Path.rename
    count = 0

    def slow(path: Path, to: Path) -> Path:
        nonlocal count
        count += 1
        if count == 2:
            between.set()
            go_on.wait(5)
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", slow)
    first = threading.Thread(target=files.write_folder, args=({"a": b"1", "b": b"1"}, target))
    second = threading.Thread(target=files.write_folder, args=({"a": b"2", "b": b"2"}, target))
    first.start()
    assert between.wait(5)
    second.start()
    second.join(0.2)
    assert second.is_alive()
    go_on.set()
    first.join(5)
    second.join(5)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {"a": b"2", "b": b"2"}
    assert [path.name for path in (root / "dist").iterdir()] == [SLUG]


def test_ctrl_c_gives_one_line_and_leaves_what_was_published(project: Path) -> None:
    before = publish_stand_in(project)
    running = start_task(project, "build")
    assert running.stdout
    assert running.stdout.readline() == f"{SLUG}: 3 witnesses read, 3 notes and 1 variants set\n"
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all processes of the build
    _, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (
        130,
        "variorum: stopped; what was published before is untouched\n",
    )
    assert fingerprint(project / "dist") == before
    assert [path.name for path in (project / "dist").iterdir()] == [SLUG]


STOPPED_AT_ONCE = """
import os, signal, sys, time
from book.runtime import workers

if __name__ == "__main__":
    try:
        with workers.start_workers():
            time.sleep(0.3)  # by then it imports
            try:
                os.killpg(0, signal.SIGINT)
                time.sleep(20)
            except KeyboardInterrupt:
                time.sleep(1)  # time enough to say something
                raise
    except KeyboardInterrupt:
        sys.exit(130)
"""


def test_a_worker_that_is_stopped_while_it_starts_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "stopped.py").write_text(STOPPED_AT_ONCE)
    done = subprocess.run(
        [sys.executable, "stopped.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
        preexec_fn=hear_interrupts,
        capture_output=True,
        text=True,
        timeout=15,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, "")


LEFT_ALONE = """
import os, sys, time
from book.runtime import workers

workers.import_slow_modules = os.getpid  # what is imported is of no interest here
if __name__ == "__main__":
    with workers.start_workers() as found:
        print(found[0].submit(os.getpid).result(), flush=True)
        time.sleep(30)
"""


def test_workers_end_with_the_process_that_started_them_even_if_it_is_killed(
    tmp_path: Path,
) -> None:
    (tmp_path / "alone.py").write_text(LEFT_ALONE)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "alone.py"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout
        worker = int(running.stdout.readline())
        running.kill()
    for _ in range(100):
        if not is_alive(worker):
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("a worker is left alone")


def is_alive(process: int) -> bool:
    """Say whether a process is at work; one that has ended may still be named, where nobody asks after it."""
    stat = Path(f"/proc/{process}/stat")
    if stat.parent.parent.is_dir() and Path("/proc/self").exists():
        return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_who_reads_what_is_published_waits_while_it_is_between_two_renames(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_stand_in(root)
    seen: list[bool] = []
    rename = Path.rename
    reader = threading.Thread(
        target=lambda: seen.append(fresh.is_published(root / "dist" / SLUG, "no such digest"))
    )

    def slow(path: Path, target: Path) -> Path:
        moved = rename(path, target)
        if not reader.ident:
            reader.start()
            time.sleep(0.2)  # the edition is nowhere now
            assert seen == []
        return moved

    monkeypatch.setattr(Path, "rename", slow)
    files.write_folder({"a": b"new"}, root / "dist" / SLUG)
    reader.join(timeout=10)
    assert seen == [False]


@pytest.mark.slow
def test_builds_of_the_whole_program_at_once_publish_one_whole_edition(project: Path) -> None:
    command = [sys.executable, "-m", "invoke", "build"]
    running = [
        subprocess.Popen(
            command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=300) for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert in_dist(project) == ALL
    assert files.damaged(project / "dist" / SLUG) == []

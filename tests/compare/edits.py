"""Edits of the tiny edition, and the lines of the report on them."""

from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from book.model import Differences
from book.pipeline.manifest import render_checksums
from book.runtime import files
from book.terminal.report.changes import change_report
from tests.conftest import SLUG, substitute

Edit = Callable[[Path], None]
NOTE = '\n[[note]]\nlemma = "crossing a bridge"\ntext = "So in all copies."\n'


def report_lines(differences: Differences) -> list[str]:
    """Return the lines of the report as written to a pipe, without its head."""
    console = Console(highlight=False, width=80, force_terminal=False)
    with console.capture() as captured:
        console.print(change_report(differences), soft_wrap=True)
    head, *lines = captured.get().splitlines()
    assert head == f"{SLUG}: now, compared with dist/{SLUG} (2024-02-29)"
    return [line for line in lines if line and not line.startswith("the date in [edition] is")]


def edit(file: str, old: str, new: str) -> Edit:
    return lambda folder: substitute(folder / file, old, new)


def append(file: str, text: str) -> Edit:
    def write(folder: Path) -> None:
        path = folder / file
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    return write


def without_witness(folder: Path) -> None:
    path = folder / "edition.toml"
    text = path.read_text("utf-8")
    start = text.index('[[witness]]\nsiglum = "B"')
    path.write_text(text[:start] + text[text.index("[[witness]]", start + 1) :], "utf-8")


def third_copy(folder: Path) -> None:
    (folder / "third.txt").write_text(
        (folder / "web-copy.txt").read_text("utf-8").replace("bunches", "heaps"), "utf-8"
    )
    append("edition.toml", '\n[[witness]]\nsiglum = "D"\nfile = "third.txt"\nrole = "text"\n')(
        folder
    )


def publish_as(root: Path, name: str, content: bytes) -> None:
    """Replace a published file, and sign it as a build does."""
    folder = root / "dist" / SLUG
    (folder / name).write_bytes(content)
    outputs = dict(files.read_published(folder))
    (folder / "SHA256SUMS").write_bytes(render_checksums(outputs))

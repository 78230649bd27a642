"""Other programs that make a book's PDF, where they are installed.

Chromium and Paged.js make it from the HTML of the book, Typst from its own markup, each as its own
command. The PDF is not compared with the edition: Chromium sets neither notes at the foot nor page
numbers, and what Paged.js and Typst set looks different.
"""

import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from book.model import Edition
from book.setup.npm import ProgramUnavailableError, find_browser
from tests.bench.typst import typst_source

TYPST = (
    "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"
)
CHROMIUM_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
LIMIT = 1800  # seconds

Peer = tuple[str, list[str], Path]  # its name, its command, and the PDF that this makes


def commands(edition: Edition, html: Path, python: str) -> Iterator[Peer]:
    """Yield each program that is installed.

    `html` is the book as one document, beside its style sheet; `python` a Python with this
    project's packages.
    """
    yield from _typst(edition, html, python)
    yield from _browsers(html)


def _typst(edition: Edition, html: Path, python: str) -> Iterator[Peer]:
    source, pdf, fonts = html.with_suffix(".typ"), _pdf_beside(html), str(html.parent)
    source.write_text(typst_source(edition), "utf-8")
    if program := shutil.which("typst"):
        yield "Typst", [program, "compile", "--font-path", fonts, str(source), str(pdf)], pdf
    elif find_spec("typst"):
        yield "Typst", [python, "-c", TYPST, str(source), str(pdf), fonts], pdf


def _browsers(html: Path) -> Iterator[Peer]:
    """Yield Chromium, and Paged.js if there is a Chromium for it."""
    try:
        chromium = find_browser()
    except ProgramUnavailableError:
        return
    pdf = _pdf_beside(html)
    command = [chromium, *CHROMIUM_OPTIONS, f"--print-to-pdf={pdf}", html.as_uri()]
    yield "Chromium, no page numbers", command, pdf
    if pagedjs := shutil.which("pagedjs-cli"):
        options = ["--browserArgs", "--no-sandbox", "--timeout", str(LIMIT * 1000)]
        yield "Paged.js", [pagedjs, str(html), *options, "-o", str(pdf)], pdf


def _pdf_beside(html: Path) -> Path:
    return html.with_suffix(".peer.pdf")


def run(command: list[str], folder: Path | None = None) -> tuple[float, float] | None:
    """Return the seconds and core seconds of a program, None if it fails or exceeds LIMIT.

    It runs in `folder`, if one is given.
    """
    before = _children_cores()
    start = time.time()
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=LIMIT, cwd=folder)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return time.time() - start, _children_cores() - before


def _children_cores() -> float:
    """Return the core seconds of the children that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime

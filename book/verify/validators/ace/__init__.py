"""The engine Ace by DAISY 1.4: it judges an e-book by EPUB Accessibility 1.1 and, with axe in a Chromium, by WCAG 2."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book.setup.npm import ProgramUnavailableError, find_browser, find_node, install_manifest

MANIFEST = Path(__file__).with_name("package.json")
PATIENCE = 600  # seconds, for a book of hundreds of documents


@dataclass(frozen=True, slots=True)
class Violation:
    """What Ace objects to: how grave, by which rule, what it says, and where."""

    impact: str
    rule: str
    text: str
    place: str

    def __str__(self) -> str:
        return f"{self.place}: {self.impact} {self.rule} {self.text}"


def check_access(path: Path) -> tuple[Violation, ...]:
    """Give what Ace finds in an e-book, in the book's order. Takes some 3 to 9 seconds; raise ProgramUnavailableError if it cannot run here."""
    chromium, program = find_browser(), install_manifest(MANIFEST)
    with tempfile.TemporaryDirectory() as folder:
        return tuple(_violations(_run(program, chromium, path, Path(folder))))


def _run(program: Path, chromium: str, path: Path, folder: Path) -> dict[str, Any]:
    """Run Ace on a file and read its report. It and the browser keep their settings in `folder`, which is thrown away."""
    command = [
        find_node(),
        str(program / "node_modules" / ".bin" / "ace-cli"),
        "--silent",
        "--force",
        "--lang",
        "en",
    ]
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium, "HOME": str(folder)}
    environment |= {
        name: str(folder)
        for name in ("TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    }
    arguments = [
        "--outdir",
        str(folder / "out"),
        "--tempdir",
        str(folder / "work"),
        str(path.resolve()),
    ]
    try:
        done = subprocess.run(
            [*command, *arguments],
            env=environment,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        report: dict[str, Any] = json.loads((folder / "out" / "report.json").read_bytes())
    except subprocess.TimeoutExpired as error:
        raise ProgramUnavailableError(f"it did not end within {PATIENCE} seconds") from error
    except (OSError, ValueError) as error:
        said = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
        raise ProgramUnavailableError(
            f"it left no report: {said[-1] if said else f'exit code {done.returncode}'}"
        ) from error
    if not report.get("assertions"):
        raise ProgramUnavailableError("it judged no document")
    return report


def _violations(report: dict[str, Any]) -> Iterator[Violation]:
    for document in report["assertions"]:
        for found in document["assertions"]:
            if found["earl:result"]["earl:outcome"] == "fail":
                test, result = found["earl:test"], found["earl:result"]
                element = result.get("html", "").split(" xmlns=")[0].split(">")[0]
                place = document["earl:testSubject"]["url"] + (f" {element}>" if element else "")
                text = " ".join(result["dct:description"].split())
                yield Violation(str(test["earl:impact"]), str(test["dct:title"]), text, place)

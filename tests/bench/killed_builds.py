"""A copy of the program with one edition, whose builds are started, killed and looked at.

The edition has two versions, which differ in a word of a note: each build has something to do, and
what it publishes is known from builds that nobody disturbed. Linux only: processes are found in
/proc.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from book.runtime import files
from tests.bench.processes import SCRIPTS, environment
from tests.bench.projects import copy_program

ROOT = Path(__file__).resolve().parents[2]
# Of each edition: its folder, and a word of notes.toml in two versions.
EDITIONS = {
    "two-fables": (ROOT / "tests/tiny/sources", "in the water", "in a stream"),
    "chinas-export-controls": (ROOT / "sources", "On Wednesday, 29", "On the 29"),
}
PATIENCE = 60  # seconds in which the processes of a killed build must have ended
NEXT_TASK = "from book.commands.errors import errors_printed\nwith errors_printed(): pass"

Digests = dict[str, str]  # of all files below a folder, by their paths


@dataclass
class Project:
    """A copy of the program with one edition. `temporary` is the system's folder for its tasks."""

    root: Path
    slug: str
    temporary: Path
    references: list[Digests] = field(default_factory=list)  # what each version publishes

    def command(self, *, validated: bool) -> list[str]:
        """Return the command of a build; without Java unless `validated`."""
        if validated:
            return [sys.executable, "-m", "invoke", "build"]
        return [sys.executable, str(SCRIPTS / "build_approved.py")]

    def start(self, command: list[str]) -> subprocess.Popen[str]:
        """Start a process in a session of its own, by which its children are found."""
        return subprocess.Popen(
            command,
            cwd=self.root,
            env=environment(self.root) | {"TMPDIR": str(self.temporary)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, command: list[str]) -> str:
        """Run a process to its end; return what went wrong, or ""."""
        process = self.start(command)
        errors = process.communicate()[1]
        return f"exit code {process.returncode}: {errors[-500:]}" if process.returncode else ""

    def set_version(self, number: int) -> None:
        folder, *words = EDITIONS[self.slug]
        text = (folder / self.slug / "notes.toml").read_text("utf-8")
        assert words[0] in text
        path = self.root / "sources" / self.slug / "notes.toml"
        path.write_text(text.replace(words[0], words[number], 1), "utf-8")

    def build_references(self, *, validated: bool) -> float:
        """Build each version undisturbed, from nothing; return the seconds of a build after it."""
        self.references.clear()
        for number in (1, 0):
            for name in ("build", "dist"):
                shutil.rmtree(self.root / name, ignore_errors=True)
            self._build(number, validated=validated)
            self.references.insert(0, digests(self.root / "dist"))
        start = time.monotonic()
        self._build(1, validated=validated)
        return time.monotonic() - start

    def _build(self, version: int, *, validated: bool) -> None:
        self.set_version(version)
        if fault := self.run(self.command(validated=validated)):
            raise RuntimeError(fault)

    def published(self) -> int | None:
        """Return which version is whole in dist/, wherever a killed build left it, or None."""
        target = self.root / "dist" / self.slug
        place = target if target.is_dir() else target.with_name(f".{self.slug}.old")
        if not place.is_dir() or files.damaged(place):
            return None
        names = {f"{self.slug}/{name}": digest for name, digest in digests(place).items()}
        for number, reference in enumerate(self.references):
            if names == {name: reference[name] for name in reference if "/" in name}:
                return number
        return None

    def is_between_renames(self) -> bool:
        return not (self.root / "dist" / self.slug).is_dir()

    def is_publishing(self) -> bool:
        """Return whether a build is writing what it publishes."""
        return any((self.root / "dist").glob(f".{self.slug}.*"))

    def leftovers(self) -> list[str]:
        """Return the temporary files of tasks that have ended."""
        folders = (self.temporary, self.root / "build" / "tmp")
        return [str(path) for folder in folders if folder.is_dir() for path in folder.iterdir()]

    def staging(self) -> list[str]:
        """Return what killed builds left beside what they were writing."""
        places = (self.root / "build", self.root / "dist")
        return [str(path) for place in places for path in place.rglob(".*")]


def make_project(folder: Path, slug: str) -> Project:
    """Return a project in an empty folder."""
    root = copy_program(ROOT, folder / "program")
    shutil.copytree(EDITIONS[slug][0] / slug, root / "sources" / slug)
    (folder / "tmp").mkdir()
    return Project(root, slug, folder / "tmp")


def digests(folder: Path) -> Digests:
    """Return the SHA-256 of each file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def members(session: int) -> Iterator[int]:
    """Yield the processes of a session that have not ended."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, own_session = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:  # it has just ended
            continue
        if int(own_session) == session and state != "Z":
            yield int(path.parent.name)


def seconds_until_ended(session: int) -> float | None:
    """Return how long the processes of a session go on; end and return None if too long."""
    start = time.monotonic()
    while pids := [*members(session)]:
        if time.monotonic() - start > PATIENCE:
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
            return None
        time.sleep(0.02)
    return time.monotonic() - start

"""Rebuild an edition in other surroundings, and let `inv verify` compare every byte.

`python -m tests.bench.surroundings` does it with the tiny edition: in a folder with spaces, quotes
and Chinese characters, in other time zones and languages, with other hash seeds, as another user,
in 1970 and in 2100. What this machine lacks is said not to be tried. With `--release FOLDER` the
release is not built here but comes from elsewhere, such as a bare Debian.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.killed_builds import EDITIONS, ROOT, make_project
from tests.bench.processes import environment

AWKWARD = 'it\'s "原本" – une copie'
NOBODY = 65534  # the number of this user on Linux and macOS
CLOCKS = {"1970": "@1970-01-02 03:04:05", "2100": "@2100-02-28 23:59:58"}
# Where Debian's package libfaketime has its library; LIBFAKETIME may name another place.
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"


@dataclass(frozen=True)
class Surroundings:
    """What is other than in the first build; `missing` says why it cannot be tried."""

    name: str
    folder: str = "plain"
    variables: Mapping[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = ()  # before that of the task
    missing: str = ""


def all_surroundings() -> Iterator[Surroundings]:
    """Yield the surroundings, each of which differs from the first build in one way."""
    yield Surroundings("a folder with spaces, quotes and Chinese characters", AWKWARD)
    yield Surroundings("the time zone of Kiribati", variables={"TZ": "Pacific/Kiritimati"})
    yield Surroundings("the locale C without UTF-8", variables={"LC_ALL": "C", "PYTHONUTF8": "0"})
    yield _turkish()
    yield Surroundings("hash seed 4242", variables={"PYTHONHASHSEED": "4242"})
    yield _other_user()
    library = os.environ.get("LIBFAKETIME", FAKETIME)
    missing = "" if Path(library).is_file() else "libfaketime is not installed"
    for year, instant in CLOCKS.items():
        variables = {
            "LD_PRELOAD": library,
            "FAKETIME": instant,
        }
        yield Surroundings(f"a clock of {year}", variables=variables, missing=missing)


def _turkish() -> Surroundings:
    """Return a locale in which the small letter of I is no i, made here if that is possible."""
    folder = Path(tempfile.gettempdir(), "variorum-locales")
    folder.mkdir(exist_ok=True)
    command = ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(folder / "tr_TR.UTF-8")]
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        missing = run.stderr[-100:] if run.returncode else ""
    except FileNotFoundError:
        missing = "there is no localedef"
    variables = {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LOCPATH": str(folder)}
    return Surroundings("the locale tr_TR.UTF-8", variables=variables, missing=missing)


def _other_user() -> Surroundings:
    """Return the user nobody, who must be able to run this Python."""
    ids = (f"--reuid={NOBODY}", f"--regid={NOBODY}")
    command = ("setpriv", *ids, "--clear-groups")
    missing = "" if os.geteuid() == 0 else "only the super-user can become another one"
    if not missing:
        test = subprocess.run(
            [*command, sys.executable, "-c", "import weasyprint"], capture_output=True, check=False
        )
        missing = "user nobody cannot run this Python" if test.returncode else ""
    return Surroundings("the user nobody", "other user", command=command, missing=missing)


def measure(slug: str, release: Path | None = None) -> Iterator[str]:
    """Yield for each of the surroundings what `inv verify` says; the release is built here."""
    with tempfile.TemporaryDirectory(prefix="variorum-identity-") as folder:
        base = Path(folder)
        base.chmod(0o755)
        if release is None:
            release = _build(base / "first", slug)
            yield f"built in {base / 'first'}, {_zone()}, as user {os.geteuid()}"
        for surroundings in all_surroundings():
            if surroundings.missing:
                yield f"{surroundings.name}: not tried, because {surroundings.missing}"
            else:
                yield f"{surroundings.name}: {_verify(base, slug, release, surroundings)}"


def _zone() -> str:
    return ", ".join(f"{name}={os.environ.get(name, '')}" for name in ("TZ", "LANG", "LC_ALL"))


def _build(folder: Path, slug: str) -> Path:
    project = make_project(folder, slug)
    if fault := project.run(project.command(validated=False)):
        raise RuntimeError(fault)
    return project.root / "dist" / slug


def _verify(base: Path, slug: str, release: Path, surroundings: Surroundings) -> str:
    project = make_project(base / surroundings.folder, slug)
    home = base / surroundings.folder / "home"
    home.mkdir()
    if surroundings.command:
        for path in ((base / surroundings.folder), *(base / surroundings.folder).rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    own = {"HOME": str(home), "TMPDIR": str(project.temporary), "PYTHONHASHSEED": "0"}
    task = [sys.executable, "-m", "invoke", "verify", "--edition", slug, "--release", str(release)]
    run = subprocess.run(
        [*surroundings.command, *task],
        cwd=project.root,
        env={**environment(project.root), **own, **surroundings.variables},
        capture_output=True,
        text=True,
        check=False,
    )
    left = [path.name for path in project.temporary.iterdir()]
    shutil.rmtree(base / surroundings.folder)
    output = (run.stdout + run.stderr).replace(f"{slug}: ", "").strip()
    return f"{output}{f'; left: {left}' if left else ''}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edition", choices=EDITIONS, default="two-fables")
    parser.add_argument("--release", type=Path, help=f"a release of it, made from {ROOT}")
    options = parser.parse_args()
    release = options.release.resolve() if options.release else None
    for line in measure(options.edition, release):
        print(line, flush=True)


if __name__ == "__main__":
    main()

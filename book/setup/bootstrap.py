"""Set up whatever a task needs on a fresh machine, then run the task. The standard library alone.

`python3 tasks.py TASK...` comes through `main`; a task that needs more than the build does calls `require`.
The syntax stays readable for Python 3.8, so that an old Python gets a sentence and not a SyntaxError.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
OLDEST = (3, 11)
# WeasyPrint opens these by name; no wheel carries them.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
MAC_LIBRARIES = ("libpango-1.0.dylib", "libpangoft2-1.0.dylib", "libharfbuzz-subset.0.dylib")
LOCKS = {
    "build": "requirements.txt",
    "cluster": "requirements-cluster.txt",
    "dev": "requirements-dev.txt",
}
STAMP = ".venv/set-up.json"
DEV_TASKS = frozenset({"test", "lint", "bench"})
# What apt-get and pip print when they reach nobody.
OFFLINE = (
    "Could not resolve",
    "Temporary failure",
    "Unable to connect",
    "Could not connect",
    "NewConnectionError",
)


class SetupError(Exception):
    """Say in one sentence what is missing and what to do."""


def main(argv: Sequence[str]) -> int:
    """Set up what the tasks in `argv` need and become Invoke; return an exit code only when that fails."""
    return reported(lambda: run_task(argv))


def require(need: str) -> None:
    """Add to the running .venv what LOCKS[need] names; leave an environment of the caller's own alone."""
    if Path(sys.prefix) == ROOT / ".venv":
        code = reported(lambda: prepare(ROOT, {"build", need}))
        if code:
            raise SystemExit(code)


def reported(action: Callable[[], None]) -> int:
    """Run `action`; turn what a user can mend into one line on stderr and an exit code."""
    try:
        action()
        return 0
    except SetupError as error:
        say(str(error))
    except OSError as error:
        say(f"Cannot use {error.filename or ROOT}: {error.strerror or error}.")
    except KeyboardInterrupt:
        say("Stopped; the same command goes on from here.")
        return 130
    return 1


def say(line: str) -> None:
    """Print one line of progress or of trouble on stderr."""
    print(f"variorum: {line}", file=sys.stderr, flush=True)


def run_task(argv: Sequence[str]) -> None:
    """Make this process Invoke in .venv, in the project's folder."""
    check_python()
    prepare(ROOT, {"build", "dev"} if DEV_TASKS.intersection(argv) else {"build"})
    python = str(ROOT / ".venv/bin/python")
    os.chdir(ROOT)
    os.execv(python, [python, "-m", "invoke", *(argv or ["--list"])])


def check_python(version: tuple[int, ...] = sys.version_info[:3], system: str = os.name) -> None:
    """Refuse a Python or a system that nothing below would work on."""
    if version < OLDEST:
        have, oldest = (".".join(map(str, numbers)) for numbers in (version, OLDEST))
        raise SetupError(
            f"Variorum needs Python {oldest} or newer and this is {have}: run it with a newer one, for example `python3.12 tasks.py build`."
        )
    if system != "posix":
        raise SetupError("Variorum runs on Linux and macOS: on Windows, run it inside WSL.")


def prepare(root: Path, needs: set[str]) -> None:
    """Install what `needs` asks for and the machine lacks; do nothing, silently, when all is there."""
    if missing_system() or not needs <= installed(root):
        with locked(root) as lock:
            install_system()
            have = installed(root)  # another set-up may have done it meanwhile
            if not needs <= have:
                install_packages(root, needs, have, lock)


def install_system() -> None:
    """Install missing system packages with apt-get, or say which ones to install by hand."""
    missing = missing_system()
    if missing:
        if sys.platform == "darwin":
            raise SetupError(
                f"{', '.join(missing)} cannot be found: run `brew install pango`, then this again."
            )
        apt_install(list(missing.values()), list(missing))
        importlib.invalidate_caches()
        still = missing_system()
        if still:
            raise SetupError(
                f"{', '.join(still)} cannot be found, though {', '.join(still.values())} is installed."
            )


def missing_system() -> dict[str, str]:
    """Return what this machine lacks, each with the Debian package that brings it."""
    names = dict.fromkeys(MAC_LIBRARIES, "pango") if sys.platform == "darwin" else LIBRARIES
    missing = {name: package for name, package in names.items() if not loads(name)}
    if importlib.util.find_spec("ensurepip") is None:  # Debian packages it apart
        missing["Python's ensurepip"] = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return missing


def loads(library: str) -> bool:
    """Tell whether the dynamic linker finds `library`, which is what WeasyPrint will ask."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: Sequence[str], missing: Sequence[str]) -> None:
    """Install Debian packages as root, with sudo where it is needed."""
    names, apt = ", ".join(missing), shutil.which("apt-get")
    if apt is None:
        raise SetupError(
            f"{names} cannot be found, and there is no apt-get here: install Pango, HarfBuzz and Python's venv with "
            "this system's own package manager, for example `dnf install pango harfbuzz`, then run this again."
        )
    install = f"apt-get install --no-install-recommends {' '.join(packages)}"
    prefix = as_root(names, f"apt-get update && {install}")
    say(f"installing system packages: {' '.join(packages)}")
    update = run([*prefix, apt, "update", "-qq"])[
        1
    ]  # one dead list among many is no reason to stop
    options = ["-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    code, output = run([*prefix, apt, "install", *options, *packages])
    if "dpkg --configure -a" in output:  # an earlier installation was cut off
        run([*prefix, "dpkg", "--configure", "-a"])
        code, output = run([*prefix, apt, "install", *options, *packages])
    if code and is_offline(update + output):
        raise SetupError(
            f"{names} cannot be found, and there is no network: connect, or run `{install}`, then this."
        )
    if code:
        show_tail(output)
        raise SetupError(
            f"apt-get could not bring {names}: run `{install}` as root, then this again."
        )


def as_root(missing: str, by_hand: str) -> list[str]:
    """Return the words to put before a command so that it runs as root and asks nothing."""
    # A root shell got by a plain `su` has no sbin in its PATH, which dpkg needs; the language is what OFFLINE is in.
    plain = [
        "env",
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
        "LC_ALL=C.UTF-8",
        "DEBIAN_FRONTEND=noninteractive",
    ]
    if os.geteuid() == 0:
        return plain
    if shutil.which("sudo"):
        if run(["sudo", "-n", "true"])[0] == 0:
            return ["sudo", "-n", *plain]
        if sys.stdin.isatty():
            say(f"{missing} must be installed; sudo may ask for your password")
            return ["sudo", *plain]
    raise SetupError(
        f"{missing} cannot be found, and installing needs root: run `{by_hand}` as root, then this again."
    )


def installed(root: Path) -> set[str]:
    """Return the needs whose packages .venv holds as they are locked now.

    The stamp is written last, so a set-up that was stopped half-way has none; a moved folder (whose scripts
    name the old path), another Python or a changed lock contradict it.
    """
    stamp, now = read_stamp(root), stamp_for(root, LOCKS)
    commands = [root / ".venv/bin" / name for name in ("python", "inv")]
    if stamp.get("base") != now["base"] or not all(
        os.access(command, os.X_OK) for command in commands
    ):
        return set()
    have = {need for need, name in LOCKS.items() if stamp.get(name) == now[name]}
    return have if "build" in have else set()


def stamp_for(root: Path, needs: Iterable[str]) -> dict[str, str]:
    """Name all that a .venv depends on: the Python, the folder, each lock's digest."""
    locks = {
        LOCKS[need]: hashlib.sha256((root / LOCKS[need]).read_bytes()).hexdigest()
        for need in sorted(needs)
    }
    return {"base": f"{sys.version.split()[0]} {root}", **locks}


def read_stamp(root: Path) -> Mapping[str, str]:
    """Return what the last finished set-up recorded, empty when there is none or it cannot be read."""
    try:
        stamp = json.loads((root / STAMP).read_bytes())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


@contextlib.contextmanager
def locked(root: Path) -> Iterator[int]:
    """Hold the folder against a second set-up; yield the descriptor that holds it."""
    import fcntl

    descriptor = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another set-up of this folder")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def install_packages(root: Path, needs: set[str], have: set[str], lock: int) -> None:
    """Add to a sound .venv what it lacks; make any other anew, so that nothing stays of an older lock."""
    stamp = json.dumps(
        stamp_for(root, needs | have)
    )  # taken first: a lock that changes meanwhile is not installed
    (root / STAMP).unlink(missing_ok=True)
    if not have:
        make_venv(root, lock)
    pip_install(root, sorted(needs - have), lock)
    draft = (root / STAMP).with_suffix(".new")
    draft.write_text(stamp, encoding="utf-8")
    draft.replace(root / STAMP)


def make_venv(root: Path, lock: int) -> None:
    """Make an empty .venv in place of what is there."""
    say("making .venv")
    venv = root / ".venv"
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
    elif venv.exists():
        shutil.rmtree(venv)
    # Not sys.executable: that may be the very .venv just removed.
    python = getattr(sys, "_base_executable", sys.executable)
    code, output = run([python, "-m", "venv", str(venv)], lock)
    if code:
        show_tail(output)
        raise SetupError(
            f"Python could not make {venv}: mend what it says above and run this again."
        )


def pip_install(root: Path, needs: Sequence[str], lock: int) -> None:
    """Install the locked packages, every file checked against its hash."""
    names = [LOCKS[need] for need in needs]
    say(f"installing packages: {', '.join(names)}")
    # The lock is complete (no resolving), wheels run no code of theirs, and Python compiles what it uses.
    options = [
        "--quiet",
        "--no-input",
        "--no-deps",
        "--no-compile",
        "--only-binary=:all:",
        "--require-hashes",
    ]
    files = [word for name in names for word in ("-r", str(root / name))]
    code, output = run(
        [str(root / ".venv/bin/python"), "-m", "pip", "install", *options, *files], lock
    )
    if code and is_offline(output):
        raise SetupError(
            f"{', '.join(names)} cannot be downloaded, there is no network: connect and run this again."
        )
    if code:
        show_tail(output)
        raise SetupError(
            f"pip could not install {', '.join(names)}: mend what it says above, then run this again."
        )


def run(command: Sequence[str], lock: int | None = None) -> tuple[int, str]:
    """Run a command unseen; return its exit code and what it printed.

    It inherits `lock`: should this process be killed, the folder stays held until the command has ended too.
    """
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=None if command[0] == "sudo" else subprocess.DEVNULL,
        env={**os.environ, **quiet},
        pass_fds=() if lock is None else (lock,),
    ) as started:
        try:
            output = started.communicate()[0]
        except KeyboardInterrupt:
            with contextlib.suppress(OSError):  # the terminal told it already, or it is root's
                started.send_signal(signal.SIGINT)
            started.wait()
            raise
    return started.returncode, output.decode(errors="replace")


def is_offline(output: str) -> bool:
    """Tell whether a command failed because it reached nobody."""
    return any(sign in output for sign in OFFLINE)


def show_tail(output: str) -> None:
    """Print the last lines of a failed command's output."""
    for line in output.strip().splitlines()[-12:]:
        print(f"  {line}", file=sys.stderr)

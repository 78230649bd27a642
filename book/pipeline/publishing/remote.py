"""Publish to a folder of another machine: rsync writes the new one, and ssh lets them swap."""

import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from book.errors import EditionError
from book.pipeline.publishing.selection import Publishable
from book.pipeline.publishing.staging import MARKER, copy_selection

REMOTE = re.compile(r"(?P<host>(?:[^@/:\s]+@)?[^@/:\s]+):(?P<path>(?!//)[^:].*)")
SSH = ("ssh",)
REFUSED, LACKING = 3, 4  # exit codes of the scripts below
TIMEOUT = 3600  # seconds for all files
# $1 is the folder, $2 the marker. The old folder must hold only what was published to it. A folder
# that has no marker and is not empty is somebody else's.
PREPARE = """
set -eu
command -v sha256sum >/dev/null || { echo "sha256sum is not installed there"; exit 4; }
old=$(dirname "$1")/.$(basename "$1").publishing.old
new=$(dirname "$1")/.$(basename "$1").publishing.new
mkdir -p "$(dirname "$1")"
if [ -e "$old" ] && [ ! -e "$1" ]; then mv "$old" "$1"; fi
rm -rf "$old"
[ -e "$1" ] || exit 0
[ -d "$1" ] || { echo "this is no folder"; exit 3; }
cd "$1"
[ -f "$2" ] || [ -z "$(ls -A)" ] || { echo "this folder holds what was not published"; exit 3; }
[ -f "$2" ] || exit 0
listed=$(cut -c67- "$2" | LC_ALL=C sort)
found=$(find . ! -type d ! -name "$2" | cut -c3- | LC_ALL=C sort)
[ "$listed" = "$found" ] || { echo "this folder holds what was not published"; exit 3; }
sha256sum -c --quiet "$2" >/dev/null 2>&1 || { echo "a file was changed since"; exit 3; }
"""
# What is new is checked before it takes its place. GNU mv exchanges two folders in one step since
# coreutils 9.5; Python can ask Linux for the same (renameat2(2), RENAME_EXCHANGE).
SWAP = """
set -eu
old=$(dirname "$1")/.$(basename "$1").publishing.old
new=$(dirname "$1")/.$(basename "$1").publishing.new
(cd "$new" && sha256sum -c --quiet "$2" >/dev/null) || { echo "copied wrongly"; exit 3; }
if [ ! -e "$1" ]; then mv "$new" "$1"; echo one; exit 0; fi
exchange='import ctypes, os, sys
paths = [os.fsencode(path) for path in sys.argv[1:]]
sys.exit(ctypes.CDLL(None).renameat2(-100, paths[0], -100, paths[1], 2) != 0)'
if mv --exchange -T "$new" "$1" 2>/dev/null || python3 -c "$exchange" "$new" "$1" 2>/dev/null
then rm -rf "$new"; echo one; exit 0; fi
mv "$1" "$old" && mv "$new" "$1" && rm -rf "$old"
echo two
"""


def is_remote(target: str) -> bool:
    """Return whether a target is a folder of another machine.

    >>> is_remote("user@books.example:/srv/www"), is_remote("host:books")
    (True, True)
    >>> is_remote("/srv/www"), is_remote("./a:b"), is_remote("rsync://host/module")
    (False, False, False)
    """
    return REMOTE.fullmatch(target) is not None


def publish_to_remote(selection: Publishable, target: str, shell: Sequence[str] = SSH) -> bool:
    """Replace a folder of another machine by what is selected; return whether that took one step.

    `shell` is the command that runs another one there. What the old folder has too is not sent
    again. A connection that breaks leaves the old folder; where the other machine cannot exchange
    two folders, a break between two renames leaves neither under this name, and the next
    publication puts the old one back. Raise EditionError if anything is refused there.
    """
    match = REMOTE.fullmatch(target)
    assert match is not None
    host, path = match["host"], match["path"].rstrip("/").removeprefix("~/")
    for program in ("rsync", shell[0]):
        if not shutil.which(program):
            message = f"{program} is not installed"
            raise EditionError(message, file=target, remedy=f"Install the package {program}.")
    there = _OtherMachine(host, tuple(shell), target)
    there.run(PREPARE, path)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        copy_selection(selection, copy)
        there.send(copy, path)
    return there.run(SWAP, path).strip() == "one"


class _OtherMachine:
    def __init__(self, host: str, shell: tuple[str, ...], target: str) -> None:
        self.host, self.shell, self.target = host, shell, target

    def run(self, script: str, path: str) -> str:
        """Run a script there, and return what it prints. Raise EditionError if it fails."""
        command = shlex.join(("sh", "-c", script, "sh", path, MARKER))
        return self._run((*self.shell, self.host, command))

    def send(self, copy: Path, path: str) -> None:
        """Send a copy to the folder beside the one that it will replace."""
        parent, _, name = path.rpartition("/")
        new = f"{parent}/" if parent or path.startswith("/") else ""
        options = (
            *("-rlt", "-s", "--checksum", "--delete", f"--link-dest=../{name}"),
            *("--chmod=D755,F644", "-e", shlex.join(self.shell)),
        )
        place = f"{self.host}:{new}.{name}.publishing.new/"
        self._run(("rsync", *options, f"{copy}/", place))

    def _run(self, command: Sequence[str]) -> str:
        try:
            ended = subprocess.run(
                command, capture_output=True, text=True, timeout=TIMEOUT, check=False
            )
        except subprocess.TimeoutExpired as error:
            message, remedy = f"no answer from {self.host}", "What was there before is untouched."
            raise EditionError(message, file=self.target, remedy=remedy) from error
        if ended.returncode:
            said = (ended.stdout.strip() or ended.stderr.strip() or "it failed").splitlines()[-1]
            says_who = ended.returncode in (REFUSED, LACKING) or said.startswith(f"{command[0]}: ")
            message = said if says_who else f"{command[0]}: {said}"
            raise EditionError(message, file=self.target, remedy=_remedy(ended.returncode))
        return ended.stdout


def _remedy(code: int) -> str:
    if code == REFUSED:
        return "Move it away, or name a folder of its own: the whole folder is replaced."
    return "What was there before is untouched. Correct this, and run the same command again."

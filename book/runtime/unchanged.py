"""Whether an edition is as it was when it was found current, by the sizes and times of its files.

One note for each edition is read, and nothing else, so thousands are looked at in seconds. As in
git (its documentation of “racy git”), files that changed shortly before the note was written do not
count as known: they may have changed again, with the same times.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from book.runtime import files

NOTE = "current.json"  # in build/<slug>/
LATELY = 100_000_000  # nanoseconds: the times of some file systems are no more exact

# Its path; its size in bytes; when its content and its inode changed, in nanoseconds; its inode.
FileState = tuple[str, int, int, int, int]
States = list[FileState]


def read_states(slug: str, root: Path) -> States:
    """Return the states of all files of an edition, as source and as published.

    They are none, which is no edition's, if there are links among them, or what is no plain file:
    a link stays the same if the file changes to which it leads.
    """
    folders = (root / "sources" / slug, root / "dist" / slug)
    try:
        return sorted(state for folder in folders for state in _below(str(folder)))
    except (OSError, _UnknownFileError):
        return []


class _UnknownFileError(Exception):
    """Something is neither a plain file nor a folder."""


def _below(folder: str) -> Iterator[FileState]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path)
                continue
            status = entry.stat(follow_symlinks=False)
            if not S_ISREG(status.st_mode):
                raise _UnknownFileError
            times = status.st_mtime_ns, status.st_ctime_ns
            yield entry.path, status.st_size, *times, status.st_ino


def is_unchanged(slug: str, root: Path, states: States, common: str) -> bool:
    """Return whether these states of an edition's files are noted as those of a current one.

    `common` is the digest of what all editions are made from. False if nothing is noted.
    """
    note = _note(slug, root)
    if not states or not note.is_file():
        return False
    latest = max(time for _, _, *times, _ in states for time in times)
    is_older = latest + LATELY < note.stat().st_mtime_ns
    return is_older and note.read_bytes() == _written(states, common)


def note_current(slug: str, root: Path, states: States, common: str) -> None:
    """Note that an edition whose files had these states was found current by their contents.

    The states must be from before that.
    """
    if states:
        files.write_file(_note(slug, root), _written(states, common))


def _note(slug: str, root: Path) -> Path:
    return root / "build" / slug / NOTE


def _written(states: States, common: str) -> bytes:
    return json.dumps({"common": common, "files": states}).encode()

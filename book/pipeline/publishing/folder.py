"""Publish to a folder of this machine: the new one is written beside the old one, and they swap."""

import os
import shutil
from collections.abc import Callable
from glob import escape
from pathlib import Path

from book.errors import EditionError
from book.pipeline.publishing.selection import Publishable
from book.pipeline.publishing.staging import (
    MARKER,
    SHOWN,
    changed_files,
    check_copies,
    copy_selection,
)
from book.runtime import files
from book.runtime.swap import exchange


def publish_to_folder(
    selection: Publishable, target: Path, swap: Callable[[Path, Path], bool] = exchange
) -> bool:
    """Replace a folder by what is selected; return whether that took one step.

    `swap` exchanges two folders, and returns whether it can.

    A process that is killed leaves the old folder or the new one; where the system cannot exchange
    two folders, it may leave neither under this name for a moment: the next publication puts the
    old one back. Raise EditionError if the folder holds anything that was not published there.
    """
    folder = target.resolve()
    _check_place(folder, selection.dist)
    staging = folder.with_name(f".{folder.name}.publishing.{os.getpid()}")
    with files.write_errors(str(target)):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with files.locked(folder.parent):
            _recover(folder)
            _check_own(folder, target)
            try:
                copy_selection(selection, staging)
                if folder.exists():
                    shutil.copymode(folder, staging)
                is_one_step = _replace(folder, staging, swap)
            finally:
                _recover(folder)
    check_copies(folder)
    return is_one_step


def _check_place(folder: Path, dist: Path) -> None:
    """Raise EditionError if a folder is in dist/, or dist/ in it: one would replace the other."""
    own = dist.resolve()
    if folder.is_relative_to(own) or own.is_relative_to(folder):
        message = "this folder is in dist/, or holds it"
        raise EditionError(message, file=str(folder), remedy="Name another folder.")


def _check_own(folder: Path, target: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        message = "this is no folder"
        raise EditionError(message, file=str(target), remedy="Name a folder of its own.")
    if others := changed_files(folder):
        was_published = (folder / MARKER).is_file()
        kind = "was changed since it was published" if was_published else "was not published"
        more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
        message = f"this folder holds what {kind}: {', '.join(others[:SHOWN])}{more}"
        remedy = "Move it away, or name a folder of its own: the whole folder is replaced."
        raise EditionError(message, file=str(target), remedy=remedy)


def _replace(folder: Path, staging: Path, swap: Callable[[Path, Path], bool]) -> bool:
    """Put the new folder in the place of the old one; return whether that took one step."""
    if not folder.exists():
        staging.rename(folder)
        return True
    if swap(staging, folder):
        return True
    folder.rename(_old(folder))
    staging.rename(folder)
    return False


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.publishing.old")


def _recover(folder: Path) -> None:
    """Put back the old folder if there is none, and delete what a publication left beside it."""
    if _old(folder).exists() and not folder.exists():
        _old(folder).rename(folder)
    for left in folder.parent.glob(f".{escape(folder.name)}.publishing.*"):
        shutil.rmtree(left, ignore_errors=True)

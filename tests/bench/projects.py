"""Copies of the program, in which it can be run while it changes here."""

import shutil
from pathlib import Path


def copy_program(program: Path, root: Path) -> Path:
    """Copy the program to `root`, without editions; return `root`."""
    for name in ("book", "templates"):
        shutil.copytree(program / name, root / name)
    shutil.copy2(program / "tasks.py", root)
    return root

"""Run a script as a process of its own, as a user's command is."""

import os
import subprocess
import sys
from pathlib import Path

from book.runtime import workspace

SCRIPTS = Path(__file__).with_name("scripts")


def run_script(script: Path, *arguments: object, stdin: str = "") -> str:
    """Return what a script prints, run by this Python with this project's modules.

    Raise subprocess.CalledProcessError if it fails.
    """
    result = subprocess.run(
        [sys.executable, str(script), *map(str, arguments)],
        check=True,
        input=stdin,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    return result.stdout


def environment(root: Path = workspace.ROOT) -> dict[str, str]:
    """Return the environment in which Python imports the project in `root`, and keeps bytecode."""
    fonts = workspace.ROOT / "templates/fonts/fonts.conf"
    own = {name: os.environ[name] for name in os.environ if name != "PYTHONDONTWRITEBYTECODE"}
    return own | {"PYTHONPATH": str(root), "FONTCONFIG_FILE": str(fonts)}

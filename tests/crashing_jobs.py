"""Jobs that end their process. It imports little, because each new process imports it."""

import os
from pathlib import Path


def die_once(mark: Path) -> str:
    """End the process, unless it was ended before."""
    if not mark.exists():
        mark.touch()
        os._exit(1)
    return "done"

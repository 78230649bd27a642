"""Jobs that end the process that does them; it imports nothing else, as each process that is started anew must import it."""

import os
from pathlib import Path


def die_once(mark: Path) -> str:
    """End the process, unless it was ended before."""
    if not mark.exists():
        mark.touch()
        os._exit(1)
    return "done"

"""A validator server whose validators do what a file says: see `obey`."""

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from book.verify.validators.server.process import ServerLimits, serve

LIMITS = ServerLimits(idle=float(os.environ.get("SERVER_IDLE", "60")), books=6, tick=0.05)


def obey(path: str) -> Any:
    """Do what a file says; return its words and this process."""
    words = Path(path).read_text("utf-8")
    match words.split():
        case ["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["stop"]:
            os.kill(os.getpid(), signal.SIGSTOP)
            time.sleep(60)  # this thread may run on for a moment
        case ["fail"]:
            raise RuntimeError("the validator failed")
        case ["alter"]:
            Path(path).write_text("other bytes")
        case ["sleep", seconds]:
            time.sleep(float(seconds))
        case ["create", other]:
            Path(other).touch()
        case ["await", other]:
            while not Path(other).exists():
                time.sleep(0.01)
    return {"words": words, "process": os.getpid(), "file": Path(path).name}


if __name__ == "__main__":
    serve(sys.argv[1:], dict.fromkeys(("epubcheck", "verapdf"), lambda: obey), limits=LIMITS)

"""Build what is stale, as `inv build` does, with validators that approve: Java takes most time."""

from pathlib import Path

from book.commands.build import build
from book.commands.errors import errors_printed
from book.pipeline.context import Validators
from book.verify.validators.verdict import Verdict


def approve(path: Path) -> Verdict:
    return Verdict("none", "none")


if __name__ == "__main__":
    Validators.__init__.__defaults__ = (approve, approve, approve)
    with errors_printed():
        if not build(None, explain=False, as_json=False, cluster=""):
            raise SystemExit(1)

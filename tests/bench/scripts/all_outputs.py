"""Render and prove all outputs of the edition SLUG, without validators."""

import sys
from pathlib import Path

from book.pipeline.context import BuildContext, Validators
from book.pipeline.edition import assemble_edition
from book.pipeline.outputs import render_outputs
from book.runtime.workers import start_workers
from book.verify.validators.verdict import Verdict


def approve(path: Path) -> Verdict:
    return Verdict("none", "none")


if __name__ == "__main__":
    with start_workers() as workers:
        context = BuildContext(workers=workers, validators=Validators(approve, approve, approve))
        render_outputs(assemble_edition(sys.argv[1], context), context)

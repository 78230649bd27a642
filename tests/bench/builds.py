"""Time a whole build beside WeasyPrint alone: whole processes, turn by turn in one run, as machines differ and are shared."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from book.pipeline.edition import assemble_edition
from book.runtime import workspace
from tests.bench.weasyprint_alone import ALONE, one_document

OUTPUTS = """
import sys
from book.pipeline.context import BuildContext, Validators
from book.pipeline.edition import assemble_edition
from book.pipeline.outputs import render_outputs
from book.runtime.workers import start_workers
from book.verify.validators.verdict import Verdict

def approve(path):
    return Verdict("none", "none")

if __name__ == "__main__":
    with start_workers() as workers:
        context = BuildContext(workers=workers, validators=Validators(approve, approve, approve))
        render_outputs(assemble_edition(sys.argv[1], context), context)
"""


def compare(runs: int) -> str:
    """Give, for each edition, the times of all runs in seconds and their ratios to WeasyPrint alone."""
    return "\n".join(_compare(slug, runs) for slug in workspace.editions())


def _compare(slug: str, runs: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        document = one_document(assemble_edition(slug).edition, Path(folder))
        root = _project(slug, Path(folder, "project"))
        scripts = {name: Path(folder, name) for name in ("alone.py", "outputs.py")}
        for path, source in zip(scripts.values(), (ALONE, OUTPUTS), strict=True):
            path.write_text(source)
        build = ["-m", "invoke", "build"]
        commands: dict[str, list[Path | str]] = {
            "WeasyPrint alone": [scripts["alone.py"], "0", *document],
            "all outputs, proven": [scripts["outputs.py"], slug],
            "build, with both judges": [*build],
            "build with nothing to do": [*build],
            "python -c pass": ["-c", "pass"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for made in ("build", "dist"):
                shutil.rmtree(root / made, ignore_errors=True)
            for name, command in commands.items():
                times[name].append(_seconds(command, root))
    alone = median(times["WeasyPrint alone"])
    rows = [
        f"  {name:24} {median(t):6.2f} s  {median(t) / alone:6.3f}  ({min(t):.2f}–{max(t):.2f})"
        for name, t in times.items()
    ]
    return "\n".join([f"{slug}: median of {runs}, ratio to WeasyPrint alone, (range)", *rows])


def _project(slug: str, root: Path) -> Path:
    """Make a project of the program as it is here, with what Python keeps of it compiled, and of one edition."""
    for name in ("book", "templates", f"sources/{slug}"):
        shutil.copytree(workspace.ROOT / name, root / name)
    shutil.copy2(workspace.ROOT / "tasks.py", root)
    return root


NOTES = """
import sys, time
if sys.argv[2] == "alone":
    from book.render.print.engine import repairs
    repairs.apply = lambda: None
from book.runtime import files, workspace
from book.render.print.engine import layout
from book.render.print import pdf
from book.render.print import documents
from tests.bench import synthetic
from book.errors import ProofError
from book.verify.readback.pdf import read_pdf
edition = synthetic.synthetic_edition(int(sys.argv[1]), 4, 310, synthetic.NoteDensity(words=(3, 150)))
layouts = []
render = layout.LayoutEngine.lay_out
layout.LayoutEngine.lay_out = lambda engine, source: layouts.append(source) or render(engine, source)
start = time.perf_counter()
try:
    content = pdf.render_pdf(edition, lambda numbers: documents.render_documents(edition, numbers), workspace.read_assets())
except ProofError as error:
    sys.exit(print(f" no book after {time.perf_counter() - start:.1f} s and {len(layouts)} layouts:", str(error).splitlines()[0][:90]))
seconds = time.perf_counter() - start
pages = read_pdf(content)
same = sum(pages.anchors[f"call-{n.id}"] == pages.anchors[n.id] for n in edition.notes)
lost = sum(n.id not in pages.anchors for n in edition.notes)
print(f"{seconds:7.1f} s, {len(layouts)} layouts, {len(pages.pages)} pages, {len(edition.notes)} notes,",
      f"{lost} lost, {100 * same / len(edition.notes):.1f} % on the page of their call")
"""


def compare_notes(runs: int) -> str:
    """Set a long book of dense notes, as many seeds as `runs`, with the repairs of the engine and with the guard alone."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "notes.py")
        script.write_text(NOTES)
        for seed in range(1, runs + 1):
            for way in ("alone", "repaired"):
                command = [sys.executable, str(script), str(seed), way]
                done = subprocess.run(
                    command, check=True, env=_environment(), capture_output=True, text=True
                )
                rows.append(
                    f"  seed {seed}, {'guard alone' if way == 'alone' else 'repaired':12}{done.stdout.rstrip()}"
                )
    return "\n".join(["notes of 3 to 150 words, one or two a paragraph, 6 x 9 inches", *rows])


def _seconds(command: list[Path | str], root: Path) -> float:
    """Time a Python process that runs in `root`; what it imports of the program is what lies there."""
    environment = _environment() | {"PYTHONPATH": str(root)}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *map(str, command)],
        check=True,
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def _environment() -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": str(workspace.ROOT),
        "FONTCONFIG_FILE": str(workspace.ROOT / "templates/fonts/fonts.conf"),
    }

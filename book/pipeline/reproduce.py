"""Verify a release: rebuild it from the inputs that its manifest names, and compare the bytes.

Bytes alone decide. Inputs and engines that differ from the manifest only explain a difference: the
same version of a library may be built otherwise elsewhere, and another may give the same bytes.
"""

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from book.compare.first_difference import first_difference
from book.errors import EditionError
from book.pipeline.build import render_edition
from book.pipeline.context import BuildContext, Validators
from book.pipeline.manifest import Manifest, read_manifest
from book.pipeline.published import check_edition, check_whole, name_folder
from book.runtime import files, fingerprint, workspace
from book.runtime.events import EventHandler, ignore
from book.runtime.fingerprint import is_file
from book.runtime.workers import start_workers
from book.verify.validators.verdict import Verdict

SUMS = "SHA256SUMS"
PROGRAM = "book/"
NAMED = 4  # modules of the program that a line names
UNEXPLAINED = (
    "all inputs and engines are those that the manifest names: a defect of Variorum, or a library "
    "that is built otherwise on this machine"
)


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What a rebuild gave: how many files it made, and how they differ from the release.

    `differences` name each file that is not the same, and where it first differs; `inputs` say in
    words what differs from what the manifest names.
    """

    folder: str
    files: int
    seconds: float
    differences: tuple[str, ...]
    inputs: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return not self.differences

    def lines(self) -> tuple[str, ...]:
        """Return the result in words; what explains a difference comes last."""
        took = f"rebuilt in {self.seconds:.0f} s"
        if self.is_same:
            head = f"verified: {self.files} files are the same bytes as in {self.folder}, {took}"
            return (head, *(f"  although {difference}" for difference in self.inputs))
        head = (
            f"not the same as {self.folder}: {len(self.differences)} of {self.files} files, {took}"
        )
        found = tuple(f"  {difference}" for difference in self.differences)
        causes = tuple(f"  because {difference}" for difference in self.inputs or (UNEXPLAINED,))
        return (head, *found, *causes)


def reproduce(
    slug: str,
    release: Path | None = None,
    on_event: EventHandler = ignore,
    root: Path = workspace.ROOT,
    rebuild: "Rebuild | None" = None,
) -> Reproduction:
    """Rebuild an edition in another folder, without a cache, and compare it with a release.

    `release` is its folder; without one it is what is published in dist/. Nothing is published, and
    nothing is left. Raise EditionError if there is no release to compare with, or if the edition
    cannot be built.
    """
    workspace.find_folder(slug, root)
    folder = release or root / "dist" / slug
    name, manifest = _read_release(folder, slug, root)
    present = fingerprint.edition_inputs(slug, root)
    stated = {**manifest.inputs, **manifest.engines}
    start = time.monotonic()
    with copied(slug, root) as copy:
        rebuilt = (rebuild or rebuild_edition)(slug, stated, on_event, copy)
    differences = tuple(_differences(folder, rebuilt))
    took = time.monotonic() - start
    return Reproduction(name, len(rebuilt), took, differences, tuple(_changes(stated, present)))


def _read_release(folder: Path, slug: str, root: Path) -> tuple[str, Manifest]:
    name = name_folder(folder, root)
    check_whole(folder, slug, name)
    try:
        manifest = read_manifest(folder)
    except ValueError as error:
        raise EditionError(f"the manifest cannot be read: {error}", file=name) from error
    check_edition(manifest, slug, name)
    return name, manifest


# ── The rebuild ──────────────────────────────────────────────────────────────────────────────────


def rebuild_edition(
    slug: str, inputs: Mapping[str, str], on_event: EventHandler, root: Path
) -> Mapping[str, bytes]:
    """Return all that a build would publish now, with `inputs` in its manifest.

    Validators decide no byte and are not asked.
    """
    with start_workers() as workers:
        context = BuildContext(root, workers, None, on_event, NOT_ASKED)
        return render_edition(slug, inputs, context).outputs


@contextmanager
def copied(slug: str, root: Path) -> Iterator[Path]:
    """Yield a temporary root with the edition's folder and the templates, and nothing else."""
    with tempfile.TemporaryDirectory(prefix="variorum-") as folder:
        copy = Path(folder)
        files.write_tree(
            copy / "sources" / slug, *files.read_tree(workspace.find_folder(slug, root))
        )
        files.write_tree(copy, dict(workspace.templates(root)), {})
        yield copy


def _approve(_: Path) -> Verdict:
    return Verdict("validators", "none", skipped="`inv verify` compares bytes")


NOT_ASKED = Validators(_approve, _approve, _approve)
Rebuild = Callable[[str, Mapping[str, str], EventHandler, Path], Mapping[str, bytes]]


# ── The comparison ───────────────────────────────────────────────────────────────────────────────


def _differences(folder: Path, rebuilt: Mapping[str, bytes]) -> Iterator[str]:
    """Yield each file that is not the same, and where it first differs."""
    published = {**dict(files.read_published(folder)), SUMS: (folder / SUMS).read_bytes()}
    for name in sorted(published.keys() | rebuilt.keys()):
        old, new = published.get(name), rebuilt.get(name)
        if old is None or new is None:
            yield f"{name}: only in the {'rebuilt edition' if old is None else 'release'}"
        elif old != new:
            yield f"{name}: {first_difference(name, old, new)}"


def _changes(stated: Mapping[str, str], present: Mapping[str, str]) -> Iterator[str]:
    """Yield in words what is here otherwise than a manifest states: files, program, engines."""
    if not any(map(is_file, stated)):
        yield "an older version of Variorum made it, whose manifest does not name the inputs"
        return
    names = [name for name in {**stated, **present} if stated.get(name) != present.get(name)]
    program = [name for name in names if name.startswith(PROGRAM)]
    for name in names:
        if is_file(name) and name not in program:
            yield f"{name} {_fate(name, stated, present)}"
    if program:
        rest = f" and {len(program) - NAMED} more" if len(program) > NAMED else ""
        yield f"the program is another: {', '.join(program[:NAMED])}{rest}"
    for name in names:
        if not is_file(name):
            there, here = stated.get(name, "not named"), present.get(name, "not used")
            yield f"the manifest has {name} {there}, this machine {here}"


def _fate(name: str, stated: Mapping[str, str], present: Mapping[str, str]) -> str:
    if name not in present:
        return "is named in the manifest and not here"
    return "is not the file that the manifest names" if name in stated else "is new"

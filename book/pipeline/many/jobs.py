"""An edition as a job: everything that it is made from, as values, built by the same program.

A job is packed from an edition's folder (`pack`), built in whatever process gets it (`run`), and
checked against its checksums here again (`verify_checksums`). A worker needs only the installed
program; what it needs on disk is in a temporary folder of its own.
"""

import pickle
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from book.errors import EditionError, ProofError
from book.pipeline.build import BuiltEdition, render_edition
from book.pipeline.context import BuildContext, Validators
from book.pipeline.manifest import render_checksums
from book.pipeline.many.pool import Program, WorkerPool
from book.runtime import files, fingerprint, workspace
from book.runtime.cache import Cache, digest, open_cache
from book.runtime.fingerprint import Freshness
from book.runtime.workers import InlineExecutor
from book.verify.validators.server.client import keep_validators_alive

_one_at_a_time = Lock()  # the engines are not thread-safe


@dataclass(frozen=True, slots=True)
class EditionJob:
    """An edition to be built: its files by their paths below its folder, and the templates.

    `inputs` are what the manifest names. `program` is what the worker must have, if it may
    have another. `links` are the folder's symbolic links with their targets. With `root` the worker
    shares this disk, and keeps there what it lays out.
    """

    slug: str
    inputs: Mapping[str, str]
    program: Program
    files: Mapping[str, bytes]
    links: Mapping[str, str]
    templates: bytes
    root: Path | None = None


# ── Here ─────────────────────────────────────────────────────────────────────────────────────────


def pack(freshness: Freshness, templates: bytes, root: Path, pool: WorkerPool) -> EditionJob:
    """Return the job of a stale edition for the workers of a pool."""
    contents, links = files.read_tree(workspace.find_folder(freshness.slug, root))
    shared_root = root if pool.shares_disk else None
    return EditionJob(
        freshness.slug, freshness.inputs, pool.program, contents, links, templates, shared_root
    )


def pack_templates(root: Path = workspace.ROOT) -> bytes:
    """Return the templates, which are the same for all jobs: some 2 MB."""
    return zlib.compress(pickle.dumps(dict(workspace.templates(root)), pickle.HIGHEST_PROTOCOL))


def verify_checksums(built: BuiltEdition) -> None:
    """Raise ProofError if what came back is not what was built."""
    outputs = dict(built.outputs)
    checksums = outputs.pop("SHA256SUMS", b"")
    if not outputs or render_checksums(outputs) != checksums:
        raise ProofError(
            "the files that the worker returned do not match their checksums",
            file=f"dist/{built.slug}",
            remedy=f"Run: inv build --edition {built.slug}",
        )


# ── At the worker ────────────────────────────────────────────────────────────────────────────────


def run(job: EditionJob, validators: Validators | None = None) -> BuiltEdition:
    """Build a job's edition.

    Raise EditionError for a mistake in it, or if the sender has another program.
    """
    if job.program:
        check_program(job.program, own_program())
    keep_validators_alive()
    with _one_at_a_time, unpacked(job) as root:
        context = BuildContext(
            root, (InlineExecutor(),), _cache(job), validators=validators or Validators()
        )
        return render_edition(job.slug, job.inputs, context)


@contextmanager
def unpacked(job: EditionJob) -> Iterator[Path]:
    """Yield a temporary root with the files of a job."""
    with tempfile.TemporaryDirectory(prefix="variorum-") as folder:
        root = Path(folder)
        files.write_tree(root / "sources" / job.slug, job.files, job.links)
        templates = pickle.loads(zlib.decompress(job.templates))  # noqa: S301 (from the sender)
        files.write_tree(root, templates, {})
        yield root


def _cache(job: EditionJob) -> Cache | None:
    return open_cache(job.slug, job.root) if job.root else None


@cache
def own_program() -> Program:
    """Return what decides the bytes besides the inputs: program, Python, engines, libraries.

    It is computed once a process: the files may change while the process goes on with what it has
    loaded.
    """
    return (
        ("program", digest(fingerprint.program_modules())),
        *fingerprint.engines().items(),
    )


def check_program(expected: Program, actual: Program, who: str = "the worker") -> None:
    """Raise EditionError if `actual` differs from `expected`: it could give other bytes."""
    if differences := _differences(expected, dict(actual)):
        raise EditionError(
            f"{who} differs from this machine: {'; '.join(differences[:4])}",
            remedy="Check out the same commit on all machines, run `python3 tasks.py build` there, "
            "and start the workers again.",
        )


def _differences(expected: Program, actual: Mapping[str, str]) -> list[str]:
    return [
        _difference(name, value, actual.get(name, "nothing"))
        for name, value in expected
        if actual.get(name) != value
    ]


def _difference(name: str, expected: str, actual: str) -> str:
    return "the source code" if name == "program" else f"{name} {actual}, expected {expected}"

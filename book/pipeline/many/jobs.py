"""An edition as a job: all that it is made from as values, made anywhere by the same program, back whole or not at all.

A job is made here from an edition's folder (`pack`), done in whatever process gets it (`do`), and its outcome held against its
checksums here again (`unpack`). Whoever does it needs the installed program and nothing else; what it needs on disk it has in a
temporary folder of its own.
"""

import pickle
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from platform import python_version_tuple
from threading import Lock

from book.errors import EditionError, ProofError
from book.pipeline.build import make_outputs, sums
from book.pipeline.explain import Layout
from book.runtime import files, fingerprint, workspace
from book.runtime.cache import Cache, digest, open_cache
from book.runtime.events import Event, Message
from book.runtime.workers import HereAndNow
from book.verify.validators import keep_alive

Program = tuple[
    tuple[str, str], ...
]  # what decides the bytes besides the inputs: names and versions
_one_at_a_time = Lock()  # the engines are not made for threads


@dataclass(frozen=True, slots=True)
class Job:
    """An edition to be made: its files by their names below its folder, and the templates.

    `inputs` is the digest of what it is made from, `program` what all of it must be made by, if that is not certain. `links` are
    its symbolic links and where they lead: beyond the folder, nowhere, so that it is the same error there. With `root` whoever
    does it shares this disk, and keeps there what was laid out.
    """

    slug: str
    inputs: str
    program: Program
    files: Mapping[str, bytes]
    links: Mapping[str, str]
    templates: bytes
    root: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is published of an edition, by name, what is noted of its layout, and what was told of lasting interest."""

    outputs: Mapping[str, bytes]
    layout: Layout
    events: tuple[Event, ...]


# ── Here ─────────────────────────────────────────────────────────────────────────────────────────


def pack(
    slug: str,
    inputs: str,
    templates: bytes,
    root: Path,
    program: Program = (),
    *,
    shared: bool = False,
) -> Job:
    """Make the job of an edition; `inputs` is the digest of what it is made from."""
    contents, links = files.read_tree(workspace.find_folder(slug, root))
    return Job(slug, inputs, program, contents, links, templates, root if shared else None)


def pack_templates(root: Path = workspace.ROOT) -> bytes:
    """Pack the templates, which are the same for all jobs: some 2 MB."""
    return zlib.compress(pickle.dumps(dict(workspace.templates(root)), pickle.HIGHEST_PROTOCOL))


def unpack(outcome: Outcome, slug: str) -> dict[str, bytes]:
    """Give the outputs. Raise ProofError if they are not those that were made."""
    outputs = dict(outcome.outputs)
    said = outputs.pop("SHA256SUMS", b"")
    if not outputs or sums(outputs) != said:
        raise ProofError(
            "what came back is not what was made",
            file=f"dist/{slug}",
            remedy=f"Run: inv build --edition {slug}",
        )
    return outputs | {"SHA256SUMS": said}


# ── There ────────────────────────────────────────────────────────────────────────────────────────


def do(job: Job) -> Outcome:
    """Make an edition. Raise EditionError for what is wrong in it, or if this is another program than the sender's."""
    if job.program:
        check_program(job.program, own_program())
    keep_alive.keep_validators_alive()
    events: list[Event] = []
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="variorum-") as place:
        root = Path(place)
        files.write_tree(root / "sources" / job.slug, job.files, job.links)
        files.write_tree(root, pickle.loads(zlib.decompress(job.templates)), {})  # noqa: S301 (the sender's, as the job is)
        outputs, layout = make_outputs(
            job.slug, job.inputs, events.append, root, (HereAndNow(),), _store(job)
        )
    return Outcome(outputs, layout, tuple(event for event in events if isinstance(event, Message)))


def _store(job: Job) -> Cache | None:
    return open_cache(job.slug, job.root) if job.root else None


@cache
def own_program() -> Program:
    """Give what decides the bytes besides the inputs: the program, Python, the engines, the libraries that set lines and pack.

    It is asked for once a process: what is on disk may change while the process goes on with what it has read.
    """
    from book.render.print.engine.draw import libraries

    return tuple(
        {
            "program": digest(workspace.program()),
            "Python": ".".join(python_version_tuple()[:2]),
            "zlib": zlib.ZLIB_RUNTIME_VERSION,
            **fingerprint.engines(),
            "Pango and HarfBuzz": str(libraries()),
        }.items()
    )


def check_program(wanted: Program, found: Program, who: str = "the worker") -> None:
    """Raise EditionError if another program would do a job: it could give other bytes."""
    differing = [name for name, value in wanted if dict(found).get(name) != value]
    if differing:
        shown = ", ".join(
            _difference(name, dict(wanted)[name], dict(found).get(name, "nothing"))
            for name in differing[:4]
        )
        raise EditionError(
            f"{who} has another program: {shown}",
            remedy="Give all machines the same commit, run `python3 tasks.py build` on each, and start the workers again.",
        )


def _difference(name: str, wanted: str, found: str) -> str:
    return f"another {name}" if name == "program" else f"{name} {found}, not {wanted}"

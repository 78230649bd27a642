"""Check what is published: undamaged, valid by its standards, nothing lost on input or output."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from book.errors import EditionError, ProofError
from book.pipeline.catalog import check_catalog
from book.pipeline.context import BuildContext, validate_content
from book.pipeline.edition import assemble_edition
from book.pipeline.proofs import PROOFS, BegunProofs, PublishedEdition, begin_manuscripts
from book.runtime import files, workspace
from book.runtime.workers import InlineExecutor, start_worker
from book.verify.readback.pdf import read_pdf
from book.verify.readback.speech import read_book
from book.verify.validators.verdict import Verdict, raise_on_failures

Say = Callable[[str], None]
LARGE = 1_000_000  # bytes of a PDF of some 100 pages


def check_published(slug: str, say: Say, context: BuildContext | None = None) -> None:
    """Check what is published of an edition, and say what each step found.

    Raise EditionError if nothing is published, and ProofError for the first fault.
    """
    context = context or BuildContext()
    workspace.find_folder(slug, context.root)
    target = context.root / "dist" / slug
    with files.unchanged(target.parent):  # a build may publish meanwhile
        _check_undamaged(target)
        outputs = dict(files.read_published(target))
    say("files: unchanged since they were published")
    _prove_all(slug, outputs, context, say)
    for verdict in _verdicts(slug, outputs, context):
        say(str(verdict))
    with files.unchanged(target.parent):
        catalog = check_catalog(target.parent)
    say(catalog)


def _prove_all(slug: str, outputs: Mapping[str, bytes], context: BuildContext, say: Say) -> None:
    """Prove each output in the order of the table; what takes long is read beside the others."""
    pdf, folder = outputs[f"{slug}.pdf"], f"dist/{slug}"
    with _reader(pdf) as reader, ThreadPoolExecutor(1) as waiting:
        plain, tagged = reader.submit(read_pdf, pdf), reader.submit(read_book, pdf)
        assembled = assemble_edition(slug, context)
        manuscripts = begin_manuscripts(assembled, outputs, folder, waiting)
        begun = BegunProofs(plain, tagged, manuscripts)
        published = PublishedEdition(assembled, outputs, folder, begun)
        for proof in PROOFS:
            say(proof.prove(published))


def _reader(pdf: bytes) -> AbstractContextManager[Executor]:
    """Return what reads a PDF: a process of its own if that takes longer than to start one."""
    return start_worker() if len(pdf) >= LARGE else nullcontext(InlineExecutor())


def _verdicts(slug: str, outputs: Mapping[str, bytes], context: BuildContext) -> Iterator[Verdict]:
    """Yield what validators find in the files. Raise ProofError for a failure."""
    for name in sorted(outputs):
        for validate in _validators(name, context):
            verdict = validate_content(validate, name, outputs[name])
            raise_on_failures(verdict, f"dist/{slug}/{name}")
            yield verdict


def _check_undamaged(target: Path) -> None:
    """Raise EditionError if nothing is published, ProofError if it is damaged."""
    file = f"dist/{target.name}"
    if not target.is_dir():
        remedy = f"Run: inv build --edition {target.name}"
        raise EditionError("this edition is not built", file=file, remedy=remedy)
    if names := files.damaged(target):
        message = f"changed or missing since it was published: {', '.join(names)}"
        raise ProofError(message, file=file, remedy="Run: inv build")


def _validators(name: str, context: BuildContext) -> tuple[Callable[[Path], Verdict], ...]:
    """Return the validators of a published file."""
    if name.endswith(".pdf"):
        return (context.validators.pdf,)
    if name.endswith(".epub"):
        is_kepub = name.endswith(".kepub.epub")
        accessibility = () if is_kepub else (context.validators.accessibility,)
        return (context.validators.epub, *accessibility)
    return ()

"""Check what is published: undamaged, valid by its standards, nothing lost on input or output."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from book.errors import EditionError, ProofError
from book.pipeline.catalog import check_catalog
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.proofs import PROOFS, PublishedEdition, begin_manuscripts
from book.runtime import files, workspace
from book.verify.validators.verdict import Verdict, raise_on_failures

Say = Callable[[str], None]


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
    """Prove each output in the order of the table, the manuscripts beside the others."""
    assembled, folder = assemble_edition(slug, context), f"dist/{slug}"
    with ThreadPoolExecutor(1) as executor:
        manuscripts = begin_manuscripts(assembled, outputs, folder, executor)
        published = PublishedEdition(assembled, outputs, folder, manuscripts)
        for proof in PROOFS:
            say(proof.prove(published))


def _verdicts(slug: str, outputs: Mapping[str, bytes], context: BuildContext) -> Iterator[Verdict]:
    """Yield what validators find in copies of the files. Raise ProofError for a failure."""
    with TemporaryDirectory() as folder:
        for name in sorted(outputs):
            for validate in _validators(name, context):
                path = Path(folder, name)
                path.write_bytes(outputs[name])
                verdict = validate(path)
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

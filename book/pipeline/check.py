"""Check what is published: undamaged, valid by its standards, nothing lost on input or output."""

from collections.abc import Callable
from pathlib import Path

from book.errors import EditionError, ProofError
from book.model import Ledger
from book.pipeline.catalog import check_catalog
from book.pipeline.context import BuildContext
from book.pipeline.ebooks import Starts, prove_ebook, raise_device_errors
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.manuscripts import MANUSCRIPTS, prove_manuscript, prove_tei_document
from book.pipeline.printing import read_published_starts
from book.pipeline.records import prove_records
from book.render import tables
from book.runtime import files, workspace
from book.text.losses import list_losses
from book.verify.device_rules import RULES, find_violations
from book.verify.device_rules.rule import RuleViolation
from book.verify.proof.prove_print import prove_pdf
from book.verify.proof.prove_print_form import prove_print_form
from book.verify.proof.prove_speech import prove_speech
from book.verify.readback.pdf import read_labels_and_anchors, read_pdf
from book.verify.readback.speech import read_book
from book.verify.validators.verdict import Verdict, raise_on_failures

Say = Callable[[str], None]


def check_published(slug: str, say: Say, context: BuildContext | None = None) -> None:
    """Check what is published of an edition, and say what each step found.

    Raise EditionError if nothing is published, and ProofError for the first fault.
    """
    context = context or BuildContext()
    workspace.find_folder(slug, context.root)
    target = context.root / "dist" / slug
    _check_undamaged(target)
    say("files: unchanged since they were published")
    assembled = assemble_edition(slug, context)
    for step in STEPS:
        say(step(assembled, target, context))
    say(check_catalog(context.root / "dist"))


def _check_undamaged(target: Path) -> None:
    """Raise EditionError if nothing is published, ProofError if it is damaged."""
    file = f"dist/{target.name}"
    if not target.is_dir():
        remedy = f"Run: inv build --edition {target.name}"
        raise EditionError("this edition is not built", file=file, remedy=remedy)
    if names := files.damaged(target):
        message = f"changed or missing since it was published: {', '.join(names)}"
        raise ProofError(message, file=file, remedy="Run: inv build")


def _check_ledger(assembled: AssembledEdition, target: Path, _: BuildContext) -> str:
    if (target / "ledger.json").read_bytes() != tables.render_ledger_json(assembled.ledger):
        file = f"dist/{assembled.slug}/ledger.json"
        message = "the ledger does not match the sources"
        raise ProofError(message, file=file, remedy="Run: inv build")
    return _ledger_summary(assembled.ledger)


def _ledger_summary(ledger: Ledger) -> str:
    lines = sum(len(account.witness.lines) for account in ledger.accounts)
    losses = list_losses(ledger)
    carried = f"; not carried: {'; '.join(losses)}" if losses else ""
    return f"ledger: accounts for {lines} lines of {len(ledger.accounts)} sources{carried}"


def _check_tei(assembled: AssembledEdition, target: Path, _: BuildContext) -> str:
    content = _read(assembled, target, "tei.xml")
    prove_tei_document(assembled, content, assembled.published("tei.xml"))
    witnesses = len(assembled.texts)
    return f"TEI: holds the text of all {witnesses} witnesses word for word, and every note"


def _check_manuscripts(assembled: AssembledEdition, target: Path, _: BuildContext) -> str:
    for kind in MANUSCRIPTS:
        content = _read(assembled, target, kind)
        prove_manuscript(assembled.edition, content, kind, assembled.published(kind))
    return f"manuscripts ({', '.join(MANUSCRIPTS)}): hold every word, and every note at its call"


def _read(assembled: AssembledEdition, target: Path, kind: str) -> bytes:
    return (target / assembled.output(kind)).read_bytes()


def _check_pdf(assembled: AssembledEdition, target: Path, context: BuildContext) -> str:
    file = assembled.published("pdf")
    pages = _prove_print(assembled, _read(assembled, target, "pdf"), file)
    verdict = context.validators.pdf(target / assembled.output("pdf"))
    raise_on_failures(verdict, file)
    notes = len(assembled.edition.notes)
    return (
        f"PDF: holds every word and note once, spoken in order ({pages} pages, {notes} notes); "
        f"{verdict}"
    )


def _prove_print(assembled: AssembledEdition, content: bytes, file: str) -> int:
    """Return the number of pages of a PDF whose every word is proven, and all form."""
    reading = read_pdf(content)
    prove_pdf(assembled.edition, reading, file)
    book = read_book(content)
    prove_speech(assembled.edition, book.text, reading, file)
    prove_print_form(assembled.edition, book, reading, file)
    return len(reading.pages)


def check_ebooks(assembled: AssembledEdition, target: Path, context: BuildContext) -> str:
    """Return what was found in the e-books. Raise ProofError for the first fault."""
    paths = sorted(target.glob("*.epub"))
    findings = [finding for path in paths for finding in _device_findings(assembled, path)]
    starts = read_published_starts(assembled, target)
    verdicts = [_check_ebook(assembled, path, starts, context) for path in paths]
    kinds = " and ".join(_kind(assembled, path) for path in paths)
    verb = "hold" if len(paths) > 1 else "holds"
    summary = (
        f"{kinds}: {verb} every word and note once; all {len(starts)} page marks are at the right "
        f"word; {verdicts[-1]}; {len(RULES)} device rules checked, {len(findings)} findings"
    )
    return "\n  ".join((summary, *map(str, findings)))


def _kind(assembled: AssembledEdition, path: Path) -> str:
    """Return EPUB or KEPUB."""
    return path.name.removeprefix(f"{assembled.slug}.").removesuffix(".epub").upper()


def _check_ebook(
    assembled: AssembledEdition, path: Path, starts: Starts, context: BuildContext
) -> Verdict:
    file = f"dist/{assembled.slug}/{path.name}"
    prove_ebook(assembled.edition, path.read_bytes(), starts, file)
    verdict = context.validators.epub(path)
    raise_on_failures(verdict, file)
    return verdict


def _device_findings(assembled: AssembledEdition, path: Path) -> tuple[RuleViolation, ...]:
    violations = find_violations(path.read_bytes())
    raise_device_errors(violations, f"dist/{assembled.slug}/{path.name}")
    return violations


def _check_accessibility(assembled: AssembledEdition, target: Path, context: BuildContext) -> str:
    verdict = context.validators.accessibility(target / assembled.output("epub"))
    raise_on_failures(verdict, assembled.published("epub"))
    return str(verdict)


def _check_records(assembled: AssembledEdition, target: Path, _: BuildContext) -> str:
    outputs = dict(files.read_published(target))
    url, pages = assembled.edition.imprint.url, _count_pages(outputs[assembled.output("pdf")])
    count = prove_records(outputs, url, pages, f"dist/{assembled.slug}")
    return (
        f"page and records: none of {count} links is broken, sizes and checksums are right; "
        "ONIX 3.0 is valid"
    )


def _count_pages(pdf: bytes) -> int:
    return len(read_labels_and_anchors(pdf).labels)


Step = Callable[[AssembledEdition, Path, BuildContext], str]
STEPS: tuple[Step, ...] = (
    _check_ledger,
    _check_tei,
    _check_manuscripts,
    _check_pdf,
    check_ebooks,
    _check_accessibility,
    _check_records,
)

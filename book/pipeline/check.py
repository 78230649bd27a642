"""Check what is published: undamaged, valid by its standards, nothing lost on input or output."""

from collections.abc import Callable
from pathlib import Path

from book.errors import EditionError, ProofError
from book.pipeline.catalog import check_catalog
from book.pipeline.context import BuildContext
from book.pipeline.ebooks import prove_ebook, raise_device_errors
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.manuscripts import MANUSCRIPTS, prove_manuscript, prove_tei_document
from book.pipeline.printing import read_published_starts
from book.pipeline.records import prove_records
from book.render import tables
from book.runtime import files, workspace
from book.verify.device_rules import RULES, find_violations
from book.verify.device_rules.rule import RuleViolation
from book.verify.proof.prove_print import prove_pdf
from book.verify.proof.prove_speech import prove_speech
from book.verify.readback.pdf import read_labels_and_anchors, read_pdf
from book.verify.readback.speech import read_speech
from book.verify.validators.verdict import raise_on_failures

Say = Callable[[str], None]


def check_published(slug: str, say: Say, context: BuildContext | None = None) -> None:
    """Check what is published of an edition, and say what each step found.

    Raise EditionError if nothing is published, and ProofError for the first fault.
    """
    context = context or BuildContext()
    workspace.find_folder(slug, context.root)
    target = context.root / "dist" / slug
    _check_undamaged(target)
    say("files: as published")
    assembled = assemble_edition(slug, context)
    for step in STEPS:
        say(step(assembled, target, context))
    say(check_catalog(context.root / "dist"))


def _check_undamaged(target: Path) -> None:
    file, slug = f"dist/{target.name}", target.name
    if not target.is_dir():
        raise EditionError(
            "this edition is not built", file=file, remedy=f"Run: inv build --edition {slug}"
        )
    if names := files.damaged(target):
        raise ProofError(
            f"changed or missing since it was published: {', '.join(names)}",
            file=file,
            remedy="Run: inv build",
        )


def _check_ledger(assembled: AssembledEdition, target: Path, _: BuildContext) -> str:
    accounts = assembled.ledger.accounts
    if (target / "ledger.json").read_bytes() != tables.render_ledger_json(assembled.ledger):
        raise ProofError(
            "the ledger does not match the sources",
            file=f"dist/{assembled.slug}/ledger.json",
            remedy="Run: inv build",
        )
    lines = sum(len(account.witness.lines) for account in accounts)
    return f"ledger: accounts for {lines} lines of {len(accounts)} sources"


def _check_tei(assembled: AssembledEdition, target: Path, _: BuildContext) -> str:
    name = f"{assembled.slug}.tei.xml"
    prove_tei_document(assembled, (target / name).read_bytes(), f"dist/{assembled.slug}/{name}")
    return (
        f"TEI: holds the text of all {len(assembled.texts)} witnesses word for word, and every note"
    )


def _check_manuscripts(assembled: AssembledEdition, target: Path, _: BuildContext) -> str:
    for kind in MANUSCRIPTS:
        name = f"{assembled.slug}.{kind}"
        content = (target / name).read_bytes()
        prove_manuscript(assembled.edition, content, kind, f"dist/{assembled.slug}/{name}")
    return f"manuscripts ({', '.join(MANUSCRIPTS)}): hold every word, and every note at its call"


def _check_pdf(assembled: AssembledEdition, target: Path, context: BuildContext) -> str:
    name = f"{assembled.slug}.pdf"
    path, file = target / name, f"dist/{assembled.slug}/{name}"
    content = path.read_bytes()
    reading = read_pdf(content)
    prove_pdf(assembled.edition, reading, file)
    prove_speech(assembled.edition, read_speech(content), reading, file)
    verdict = context.validators.pdf(path)
    raise_on_failures(verdict, file)
    numbers = f"{len(reading.pages)} pages, {len(assembled.edition.notes)} notes"
    return f"PDF: holds every word and note once, spoken in order ({numbers}); {verdict}"


def check_ebooks(assembled: AssembledEdition, target: Path, context: BuildContext) -> str:
    slug, paths = assembled.slug, sorted(target.glob("*.epub"))
    findings = [
        finding
        for path in paths
        for finding in _device_findings(path.read_bytes(), f"dist/{slug}/{path.name}")
    ]
    starts = read_published_starts(assembled, target)
    for path in paths:
        prove_ebook(assembled.edition, path.read_bytes(), starts, f"dist/{slug}/{path.name}")
        verdict = context.validators.epub(path)
        raise_on_failures(verdict, f"dist/{slug}/{path.name}")
    kinds = (path.name.removeprefix(f"{slug}.").removesuffix(".epub").upper() for path in paths)
    summary = (
        f"{' and '.join(kinds)}: every word and note once, {len(starts)} pages at their words; "
        f"{verdict}; {len(RULES)} device rules: {len(findings)} findings"
    )
    return "\n  ".join((summary, *map(str, findings)))


def _device_findings(content: bytes, file: str) -> tuple[RuleViolation, ...]:
    findings = find_violations(content)
    raise_device_errors(findings, file)
    return findings


def _check_accessibility(assembled: AssembledEdition, target: Path, context: BuildContext) -> str:
    path = target / f"{assembled.slug}.epub"
    verdict = context.validators.accessibility(path)
    raise_on_failures(verdict, f"dist/{assembled.slug}/{path.name}")
    return str(verdict)


def _check_records(assembled: AssembledEdition, target: Path, _: BuildContext) -> str:
    outputs = dict(files.read_published(target))
    pages = len(read_labels_and_anchors(outputs[f"{assembled.slug}.pdf"]).labels)
    url = assembled.edition.imprint.url
    count = prove_records(outputs, url, pages, f"dist/{assembled.slug}")
    return (
        f"page and records: all {count} links lead somewhere, sizes and checksums are right; "
        "ONIX 3.0 is valid"
    )


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

"""Check what is published: unharmed, sound by its standards, and nothing lost on the way in or out."""

from collections.abc import Callable
from pathlib import Path

from book.errors import EditionError, ProofError
from book.pandoc import engine
from book.pipeline import publish
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.outputs import (
    MANUSCRIPTS,
    prove_ebook,
    published_starts,
    raise_errors,
)
from book.render import tables
from book.render.manuscript import as_manuscript
from book.runtime import files, workspace
from book.verify.device_rules import RULES, find_violations
from book.verify.device_rules.rule import RuleViolation
from book.verify.proof.prove_manuscript import prove_manuscript
from book.verify.proof.prove_print import prove_pdf
from book.verify.proof.prove_speech import prove_speech
from book.verify.proof.prove_tei import prove_notes, prove_tei
from book.verify.readback.pdf import read_pdf
from book.verify.readback.speech import read_speech
from book.verify.validators.ace import validate_accessibility
from book.verify.validators.epubcheck import validate_epub
from book.verify.validators.verapdf import validate_pdf
from book.verify.validators.verdict import raise_on_failures

Report = Callable[[str], None]


def check(slug: str, report: Report, root: Path = workspace.ROOT) -> None:
    """Check what is published: unharmed, nothing lost on the way in or out, and a sound EPUB. Raise for the first fault."""
    workspace.find_folder(slug, root)
    target = root / "dist" / slug
    if not target.is_dir():
        raise EditionError(
            "this edition is not built",
            file=f"dist/{slug}",
            remedy=f"Run: inv build --edition {slug}",
        )
    if harmed := files.damaged(target):
        raise ProofError(
            f"not as published: {', '.join(harmed)}", file=f"dist/{slug}", remedy="Run: inv build"
        )
    report("files are as published")
    made = assemble_edition(slug, root)
    for step in (
        _check_ledger,
        _check_tei,
        _check_manuscripts,
        _check_pdf,
        _check_epub,
        _check_access,
        publish.check_site,
    ):
        report(step(made, target))
    report(publish.check_catalogue(root / "dist"))


def _check_ledger(made: AssembledEdition, target: Path) -> str:
    if (target / "ledger.json").read_bytes() != tables.render_ledger_json(made.ledger):
        raise ProofError(
            "the ledger is not that of the sources as they are",
            file=f"dist/{made.slug}/ledger.json",
            remedy="Run: inv build",
        )
    lines = sum(len(a.witness.lines) for a in made.ledger.accounts)
    return f"ledger adds up: {lines} lines of {len(made.ledger.accounts)} sources"


def _check_tei(made: AssembledEdition, target: Path) -> str:
    path = target / f"{made.slug}.tei.xml"
    prove_tei(made.texts, path.read_bytes(), f"dist/{made.slug}/{path.name}")
    prove_notes(made.edition, path.read_bytes(), f"dist/{made.slug}/{path.name}")
    return (
        f"TEI holds the text of each of {len(made.texts)} witnesses, word for word, and each note"
    )


def _check_manuscripts(made: AssembledEdition, target: Path) -> str:
    manuscript = as_manuscript(made.edition)
    for kind, (_, reader) in MANUSCRIPTS.items():
        path = target / f"{made.slug}.{kind}"
        prove_manuscript(
            manuscript,
            engine.read_plaintext(path.read_bytes(), reader),
            f"dist/{made.slug}/{path.name}",
        )
    return f"manuscripts hold every word, and each note at its call: {', '.join(MANUSCRIPTS)}"


def _check_pdf(made: AssembledEdition, target: Path) -> str:
    content = (target / f"{made.slug}.pdf").read_bytes()
    reading = read_pdf(content)
    prove_pdf(made.edition, reading, f"dist/{made.slug}/{made.slug}.pdf")
    prove_speech(made.edition, read_speech(content), reading, f"dist/{made.slug}/{made.slug}.pdf")
    verdict = validate_pdf(target / f"{made.slug}.pdf")
    raise_on_failures(verdict, f"dist/{made.slug}/{made.slug}.pdf")
    words = f"{len(reading.pages)} pages, {len(made.edition.notes)} notes"
    return f"PDF holds every word and note once, and says them in order: {words}; {verdict}"


def _check_epub(made: AssembledEdition, target: Path) -> str:
    found = {path: path.read_bytes() for path in sorted(target.glob("*.epub"))}
    findings = [
        finding
        for path, content in found.items()
        for finding in _check_rules(content, f"dist/{made.slug}/{path.name}")
    ]
    starts = published_starts(made, target)
    verdicts = [validate_epub(path) for path in found]
    for (path, content), verdict in zip(found.items(), verdicts, strict=True):
        prove_ebook(made.edition, content, starts, f"dist/{made.slug}/{path.name}")
        raise_on_failures(verdict, f"dist/{made.slug}/{path.name}")
    names = " and ".join(
        path.name.removeprefix(f"{made.slug}.").removesuffix(".epub").upper() for path in found
    )
    said = f"{names}: every word and note once, and {len(starts)} printed pages at their words; {'; '.join(dict.fromkeys(map(str, verdicts)))}"
    return "\n  ".join(
        (f"{said}; {len(RULES)} device rules: {len(findings)} findings", *map(str, findings))
    )


def _check_rules(content: bytes, file: str) -> tuple[RuleViolation, ...]:
    findings = find_violations(content)
    raise_errors(findings, file)
    return findings


def _check_access(made: AssembledEdition, target: Path) -> str:
    path = target / f"{made.slug}.epub"
    verdict = validate_accessibility(path)
    raise_on_failures(verdict, f"dist/{made.slug}/{path.name}")
    return str(verdict)

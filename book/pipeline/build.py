"""Build an edition: make every output, have it judged, and publish all of it at once.

Only what is proven is published.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from book.clean import clean
from book.errors import EditionError
from book.model import Work
from book.pandoc.witness import BINARY_KINDS
from book.pipeline import publish
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.explain import Layout, Record, read_record, why_built, why_laid, write_record
from book.pipeline.outputs import (
    PAPER,
    SCREEN,
    Styles,
    check_glyphs,
    make_tei,
    published_starts,
    render_all,
    render_cover,
    render_ebook,
    render_kepub,
    render_manuscript,
    render_print,
    set_print,
)
from book.pipeline.witnesses import read_witness
from book.runtime import files, fingerprint, workspace
from book.runtime.cache import Cache, open_cache
from book.runtime.events import EventHandler, Message, Part, stages
from book.runtime.workers import Workers, start_workers
from book.source.decode import guess_encoding
from book.source.page_size import parse_page_size
from book.source.scaffold import first_settings
from book.source.witness_files import WitnessFile, read_copies
from book.text.typography import xml_id
from book.verify.readback.pdf import read_labels_and_anchors

if TYPE_CHECKING:
    from book.render.print.layout_pool import Laid

Say = Callable[[str], None]


def build(slug: str, on_event: EventHandler, root: Path = workspace.ROOT) -> bool:
    """Build and publish an edition if anything changed since it was published, and the catalogue of all; say whether it was built."""
    built = _build(slug, on_event, root)
    publish.refresh(root / "dist")
    return built


def _build(slug: str, on_event: EventHandler, root: Path) -> bool:
    inputs = fingerprint.inputs(slug, root)
    if fingerprint.is_up_to_date(slug, root, inputs):
        return False
    tell_why(slug, inputs, on_event, root)
    with start_workers() as workers:
        outputs, layout = make_outputs(
            slug, fingerprint.inputs_digest(inputs), on_event, root, workers, open_cache(slug, root)
        )
    publish_outputs(slug, inputs, outputs, layout, on_event, root)
    return True


def tell_why(
    slug: str, inputs: fingerprint.Inputs, on_event: EventHandler, root: Path = workspace.ROOT
) -> None:
    """Tell why an edition is built."""
    with files.unchanged(root / "dist"):
        damaged = files.damaged(root / "dist" / slug)
    for why in why_built(slug, _former(slug, root), inputs, damaged):
        on_event(why)


def make_outputs(
    slug: str,
    inputs: str,
    on_event: EventHandler,
    root: Path,
    workers: Workers,
    cache: Cache | None,
) -> tuple[dict[str, bytes], Layout]:
    """Make all that is published of an edition, proven and judged, and what is noted of its layout; `inputs` is their digest."""
    say, at, layout = _saying(slug, on_event), stages(on_event, slug), Layout()

    def told(sheet: "Laid") -> None:
        layout.note(sheet)
        on_event(Part(slug, "layout", sheet.name, sheet.kept, sheet.done, sheet.total))

    made = assemble_edition(slug, root, at, cache, workers)
    kinds = Counter(note.kind for note in made.edition.notes)
    on_parallels = f", {kinds['parallel']} on parallels" if kinds["parallel"] else ""
    say(
        f"{len(made.texts)} witnesses read, {kinds['note']} notes{on_parallels} and {kinds['variant']} variants set"
    )
    outputs = render_all(made, workers, root / "build" / slug / f"{slug}.epub", cache, told, at)
    anew, all_of_them = len(layout.anew), len(layout.documents)
    say(
        f"print edition: {anew} of {all_of_them} documents laid out, {all_of_them - anew} as they were"
    )
    say(
        f"PDF, {len(read_labels_and_anchors(outputs[f'{slug}.pdf']).labels)} pages, and EPUB made; nothing lost"
    )
    say("veraPDF: PDF/A-3a and PDF/UA-1, 0 failures; EPUBCheck: 0 errors, 0 warnings")
    outputs["manifest.json"] = _manifest(made, inputs, outputs)
    outputs["SHA256SUMS"] = sums(outputs)
    return outputs, layout


def publish_outputs(
    slug: str,
    inputs: fingerprint.Inputs,
    outputs: dict[str, bytes],
    layout: Layout,
    on_event: EventHandler,
    root: Path = workspace.ROOT,
) -> None:
    """Publish what was made, tell why it was laid out, and note for the next build from what."""
    former = _former(slug, root)
    files.write_folder(outputs, root / "dist" / slug)
    for why in why_laid(slug, former, layout):
        on_event(why)
    files.write_file(_record(slug, root), write_record(Record(inputs, layout.documents)))


def _former(slug: str, root: Path) -> Record | None:
    return read_record(files.read_if_there(_record(slug, root)))


def _record(slug: str, root: Path) -> Path:
    return root / "build" / slug / "last.json"


def _saying(slug: str, on_event: EventHandler) -> Say:
    return lambda text: on_event(Message(slug, text))


def _manifest(made: AssembledEdition, digest: str, outputs: Mapping[str, bytes]) -> bytes:
    manifest = {
        "edition": made.slug,
        "identifier": made.edition.imprint.identifier,
        "inputs_sha256": digest,
        "engines": fingerprint.engines(),
        "witnesses": {
            t.witness.siglum: {"file": t.witness.file, "sha256": t.witness.sha256}
            for t in made.texts
        },
        "outputs": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(outputs.items())
        },
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def sums(outputs: Mapping[str, bytes]) -> bytes:
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(outputs.items())
    ).encode()


def render_one(
    slug: str,
    kind: str,
    report: Say,
    size: str = "",
    root: Path = workspace.ROOT,
    *,
    screen: bool = False,
) -> Path:
    """Make one output (pdf, epub, kepub.epub, tei.xml, docx, md), proven, as a draft in build/: dist/ changes only as a whole."""
    made = assemble_edition(slug, root)
    if size:
        made = replace(made, edition=replace(made.edition, trim=parse_page_size(size)))
    if kind == "tei.xml":
        content = make_tei(made)
    elif kind not in ("pdf", "epub", "kepub.epub"):
        content = render_manuscript(made.edition, kind)
    else:
        check_glyphs(made)
        styles = SCREEN if screen else PAPER
        cache = open_cache(slug, root)
        content = (
            _print_alone(made, styles, cache)
            if kind == "pdf"
            else _ebook_alone(made, kind, report, root)
        )
    name = "-".join(
        part for part in (slug, xml_id(size) if size else "", "screen" if screen else "") if part
    )
    path = root / "build" / slug / f"{name}.{kind}"
    files.write_file(path, content)
    return path


def _print_alone(made: AssembledEdition, styles: Styles, cache: Cache) -> bytes:
    with start_workers() as workers:
        return render_print(made.edition, made.assets, styles=styles, workers=workers, cache=cache)


def _ebook_alone(made: AssembledEdition, kind: str, report: Say, root: Path) -> bytes:
    """Make the e-book with the pages of the print edition: of the published one, if it is of the same inputs, or laid out for this."""
    published = root / "dist" / made.slug
    if fingerprint.is_up_to_date(made.slug, root):
        starts = published_starts(made, published)
        report(
            f"the page numbers are those of dist/{made.slug}/{made.slug}.pdf, which is of the same inputs"
        )
    else:
        with start_workers() as workers:
            starts = set_print(
                made.edition, made.assets, workers=workers, cache=open_cache(made.slug, root)
            ).starts
        report(
            f"the print edition was laid out for its page numbers: {len(starts)} pages with text"
        )
    content = render_ebook(
        made.edition, made.assets, render_cover(made.edition, made.assets), starts
    )
    return render_kepub(made.edition, content, starts) if kind == "kepub.epub" else content


def make_press(
    slug: str, paper: str = "kdp-cream", signature: int = 4, root: Path = workspace.ROOT
) -> str:
    """Make the files that a printer wants in build/<slug>/press/, all of them or none; give the preflight's report."""
    from book.render.press import render_press

    made = assemble_edition(slug, root)
    check_glyphs(made)
    outputs = render_press(made.edition, made.assets, paper, signature)
    files.write_folder(outputs, root / "build" / slug / "press")
    return outputs["preflight.txt"].decode()


def new_edition(slug: str, paths: list[Path], root: Path = workspace.ROOT) -> Path:
    """Make an edition's folder: the files as they are, and a first edition.toml guessed from them."""
    if xml_id(slug) != slug:
        raise EditionError(
            f"{slug!r} cannot name a folder",
            remedy=f"Write small letters, digits and hyphens: {xml_id(slug)}",
        )
    if not paths:
        raise EditionError("no files are named", remedy="Run: python3 tasks.py new SLUG FILES…")
    found = tuple(
        replace(f, encoding=guess_encoding(f.content)) if _is_plain(f) else f
        for f in read_copies(paths)
    )
    texts = tuple(clean(read_witness(f), Work("", "", "")) for f in found)
    settings = first_settings(
        slug, texts, {f.witness.siglum: f.encoding for f in found}, str(workspace.this_year())
    )
    return workspace.write_new(slug, paths, settings, root)


def _is_plain(found: WitnessFile) -> bool:
    return Path(found.witness.file).suffix.lower() not in BINARY_KINDS

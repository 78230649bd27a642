"""The printer's files, in build/<slug>/press/: all of them or none."""

from book.errors import EditionError
from book.pipeline.context import BuildContext
from book.pipeline.drawings import with_rasters
from book.pipeline.edition import assemble_edition
from book.pipeline.glyph_check import check_glyphs
from book.pipeline.printing import typeset
from book.render.press import render_press
from book.render.press.profiles import find_profile
from book.runtime import files
from book.text.direction import direction_of
from book.verify.preflight import preflight_press


def write_press(
    slug: str, context: BuildContext, paper: str = "", signature: int = 0, profile: str = "plain"
) -> str:
    """Write inside, cover and preflight to build/<slug>/press/; return the preflight's report.

    `profile` names a printer, `paper` a paper or a leaf's thickness; the number of pages is filled
    up to a multiple of `signature`. Raise EditionError for a wrong printer, paper, signature or
    ISBN and for a book that is bound on the right, ProofError for unfit files.
    """
    printer = find_profile(profile)
    assembled = assemble_edition(slug, context)
    check_glyphs(assembled)
    if direction_of(assembled.edition.imprint.language) == "rtl":
        raise EditionError(
            "the printer's files of a book that is bound on the right cannot be made yet",
            file=f"{assembled.folder.path}/edition.toml",
            remedy="Missing: the cover with its front on the left. The PDF is bound on the right.",
        )
    edition = with_rasters(assembled.edition, context)
    press = render_press(
        edition, assembled.assets, paper, signature, context.workers, context.cache, printer
    )
    tagged = None
    if edition.apparatus.is_keyed_to_lines:  # a file for paper does not tell which lines count
        tagged = typeset(assembled.edition, assembled.assets, context).reading
    report = preflight_press(edition, press.inside, press.cover, press.spec, tagged)
    outputs = {
        f"{slug}-press.pdf": press.inside,
        f"{slug}-cover.pdf": press.cover,
        "preflight.txt": report.encode(),
    }
    files.write_folder(outputs, context.root / "build" / slug / "press")
    return report

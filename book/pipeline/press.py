"""The printer's files, in build/<slug>/press/: all of them or none."""

from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.glyph_check import check_glyphs
from book.render.press import render_press
from book.runtime import files


def write_press(
    slug: str, context: BuildContext, paper: str = "kdp-cream", signature: int = 4
) -> str:
    """Write inside, cover and preflight to build/<slug>/press/; return the preflight's report.

    `paper` names a paper or gives a leaf's thickness; the number of pages is filled up to a
    multiple of `signature`. Raise EditionError for a wrong paper, signature or ISBN, ProofError for
    unfit files.
    """
    assembled = assemble_edition(slug, context)
    check_glyphs(assembled)
    outputs = render_press(assembled.edition, assembled.assets, paper, signature)
    files.write_folder(outputs, context.root / "build" / slug / "press")
    return outputs["preflight.txt"].decode()

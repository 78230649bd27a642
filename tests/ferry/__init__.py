"""An edition of three copies, and its web edition, without a print edition."""

from functools import cache
from pathlib import Path

from book.model import PageStart
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.web import render_web_edition
from book.pipeline.web_script import render_web_script
from tests.stand_ins import stand_in_cover

ROOT = Path(__file__).parent
SLUG = "the-ferry"
SIGLA = ("A", "B", "C")


@cache
def assemble_ferry() -> AssembledEdition:
    """Assemble the edition, once in each process: a value that no test can change."""
    return assemble_edition(SLUG, BuildContext(ROOT))


@cache
def ferry_web() -> dict[str, bytes]:
    """Return the files of the web edition; each division begins a printed page."""
    assembled = assemble_ferry()
    edition = assembled.edition
    starts = tuple(
        PageStart(str(number), division.id, 0)
        for number, division in enumerate(edition.divisions, 1)
    )
    pages = render_web_edition(edition, assembled.assets, stand_in_cover(), starts)
    return {**pages, **render_web_script(assembled, pages)}

"""The page of a ledger, for tests of any folder."""

from book.pipeline.edition import AssembledEdition
from book.render.site.ledger.page import render_ledger_page


def ledger_page(made: AssembledEdition) -> bytes:
    """Return the page of the ledger, without the pages of a printed book."""
    return render_ledger_page(made.edition, made.ledger, {}, made.assets)

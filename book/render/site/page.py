"""The download page of an edition."""

from collections.abc import Mapping

from book.model import Edition, Ledger
from book.render.site.downloads import describe_downloads
from book.render.site.sources import source_characters
from book.render.site.styled import render_styled
from book.render.site.values import OutputDetails, PageValues
from book.text.cached import ResultCache


def render_page(
    edition: Edition,
    ledger: Ledger,
    outputs: Mapping[str, bytes],
    details: OutputDetails,
    assets: Mapping[str, bytes],
    cache: ResultCache | None = None,
) -> bytes:
    """Return the download page as UTF-8.

    Its links lead to files beside it. Its fonts are inside, and it loads nothing from the network.
    `outputs` maps the names of the published files to their contents.
    """
    files = describe_downloads(outputs, edition.imprint.slug)
    values = PageValues(edition, ledger, files, details).all()
    # The ledger's page needs fonts for these: with them, both pages share one subset.
    characters = source_characters(ledger)
    return render_styled("site.html", assets, values, characters=characters, cache=cache)

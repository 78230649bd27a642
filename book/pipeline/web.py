"""The web edition: its pages, and their proof."""

from collections.abc import Mapping

from book.model import Edition, PageStart
from book.text.cached import ResultCache
from book.text.documents import edition_of_documents
from book.verify.proof.prove_web import prove_web

Starts = tuple[PageStart, ...]


def render_web_edition(
    edition: Edition,
    assets: Mapping[str, bytes],
    cover: bytes,
    starts: Starts,
    cache: ResultCache | None = None,
) -> dict[str, bytes]:
    """Return the files of the web edition, by their names below the edition's folder."""
    from book.render.web import render_web

    return render_web(edition_of_documents(edition), assets, cover, starts, cache)


def prove_web_edition(
    edition: Edition, outputs: Mapping[str, bytes], starts: Starts, folder: str
) -> int:
    """Return the number of the pages. Raise ProofError unless they are the edition."""
    return prove_web(edition_of_documents(edition), outputs, starts, folder)

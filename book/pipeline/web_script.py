"""What the web edition offers with a script: the search, and the readings of the witnesses."""

from collections.abc import Mapping

from book.pipeline.edition import AssembledEdition
from book.pipeline.search_index import index_pages
from book.text.cached import ResultCache
from book.verify.proof.prove_readings import prove_readings
from book.verify.proof.prove_search import prove_search

FOLDER = "read/"


def render_web_script(
    assembled: AssembledEdition, pages: Mapping[str, bytes], cache: ResultCache | None = None
) -> dict[str, bytes]:
    """Return the scripts, their data and the index, by their names below the edition's folder.

    `pages` are the files of the web edition, in the order of the book.
    """
    from book.render.web.readings import render_readings
    from book.render.web.script import render_scripts

    edition = assembled.edition
    texts = {
        name.removeprefix(FOLDER): content.decode()
        for name, content in pages.items()
        if name.endswith(".html")
    }
    readings = render_readings(edition, assembled.collation.rows, texts)
    scripts = render_scripts(edition, assembled.assets, readings)
    own = {f"{FOLDER}{name}": content for name, content in (readings | scripts).items()}
    return own | index_pages(pages, edition.imprint.language, cache)


def prove_web_script(
    assembled: AssembledEdition, outputs: Mapping[str, bytes], folder: str
) -> tuple[int, int]:
    """Return how many pages can be searched, and at how many places there are readings.

    Raise ProofError unless the search has the words of the pages, and each witness can be read from
    them with its readings.
    """
    readings = prove_readings(assembled.edition, assembled.collation, outputs, folder)
    return prove_search(outputs, folder), readings

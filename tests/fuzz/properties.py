"""The table of all that is tried with random inputs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.clean.strategies import ROWS, VISIBLE_ROWS
from tests.fuzz import books, documents, folders, texts
from tests.fuzz.corpus import SUFFIXES, mutated
from tests.fuzz.mutation import Document


@dataclass(frozen=True, slots=True)
class Property:
    """What must hold for all inputs of a strategy; its share of a run, in a thousand."""

    name: str
    check: Callable[..., None]
    inputs: tuple[st.SearchStrategy[Any], ...]
    share: int


# The shares of the formats: pandoc reads Markdown, and takes long.
DOCUMENT_SHARES = {
    ".txt": 60, ".html": 40, ".xml": 30, ".rtf": 30, ".docx": 20, ".odt": 20, ".epub": 20,
    ".pdf": 5, ".md": 5,
}  # fmt: skip
PAIRED = st.one_of(*(mutated(suffix) for suffix in SUFFIXES if suffix not in (".md", ".pdf")))
WORK = (texts.COPIES, texts.SEEDS)
FORMED = (texts.SEEDS,)


def _documents(suffix: str) -> Property:
    name = f"read {suffix}"
    return Property(name, documents.check_document, (mutated(suffix),), DOCUMENT_SHARES[suffix])


def check_pair(first: Document, second: Document) -> None:
    documents.check_pair((first, second))


PROPERTIES = (
    *map(_documents, SUFFIXES),
    Property("read two files", check_pair, (PAIRED, PAIRED), 10),
    Property("clean", texts.check_cleaning, (ROWS,), 240),
    Property("clean twice", texts.check_cleaning_twice, (VISIBLE_ROWS,), 150),
    Property("clean and collate pages", texts.check_pages, (texts.PAGES,), 80),
    Property("collate", texts.check_collation, WORK, 90),
    Property("choose, annotate, compose", texts.check_edited_work, WORK, 90),
    Property("TEI", books.check_tei, WORK, 32),
    Property("TEI of any form", books.check_formed_tei, FORMED, 30),
    Property("e-book", books.check_ebook, WORK, 7),
    Property("e-book of any form", books.check_formed_ebook, FORMED, 6),
    Property("web edition", books.check_web, WORK, 4),
    Property("web edition of any form", books.check_formed_web, FORMED, 4),
    Property("manuscript of any form", books.check_manuscript, FORMED, 2),
    Property("print", books.check_print, WORK, 1),
    Property("print of any form", books.check_formed_print, FORMED, 1),
    Property("settings", folders.check_settings, (folders.changed_files(folders.QUICK),), 20),
    Property("editor's files", folders.check_edition, (folders.changed_files(folders.WRITTEN),), 3),
)

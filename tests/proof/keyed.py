"""The edition of the planted faults with its notes keyed to lines, and its PDF."""

import shutil
from pathlib import Path

from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.printing import typeset
from book.pipeline.proofs import PublishedEdition
from tests.conftest import ROOT, quick_context

SLUG = "four-fables"
SOURCES = ROOT / "tests" / "proof" / "sources"
APPARATUS = """
[apparatus]
keyed = "lines"
levels = ["parallels", "variants", "source", "notes"]
layout = {variants = "run-on", notes = "two-columns"}
"""


def keyed_root(folder: Path, apparatus: str = APPARATUS) -> Path:
    """Return a root with the edition, keyed to lines."""
    shutil.copytree(SOURCES, folder / "sources")
    with (folder / "sources" / SLUG / "edition.toml").open("a") as file:
        file.write(apparatus)
    return folder


def assemble_keyed(folder: Path, apparatus: str = APPARATUS) -> AssembledEdition:
    return assemble_edition(SLUG, quick_context(keyed_root(folder, apparatus)))


def print_keyed(assembled: AssembledEdition) -> PublishedEdition:
    """Return the edition with its PDF, and the TEI document that is attached to it."""
    tei = b"<TEI/>"
    sources = assembled.folder.witnesses
    printed = typeset(assembled.edition, assembled.assets, sources=sources, tei=tei)
    outputs = {assembled.output("pdf"): printed.content, assembled.output("tei.xml"): tei}
    return PublishedEdition(assembled, outputs, "dist")

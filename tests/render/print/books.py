"""Small synthetic editions, and how they are laid out."""

from book.model import Edition
from book.render.print.documents import PrintDocument
from book.render.print.engine.layout import LayoutEngine
from book.render.print.html_source import document_source
from book.render.print.layout_job import LayoutJob, LayoutSettings
from book.runtime import workspace
from tests.bench.synthetic import synthetic_edition


def edition_of(parts: int, paragraphs: int = 4, references: float = 1.0) -> Edition:
    return synthetic_edition(parts=parts, paragraphs=paragraphs, references=references)


def engine_for(edition: Edition, css: str = "", variant: str = "pdf/a-3a") -> LayoutEngine:
    """Return a layout engine with the print edition's style sheet, and more CSS after it."""
    assets = workspace.read_assets()
    assets["print.css"] += css.encode()
    return LayoutEngine(LayoutSettings(edition.trim, assets, ("print.css",), variant))


def job_of(edition: Edition, document: PrintDocument) -> LayoutJob:
    source = document_source(edition, document)
    return LayoutJob.from_html(document.name, source, document.note_anchors)

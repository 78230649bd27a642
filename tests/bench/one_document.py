"""The print edition as one HTML document for WeasyPrint alone.

The engine itself finds the page numbers of its references (`target-counter`).
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from book.model import Edition
from book.render.print.documents import PrintDocument, render_documents
from book.render.print.html_source import document_source
from book.runtime import workspace

FIRST_NUMBER = 1_000_000
PLACEHOLDER = re.compile(r"(?<!\d)1\d{6}(?!\d)")
STYLE = "a.number::after{content:target-counter(attr(href),page)}"
ON_RIGHT_PAGE = Markup('<div style="break-before: recto">{}</div>')


class PlaceholderNumbers(Mapping[str, str]):
    """Page numbers of anchors that are placeholders, to be found again in the HTML.

    No two of them are adjacent, so that they make no ranges.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, str] = {}

    def __getitem__(self, anchor: str) -> str:
        return self.numbers.setdefault(anchor, str(FIRST_NUMBER + 2 * len(self.numbers)))

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def link(self, source: str) -> str:
        """Return HTML with a link, whose number the engine finds, for each placeholder."""
        anchors = {number: anchor for anchor, number in self.numbers.items()}

        def link(match: re.Match[str]) -> str:
            anchor = anchors.get(match[0])
            return f'<a class="number" href="#{anchor}"></a>' if anchor else match[0]

        return PLACEHOLDER.sub(link, source)


def write_one_document(edition: Edition, folder: Path) -> tuple[Path, Path, Path]:
    """Write the print edition as one document.

    Return the paths of the HTML, of its style sheet, and of a file with the anchors of its notes.
    """
    for name, content in workspace.read_assets().items():
        (folder / name).write_bytes(content)
    html, notes = folder / "book.render.html", folder / "notes"
    html.write_text(_source(edition), "utf-8")
    notes.write_text(" ".join(note.id for note in edition.notes), "utf-8")
    return html, folder / "print.css", notes


def _source(edition: Edition) -> str:
    numbers = PlaceholderNumbers()
    parts = render_documents(edition, numbers)
    body = Markup("").join(ON_RIGHT_PAGE.format(part.body) for part in parts)
    whole = PrintDocument("whole", body, parts[-1].running_head, "arabic", ())
    source = numbers.link(document_source(edition, whole, 1))
    return source.replace("</style>", f"{STYLE}</style>", 1)

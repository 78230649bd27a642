"""The print edition by WeasyPrint alone: its HTML as one document, in which the engine finds the page numbers (`target-counter`)."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from book.model import Edition
from book.render.print.documents import PrintDocument, render_documents
from book.render.print.html_source import document_source
from book.runtime import workspace

NUMBER = 1_000_000  # where the numbers begin that stand for anchors
SIGN = re.compile(r"(?<!\d)1\d{6}(?!\d)")
STYLE = "a.number::after{content:target-counter(attr(href),page)}"

# When it began, HTML, style sheet, file of the notes' anchors. Prints seconds, core seconds, 0, MB twice, pages, notes lost, 1.
ALONE = """
import resource, sys, time
from weasyprint import HTML
content = HTML(sys.argv[2]).write_pdf(pdf_variant="pdf/a-3a", stylesheets=[sys.argv[3]])
done = time.time()
used = resource.getrusage(resource.RUSAGE_SELF)
memory, cores = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
from book.verify.readback.pdf import read_pdf
reading = read_pdf(content)
lost = sum(note not in reading.anchors for note in open(sys.argv[4]).read().split())
print(done - float(sys.argv[1]), cores, 0, memory, memory, len(reading.pages), lost, 1)
"""


class Signs(Mapping[str, str]):
    """Gives each anchor a number of its own in the place of its page, to be found again in the HTML; they make no ranges."""

    def __init__(self) -> None:
        self.anchors: dict[str, str] = {}

    def __getitem__(self, anchor: str) -> str:
        return self.anchors.setdefault(anchor, str(NUMBER + 2 * len(self.anchors)))

    def __iter__(self) -> Iterator[str]:
        return iter(self.anchors)

    def __len__(self) -> int:
        return len(self.anchors)


def one_document(book: Edition, folder: Path) -> tuple[Path, Path, Path]:
    """Write the HTML of the print edition as one document, whose page numbers the engine finds itself; give it with style and notes."""
    signs = Signs()
    parts = render_documents(book, signs)
    body = Markup("").join(
        Markup('<div style="break-before: recto">{}</div>').format(sheet.body) for sheet in parts
    )
    found = {number: anchor for anchor, number in signs.anchors.items()}
    source = document_source(
        book, PrintDocument("whole", body, parts[-1].running_head, "arabic", ()), 1
    )
    source = SIGN.sub(
        lambda sign: (
            f'<a class="number" href="#{found[sign[0]]}"></a>' if sign[0] in found else sign[0]
        ),
        source,
    )
    source = source.replace("</style>", f"{STYLE}</style>", 1)
    paths = folder / "book.render.html", folder / "print.css", folder / "notes"
    for name, content in workspace.read_assets().items():
        (folder / name).write_bytes(content)
    paths[0].write_text(source, "utf-8")
    paths[2].write_text(" ".join(note.id for note in book.notes))
    return paths

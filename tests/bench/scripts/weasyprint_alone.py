"""Make a PDF by WeasyPrint alone from HTML and STYLE, in a process that began at BEGAN.

NOTES is a file with the anchors of the notes. Print seconds, core seconds, 0, megabytes of the
largest process and of all, pages, notes lost, 1.
"""

import resource
import sys
import time
from pathlib import Path

from weasyprint import HTML

if __name__ == "__main__":
    began, html, style, notes = sys.argv[1:]
    content = HTML(html).write_pdf(pdf_variant="pdf/a-3a", stylesheets=[style])
    seconds = time.time() - float(began)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    memory, cores = usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime

    from book.verify.readback.pdf import read_pdf  # not part of what is measured

    reading = read_pdf(content)
    lost = sum(note not in reading.anchors for note in Path(notes).read_text("utf-8").split())
    print(seconds, cores, 0, memory, memory, len(reading.pages), lost, 1)

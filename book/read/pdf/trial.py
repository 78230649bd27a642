"""Try a PDF in a process of its own, with limits: pdfium has none, and ends with its process.

What a part of a file claims to be, and how it is packed, need not be so: only reading it shows how
much memory that takes. macOS does not enforce the limit of memory; there `streams` alone does.
"""

import subprocess
import sys
from pathlib import Path

import pypdfium2

from book.errors import EditionError
from book.read.pdf.streams import REMEDY

ROOT = Path(__file__).resolve().parents[3]
MEGABYTES, SECONDS = 800, 30  # of memory and of processor time, for a small file
BYTES_A_SECOND = 1_000_000
COPIES = 3  # of a file in memory, besides what its pages need
PATIENCE = 4  # times as long by the clock


def try_pdf(content: bytes, file: str) -> None:
    """Raise EditionError if it takes too much memory or time to read the text of a PDF."""
    megabytes = MEGABYTES + COPIES * len(content) // 1_000_000
    seconds = SECONDS + len(content) // BYTES_A_SECOND
    command = [sys.executable, "-m", __name__, str(megabytes), str(seconds)]
    try:
        run = subprocess.run(
            command,
            input=content,
            cwd=ROOT,
            capture_output=True,
            timeout=PATIENCE * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        message = f"to read this PDF takes more than {PATIENCE * seconds} seconds"
        raise EditionError(message, file=file, remedy=REMEDY) from error
    if run.returncode:
        message = f"to read this PDF takes more than {megabytes} MB of memory or {seconds} seconds"
        raise EditionError(message, file=file, remedy=REMEDY)


# ── In the child process ─────────────────────────────────────────────────────────────────────────


def main(megabytes: int, seconds: int) -> None:
    """Read the text of each page of the PDF on standard input, and forget it."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError:
        return  # what is wrong with it is said where it is read
    for page in document:
        page.get_textpage().count_chars()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

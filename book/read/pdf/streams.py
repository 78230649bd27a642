"""Refuse a PDF of which a part unpacks to more than memory holds, before pdfium unpacks it."""

import re
import zlib

from book.errors import EditionError

MOST_BYTES = 20_000_000  # of a page's content, fonts and the like; pictures are not unpacked
HEAD = 2_000  # bytes of a stream's dictionary that are searched
STREAM = re.compile(rb"(?<!end)stream\r?\n")
LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
REMEDY = "Print it to a new PDF, or save its text as a file in plain text (.txt)."


def check_streams(content: bytes, file: str) -> None:
    """Raise EditionError if a stream of a PDF, other than a picture, is too large unpacked."""
    for match in STREAM.finditer(content):
        start = match.end()
        head = content[max(match.start() - HEAD, 0) : match.start()]
        head = head[head.rfind(b"obj") + 3 :]
        layers = len(FLATE.findall(head))
        if not layers or b"/Image" in head:
            continue
        if _is_too_large(content[start : _end_of_stream(content, start, head)], layers):
            message = f"a part of this PDF unpacks to more than {MOST_BYTES:,} bytes"
            raise EditionError(message, file=file, remedy=REMEDY)


def _end_of_stream(content: bytes, start: int, head: bytes) -> int:
    if length := LENGTH.search(head):
        return start + int(length[1])
    end = content.find(b"endstream", start)
    return end if end >= 0 else len(content)


def _is_too_large(packed: bytes, layers: int) -> bool:
    """Return whether data that was packed so many times has too many bytes at any stage."""
    for _ in range(layers):
        try:
            packed = zlib.decompressobj().decompress(packed, MOST_BYTES + 1)
        except zlib.error:
            return False  # pdfium says what is wrong with it
        if len(packed) > MOST_BYTES:
            return True
    return False

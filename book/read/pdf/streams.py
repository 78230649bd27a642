"""Refuse a PDF of which a part unpacks to more than memory holds, before pdfium unpacks it."""

import re
import zlib

from book.errors import EditionError

MOST_BYTES = 20_000_000  # of a page's content, fonts and the like; pictures are not unpacked
HEAD = 2_000  # bytes of a stream's dictionary that are searched
PIECE = 1 << 16  # bytes unpacked at once
STREAM = re.compile(rb"(?<!end)stream\r?\n")
REMEDY = "Print it to a new PDF, or save its text as a file in plain text (.txt)."


def check_streams(content: bytes, file: str) -> None:
    """Raise EditionError if a stream of a PDF, other than a picture, is too large unpacked.

    Packed data say themselves where they end: what the dictionary says of their length and filters
    can be false, or stand in another object.
    """
    for match in STREAM.finditer(content):
        head = content[max(match.start() - HEAD, 0) : match.start()]
        head = head[head.rfind(b"obj") + 3 :]
        if b"/Image" not in head and _is_too_large(memoryview(content)[match.end() :]):
            message = f"a part of this PDF unpacks to more than {MOST_BYTES:,} bytes"
            raise EditionError(message, file=file, remedy=REMEDY)


def _is_too_large(packed: memoryview) -> bool:
    """Return whether data that may be packed several times has too many bytes at any stage."""
    while unpacked := _unpack(packed):
        if len(unpacked) > MOST_BYTES:
            return True
        packed = memoryview(unpacked)
    return False


def _unpack(packed: memoryview) -> bytes:
    """Return at most MOST_BYTES + 1 bytes of packed data, up to where they end or are damaged."""
    unpacker, unpacked = zlib.decompressobj(), bytearray()
    for start in range(0, len(packed), PIECE):
        try:
            unpacked += unpacker.decompress(
                packed[start : start + PIECE], MOST_BYTES + 1 - len(unpacked)
            )
        except zlib.error:  # pdfium says what is wrong with it
            break
        if unpacker.eof or len(unpacked) > MOST_BYTES:
            break
    return bytes(unpacked)

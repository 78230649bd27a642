"""Write the objects of a PDF as a file (ISO 32000-1, 7.5).

Each object is put into its final form once. pydyf's own `write` does so twice, once for the identifier, and has one stream for all
objects, which a reader must inflate whole before it can show a page.
"""

import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import md5
from typing import Any

HEADER = b"%%PDF-%b\n%%\xf0\x9f\x96\xa4\n"
TOGETHER = 200  # objects in a stream: to have one, no more need be inflated
FREE = (0, 0, 65535)
# Bytes of the fields of an entry: its type, its offset or the stream that it is in, its generation or index there (7.5.8.2).
FIELDS = (1, 4, 2)


def write_file(pdf: Any, version: bytes = b"1.7") -> bytes:
    """Write what pydyf's `PDF` holds, with object streams and a cross-reference stream; the identifier is the digest of all."""
    pdf.add_object(pdf.info)
    alone = [made for made in pdf.objects if made.free == "n" and not made.compressible]
    others = [
        (made.number, made.data) for made in pdf.objects if made.free == "n" and made.compressible
    ]
    with ThreadPoolExecutor(2) as threads:  # zlib compresses beside Python
        bodies = [
            (made.number, data)
            for made, data in zip(alone, threads.map(lambda made: made.data, alone), strict=True)
        ]
        packed = list(
            threads.map(
                _pack, [others[at : at + TOGETHER] for at in range(0, len(others), TOGETHER)]
            )
        )
    first = len(pdf.objects)
    entries = [FREE] * (first + len(packed) + 1)
    for place, at in enumerate(range(0, len(others), TOGETHER)):
        for index, (number, _) in enumerate(others[at : at + TOGETHER]):
            entries[number] = (2, first + place, index)
    written = [HEADER % version]
    offset = len(written[0])
    for number, body in (*bodies, *enumerate(packed, first)):
        entries[number] = (1, offset, 0)
        written.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        offset += len(written[-1])
    entries[-1] = (1, offset, 0)
    identifier = md5(b"".join(written), usedforsecurity=False).hexdigest().encode()
    about = b"/Type /XRef/Root %b/Info %b/ID [(%b)(%b)]/Size %d/W [%d %d %d]" % (
        *(pdf.catalog.reference, pdf.info.reference, identifier, identifier, len(entries)),
        *FIELDS,
    )
    table = b"".join(
        value.to_bytes(length, "big")
        for entry in entries
        for length, value in zip(FIELDS, entry, strict=True)
    )
    written.append(
        b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (len(entries) - 1, _stream(about, table), offset)
    )
    return b"".join(written)


def _pack(objects: Sequence[tuple[int, bytes]]) -> bytes:
    """Put objects, each with its number, into an object stream (7.5.7)."""
    head = b" ".join(_numbers(objects))
    return _stream(
        b"/Type /ObjStm/N %d/First %d" % (len(objects), len(head) + 1),
        b"\n".join((head, *(data for _, data in objects))),
    )


def _numbers(objects: Sequence[tuple[int, bytes]]) -> Iterator[bytes]:
    position = 0
    for number, data in objects:
        yield b"%d %d" % (number, position)
        position += len(data) + 1


def _stream(about: bytes, content: bytes) -> bytes:
    deflated = zlib.compress(content)
    return b"<<%b/Filter /FlateDecode/Length %d>>\nstream\n%b\nendstream" % (
        about,
        len(deflated),
        deflated,
    )

"""Write the objects of a PDF as a file (ISO 32000-1, 7.5).

Each object is put into its final form once. pydyf's own `write` does so twice, once for the
identifier, and has one stream for all objects, which a reader must inflate whole before it can show
a page.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import md5
from itertools import accumulate
from typing import Any

HEADER = b"%%PDF-%b\n%%\xf0\x9f\x96\xa4\n"
PER_STREAM = 200  # objects in an object stream: a reader inflates no more to have one of them
FREE = (0, 0, 65535)
# The fields of an entry in bytes: type; offset, or number of the object stream; generation, or
# index in the object stream (7.5.8.2).
FIELDS = (1, 4, 2)

Numbered = tuple[int, bytes]  # an object: its number, its data
Entry = tuple[int, int, int]


def write_file(pdf: Any, version: bytes = b"1.7") -> bytes:
    """Return the file of a pydyf `PDF`, with object streams and a cross-reference stream.

    The identifier is the digest of all objects.
    """
    pdf.add_object(pdf.info)
    with ThreadPoolExecutor(2) as threads:  # zlib releases Python's lock
        bodies, batches, streams = _objects(pdf, threads)
    first = len(pdf.objects)
    written = [HEADER % version]
    written += [_indirect(number, body) for number, body in (*bodies, *enumerate(streams, first))]
    offsets = list(accumulate(map(len, written)))
    entries = [FREE] * (first + len(streams) + 1)
    _locate_in_file(entries, [number for number, _ in bodies], first, offsets)
    _locate_in_streams(entries, batches, first)
    identifier = md5(b"".join(written), usedforsecurity=False).hexdigest().encode()
    written.append(_cross_reference(pdf, entries, identifier, offsets[-1]))
    return b"".join(written)


def _objects(
    pdf: Any, threads: ThreadPoolExecutor
) -> tuple[list[Numbered], list[list[Numbered]], list[bytes]]:
    """Return the objects that stand alone, the others in batches, and the batches as streams."""
    used = [item for item in pdf.objects if item.free == "n"]
    alone = [item for item in used if not item.compressible]
    others = [(item.number, item.data) for item in used if item.compressible]
    data = list(threads.map(lambda item: item.data, alone))
    batches = [others[start : start + PER_STREAM] for start in range(0, len(others), PER_STREAM)]
    bodies = [(item.number, body) for item, body in zip(alone, data, strict=True)]
    return bodies, batches, list(threads.map(_object_stream, batches))


def _locate_in_file(
    entries: list[Entry], alone: Sequence[int], first: int, offsets: Sequence[int]
) -> None:
    """Enter the offsets of the objects that stand alone, and of all from `first` on."""
    numbers = (*alone, *range(first, len(entries)))
    for number, offset in zip(numbers, offsets, strict=True):
        entries[number] = (1, offset, 0)


def _locate_in_streams(
    entries: list[Entry], batches: Iterable[Sequence[Numbered]], first: int
) -> None:
    for stream, batch in enumerate(batches, first):
        for index, (number, _) in enumerate(batch):
            entries[number] = (2, stream, index)


def _cross_reference(pdf: Any, entries: Sequence[Entry], identifier: bytes, offset: int) -> bytes:
    """Return the cross-reference stream (7.5.8), the last object, and the end of the file."""
    keys = b"/Type /XRef/Root %b/Info %b/ID [(%b)(%b)]/Size %d/W [%d %d %d]" % (
        *(pdf.catalog.reference, pdf.info.reference, identifier, identifier, len(entries)),
        *FIELDS,
    )
    table = b"".join(map(_entry, entries))
    stream = _indirect(len(entries) - 1, _stream(keys, table))
    return stream + b"startxref\n%d\n%%%%EOF\n" % offset


def _entry(entry: Entry) -> bytes:
    kind, position, index = entry
    type_length, position_length, index_length = FIELDS
    return (
        kind.to_bytes(type_length, "big")
        + position.to_bytes(position_length, "big")
        + index.to_bytes(index_length, "big")
    )


def _object_stream(objects: Sequence[Numbered]) -> bytes:
    """Return objects, each with its number, as an object stream (7.5.7)."""
    head = b" ".join(_positions(objects))
    keys = b"/Type /ObjStm/N %d/First %d" % (len(objects), len(head) + 1)
    return _stream(keys, b"\n".join((head, *(data for _, data in objects))))


def _positions(objects: Sequence[Numbered]) -> Iterator[bytes]:
    position = 0
    for number, data in objects:
        yield b"%d %d" % (number, position)
        position += len(data) + 1


def _indirect(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def _stream(keys: bytes, content: bytes) -> bytes:
    deflated = zlib.compress(content)
    keys += b"/Filter /FlateDecode/Length %d" % len(deflated)
    return b"<<%b>>\nstream\n%b\nendstream" % (keys, deflated)

"""A zip whose bytes depend on its contents alone.

Deflate is zlib's: another version of zlib may compress the same contents to other bytes.
"""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

KIND = "mimetype"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold
UNIX = 3
READABLE = 0o644 << 16


class ReproducibleZip(zipfile.ZipFile):
    """A zip in which all files have one date, and the same permissions and system everywhere."""

    date: tuple[int, ...] = EARLIEST

    def writestr(
        self, name: Any, data: Any, compress_type: int | None = None, compresslevel: int | None = 9
    ) -> None:
        entry = zipfile.ZipInfo(name, self.date)  # type: ignore[arg-type]  # six numbers of a time
        entry.create_system = UNIX
        entry.external_attr = READABLE
        compression = self.compression if compress_type is None else compress_type
        super().writestr(entry, data, compression, compresslevel)

    def write_kind(self, content: bytes | str) -> None:
        """Write the file that names the format, which must come first and uncompressed.

        Programs then find it at a known place (OCF, EPUB 3.3, 4.2.3).
        """
        self.writestr(KIND, content, zipfile.ZIP_STORED)


def write_zip(files: Mapping[str, bytes], date: tuple[int, ...]) -> bytes:
    """Return the files packed as an e-book, each with this date.

    `date` is six numbers, from the year to the second.
    """
    packed = BytesIO()
    with ReproducibleZip(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.date = date
        archive.write_kind(files[KIND])
        for name, content in files.items():
            if name != KIND:
                archive.writestr(name, content)
    return packed.getvalue()

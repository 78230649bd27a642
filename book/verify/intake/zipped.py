"""Read the members of an archive that may be hostile."""

import zipfile

LARGEST = 512 * 1024 * 1024  # bytes that a member may unpack to


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member's bytes; none if it is not there, damaged or enormous."""
    try:
        if archive.getinfo(name).file_size > LARGEST:
            return b""
        return archive.read(name)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return b""

"""Open the archives that documents and e-books are, within limits."""

import io
import zipfile
import zlib

from lxml import etree

from book.errors import EditionError
from book.text.limits import check_tags

MAX_ENTRIES = 20_000
MAX_PART = 200 * 1024 * 1024  # bytes, unpacked
MAX_TEXT = 50 * 1024 * 1024  # of a part whose markup is parsed, which takes ten times its size
MAX_TOTAL = 600 * 1024 * 1024
COMPOUND_FILE = b"\xd0\xcf\x11\xe0"  # what Word writes around an encrypted document
PROTECTED = "this file is protected by a password, or in an older format than its ending says"
REMEDY = (
    "Check that the file really has the format of its ending, then save it again in that format."
)


class Archive:
    """The parts of a ZIP file, by their names. `file` names it in errors."""

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self.names = tuple(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            is_protected = content.startswith(COMPOUND_FILE)
            problem = PROTECTED if is_protected else "this is not the archive that its ending says"
            raise self.error(problem) from error
        if len(self.names) > MAX_ENTRIES:
            raise self.error(f"this archive has {len(self.names)} parts")

    def part(self, name: str, most: int = MAX_PART) -> bytes:
        """Return a part, b"" if it is missing.

        Raise EditionError if it is damaged, or has more than `most` bytes.
        """
        try:
            with self._zip.open(name) as part:  # of bytes in memory
                content = part.read(most + 1)
        except KeyError:
            return b""
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, EOFError,
                NotImplementedError) as error:  # fmt: skip
            raise self.error(f"the part {name} is damaged or encrypted") from error
        self._read += len(content)
        if len(content) > most or self._read > MAX_TOTAL:
            raise self.error(f"the part {name} is too large")
        return content

    def tree(self, name: str) -> etree._Element | None:
        """Return a part of XML, None if it is missing. Raise EditionError if it is not XML."""
        content = self.part(name, MAX_TEXT)
        return parse_xml(content, f"{self.file} ({name})") if content.strip() else None

    def error(self, message: str) -> EditionError:
        return EditionError(message, file=self.file, remedy=REMEDY)


def parse_xml(content: bytes, file: str) -> etree._Element:
    """Return XML that is not trusted: no entities, no network. Raise EditionError otherwise."""
    check_tags(content.count(b"<"), file)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.position[0] or 0
        message = f"this is not well-formed XML: {error.msg}"
        raise EditionError(message, file=file, line=line, remedy=REMEDY) from error
    if any(True for _ in root.iter(etree.Entity)):
        raise EditionError("this XML has entities of its own", file=file, remedy=REMEDY)
    return root

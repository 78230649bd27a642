"""An e-book whose files can be changed and packed again, and the small changes that tests make."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

OPF, NCX, NAV = "EPUB/content.opf", "EPUB/toc.ncx", "EPUB/nav.xhtml"
CSS = "EPUB/css/epub.css"
PART, COVER = "EPUB/text/part-i.xhtml", "EPUB/images/cover.png"
# Stored, not compressed: a file of zeros would no longer make the book large.
LARGE_FONT = "fonts/large.ttf"


@dataclass
class EditableEbook:
    """The files of an e-book by name, and how they are packed.

    `stored` tells whether `mimetype` is stored uncompressed; `last` names the file packed last.
    """

    files: dict[str, bytes]
    stored: bool = True
    last: str = ""

    @classmethod
    def from_bytes(cls, content: bytes) -> "EditableEbook":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def replace(self, name: str, old: str, new: str, count: int = 1) -> None:
        text = self.files[name].decode()
        assert old in text, f"{old!r} is not in {name}"
        self.files[name] = text.replace(old, new, count).encode()

    def substitute(self, name: str, pattern: str, new: str) -> None:
        text, count = re.subn(pattern, new, self.files[name].decode(), flags=re.DOTALL)
        assert count, f"{pattern!r} is not in {name}"
        self.files[name] = text.encode()

    def add_file(self, name: str, content: bytes, media_type: str) -> None:
        """Add a file and its line in the manifest."""
        self.files[f"EPUB/{name}"] = content
        item = f'<item href="{name}" id="added" media-type="{media_type}"/>'
        self.replace(OPF, "</manifest>", f"{item}</manifest>")

    def draw_picture(self, name: str, mode: str, size: tuple[int, int], kind: str) -> None:
        stream = io.BytesIO()
        Image.new(mode, size).save(stream, kind)
        self.files[name] = stream.getvalue()

    def to_bytes(self) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", compresslevel=1) as archive:
            for name in sorted(self.files, key=lambda name: name == self.last):
                info, content = zipfile.ZipInfo(name), self.files[name]
                archive.writestr(info, content, self._compression(name), compresslevel=1)
        return stream.getvalue()

    def _compression(self, name: str) -> int:
        is_stored = (self.stored and name == "mimetype") or name == f"EPUB/{LARGE_FONT}"
        return zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED


Change = Callable[[EditableEbook], object]


def replaced(name: str, old: str, new: str) -> Change:
    return lambda ebook: ebook.replace(name, old, new)


def substituted(name: str, pattern: str, new: str = "") -> Change:
    return lambda ebook: ebook.substitute(name, pattern, new)


def replaced_everywhere(old: str, new: str) -> Change:
    def change(ebook: EditableEbook) -> None:
        names = [name for name, content in ebook.files.items() if old.encode() in content]
        for name in names:
            ebook.replace(name, old, new, -1)

    return change


def in_turn(*changes: Change) -> Change:
    def change_all(ebook: EditableEbook) -> None:
        for change in changes:
            change(ebook)

    return change_all


def with_markup(markup: str) -> Change:
    """Insert markup before the notes of the first part."""
    return replaced(PART, '<section class="notes"', f'{markup}<section class="notes"')


def with_style(rule: str) -> Change:
    return replaced(CSS, "body {", f"{rule}\nbody {{")


def with_cover(mode: str, size: tuple[int, int], kind: str = "PNG") -> Change:
    return lambda ebook: ebook.draw_picture(COVER, mode, size, kind)


def with_file(name: str, content: bytes) -> Change:
    """Write a file that the manifest does not gain a line for."""
    return lambda ebook: ebook.files.__setitem__(name, content)


def with_listed_file(name: str, content: bytes, media_type: str) -> Change:
    return lambda ebook: ebook.add_file(name, content, media_type)


def with_heavy_cover(ebook: EditableEbook) -> None:
    ebook.files[COVER] += bytes(5_000_000)

"""The pictures of a document: what kind they are, and their names."""

import posixpath

from book.model import Picture
from book.read.html.pictures import clean_svg, media_type


class Pictures:
    """Collects pictures under unique names."""

    def __init__(self) -> None:
        self._pictures: dict[str, Picture] = {}
        self.unknown: list[str] = []  # the names of pictures that cannot be shown

    def add(self, name: str, content: bytes) -> str:
        """Return the name of a picture, "" if the edition cannot show it."""
        kind = media_type(content)
        if not kind:
            self.unknown.append(name)
            return ""
        content = clean_svg(content) if "svg" in kind else content
        stem, suffix = posixpath.splitext(name)
        number = 1
        while name in self._pictures and self._pictures[name].content != content:
            number += 1
            name = f"{stem}-{number}{suffix}"
        self._pictures[name] = Picture(name, kind, content)
        return name

    def all(self) -> tuple[Picture, ...]:
        return tuple(self._pictures.values())

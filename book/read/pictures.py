"""The pictures of a document: what kind they are, and their names."""

import posixpath

from book.model import Picture

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"GIF8", "image/gif", ".gif"),
)


def media_type(content: bytes) -> str:
    """Return the kind of a picture by its first bytes, "" if the edition cannot show it."""
    for signature, kind, _ in SIGNATURES:
        if content.startswith(signature):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "image/svg+xml" if b"<svg" in content[:2000] else ""


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
        stem, suffix = posixpath.splitext(name)
        number = 1
        while name in self._pictures and self._pictures[name].content != content:
            number += 1
            name = f"{stem}-{number}{suffix}"
        self._pictures[name] = Picture(name, kind, content)
        return name

    def all(self) -> tuple[Picture, ...]:
        return tuple(self._pictures.values())

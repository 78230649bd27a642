"""Put pictures into Markdown: a manuscript is one file, which has no others beside it."""

import re
from base64 import b64encode
from collections.abc import Iterable

from book.model import Picture

# The address of a link or a picture, which stands at the end of the document.
ADDRESS = re.compile(rb"^(  \[[^\n]*\]: )([^\s]+)$", re.MULTILINE)
INLINED = re.compile(rb"^(  \[[^\n]*\]: )data:[^\s]+$", re.MULTILINE)


def with_pictures(markdown: bytes, pictures: Iterable[Picture]) -> bytes:
    """Return Markdown with the content of pictures as their addresses.

    >>> with_pictures(b"  [A fox]: fox.png", [Picture("fox.png", "image/png", b"P")])
    b'  [A fox]: data:image/png;base64,UA=='
    """
    by_name = {picture.name.encode(): picture for picture in pictures}

    def address(match: re.Match[bytes]) -> bytes:
        picture = by_name.get(match[2])
        return match[1] + (_data(picture) if picture else match[2])

    return ADDRESS.sub(address, markdown)


def without_pictures(markdown: bytes) -> bytes:
    """Return Markdown without the content of its pictures, which would take long to read.

    >>> without_pictures(b"  [A fox]: data:image/png;base64,UA==")
    b'  [A fox]: picture'
    """
    return INLINED.sub(rb"\1picture", markdown)


def _data(picture: Picture) -> bytes:
    return f"data:{picture.media_type};base64,".encode() + b64encode(picture.content)

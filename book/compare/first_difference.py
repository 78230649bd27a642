"""Tell where two versions of a published file first differ: a page, a part of the file, a line."""

import io
import zipfile
from itertools import zip_longest

from book.verify.readback.page_digests import digest_pages
from book.verify.readback.pdf import PageText, read_page_texts

AROUND = 20  # characters shown before a difference, and twice as many after it
PACKED = (".epub", ".docx")


def first_difference(name: str, old: bytes, new: bytes) -> str:
    """Return in words where two contents of the file `name` first differ.

    >>> first_difference("a.md", b"A fox\\nand a crow", b"A fox\\nand a cow")
    'line 2: “and a crow”, rebuilt “and a cow”'
    >>> first_difference("a.png", b"\\xff\\x00\\x01", b"\\xff\\x00\\x02")
    'byte 3'
    """
    try:
        if name.endswith(".pdf"):
            return _in_pages(old, new)
        if name.endswith(PACKED):
            return _in_parts(old, new)
        return _in_text(old.decode(), new.decode())
    except (ValueError, zipfile.BadZipFile, RuntimeError):  # it is damaged, or no text
        return f"byte {_common(old, new) + 1}"


def _in_pages(old: bytes, new: bytes) -> str:
    texts = (read_page_texts(old), read_page_texts(new))
    for page, rebuilt in zip_longest(*texts):
        if page is None or rebuilt is None:
            return f"{len(texts[0])} pages, rebuilt {len(texts[1])}"
        if page != rebuilt:
            return f"p. {page.label}: {_contrast(_whole(page), _whole(rebuilt))}"
    digests = zip(texts[0], digest_pages(old), digest_pages(new), strict=True)
    for page, before, after in digests:
        if before != after:
            return f"p. {page.label}: the same words, drawn otherwise"
    return "all pages are the same, but not the fonts, the structure or what is attached"


def _whole(page: PageText) -> str:
    return f"{page.label}\n{page.text}\n{page.foot}"


def _in_parts(old: bytes, new: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        if before.namelist() != after.namelist():
            names = sorted({*before.namelist()} ^ {*after.namelist()})
            return f"its parts: {', '.join(names[:3]) or 'another order'}"
        for name in before.namelist():
            content, rebuilt = before.read(name), after.read(name)
            if content != rebuilt:
                return f"{name}, {first_difference(name, content, rebuilt)}"
    return "all its parts are the same, but packed otherwise"


def _in_text(old: str, new: str) -> str:
    line = old[: _common(old, new)].count("\n") + 1
    return f"line {line}: {_contrast(old, new)}"


def _contrast(old: str, new: str) -> str:
    """Return what stands at the first difference of two texts, from its line on."""
    place = _common(old, new)
    start = max(old[:place].rfind("\n") + 1, place - AROUND)
    excerpts = (text[start : place + 2 * AROUND].replace("\n", " ¶ ") for text in (old, new))
    return "“{}”, rebuilt “{}”".format(*excerpts)


def _common(old: str | bytes, new: str | bytes) -> int:
    """Return the length of what two contents begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))

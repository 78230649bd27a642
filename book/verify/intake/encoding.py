"""Decode the bytes of markup and of text as their formats prescribe, for the proof alone."""

import codecs
import re

from book.text.decode import TWICE
from book.text.mojibake import repair_mojibake

DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
SEARCHED = 4096  # bytes at the beginning of a page
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What browsers take some names for (WHATWG, Encoding Standard).
ALIASES = {
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"), "windows-1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "x-sjis": "cp932",
    "shift_jis": "cp932",
}


def decode_markup(content: bytes, encoding: str = "") -> str:
    """Return a page as text, by the encoding that the editor names or the page declares.

    >>> decode_markup('<meta charset="windows-1251">Пристань'.encode("cp1251"))[-8:]
    'Пристань'
    """
    return _decode(content, (encoding, marked(content), _declared(content), "utf-8"))


def decode_text(content: bytes, encoding: str = "") -> str:
    """Return a plain text."""
    return _decode(content, (encoding, marked(content), "utf-8"))


def marked(content: bytes) -> str:
    """Return the encoding that a byte order mark tells, or ""."""
    return next((name for mark, name in MARKS if content.startswith(mark)), "")


def _declared(content: bytes) -> str:
    start = content[:SEARCHED]
    found = XML_DECLARED.search(start) or DECLARED.search(start)
    return found[1].decode("ascii", "replace").lower() if found else ""


def _decode(content: bytes, names: tuple[str, ...]) -> str:
    for name in names:
        if not name:
            continue
        if name == TWICE:
            return repair_mojibake(_decode(content, ("utf-8",)))
        try:
            return content.decode(ALIASES.get(name, name)).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("windows-1252", "replace")

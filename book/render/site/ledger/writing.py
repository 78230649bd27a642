"""Write text of any kind as XML, character for character."""

import re

from markupsafe import Markup

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# What XML 1.0 has no way to write (2.2, production 2), and a lone carriage return, which a browser
# would take for a line end.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\r\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def written(text: str) -> str:
    """Return a text as markup; a character that XML cannot write is named in a title.

    >>> written("a < b\\x0c")
    'a &lt; b<i class="char" title="U+000C">\\u240c</i>'
    """
    if not UNWRITABLE.search(text):
        return text.translate(ESCAPES)
    parts = re.split(f"({UNWRITABLE.pattern})", text)
    return "".join(_named(p) if UNWRITABLE.fullmatch(p) else p.translate(ESCAPES) for p in parts)


def _named(character: str) -> str:
    code = ord(character)
    picture = chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"
    return f'<i class="char" title="U+{code:04X}">{picture}</i>'


def markup(text: str) -> Markup:
    """Return a text as markup for a template."""
    return Markup(written(text))  # noqa: S704 (escaped on this line)

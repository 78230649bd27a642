"""Gather the words of a plain text: all of them."""

from book.verify.intake.encoding import decode_text
from book.verify.intake.gathering import Gathered


def gather_text(content: bytes, encoding: str = "") -> Gathered:
    """Return the words of a plain text; a line's end ends a word."""
    return Gathered(needed=decode_text(content, encoding).splitlines())

"""Addresses that stay: of pages, paragraphs, notes and printed pages.

The address of a paragraph is made from its own first words, and that of a note from the paragraph
and the words that it is about. So both stay when something is added elsewhere; the number of a
paragraph or a note would not.
"""

import base64
from hashlib import sha256

from book.model import Division, Note
from book.text.typography import visible_characters

START = "index.html"
# What stands on the first page: not the cover and the half-title, which only a bound book needs.
TOGETHER = ("title-page", "contents", "imprint")
LEFT_OUT = ("cover", "half-title")
FIRST = 60  # characters of a paragraph that make its address
LENGTH = 8  # letters and figures of an address: 40 bits


def page_file(division: Division) -> str:
    """Return the file name of the page that has a top-level division.

    >>> page_file(Division("part-i", "part")), page_file(Division("index", "index"))
    ('part-i.html', 'book-index.html')
    """
    if division.kind in TOGETHER:
        return START
    name = f"{division.id}.html"
    return f"book-{name}" if name == START else name


def place_of(division: Division) -> int:
    """Return the place of a division among the pages: what the first one has comes first."""
    return TOGETHER.index(division.kind) if division.kind in TOGETHER else len(TOGETHER)


class Addresses:
    """Gives each address of a page once."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def paragraph(self, text: str) -> str:
        """Return the address of a paragraph with these words.

        >>> addresses = Addresses()
        >>> [addresses.paragraph(text) for text in ("He said: no.", "He  said:  no.", "He said.")]
        ['t-q5f44cff', 't-q5f44cff-2', 't-i6fxc4dm']
        """
        return self._once(f"t-{_digest(text)}")

    def note(self, note: Note, text: str) -> str:
        """Return the name of a note that is called in a paragraph with these words."""
        return self._once(_digest(text, note.kind, note.lemma))

    def _once(self, name: str) -> str:
        count = self._given[name] = self._given.get(name, 0) + 1
        return name if count == 1 else f"{name}-{count}"


def _digest(text: str, *others: str) -> str:
    words = "\0".join((visible_characters(text)[:FIRST], *others))
    return base64.b32encode(sha256(words.encode()).digest()).decode()[:LENGTH].lower()

"""Page numbers that are set when the page is drawn already: a sheet need not be laid out again for them.

In the HTML of a sheet a sign stands for each page number, which names the anchor whose page is wanted. When the numbers are known
they are written there, those in arabic figures as an element of its own. What is laid out has noughts in their place
(`take_out`); and as the style sheet asks for figures of one width, the right ones can be put into what was drawn (`FigureSpot`), and each
page is what it would have been with them from the first. Where figures are not of one width they are laid out like other words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import count

from markupsafe import Markup

from book.locators import pages
from book.model import Locator

SIGN = Markup('<span class="figures" data-at="{}" data-note="{}"></span>')
SIGNED = re.compile(r'<span class="figures" data-at="([^"]*)" data-note="([^"]*)"></span>')
FIGURES = Markup('<span class="figures">{}</span>{}')
# A heading stands in the bookmarks too, where no figures are put in later: its own stay what they are.
WRITTEN = re.compile(r'(<h[1-6]\b.*?</h[1-6]>)|<span class="figures">([0-9]+)</span>', re.DOTALL)
LEADING = re.compile(r"[0-9]+")
PLACE = "data-place"
PLACED = re.compile(rf'<span class="figures" {PLACE}="([0-9]+)">0+</span>')
GLYPH = re.compile(rb"([0-9a-f]{4})(?:>(-?[0-9.]+)<)?")
WIDTH = 4  # hexadecimal figures of a glyph's number


def number_sign(anchor: str, note: str = "") -> Markup:
    """Write a sign for the page of an anchor, followed by the name of a note there."""
    return SIGN.format(anchor, note)


def write_numbers(body: Markup, numbers: Mapping[str, str]) -> Markup:
    """Write the page numbers in the place of their signs; nothing for those that are not known.

    >>> print(write_numbers(number_sign("a") + number_sign("b", "3") + number_sign("c"), {"a": "12", "b": "viii"}))
    <span class="figures">12</span>viii3
    """

    def written(sign: re.Match[str]) -> str:
        text = "".join(text for _, text in pages((Locator(unescape(sign[1]), "", unescape(sign[2])),), numbers))
        figures = LEADING.match(text)
        return FIGURES.format(figures[0], text[figures.end() :]) if figures else text

    return Markup(SIGNED.sub(written, body))  # noqa: S704 (the text of `pages` is a folio and the name of a note)


def take_out(source: str) -> tuple[str, tuple[str, ...]]:
    """Put noughts for the figures of a document; give it, each place numbered, and the figures in their order.

    >>> take_out('<h1>Page <span class="figures">3</span></h1> see <span class="figures">12</span>.')
    ('<h1>Page <span class="figures">3</span></h1> see <span class="figures" data-place="0">00</span>.', ('12',))
    """
    found: list[str] = []
    numbers = count()

    def out(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        found.append(match[2])
        return f'<span class="figures" {PLACE}="{next(numbers)}">{"0" * len(match[2])}</span>'

    return WRITTEN.sub(out, source), tuple(found)


def put_back(source: str, figures: Sequence[str]) -> str:
    """Put the figures of a document back in their places, where they are words like others.

    >>> put_back(*take_out('see <span class="figures">12</span>.'))
    'see <span class="figures">12</span>.'
    """
    return PLACED.sub(lambda match: f'<span class="figures">{figures[int(match[1])]}</span>', source)


@dataclass(frozen=True, slots=True)
class FigureSpot:
    """Where figures stand in the content of a page: which they are, the offset of each glyph, and the glyphs of 0 to 9."""

    place: int
    offsets: tuple[int, ...]
    glyphs: tuple[bytes, ...]


def put_in(content: bytes, spots: Sequence[FigureSpot], figures: Sequence[str]) -> bytes:
    """Put figures into the content of a page.

    >>> put_in(b"[<00130013>] TJ", [FigureSpot(0, (2, 6), tuple(b"%04x" % n for n in range(0x13, 0x1D)))], ["42"])
    b'[<00170015>] TJ'
    """
    made = bytearray(content)
    for spot in spots:
        for offset, figure in zip(spot.offsets, figures[spot.place], strict=True):
            made[offset : offset + WIDTH] = spot.glyphs[int(figure)]
    return bytes(made)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph as it is shown: its offset in the operation, its number, by how much the next one stands nearer."""

    offset: int
    number: bytes
    adjustment: bytes


def glyphs_shown(shown: bytes) -> list[Glyph]:
    """Give the glyphs of a text as it is shown (ISO 32000-1, 9.4.3: TJ).

    >>> [(glyph.offset, glyph.number, glyph.adjustment) for glyph in glyphs_shown(b"[<00130014>-3<0020>] TJ")]
    [(2, b'0013', b''), (6, b'0014', b'-3'), (14, b'0020', b'')]
    """
    return [Glyph(found.start(), found[1], found[2] or b"") for found in GLYPH.finditer(shown)]


def _each_pair() -> str:
    """Write the ten figures so that each of them follows each other one: a cycle of de Bruijn (10, 2), opened.

    >>> len({PAIRS[at : at + 2] for at in range(100)}), len(PAIRS)
    (100, 101)
    """
    left = {a: list("0123456789") for a in "0123456789"}
    path, made = ["0"], []
    while path:  # Hierholzer's walk along each pair once
        if left[path[-1]]:
            path.append(left[path[-1]].pop())
        else:
            made.append(path.pop())
    return "".join(reversed(made))


PAIRS = _each_pair()

"""Page numbers that are set when the page is drawn already: a sheet need not be laid out again for them.

In the HTML of a sheet a sign stands for each page number, which names the anchor whose page is wanted. When the numbers are known
they are written there, those in arabic figures as an element of its own. What is laid out has twos in their place (`take_out`):
lines are broken as if all figures were as wide as these, which are of middling width. The right ones are put into what was drawn
(`FigureSpot`), to the right of the room that the twos had: so a narrow 1 leaves no gap before a comma, but a little more at the
space before it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import count

from markupsafe import Markup

from book.model import Locator
from book.text.locators import write_pages

SIGN = Markup('<span class="figures" data-at="{}" data-note="{}"></span>')
SIGNED = re.compile(r'<span class="figures" data-at="([^"]*)" data-note="([^"]*)"></span>')
FIGURES = Markup('<span class="figures">{}</span>{}')
# A heading stands in the bookmarks too, where no figures are put in later: its own stay what they are.
WRITTEN = re.compile(r'(<h[1-6]\b.*?</h[1-6]>)|<span class="figures">([0-9]+)</span>', re.DOTALL)
LEADING = re.compile(r"[0-9]+")
PLACE = "data-place"
STAND_IN = "2"
RUN = re.compile(rb"<([0-9a-f]+)>")
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
        text = "".join(
            text
            for _, text in write_pages(
                (Locator(unescape(sign[1]), "", unescape(sign[2])),), numbers
            )
        )
        figures = LEADING.match(text)
        return FIGURES.format(figures[0], text[figures.end() :]) if figures else text

    return Markup(SIGNED.sub(written, body))  # noqa: S704 (the text of `pages` is a folio and the name of a note)


def take_out(source: str) -> tuple[str, tuple[str, ...]]:
    """Put twos for the figures of a document; give it, each place numbered, and the figures in their order.

    >>> take_out('<h1>Page <span class="figures">3</span></h1> see <span class="figures">12</span>.')
    ('<h1>Page <span class="figures">3</span></h1> see <span class="figures" data-place="0">22</span>.', ('12',))
    """
    found: list[str] = []
    numbers = count()

    def out(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        found.append(match[2])
        return f'<span class="figures" {PLACE}="{next(numbers)}">{STAND_IN * len(match[2])}</span>'

    return WRITTEN.sub(out, source), tuple(found)


@dataclass(frozen=True, slots=True)
class FigureSpot:
    """Where figures stand in the content of a page.

    `place` says which they are, `begin` and `end` where the operation is that shows them (ISO 32000-1, 9.4.3: TJ). `glyphs` are the
    numbers of the glyphs of 0 to 9, `widths` their widths, `room` is what the twos take up, both in thousandths of the size of
    the font; `tail` are glyphs shown after them.
    """

    place: int
    begin: int
    end: int
    glyphs: tuple[bytes, ...]
    widths: tuple[int, ...]
    room: int
    tail: bytes = b""

    def show(self, figures: str) -> bytes:
        """Show figures at the right of their room.

        >>> FigureSpot(0, 0, 0, tuple(b"%04x" % n for n in range(10)), (500, 300, *[500] * 8), 1000).show("41")
        b'[-200 <00040001>] TJ'
        """
        indices = [int(figure) for figure in figures]
        left = self.room - sum(self.widths[index] for index in indices)
        return b"[%d <%b>%b] TJ" % (
            -left,
            b"".join(self.glyphs[index] for index in indices),
            self.tail,
        )


def put_in(content: bytes, spots: Sequence[FigureSpot], figures: Sequence[str]) -> bytes:
    """Put figures into the content of a page.

    >>> spot = FigureSpot(0, 3, 18, tuple(b"%04x" % n for n in range(10)), (500,) * 10, 1000)
    >>> put_in(b"BT [<00000000>] TJ ET", [spot], ["42"])
    b'BT [0 <00040002>] TJ ET'
    """
    made: list[bytes] = []
    at = 0
    for spot in sorted(spots, key=lambda spot: spot.begin):
        made += [content[at : spot.begin], spot.show(figures[spot.place])]
        at = spot.end
    return b"".join((*made, content[at:]))


def glyphs_shown(shown: bytes) -> list[bytes]:
    """Give the numbers of the glyphs of a text as it is shown, without what moves them.

    >>> glyphs_shown(b"[<00130014>-3<0020>] TJ")
    [b'0013', b'0014', b'0020']
    """
    return [run[at : at + WIDTH] for run in RUN.findall(shown) for at in range(0, len(run), WIDTH)]

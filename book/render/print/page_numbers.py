"""Write page numbers into a document, and replace them in pages that are already rendered.

1. The HTML of a print document has a marker for each page number, which names the target's anchor.
2. When the numbers are known, `write_numbers` writes them; arabic ones get an element of their own.
3. `take_out_numbers` replaces these by the digit 2, which is of middling width, for the layout:
   lines are broken as if all digits were as wide as a 2. So a document need not be laid out again
   when a number changes but keeps its count of digits.
4. `fill_slots` puts the right digits into the rendered page, aligned to the right of the room that
   the stand-ins had: a narrow 1 leaves no gap before a comma, but a little more space before it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import count

from markupsafe import Markup, escape

from book.model import Locator
from book.text.digits import ALL, USUAL, in_usual_digits
from book.text.locators import write_pages

MARKER = Markup('<span class="figures" data-at="{}" data-note="{}"></span>')
MARKED = re.compile(r'<span class="figures" data-at="([^"]*)" data-note="([^"]*)"></span>')
CITED = Markup('<span class="cited">{}</span>')
NUMBER = Markup('<span class="figures">{}</span>{}')
# A heading is repeated in the bookmarks, where no digits can be replaced later: it keeps its own.
HEADING_OR_NUMBER = re.compile(
    rf'(<h[1-6]\b.*?</h[1-6]>)|<span class="figures">([{ALL}]+(?:\.[{ALL}]+)?)</span>', re.DOTALL
)
LEADING_DIGITS = re.compile(rf"[{ALL}]+(?:\.[{ALL}]+)?")  # of a page, or of a page and a line
PAGE_AND_LINE = re.compile(rf"[{ALL}ivxlcdm]+\.[{ALL}]")
LINE = re.compile(rf"\.([{ALL}])$")
DIGIT = re.compile(f"[{ALL}]")
SLOT_ATTRIBUTE = "data-place"
STAND_IN = "2"
CHARACTERS = f"{USUAL}."
HEX_STRING = re.compile(rb"<([0-9a-f]+)>")
GLYPH = re.compile(rb"[0-9a-f]{4}")


def number_marker(anchor: str, note: str = "") -> Markup:
    """Return a marker for the page of an anchor, followed by the name of a note on that page."""
    return MARKER.format(anchor, note)


def write_numbers(body: Markup, numbers: Mapping[str, str]) -> Markup:
    """Replace the markers by page numbers, or by nothing where the number is unknown.

    >>> body = number_marker("a") + number_marker("b", "3") + number_marker("c")
    >>> print(write_numbers(body, {"a": "12", "b": "viii"}))
    <span class="figures">12</span>viii3
    """

    def number(marker: re.Match[str]) -> str:
        return _written(unescape(marker[1]), unescape(marker[2]), numbers)

    return Markup(MARKED.sub(number, body))  # noqa: S704 (a folio and the name of a note)


def _written(anchor: str, note: str, numbers: Mapping[str, str]) -> str:
    written = write_pages((Locator(anchor, "", note),), numbers)
    return _with_number_marked("".join(text for _, text in written))


def _with_number_marked(text: str) -> str:
    """Return a text with its leading digits, if any, in an element of their own.

    A page and a line stay on one line.
    """
    digits = LEADING_DIGITS.match(text)
    written = NUMBER.format(digits[0], text[digits.end() :]) if digits else escape(text)
    return CITED.format(written) if PAGE_AND_LINE.match(text) else written


def take_out_numbers(source: str) -> tuple[str, tuple[str, ...]]:
    """Return the HTML with numbered slots of stand-in digits, and the numbers that were there.

    >>> two = '<h1>Page <span class="figures">3</span></h1> see <span class="figures">12</span>.'
    >>> source, numbers = take_out_numbers(two)
    >>> print(source)
    <h1>Page <span class="figures">3</span></h1> see <span class="figures" data-place="0">22</span>.
    >>> numbers
    ('12',)
    """
    numbers: list[str] = []
    places = count()

    def slot(match: re.Match[str]) -> str:
        heading, number = match.groups()
        if heading:
            return str(heading)
        numbers.append(number)
        return f'<span class="figures" {SLOT_ATTRIBUTE}="{next(places)}">{stand_in(number)}</span>'

    return HEADING_OR_NUMBER.sub(slot, source), tuple(numbers)


def stand_in(number: str) -> str:
    """Return the digits that stand in for a number; the line on a page has room for two.

    >>> stand_in("141"), stand_in("17.3"), stand_in("17.12"), stand_in("۱۴۱")
    ('222', '22.22', '22.22', '۲۲۲')
    """
    return DIGIT.sub(_stand_in, LINE.sub(r".\1\1", number))


def _stand_in(digit: re.Match[str]) -> str:
    return ALL[ALL.index(digit[0]) // 10 * 10 + int(STAND_IN)]


@dataclass(frozen=True, slots=True)
class PageNumberSlot:
    """A place in the content stream of a page that shows the number of a page, or page and line.

    `place` is its index among the page numbers of the document; `begin` and `end` are the byte
    offsets of the operation that shows it (ISO 32000-1, 9.4.3: TJ). `glyphs` and `widths` belong to
    the digits 0 to 9, and to the point before the number of a line, if there is one; `room` is the
    width of the stand-ins; widths are in thousandths of the font
    size. `tail` is shown after the number, which stands at the left of the room if `is_leftward`,
    among words that run from right to left.
    """

    place: int
    begin: int
    end: int
    glyphs: tuple[bytes, ...]
    widths: tuple[int, ...]
    room: int
    tail: bytes = b""
    is_leftward: bool = False

    def show(self, number: str) -> bytes:
        """Return the operation that shows a number, aligned to the end of the room.

        >>> glyphs, widths = tuple(b"%04x" % n for n in range(10)), (500, 300, *[500] * 8)
        >>> PageNumberSlot(0, 0, 0, glyphs, widths, 1000).show("41")
        b'[-200 <00040001>] TJ'
        """
        digits = [CHARACTERS.index(character) for character in in_usual_digits(number)]
        left = self.room - sum(self.widths[digit] for digit in digits)
        if self.is_leftward:
            left = 0
        glyphs = b"".join(self.glyphs[digit] for digit in digits)
        return b"[%d <%b>%b] TJ" % (-left, glyphs, self.tail)


def fill_slots(content: bytes, slots: Sequence[PageNumberSlot], numbers: Sequence[str]) -> bytes:
    """Return the content of a page with the right numbers in its slots.

    >>> slot = PageNumberSlot(0, 3, 18, tuple(b"%04x" % n for n in range(10)), (500,) * 10, 1000)
    >>> fill_slots(b"BT [<00000000>] TJ ET", [slot], ["42"])
    b'BT [0 <00040002>] TJ ET'
    """
    filled: list[bytes] = []
    position = 0
    for slot in sorted(slots, key=lambda slot: slot.begin):
        filled += [content[position : slot.begin], slot.show(numbers[slot.place])]
        position = slot.end
    return b"".join((*filled, content[position:]))


def shown_glyphs(operation: bytes) -> list[bytes]:
    """Return the numbers of the glyphs that an operation shows, without its adjustments.

    >>> shown_glyphs(b"[<00130014>-3<0020>] TJ")
    [b'0013', b'0014', b'0020']
    """
    strings = HEX_STRING.findall(operation)
    return [glyph for string in strings for glyph in GLYPH.findall(string)]

"""The barcode of an ISBN: EAN-13 (ISO/IEC 15420; GS1 General Specifications, 5.2.1)."""

import re
from typing import NamedTuple

from book.errors import EditionError

LEFT = (
    *("0001101", "0011001", "0010011", "0111101", "0100011"),
    *("0110001", "0101111", "0111011", "0110111", "0001011"),
)
# Which of the six digits on the left have even parity (B): only that encodes the first digit.
PARITY = (
    *("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB"),
    *("ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"),
)
SIDE, MIDDLE = "101", "01010"
INVERSE = str.maketrans("01", "10")
BAR = re.compile("1+")
GUARDS = {*range(3), *range(45, 50), *range(92, 95)}  # modules of the guard bars


class Isbn(NamedTuple):
    """An ISBN as it is written, and its thirteen digits."""

    written: str
    digits: str


class BarcodeBar(NamedTuple):
    """A bar: its first module, its width in modules, whether it is one of the longer guards."""

    start: int
    width: int
    is_guard: bool


def parse_isbn(written: str) -> Isbn | None:
    """Return an ISBN with its digits; None for "".

    An ISBN of ten digits gets its thirteen. Raise EditionError if a check digit is wrong.

    >>> parse_isbn("978-3-16-148410-0")
    Isbn(written='978-3-16-148410-0', digits='9783161484100')
    """
    if not written:
        return None
    digits = re.sub(r"[-\s]", "", written).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        digits = _thirteen_digits(digits)
    if not re.fullmatch(r"97[89]\d{10}", digits) or check_digit(digits[:12]) != digits[12]:
        raise EditionError(
            f"{written} is not a valid ISBN",
            remedy="Correct it in edition.toml: a digit is wrong, missing or extra.",
        )
    return Isbn(written, digits)


def _thirteen_digits(ten: str) -> str:
    """Return the thirteen digits of an ISBN of ten; "" if its check digit is wrong."""
    twelve = f"978{ten[:9]}"
    return "" if _weighted_sum(ten) % 11 else twelve + check_digit(twelve)


def _weighted_sum(ten: str) -> int:
    """Return the sum that is a multiple of 11 if the check digit is right (ISO 2108:1992)."""
    values = (10 if digit == "X" else int(digit) for digit in ten)
    return sum((10 - index) * value for index, value in enumerate(values))


def check_digit(twelve: str) -> str:
    """Return the thirteenth digit (ISO 2108, annex C).

    >>> check_digit("978316148410")
    '0'
    """
    return str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(twelve)) % 10)


def modules(digits: str) -> str:
    """Return thirteen digits as 95 modules, "1" for a bar.

    >>> modules("9783161484100")[:20]
    '10101110110001001010'
    """
    parity = PARITY[int(digits[0])]
    left = "".join(_left(digit, side) for digit, side in zip(digits[1:7], parity, strict=True))
    right = "".join(_inverted(LEFT[int(digit)]) for digit in digits[7:])
    return SIDE + left + MIDDLE + right + SIDE


def _left(digit: str, parity: str) -> str:
    code = LEFT[int(digit)]
    return code if parity == "A" else _inverted(code)[::-1]


def _inverted(code: str) -> str:
    return code.translate(INVERSE)


def bars(digits: str) -> tuple[BarcodeBar, ...]:
    """Return the bars of a barcode.

    >>> bars("9783161484100")[2]
    BarcodeBar(start=4, width=3, is_guard=False)
    """
    return tuple(
        BarcodeBar(match.start(), match.end() - match.start(), match.start() in GUARDS)
        for match in BAR.finditer(modules(digits))
    )

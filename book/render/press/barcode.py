"""The barcode of an ISBN: EAN-13 (ISO/IEC 15420; GS1 General Specifications, 5.2.1)."""

import re

from book.errors import EditionError

WRITTEN = re.compile(r"(?:urn:)?isbn(?:-1[03])?[:\s]*([0-9Xx\-\s]+)", re.IGNORECASE)
LEFT = (
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
)
# Which of the six digits on the left are written in the other parity: the first digit of the number is told by it alone.
PARITY = (
    "AAAAAA",
    "AABABB",
    "AABBAB",
    "AABBBA",
    "ABAABB",
    "ABBAAB",
    "ABBBAA",
    "ABABAB",
    "ABABBA",
    "ABBABA",
)
SIDE, MIDDLE = "101", "01010"


def find_isbn(identifier: str) -> tuple[str, str] | None:
    """Read an ISBN as it is written and as thirteen digits; None if the identifier is something else (RFC 8254, 4.8.3).

    Raise EditionError if its check digit is wrong.

    >>> find_isbn("urn:isbn:978-3-16-148410-0"), find_isbn("urn:uuid:9783161484100")
    (('978-3-16-148410-0', '9783161484100'), None)
    """
    match = WRITTEN.fullmatch(identifier.strip())
    if not match:
        return None
    written = match[1].strip()
    digits = re.sub(r"[-\s]", "", written).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        if sum((10 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits)) % 11:
            raise _wrong(written)
        digits = f"978{digits[:9]}{check_digit(f'978{digits[:9]}')}"
    if not re.fullmatch(r"97[89]\d{10}", digits) or check_digit(digits[:12]) != digits[12]:
        raise _wrong(written)
    return written, digits


def _wrong(written: str) -> EditionError:
    return EditionError(
        f"{written} is no ISBN",
        remedy="Look at `identifier` in edition.toml: a digit is wrong, missing or too many.",
    )


def check_digit(twelve: str) -> str:
    """Compute the thirteenth digit (ISO 2108, annex C).

    >>> check_digit("978316148410")
    '0'
    """
    return str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(twelve)) % 10)


def modules(digits: str) -> str:
    """Write thirteen digits as 95 modules, "1" for a bar.

    >>> modules("9783161484100")[:20]
    '10101110110001001010'
    """
    parity = PARITY[int(digits[0])]
    left = "".join(_left(digit, side) for digit, side in zip(digits[1:7], parity, strict=True))
    right = "".join(_inverted(LEFT[int(digit)]) for digit in digits[7:])
    return SIDE + left + MIDDLE + right + SIDE


def _left(digit: str, side: str) -> str:
    code = LEFT[int(digit)]
    return code if side == "A" else _inverted(code)[::-1]


def _inverted(code: str) -> str:
    return code.translate({48: "1", 49: "0"})


def bars(digits: str) -> tuple[tuple[int, int, bool], ...]:
    """Give the bars: first module, width in modules, and whether it is one of the guards, which are longer.

    >>> bars("9783161484100")[:3]
    ((0, 1, True), (2, 1, True), (4, 3, False))
    """
    guards = {*range(3), *range(45, 50), *range(92, 95)}
    return tuple(
        (m.start(), m.end() - m.start(), m.start() in guards)
        for m in re.finditer("1+", modules(digits))
    )

"""Check International Standard Book Numbers (ISO 2108:2017). The only module that imports stdnum.

Its table of registration groups is that of the International ISBN Agency of January 2026.
"""

import re

from stdnum import isbn as standard
from stdnum.exceptions import ValidationError

from book.model import Imprint

WRITTEN = re.compile(r"(?:urn:)?isbn(?:-1[03])?[:\s]*([0-9Xx\-\s]+)", re.IGNORECASE)
TEN = re.compile(r"\d{9}[\dX]")
MUSIC = "9790"  # numbers of printed music (ISMN) begin with it


def isbn_in(identifier: str) -> str:
    """Return the ISBN that an identifier is, as it is written; "" if it is none.

    >>> isbn_in("urn:isbn:978-3-16-148410-0"), isbn_in("urn:uuid:9783161484100")
    ('978-3-16-148410-0', '')
    """
    match = WRITTEN.fullmatch(identifier.strip())
    return match[1].strip() if match else ""


def isbn_digits(written: str) -> str:
    """Return the digits of an ISBN; of one with ten, the thirteen that it has since 2007.

    >>> isbn_digits("978-3-16-148410-0"), isbn_digits("3-16-148410-X")
    ('9783161484100', '9783161484100')
    """
    digits = re.sub(r"[-\s]", "", written).upper()
    return str(standard.to_isbn13(digits)) if TEN.fullmatch(digits) else digits


def print_isbn(imprint: Imprint) -> str:
    """Return the ISBN of the printed book, as it is written; "" if it has none.

    Where [isbn] states none, an identifier that is an ISBN is that of the printed book.
    """
    return imprint.isbns.print or ("" if imprint.isbns.stated else isbn_in(imprint.identifier))


def cited_isbn(imprint: Imprint) -> str:
    """Return the ISBN by which the edition is cited: that of the book whose pages are cited."""
    stated = (number for _, number in imprint.isbns.stated)
    return print_isbn(imprint) or next(stated, "")


def isbn_fault(written: str) -> str:
    """Return why this is no ISBN of thirteen digits, as words that follow “it”; "" if it is one.

    Checked are the number of digits, the prefix, the check digit, and whether the registration
    group is one that the agency has assigned. Not checked is whether the number was assigned to a
    book, or to this one.

    >>> isbn_fault("978-3-16-148410-0"), isbn_fault("978-3-16-148410-1")
    ('', 'has a wrong check digit: the last one must be 0')
    """
    digits = re.sub(r"[-\s]", "", written).upper()
    if TEN.fullmatch(digits):
        return _fault_of_ten(digits)
    if not re.fullmatch(r"\d{13}", digits):
        return "has not thirteen digits"
    if not digits.startswith(("978", "979")) or digits.startswith(MUSIC):
        return "begins with neither 978 nor 979-1 to 979-9, as the numbers of books do"
    last = _check_digit(digits[:12])
    if digits[12] != last:
        return f"has a wrong check digit: the last one must be {last}"
    if not standard.split(digits)[1]:
        return "begins with a registration group that no country or language had in January 2026"
    return ""


def _fault_of_ten(digits: str) -> str:
    try:
        thirteen = standard.format(standard.to_isbn13(standard.validate(digits)))
    except ValidationError:
        return "has ten digits, and a wrong one among them"
    return f"has ten digits, as before 2007: with thirteen it is {thirteen}"


def _check_digit(twelve: str) -> str:
    """Return the thirteenth digit (ISO 2108:2017, annex C)."""
    return str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(twelve)) % 10)

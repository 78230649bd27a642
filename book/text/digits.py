"""The digits in which a language writes numbers.

Unicode CLDR 48, numbers: `defaultNumberingSystem` of each language, and the digits of that system
in supplemental/numberingSystems.json. They are for what the program numbers: pages, notes, lines,
lists, years of dates. What a source has stays as it is.
"""

from functools import cache

USUAL = "0123456789"
PERSIAN = "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9"  # system "arabext"
DIGITS = {"fa": PERSIAN}
COUNTERS = {PERSIAN: "persian"}  # names of counter styles (CSS Counter Styles 3, 6.1)
ALL = "".join(dict.fromkeys((USUAL, *DIGITS.values())))
AS_USUAL = {ord(digit): USUAL[n % 10] for n, digit in enumerate(ALL)}


@cache
def digits_of(language: str) -> str:
    """Return the ten digits of a language tag, from zero on.

    >>> digits_of("fa-IR") == PERSIAN, digits_of("de")
    (True, '0123456789')
    """
    return DIGITS.get(language.split("-")[0].lower(), USUAL)


def in_digits(number: int | str, language: str) -> str:
    """Return a number, or a text with numbers, in the digits of a language.

    >>> in_digits(2026, "fa"), in_digits("17.3", "en")
    ('۲۰۲۶', '17.3')
    """
    return str(number).translate(dict(zip(map(ord, USUAL), digits_of(language), strict=True)))


def in_usual_digits(text: str) -> str:
    """Return a text in which each number has the usual digits.

    >>> in_usual_digits("۱۲n۳")
    '12n3'
    """
    return text.translate(AS_USUAL)


def counter_style(language: str) -> str:
    """Return the CSS counter style that writes numbers in the digits of a language.

    >>> counter_style("fa"), counter_style("ar")
    ('persian', 'decimal')
    """
    return COUNTERS.get(digits_of(language), "decimal")

"""The digits in which a language writes numbers.

Unicode CLDR 48.2, numbers: `defaultNumberingSystem` of each language and country, and the digits of
that system in supplemental/numberingSystems.json; Arabic by itself, Hebrew and Hindi have the usual
digits there. They are for what the program numbers: pages, notes, lines, years of dates. What a
source has stays as it is.
"""

from functools import cache

USUAL = "0123456789"
PERSIAN = "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9"  # system "arabext"
ARABIC = "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669"  # system "arab"
# The countries in which Arabic is written with these; the others are in the west, and the Emirates.
COUNTRIES = "bh dj eg er il iq jo km kw lb mr om ps qa sa sd so ss sy td ye"
DIGITS = {"fa": PERSIAN, **{f"ar-{country}": ARABIC for country in COUNTRIES.split()}}
COUNTERS = {PERSIAN: "persian", ARABIC: "arabic-indic"}  # CSS Counter Styles 3, 6.1
ALL = "".join(dict.fromkeys((USUAL, *DIGITS.values())))
AS_USUAL = {ord(digit): USUAL[n % 10] for n, digit in enumerate(ALL)}


@cache
def digits_of(language: str) -> str:
    """Return the ten digits of a language tag, from zero on.

    >>> digits_of("fa-IR") == PERSIAN, digits_of("ar-EG") == ARABIC
    (True, True)
    >>> digits_of("ar"), digits_of("ar-MA")
    ('0123456789', '0123456789')
    """
    tag = language.lower()
    return DIGITS.get(tag) or DIGITS.get(tag.split("-")[0], USUAL)


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

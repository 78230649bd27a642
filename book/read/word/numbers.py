"""The numbers of lists and notes, as a word processor prints them."""

from collections.abc import Callable

from book.text.typography import roman_numeral

LIST_STYLES = {
    "decimal": "decimal",
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "bullet": "bullet",
    "none": "none",
}
CHINESE_DIGITS = "〇一二三四五六七八九"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
CIRCLED = (0x2460, 20)
SYMBOLS = "*†‡§"
ROMAN_LIMIT = 4000


def list_style(style: str) -> str:
    """Return the style of a list's container for a style of numbers."""
    return LIST_STYLES.get(style, "decimal")


def format_number(number: int, style: str) -> str:
    """Return a number in one of the styles of WordprocessingML (ST_NumberFormat).

    An unknown style is decimal.

    >>> [format_number(28, style) for style in ("lowerLetter", "upperRoman", "decimalZero")]
    ['bb', 'XXVIII', '28']
    >>> format_number(21, "ordinal"), format_number(23, "chineseCounting")
    ('21st', '二十三')
    """
    if style in ("none", "bullet"):
        return ""
    write = FORMATS.get(style)
    return write(number) if write and number > 0 else str(number)


def _letters(number: int, alphabet: str) -> str:
    """Return a, b … z, aa, bb …: Word repeats the letter."""
    count, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * min(count + 1, 9)


def _roman(number: int) -> str:
    return roman_numeral(number) if number < ROMAN_LIMIT else str(number)


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def _chinese(number: int) -> str:
    """Return a number below 100 in words, a greater one digit by digit."""
    if number >= 100:
        return "".join(CHINESE_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    ten = "" if not tens else ("" if tens == 1 else CHINESE_DIGITS[tens]) + "十"
    return ten + (CHINESE_DIGITS[ones] if ones else "")


def _circled(number: int) -> str:
    first, count = CIRCLED
    return chr(first + number - 1) if number <= count else str(number)


def _symbol(number: int) -> str:
    count, index = divmod(number - 1, len(SYMBOLS))
    return SYMBOLS[index] * min(count + 1, 9)


LATIN = "abcdefghijklmnopqrstuvwxyz"
FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": lambda number: _letters(number, LATIN),
    "upperLetter": lambda number: _letters(number, LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "ordinal": _ordinal,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": lambda number: "".join(CHINESE_DIGITS[int(d)] for d in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": lambda number: "".join(chr(0xFF10 + int(d)) for d in str(number)),
    "russianLower": lambda number: _letters(number, RUSSIAN),
    "russianUpper": lambda number: _letters(number, RUSSIAN.upper()),
    "greekLower": lambda number: _letters(number, GREEK),
    "greekUpper": lambda number: _letters(number, GREEK.upper()),
    "chicago": _symbol,
    "numberInDash": lambda number: f"- {number} -",
}

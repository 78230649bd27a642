"""Dates as web pages and news agencies write them, in ten languages."""

import re

# The first letters of the months' names, by which ten languages tell them apart.
STEMS = (
    "jan ene janv gen янв sty",
    "feb fév fev fevr févr фев lut",
    "mar mär mars мар",
    "apr avr abr апр kwi",
    "may mai mag maj май мая mei",
    "jun juin giu июн cze",
    "jul juil lug июл lip",
    "aug aoû aou ago авг sie",
    "sep set сен wrz",
    "oct okt ott out окт paź",
    "nov ноя lis",
    "dec dez déc dic дек gru",
)
MONTHS = {stem: number for number, stems in enumerate(STEMS, 1) for stem in stems.split()}
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})[^\W\d_]{{0,7}}\.?"
DAY_MONTH = rf"\d{{1,2}}(?:\.|er|º)?\s+(?:de\s+|d['’]\s*)?{MONTH}"
DATE = (
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?:日|(?!\d))|\d{4}年\d{1,2}月"
    r"|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2}[-/]\d{1,2}[-/]\d{4}"
    rf"|\d{{1,2}}-{MONTH}-\d{{4}}"
    rf"|{MONTH}\s+\d{{1,2}},?\s+\d{{4}}|{DAY_MONTH},?\s+(?:del?\s+)?\d{{4}}|{MONTH}\s+\d{{4}})"
)
NUMBERS = re.compile(r"\d+")
WORD = re.compile(rf"(?<![^\W\d_]){MONTH}", re.IGNORECASE)
AMBIGUOUS = re.compile(r"\d{1,2}[-/]\d{1,2}[-/]\d{4}")


def iso_date(text: str) -> str:
    """Return a date in ISO 8601 if its meaning is certain, else as it is written.

    >>> [iso_date(date) for date in ("29 de dic. de 2021", "Dec. 29, 2021", "2021年12月29日")]
    ['2021-12-29', '2021-12-29', '2021-12-29']
    >>> [iso_date(date) for date in ("29.12.2021", "29/12/2021", "10/12/2021", "May 2021")]
    ['2021-12-29', '2021-12-29', '10/12/2021', 'May 2021']
    >>> iso_date("02/02/2025")
    '2025-02-02'
    """
    numbers = [int(number) for number in NUMBERS.findall(text)]
    word = WORD.search(text)
    if word and len(numbers) == 2:
        name = word[0].lower()
        stem = max((stem for stem in MONTHS if name.startswith(stem)), key=len)
        numbers.insert(1, MONTHS[stem])
    if len(numbers) != 3:
        return text
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
    if AMBIGUOUS.fullmatch(text) and day > 12 >= month:
        return f"{year}-{month:02}-{day:02}"
    if AMBIGUOUS.fullmatch(text) and month > 12 >= day:
        return f"{year}-{day:02}-{month:02}"
    is_certain = (
        (day == month or not AMBIGUOUS.fullmatch(text)) and 0 < month <= 12 and 0 < day <= 31
    )
    return f"{year}-{month:02}-{day:02}" if is_certain else text

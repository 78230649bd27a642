"""Check dates as editors write them, and turn an edition's date into an instant.

No clock is read, so that the instant is the same on every machine and day.
"""

import re
from datetime import UTC, date, datetime

from book.errors import EditionError

DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def first_instant(text: str) -> datetime:
    """Return the first second, in UTC, of a year, a month or a day in ISO 8601.

    Raise EditionError if the text is not such a date.

    >>> first_instant("2026-05").isoformat()
    '2026-05-01T00:00:00+00:00'
    """
    match = DATE.fullmatch(text)
    try:
        year, month, day = (int(part or 1) for part in match.groups()) if match else (0, 0, 0)
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError as error:
        remedy = 'Write "2026", "2026-05" or "2026-05-31".'
        raise EditionError(f"the edition's date {text!r} is not a date", remedy=remedy) from error


def is_date(text: str) -> bool:
    """Return whether a text is a year, a month or a day in ISO 8601.

    >>> [is_date(text) for text in ("2026", "2026-05", "2024-02-29")]
    [True, True, True]
    >>> [is_date(text) for text in ("2023-02-29", "soon", "20260531")]
    [False, False, False]
    """
    if not re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", text):
        return False
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True

"""The date of an edition as an instant: the same on each machine and day."""

import re
from datetime import UTC, datetime

from book.errors import EditionError

DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def first_instant(date: str) -> datetime:
    """Return the first second of a year, a month or a day, in UTC: the book's own date, as no clock is read.

    >>> first_instant("2026-05").isoformat()
    '2026-05-01T00:00:00+00:00'
    """
    match = DATE.fullmatch(date)
    try:
        year, month, day = (int(part or 1) for part in match.groups()) if match else (0, 0, 0)
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError as error:
        remedy = 'Write "2026", "2026-05" or "2026-05-31".'
        raise EditionError(f"the edition's date {date!r} is no date", remedy=remedy) from error

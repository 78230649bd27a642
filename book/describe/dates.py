"""The date of a work: when it was written or published, not when a file was made."""

import re
from collections import Counter
from collections.abc import Sequence

from book.describe.statements import Claim
from book.describe.votes import weight_of
from book.model import Finding
from book.text.typography import parse_date

TIMESTAMP = re.compile(r"^(\d{4})-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)?$")
REST = re.compile(r"(?<=\d)T[\d:.]+(?:Z|[+-][\d:]+)?$|\s*\[.*\]?$")
PUBLICATION = re.compile(r"^\D.*?\b(1\d{3}|20\d\d)\b.*$")  # “London: Smith, 1847”


def work_date(statements: Sequence[Claim]) -> Finding:
    """Return the date that the most reliable places state, of these the most frequent.

    A year or month is preferred to a full date, which is often that of a web page.
    """
    dated = [(s, _work_year(s.value)) for s in statements if s.field == "date"]
    coarse = [each for each in dated if parse_date(each[1]) is None] or dated
    weight = max((weight_of(s.rule) for s, _ in coarse), default=0)
    best = [(s, value) for s, value in coarse if weight_of(s.rule) == weight]
    counts = Counter(value for _, value in best)
    if not counts:
        return Finding()
    value = counts.most_common(1)[0][0]
    source = next(s for s, stated in best if stated == value)
    return Finding(value, source.rule, source.file)


def _work_year(date: str) -> str:
    """Return a date; of a timestamp, or of a place, a publisher and a year, the year alone.

    >>> [_work_year(each) for each in ("2014-05-25T00:00:00Z", "London: Smith, 1847", "May 1868")]
    ['2014', '1847', 'May 1868']
    """
    match = TIMESTAMP.match(date) or (PUBLICATION.match(date) if ":" in date else None)
    return match[1] if match else date


def plain_date(date: str) -> str:
    """Return the date at which a file was issued, without a time of day or a number.

    >>> plain_date("2014-05-25T00:00:00Z"), plain_date("June, 1998 [EBook #1342]")
    ('2014-05-25', 'June, 1998')
    """
    return REST.sub("", date).strip()

"""Read the date, the agency and the place at the head of a page."""

import re
from functools import partial
from itertools import takewhile

from book.clean.fragments import (
    Fragment,
    Fragments,
    as_metadata,
    open_fragments,
    printed_fragments,
    replace_open,
    split_at,
)
from book.clean.scripts import HAN_CLASS
from book.clean.stamps import CLOCK, CLOCK_BEFORE, DATE_WORD, LABELS, LINKING, read_stamp
from book.model import Witness, Work
from book.text.written_dates import DATE, DAY_MONTH, MONTH, iso_date

WEEKDAY = (
    r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|[^\W\d_]{2,12},|[^\W\d_]{2,3}\.)\s+)?"
)
DATE_LINE = re.compile(
    rf"^\W*(?P<word>{DATE_WORD}{LINKING}\s*[:：]?\s*)?{CLOCK_BEFORE}{WEEKDAY}"
    rf"(?P<date>{DATE}){CLOCK}\W*$",
    re.IGNORECASE,
)
AGENCY_DATE = re.compile(
    rf"^\s*+(?P<agency>[A-Z][\w.&’' ]{{1,40}}?)\s*+[|,·]?\s*+(?={DATE_WORD}\s*[:：])", re.IGNORECASE
)
AGENCY_LINE = re.compile(
    rf"^(?:{LABELS['agency']})\s*[:：]\s*(?P<agency>\S.{{0,60}})$", re.IGNORECASE
)
AGENCY = r"\((?:[A-ZА-Я]{2,6}|Reuters|Xinhua|Bloomberg|dpa|sid|epd|Belga|Lusa)(?:/[\w ]{1,20})?\)"
DASH = r"\s*\.?\s*(?:--?|[–—])\s*"
DAY = rf"(?:{MONTH}\s*\d{{1,2}}(?:,\s+\d{{4}})?|{DAY_MONTH}(?:\s+\d{{4}})?)"
CAPITALS = r"[A-ZÀ-ÖØ-ÞА-ЯЁ]"
PLACE = rf"{CAPITALS}[\w.’' -]{{1,30}}"
PLACE_LINE = re.compile(
    rf"^\s*(?P<dateline>{CAPITALS}(?:{CAPITALS}|[ .’'-]){{2,30}},\s+(?:[A-Z][a-z]+,\s+)?"
    rf"(?:(?i:{DAY})\s*)?\([A-Z][\w/ ]{{1,20}}\)"
    rf"|{PLACE}(?:,\s+(?i:{DAY}))?\s+{AGENCY}"
    rf"|{AGENCY}(?:{DASH}{PLACE},\s+(?i:{DAY}))?"
    rf"|{CAPITALS}(?:{CAPITALS}|[ -]){{2,30}},\s+(?i:{DAY}){DASH}РИА Новости"
    rf"){DASH}(?=\S)"
    rf"|^\s*(?P<wire>{CAPITALS}(?:{CAPITALS}|[ -]){{2,30}},\s+(?i:{DAY})\.?\s*(?:/[^/]{{2,20}}/"
    r"|[–—-]\s*РИА Новости))\.\s+(?=\S)"
    rf"|^\s*【?(?P<han>[{HAN_CLASS}]{{2,12}}\d{{1,2}}月\d{{1,2}}日电)"
    r"】?\s*(?:[（(](?:记者)?[^）)]{1,40}[）)])?\s*"
    r"(?=\S)"
)
HEAD_FRAGMENTS = 10
LONGEST_DATE_LINE = 180
SENTENCE = re.compile(r"[.!?。]”?$")


def dateline(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Read the date lines of the page's head, an agency glued to one, and a report's place line."""
    head, is_diary = last_line_of_head(fragments), _is_diary(fragments)
    return replace_open(fragments, partial(_read_head, head, is_diary))


def _read_head(head: int, is_diary: bool, fragment: Fragment) -> Fragments:
    is_entry = is_diary and bool(_bare_date(fragment))
    return (fragment,) if fragment.span.line > head or is_entry else _read_place(fragment)


def _read_place(fragment: Fragment) -> Fragments:
    """Read the place line that may begin a report, and the date in the rest of the line."""
    match = PLACE_LINE.match(fragment.source)
    if not match:
        return _read_date(fragment)
    place, text = split_at(fragment, match.end())
    field = match.lastgroup or "dateline"
    return as_metadata(place, "dateline", match[field], "dateline"), *_read_date(text)


def last_line_of_head(fragments: Fragments) -> int:
    """Return the number of the last line of the page's head.

    The head is the first fragments, up to the first heading; the number is 0 if there are none.
    """
    first = printed_fragments(fragments)[:HEAD_FRAGMENTS]
    head = list(takewhile(lambda fragment: fragment.state != "heading", first))
    return head[-1].span.line if head else 0


def _is_diary(fragments: Fragments) -> bool:
    """Return whether text stands between lines that are different dates: they head its entries."""
    candidates = open_fragments(fragments)
    dates = {index: date for index, f in enumerate(candidates) if (date := _bare_date(f))}
    if len(set(dates.values())) < 2:
        return False
    between = candidates[min(dates) : max(dates)]
    return any(SENTENCE.search(fragment.text) for fragment in between)


def _bare_date(fragment: Fragment) -> str:
    """Return the date of a line that has nothing else in it, else ""."""
    match = DATE_LINE.match(fragment.text) if len(fragment.text) < LONGEST_DATE_LINE else None
    return match["date"] if match and not match["word"] else ""


def _read_date(fragment: Fragment) -> Fragments:
    if match := AGENCY_DATE.match(fragment.source):
        agency, rest = split_at(fragment, match.end())
        if DATE_LINE.match(rest.text):
            return _as_field(agency, "agency", match), *_read_date(rest)
    if match := DATE_LINE.match(fragment.text):
        return (_as_field(fragment, "date", match),)
    if len(parts := read_stamp(fragment)) > 1:
        return parts
    if match := AGENCY_LINE.match(fragment.text):
        return (_as_field(fragment, "agency", match),)
    return (fragment,)


def _as_field(fragment: Fragment, field: str, match: re.Match[str]) -> Fragment:
    value = iso_date(match[field]) if field == "date" else match[field]
    return as_metadata(fragment, field, value, "dateline")

"""The head and the tail of a page: title, byline, date, agency, standfirst, credit."""

import re

from book.clean.fragments import Fragment, Fragments, cut, describe, each_open, remove
from book.model import Witness, Work
from book.text.typography import fold

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DAY = (
    rf"(?:\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}|{MONTH}\s+\d{{1,2}},\s+\d{{4}}|\d{{1,2}}\s+{MONTH}\s+\d{{4}}|{MONTH}\s+\d{{4}}"
    r"|\d{4}年\d{1,2}月(?:\d{1,2}日)?)"
)
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
CLOCK = r"(?:[\s,|]*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{3,4}\)?)?)?"
DATE_WORD = r"(?:date|updated|published|posted|released|issued|last modified|time|发布时间|日期)"
DATE_LINE = re.compile(
    rf"^\W*(?P<word>{DATE_WORD}(?:\s+(?:on|at))?\s*[:：]?\s*)?{WEEKDAY}(?P<date>{DAY}){CLOCK}\W*$",
    re.IGNORECASE,
)
AGENCY_DATE = re.compile(
    rf"^\s*+(?P<agency>[A-Z][\w.&’' ]{{1,40}}?)\s*+[|,·]?\s*+(?={DATE_WORD}\s*[:：])", re.IGNORECASE
)
AGENCY_LINE = re.compile(r"^(?:source|agency|来源)\s*[:：]\s*(?P<agency>\S.{0,60})$", re.IGNORECASE)
PLACE_LINE = re.compile(
    rf"^\s*(?P<dateline>[A-Z][A-Z .’'-]{{2,30}},\s+(?:[A-Z][a-z]+,\s+)?(?:{MONTH}\s+\d{{1,2}}(?:,\s+\d{{4}})?\s*)?"
    r"\([A-Z][\w/ ]{1,20}\))\s*(?:--?|[–—])\s*(?=\S)"
)
NAME = r"[A-Z][\w.’'-]*(?:\s+(?:de|van|von|al|bin|[A-Z][\w.’'-]*)){1,4}"
BYLINE = re.compile(
    rf"^(?:By|BY|Written by|Text by)\s+(?P<author>{NAME}(?:(?:,\s*|\s+and\s+){NAME}){{0,3}})(?:,\s*(?P<rest>.{{0,59}}[^.!?”]))?$"
)
CREDIT = re.compile(
    r"^(?:[-–—]{1,2}\s*\S.{2,120}[^.!?”]|\((?:by |with |source:? )?(?-i:[A-Z])[\w/&. -]{1,40}\)"
    r"|(?:reprinted from|republished from|courtesy of|reporting by)\s*[:：]?\s+\S.{0,100}[^.!?”]"
    r"|(?:source|editors?|web editors?|责任编辑|编辑|来源)\s*[:：]\s*\S.{0,100}[^.!?”])$",
    re.IGNORECASE,
)
HEAD_PIECES = 10
LONGEST_TITLE = 180
LONGEST_STANDFIRST = 400
SENTENCE = re.compile(r"[.!?。]”?$")
NO_TITLE = re.compile(r"[.!。]”?$")


def dateline(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Read date lines of the page's head, an agency glued to one, and the place line that begins a report."""
    head = _head(fragments)
    is_diary = _is_diary(fragments)

    def decide(fragment: Fragment) -> Fragments:
        if fragment.span.line > head or (is_diary and _bare_date(fragment)):
            return (fragment,)
        if match := PLACE_LINE.match(fragment.source):
            line, text = cut(fragment, match.end())
            return describe(line, "dateline", match["dateline"], "dateline"), *_dated(text)
        return _dated(fragment)

    return each_open(fragments, decide)


def _bare_date(fragment: Fragment) -> str:
    """Give the date of a line that is a date alone."""
    match = DATE_LINE.match(fragment.text) if len(fragment.text) < LONGEST_TITLE else None
    return match["date"] if match and not match["word"] else ""


def _is_diary(fragments: Fragments) -> bool:
    """Say whether several dates stand over text: then they are headings of the work and not the page's date."""
    opens = [p for p in fragments if p.is_open]
    dates = [i for i, p in enumerate(opens) if _bare_date(p)]
    different = {_bare_date(opens[i]) for i in dates}
    return len(different) > 1 and any(SENTENCE.search(p.text) for p in opens[dates[0] : dates[-1]])


def _head(fragments: Fragments) -> int:
    """Give the last line of the page's head: its first pieces, up to the first heading."""
    opens = [p for p in fragments if p.state in ("open", "heading")]
    first_heading = next((i for i, p in enumerate(opens) if p.state == "heading"), len(opens))
    head = opens[: min(HEAD_PIECES, first_heading)]
    return head[-1].span.line if head else 0


def _dated(fragment: Fragment) -> Fragments:
    if match := AGENCY_DATE.match(fragment.source):
        agency, rest = cut(fragment, match.end())
        if DATE_LINE.match(rest.text):
            return describe(agency, "agency", match["agency"], "dateline"), *_dated(rest)
    if match := DATE_LINE.match(fragment.text):
        return (describe(fragment, "date", match["date"], "dateline"),)
    if match := AGENCY_LINE.match(fragment.text):
        return (describe(fragment, "agency", match["agency"], "dateline"),)
    return (fragment,)


def byline(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Read the line that names the author."""
    head = _head(fragments)

    def decide(fragment: Fragment) -> Fragments:
        match = BYLINE.match(" ".join(fragment.text.split()))
        return (
            (describe(fragment, "author", match["author"], "byline"),)
            if match and fragment.span.line <= head
            else (fragment,)
        )

    return each_open(fragments, decide)


def title_block(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Read what stands above the text: the title, a repeated title, the issuer, a subtitle; a standfirst goes."""
    block = _block(fragments, witness, work)
    return tuple(
        _titled(p, i, block, fragments, work) if i in block else p for i, p in enumerate(fragments)
    )


def _block(fragments: Fragments, witness: Witness, work: Work) -> list[int]:
    """Find the open pieces of the title block: those above the date or byline, else the lines that are no sentence."""
    body = next(
        (i for i, p in enumerate(fragments) if p.state == "heading" or p.field == "outline"),
        len(fragments),
    )
    last_stamp = max(
        (i for i, p in enumerate(fragments[:body]) if p.field in ("date", "author", "agency")),
        default=-1,
    )
    above = [i for i in range(last_stamp) if fragments[i].is_open]
    if above and not _is_title(fragments[above[0]], witness, work):
        above = []
    if (
        above
        and sum(bool(SENTENCE.search(fragments[i].text)) for i in above[1:]) <= 1
        and len(above) <= HEAD_PIECES
    ):
        return above
    first = next((i for i, p in enumerate(fragments[:body]) if p.is_open), None)
    if (
        first is None
        or not _is_title(fragments[first], witness, work)
        or not any(p.is_open for p in fragments[first + 1 :])
    ):
        return []
    return (
        [first]
        if witness.role == "commentary" or _is_known(fragments[first], witness, work)
        else []
    )


def _is_title(fragment: Fragment, witness: Witness, work: Work) -> bool:
    """Say whether a line may be a title: it is known as one, or short and no statement; a question may be one."""
    return len(fragment.text) <= LONGEST_TITLE and (
        _is_known(fragment, witness, work) or not NO_TITLE.search(fragment.text)
    )


def _is_known(fragment: Fragment, witness: Witness, work: Work) -> bool:
    return fold(fragment.text) in {fold(title) for title in (work.title, witness.title) if title}


def _titled(
    fragment: Fragment, index: int, block: list[int], fragments: Fragments, work: Work
) -> Fragment:
    rule = "title block"
    text = fragment.text
    if index == block[0] or (
        len(text) <= LONGEST_TITLE and fold(text) == fold(fragments[block[0]].text)
    ):
        return describe(fragment, "title", text, rule)
    if SENTENCE.search(text):
        return remove(fragment, "standfirst") if len(text) <= LONGEST_STANDFIRST else fragment
    if fold(work.author).removeprefix("the") == fold(text).removeprefix("the"):
        return describe(fragment, "author", text, rule)
    return describe(fragment, "subtitle", text, rule)


def credit(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Read the credit that closes a page: an agency, an exchange, an editor."""
    tail = {p.span for p in [p for p in fragments if p.is_open][-3:]}
    last = max(
        (i for i, p in enumerate(fragments) if p.is_open and not CREDIT.match(p.text)),
        default=len(fragments),
    )

    def read(fragment: Fragment, index: int) -> Fragment:
        if (
            index < last
            or fragment.span not in tail
            or not fragment.is_open
            or not CREDIT.match(fragment.text)
        ):
            return fragment
        return describe(fragment, "credit", re.sub(r"^[-–—\s]+", "", fragment.text), "credit")

    return tuple(read(p, i) for i, p in enumerate(fragments))

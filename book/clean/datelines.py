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
from book.model import Witness, Work
from book.text.written_dates import DATE, DAY_MONTH, MONTH, iso_date

WEEKDAY = (
    r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|[^\W\d_]{2,12},|[^\W\d_]{2,3}\.)\s+)?"
)
CLOCK = (
    r"(?:[\s,|·-]*(?:(?:um|à|a las|at|às|alle(?: ore)?|в|kl\.?|ore)\s+)?\d{1,2}\s?[:.h]\s?\d{2}"
    r"(?::\d{2})?(?:\s*(?:[ap]\.?m\.?|Uhr|h))?(?:\s*\(?[A-Z]{3,4}\)?)?)?"
)
# What a page calls its dates; a longer label needs a colon.
DATE_WORD = (
    r"(?:date|updated|published|posted|released|issued|last (?:modified|updated)|time"
    r"|ver[öo]ffentlicht|aktualisiert|publiziert|stand|datum|publi[ée]e?|mise? à jour|modifié"
    r"|publicado|actualizado|atualizado|pubblicato|aggiornato|modificato"
    r"|опубликовано|обновлено|дата"
    r"|发布时间|發布時間|更新时间|发布日期|时间|日期|公開日?|更新日?|掲載日?)"
)
DATE_LINE = re.compile(
    rf"^\W*(?P<word>{DATE_WORD}(?:\s+(?:on|at|am|le|el|il|em|den))?\s*[:：]?\s*)?{WEEKDAY}"
    rf"(?P<date>{DATE}){CLOCK}\W*$",
    re.IGNORECASE,
)
AGENCY_DATE = re.compile(
    rf"^\s*+(?P<agency>[A-Z][\w.&’' ]{{1,40}}?)\s*+[|,·]?\s*+(?={DATE_WORD}\s*[:：])", re.IGNORECASE
)
LABELS = {
    "agency": r"source|agency|来源|來源|quelle|fuente|fonte|источник|出典",
    "author": r"authors?|作者|记者|autore?|auteur|автор",
    "credit": r"(?:web )?editors?|责任编辑|責任編輯|编辑|編輯|редактор",
    "date": DATE_WORD,
}
LABEL = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(rf"(?P<{field}>{words})" for field, words in LABELS.items())
    + r")\s*+[:：]\s*+",
    re.IGNORECASE,
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
    r"|[–—]\s*РИА Новости))\.\s+(?=\S)"
    rf"|^\s*(?P<han>[{HAN_CLASS}]{{2,12}}\d{{1,2}}月\d{{1,2}}日电)"
    r"\s*(?:[（(](?:记者)?[^）)]{1,40}[）)])?\s*"
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
    if match := AGENCY_LINE.match(fragment.text):
        return (_as_field(fragment, "agency", match),)
    return _read_labels(fragment)


def _read_labels(fragment: Fragment) -> Fragments:
    """Read a line of several fields, each after its label: “Time: … Author: … Source: …”."""
    labels = list(LABEL.finditer(fragment.source))
    is_long = len(fragment.text) > LONGEST_DATE_LINE
    if len(labels) < 2 or is_long or fragment.source[: labels[0].start()].strip():
        return (fragment,)
    parts: list[Fragment] = []
    rest, done = fragment, 0
    for label, below in zip(labels, (*labels[1:], None), strict=True):
        end = below.start() if below else len(fragment.source)
        part, rest = split_at(rest, end - done)
        value = fragment.source[label.end() : end].strip(" |/·\u3000")
        parts.append(as_metadata(part, str(label.lastgroup), _value(value), "dateline"))
        done = end
    return (*parts, *([rest] if rest.source else []))


def _value(text: str) -> str:
    """Return a field's value: a date without the time of day, anything else as it is."""
    match = DATE_LINE.match(text)
    return iso_date(match["date"]) if match else text


def _as_field(fragment: Fragment, field: str, match: re.Match[str]) -> Fragment:
    value = iso_date(match[field]) if field == "date" else match[field]
    return as_metadata(fragment, field, value, "dateline")

"""Read a line of several fields at the head of a page: “Time: … Author: … Source: …”.

Each field stands after its label, or between bars; a date, and a name after “by”, need neither.
"""

import re
from itertools import pairwise

from book.clean.fragments import Fragment, Fragments, as_metadata, split_at
from book.text.written_dates import DATE, iso_date

CLOCK = (
    r"(?:[\s,|·-]*(?:(?:um|à|a las|at|às|alle(?: ore)?|в|kl\.?|ore)\s+)?\d{1,2}\s?[:.h]\s?\d{2}"
    r"(?::\d{2})?(?:\s*(?:[ap]\.?m\.?|Uhr|h))?(?:\s*\(?(?-i:[A-Z]{3,4})\b\)?)?)?"
)
CLOCK_BEFORE = r"(?:\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?,?\s+)?"
# What a page calls its dates; a longer label needs a colon.
DATE_WORD = (
    r"(?:date|updated|published|posted|released|issued|last (?:modified|updated)|time"
    r"|ver[öo]ffentlicht|aktualisiert|publiziert|stand|datum|publi[ée]e?|mise? à jour|modifié"
    r"|publicado|actualizado|atualizado|pubblicato|aggiornato|modificato"
    r"|опубликовано|обновлено|дата"
    r"|发布时间|發布時間|更新时间|发布日期|时间|日期|公開日?|更新日?|掲載日?)"
)
LINKING = r"(?:\s+(?:on|at|am|le|el|il|em|den))?"
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
WHEN = re.compile(
    rf"(?:(?<![^\W_])(?P<word>{DATE_WORD}){LINKING}\s*[:：]?\s*)?(?<![\d-]){CLOCK_BEFORE}"
    rf"(?P<date>{DATE}){CLOCK}",
    re.IGNORECASE,
)
BAR = re.compile(r"\s*[|｜]\s*|\s+[·•–—-]\s+|\s{3,}|\u3000+")
MARKED = re.compile(r"[|｜]|^\s*[(（\[]")
BY = re.compile(r"(?:by|von|par|por|di|door)\s+(?P<name>[^\W\d_].*)", re.IGNORECASE)
LONGEST = 180  # characters
LONGEST_NAME = 40  # characters of what has no label
SENTENCE = re.compile(r"[.!?。，；;]\s|[.!?。]$")
EDGES = " |｜/·•–—-,，\u3000()（）[]【】"


def read_stamp(fragment: Fragment) -> Fragments:
    """Return the fields of a line as metadata, or the fragment if it is no such line."""
    source = fragment.source
    if len(fragment.text) > LONGEST:
        return (fragment,)
    cuts = _cuts(source)
    pieces = [source[start:end] for start, end in pairwise(cuts)]
    fields = [_field(piece) for piece in pieces]
    if not _is_stamp(pieces, fields):
        return (fragment,)
    parts: list[Fragment] = []
    rest = fragment
    for piece, (field, value) in zip(pieces, fields, strict=True):
        part, rest = split_at(rest, len(piece))
        parts.append(as_metadata(part, field, value, "dateline"))
    return tuple(parts)


def _cuts(source: str) -> list[int]:
    """Return where the fields of a line begin and end."""
    dates = [match.span() for match in WHEN.finditer(source)]
    inside = {place for start, end in dates for place in range(start + 1, end)}
    places = {0, len(source), *(place for span in dates for place in span)}
    places |= {match.start() for match in LABEL.finditer(source)}
    places |= {match.end() for match in BAR.finditer(source)}
    cuts = sorted(places - inside)
    named = [start for start, end in pairwise(cuts) if source[start:end].strip(EDGES)]
    return [0, *named[1:], len(source)]


def _field(piece: str) -> tuple[str, str]:
    """Return the field that a piece of a line is, and its value; an agency if nothing says so.

    >>> _field("Source: Xinhua | "), _field("Updated: 2021-12-29 10:15"), _field("By Anna Weide")
    (('agency', 'Xinhua'), ('date', '2021-12-29'), ('author', 'Anna Weide'))
    """
    bare = piece.strip(EDGES)
    if match := WHEN.fullmatch(bare):
        return "date", iso_date(match["date"])
    if match := LABEL.match(bare):
        return str(match.lastgroup), bare[match.end() :]
    if match := BY.fullmatch(bare):
        return "author", match["name"]
    return "agency", bare


def _is_stamp(pieces: list[str], fields: list[tuple[str, str]]) -> bool:
    """Return whether a line has two fields or more, is marked as such, and has no sentence."""
    source = "".join(pieces)
    labels = sum(1 for _ in LABEL.finditer(source))
    is_dated = any(field == "date" for field, _ in fields)
    is_worded = any(match["word"] for match in WHEN.finditer(source))
    is_marked = bool(labels or is_worded or MARKED.search(source))
    if len(fields) < 2 or not is_marked or not (is_dated or labels > 1):
        return False
    return all(
        _is_short(value, is_labeled=bool(LABEL.match(piece.strip(EDGES))))
        for piece, (_, value) in zip(pieces, fields, strict=True)
    )


def _is_short(value: str, *, is_labeled: bool) -> bool:
    """Return whether a value is no sentence; without a label it begins with no small letter."""
    is_name = is_labeled or not value[:1].islower()
    return 0 < len(value) <= LONGEST_NAME and is_name and not SENTENCE.search(value)

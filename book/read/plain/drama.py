"""Drama: the speakers, and the stage directions, of a file that is plainly a play."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from book.model import BlockForm, Container, Line
from book.read.plain.lines import Calls, write_block, write_paragraph
from book.read.plain.rows import (
    USUAL_WIDTH,
    FileRow,
    Group,
    capital_share,
    cut,
    early_breaks,
    indent_of,
)

CAPITAL = "A-ZÀ-ÖØ-Þ"
NAME = (
    rf"[{CAPITAL}][{CAPITAL}’'&-]*"
    rf"(?:(?:\. |,? | AND | and |, )[{CAPITAL}0-9][{CAPITAL}0-9’'&-]*){{0,4}}"
)
ASIDE = r"(?:\s*[\[(][^\])]{1,80}[\])])?"
RUN_IN = re.compile(rf"^(_?{NAME}_?{ASIDE}[.:]?_?{ASIDE}[.:—–]*)\s+(?=\S)")
ITALIC = re.compile(rf"^(_[A-Z][\w’' ]{{0,24}}\.{ASIDE}_[.:]?{ASIDE})\s+(?=\S)")
NAMED = re.compile(r"^([A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}(?:\s*\([^)]{1,80}\))?:)\s+(?=\S)")
ALONE = re.compile(rf"^_?{NAME}[.:]?_?{ASIDE}[.:]?$")
ITALIC_ALONE = re.compile(rf"^_[A-Z][\w’'. ]{{0,30}}{ASIDE}[.:]?_[.:]?$")
# A direction of its own, not one inside the italics of the name.
BESIDE = re.compile(r"[\w.:]_?\s*([\[(][^\])]*[\])][.:]?)$")
BARE_NAME = re.compile(r"[^\W\d]+")
NO_NAME = re.compile(
    r"^_?(?:ACT|SCENE|CHAPTER|PART|BOOK|PROLOGUE|EPILOGUE|THE END|CURTAIN|FINIS|CONTENTS|PREFACE"
    r"|INTRODUCTION|CANTO|LETTER|VOLUME|SECTION|NOTES?|FOOTNOTES?|END OF|[IVXLC]+(?:[.:]|$)"
    r"|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY"
    r"|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|[A-Z][A-Z’' ]*(?:MRS?\. [A-Z’' ]+)? TO [A-Z])"  # who writes to whom
)
BRACKETED = re.compile(r"^_?[\[(].*[\])]_?[.]?$", re.DOTALL)
ENTRANCE = re.compile(
    r"^_?(?:Enter|Re-?enter|Exit|Exeunt|Alarums?|Flourish|Manet|Manent|Curtain)\b"
)


@dataclass(frozen=True, slots=True)
class Speech:
    """A speech: its speaker, the groups of what is said, and the index of the last one."""

    name: str
    speaker: FileRow
    groups: tuple[Group, ...]
    last: int = 0


def find_speeches(groups: Sequence[Group], taken: set[int]) -> dict[int, Speech]:
    """Return the speeches of a play by the index of their group; none if this is no play."""
    open_groups = {i: group for i, group in enumerate(groups) if i not in taken}
    begun = {i: speech for i, group in open_groups.items() if (speech := _speech(group))}
    found = {i: _with_groups(i, speech, begun, open_groups) for i, speech in begun.items()}
    bodies = sum(not _is_heading(group) for group in open_groups.values())
    if not _is_play(list(found.values()), bodies):
        return {}
    names = Counter(speech.name for speech in found.values())
    first = min(i for i, speech in found.items() if names[speech.name] > 1)
    return {
        i: speech
        for i, speech in found.items()
        if names[speech.name] > 1 or (i > first and speech.speaker.text.rstrip("_")[-1:] in ".:)]")
    }


def _is_play(speeches: Sequence[Speech], bodies: int) -> bool:
    """Return whether a file is a play: a few speakers take turns through most of its text."""
    names = Counter(speech.name for speech in speeches)
    known = [speech for speech in speeches if names[speech.name] > 1]
    said = sum(len(speech.groups) for speech in known)
    again = sum(a.name == b.name for a, b in pairwise(speeches))
    return (
        len(speeches) >= 4
        and len({speech.name for speech in known}) >= 2
        and (0.2 if len(known) >= 20 else 0.4) * bodies <= said <= 4 * len(known)
        and len(names) <= 0.6 * len(speeches)
        and again <= 0.1 * len(speeches)
    )


def _is_heading(group: Group) -> bool:
    text = group[0].text
    return len(group) == 1 and (bool(NO_NAME.match(text)) or text.upper() == text)


def _speech(group: Group) -> Speech | None:
    first = group[0]
    if NO_NAME.match(first.text):
        return None
    if ALONE.match(first.text) or (len(group) == 1 and ITALIC_ALONE.match(first.text)):
        return Speech(_name(first.text), first, (group[1:],) if group[1:] else ())
    match = next((m for p in (RUN_IN, ITALIC, NAMED) if (m := p.match(first.text))), None)
    if not match or not re.search(r"[.:)\]—–]_?$", match[1]):
        return None
    rest = cut(first, match.end())
    return Speech(_name(match[1]), cut(first, 0, match.end()), ((rest, *group[1:]),))


def _with_groups(
    index: int, speech: Speech, found: Mapping[int, Speech], groups: Mapping[int, Group]
) -> Speech:
    """Return a speech with the groups below a speaker that stands alone, up to the next one."""
    last, said = index, list(speech.groups)
    while not speech.groups and last + 1 in groups and last + 1 not in found:
        group = groups[last + 1]
        if _is_heading(group) or (said and is_stage(group)):
            break
        said.append(group)
        last += 1
    return replace(speech, groups=tuple(said), last=last)


def _name(text: str) -> str:
    """Return the name of a speaker without a direction beside it."""
    return " ".join(BARE_NAME.findall(re.split(r"[\[(]", text)[0])).upper().strip("_ ")


def is_stage(group: Group) -> bool:
    """Return whether a group of a play is a stage direction."""
    text = " ".join(row.text for row in group)
    return bool(BRACKETED.match(text) or ENTRANCE.match(text) or text.startswith(("[_", "(_")))


def is_verse_play(speeches: Iterable[Speech]) -> bool:
    """Return whether most speeches of several lines are verse."""
    several = [rows for speech in speeches for rows in speech.groups if len(rows) > 1]
    return bool(several) and 2 * sum(map(_is_verse, several)) > len(several)


def _is_verse(rows: Group) -> bool:
    early = early_breaks(rows, USUAL_WIDTH - 8)
    return len(rows) > 1 and capital_share(rows) >= 0.85 and early >= 0.7


def write_speech(speech: Speech, name: str, calls: Calls, *, in_verse: bool) -> list[Line]:
    """Return a speech: its speaker, then verse or paragraphs; directions on their own."""
    containers = (Container("speech", name),)
    lines = list(_speaker_lines(speech.speaker, containers, calls))
    for group in speech.groups:
        is_verse = _is_verse(group) or (in_verse and len(group) == 1)
        for is_direction, rows in _divide(group):
            if is_direction:
                lines += write_paragraph(rows, BlockForm("stage", containers), calls)
            elif is_verse:
                lines += _verse(rows, containers, indent_of(group[1:] or group), calls)
            else:
                lines += write_paragraph(rows, BlockForm(containers=containers), calls)
    return lines


def _speaker_lines(
    speaker: FileRow, containers: tuple[Container, ...], calls: Calls
) -> Iterator[Line]:
    """Yield the name, and the direction that stands beside it."""
    match = BESIDE.search(speaker.text)
    parts = (cut(speaker, 0, match.start(1)), cut(speaker, match.start(1))) if match else (speaker,)
    for part, kind in zip(parts, ("speaker", "stage"), strict=False):
        form = BlockForm("speaker" if kind == "speaker" else "stage", containers)
        yield from write_block((part,), [form], [False], calls)


def _verse(rows: Group, containers: tuple[Container, ...], least: int, calls: Calls) -> list[Line]:
    indents = [min(max(row.column - least, 0) // 2, 20) if row.offset == 0 else 0 for row in rows]
    forms = [BlockForm("verse", containers, indent=indent) for indent in indents]
    return write_block(rows, forms, [bool(index) for index in range(len(rows))], calls)


def _divide(rows: Group) -> Iterator[tuple[bool, Group]]:
    """Yield the directions that have rows of their own, and what is said between them."""
    start = 0
    for index, row in enumerate(rows):
        if BRACKETED.match(row.text):
            if index > start:
                yield False, rows[start:index]
            yield True, (row,)
            start = index + 1
    if start < len(rows):
        yield False, rows[start:]

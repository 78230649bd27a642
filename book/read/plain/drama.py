"""Drama: the speakers, and the stage directions, of a file that is plainly a play."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from book.model import BlockForm, Container, Line
from book.read.plain.lines import Calls, write_block, write_paragraph
from book.read.plain.rows import (
    USUAL_WIDTH,
    Group,
    Page,
    Row,
    capital_share,
    cut,
    early_breaks,
    indent_of,
)

NAME = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'&-]*(?:(?:\. |,? | AND | and |, )[A-ZÀ-ÖØ-Þ0-9][A-ZÀ-ÖØ-Þ0-9’'&-]*){0,4}"
ASIDE = r"(?:\s*[\[(][^\])]{1,80}[\])])?"
RUN_IN = re.compile(rf"^(_?{NAME}_?{ASIDE}[.:]?_?{ASIDE}[.:—–]*)\s+(?=\S)")
ITALIC = re.compile(rf"^(_[A-Z][\w’' ]{{0,24}}\.{ASIDE}_[.:]?{ASIDE})\s+(?=\S)")
ALONE = re.compile(rf"^_?{NAME}[.:]?_?{ASIDE}[.:]?$")
BARE_NAME = re.compile(r"[^\W\d]+")
NO_NAME = re.compile(
    r"^_?(?:ACT|SCENE|CHAPTER|PART|BOOK|PROLOGUE|EPILOGUE|THE END|CURTAIN|FINIS|CONTENTS|PREFACE"
    r"|INTRODUCTION|CANTO|LETTER|VOLUME|SECTION|NOTES?|FOOTNOTES?|END OF|[IVXLC]+\b)"
)
BRACKETED = re.compile(r"^_?[\[(].*[\])]_?[.]?$", re.DOTALL)
ENTRANCE = re.compile(
    r"^_?(?:Enter|Re-?enter|Exit|Exeunt|Alarums?|Flourish|Manet|Manent|Curtain)\b"
)


@dataclass(frozen=True, slots=True)
class Speech:
    """The speaker of a group of rows, and the rows of what is said."""

    name: str
    speaker: Row
    rows: Group


def find_speeches(groups: Sequence[Group], taken: set[int]) -> dict[int, Speech]:
    """Return the speeches of a play by the index of their group; none if this is no play."""
    found = {
        i: speech for i, group in enumerate(groups) if i not in taken and (speech := _speech(group))
    }
    names = Counter(speech.name for speech in found.values())
    known = {i: speech for i, speech in found.items() if names[speech.name] > 1}
    bodies = [i for i, group in enumerate(groups) if i not in taken and not _is_heading(group)]
    is_play = (
        len(found) >= 4
        and len({speech.name for speech in known.values()}) >= 2
        and len(known) >= 0.4 * len(bodies)
        and len(names) <= 0.6 * len(found)
    )
    return found if is_play else {}


def _is_heading(group: Group) -> bool:
    text = group[0].text
    return len(group) == 1 and (bool(NO_NAME.match(text)) or text.upper() == text)


def _speech(group: Group) -> Speech | None:
    first = group[0]
    if NO_NAME.match(first.text):
        return None
    if len(group) > 1 and ALONE.match(first.text):
        return Speech(_name(first.text), first, group[1:])
    match = RUN_IN.match(first.text) or ITALIC.match(first.text)
    if not match or not re.search(r"[.:)\]—–]_?$", match[1]):
        return None
    rest = cut(first, match.end())
    return Speech(_name(match[1]), cut(first, 0, match.end()), (rest, *group[1:]))


def _name(text: str) -> str:
    """Return the name of a speaker without a direction beside it."""
    return " ".join(BARE_NAME.findall(re.split(r"[\[(]", text)[0])).upper()


def is_stage(group: Group) -> bool:
    """Return whether a group of a play is a stage direction."""
    text = " ".join(row.text for row in group)
    return bool(BRACKETED.match(text) or ENTRANCE.match(text))


def write_stage(group: Group, calls: Calls) -> list[Line]:
    return write_paragraph(group, BlockForm("stage"), calls)


def is_verse_play(speeches: Sequence[Speech]) -> bool:
    """Return whether most speeches of several lines are verse."""
    several = [speech for speech in speeches if len(speech.rows) > 1]
    verse = sum(_is_verse(speech) for speech in several)
    return bool(several) and 2 * verse > len(several)


def _is_verse(speech: Speech) -> bool:
    rows = speech.rows
    early = early_breaks(rows, USUAL_WIDTH - 8)
    return len(rows) > 1 and capital_share(rows) >= 0.85 and early >= 0.7


def write_speech(
    speech: Speech, name: str, page: Page, calls: Calls, *, in_verse: bool
) -> list[Line]:
    """Return a speech: its speaker, and lines of verse or one paragraph; directions on their own."""
    containers = (Container("speech", name),)
    lines = write_block((speech.speaker,), [BlockForm("speaker", containers)], [False], calls)
    is_verse = _is_verse(speech) or (in_verse and len(speech.rows) == 1)
    for is_direction, rows in _divide(speech.rows):
        if is_direction:
            lines += write_paragraph(rows, BlockForm("stage", containers), calls)
        elif is_verse:
            lines += _verse(rows, containers, indent_of(speech.rows[1:] or rows), calls)
        else:
            forms = [BlockForm(containers=containers)] * len(rows)
            joins = [bool(index) for index in range(len(rows))]
            lines += write_block(rows, forms, joins, calls)
    return lines


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

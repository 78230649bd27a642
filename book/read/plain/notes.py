"""The notes of a plain file: their texts, wherever they stand, and the calls in the text."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from book.read.plain.brackets import Bracket
from book.read.plain.lines import Call
from book.read.plain.rows import FileRow, Group, cut, indent_of

LABEL = r"\d{1,4}|[A-Za-z]|\*{1,4}|[†‡§]"
TEXT_MARK = re.compile(rf"^[\[{{]({LABEL})[\]}}][.:]?\s+(?=\S)")
# Words between two stars are not a note, but words in bold.
STAR_MARK = re.compile(r"^(?!\*[^\s*][^*]*\*(?!\w))(\*{1,3}|[†‡])[ )]{0,2}(?=[^\s*])")
BRACKETED_CALL = re.compile(rf"[\[{{]({LABEL})[\]}}]")
STAR_CALL = re.compile(r"(?<=[\w.,;:!?\"'”’)\]_])(\*{1,3}|[†‡])(?![\w*])")
HEADING = re.compile(r"^(?:FOOTNOTES?|NOTES?|ENDNOTES?|Footnotes?|Endnotes?)[.:]?$")
NEAR = 80  # rows between a star and its note


Found = tuple[str, int, int, int]  # the label, the row, the start and the end of a call


@dataclass(frozen=True, slots=True)
class FileNote:
    """A note: its groups without its mark, and the row and the mark that `opener` had.

    `first` and `last` are the indices of the groups of the file that it takes up.
    """

    label: str
    first: int
    last: int
    groups: tuple[Group, ...]
    opener: tuple[FileRow, str]
    closer: tuple[FileRow, str] | None = None


@dataclass(slots=True)
class NoteLinks:
    """The notes that are called, by their ids, and their calls by the number of the row."""

    notes: dict[str, FileNote] = field(default_factory=dict)
    calls: dict[int, list[Call]] = field(default_factory=dict)
    headings: set[int] = field(default_factory=set)

    @property
    def taken(self) -> set[int]:
        """The indices of the groups of the notes."""
        spans = (range(note.first, note.last + 1) for note in self.notes.values())
        return {index for span in spans for index in span} | self.headings


def divide_notes(groups: Sequence[Group]) -> list[Group]:
    """Divide a group that is a row of notes, so that each note is a group."""
    divided: list[Group] = []
    for group in groups:
        pattern = next((p for p in (TEXT_MARK, STAR_MARK) if p.match(group[0].text)), None)
        start = 0
        for index in range(1, len(group) if pattern else 0):
            if pattern and pattern.match(group[index].text):
                divided.append(group[start:index])
                start = index
        divided.append(group[start:])
    return divided


def link_notes(groups: Sequence[Group], brackets: Sequence[Bracket]) -> NoteLinks:
    """Return the notes that have a call; without one, a text is not known to be a note."""
    links = NoteLinks()
    texts = sorted(_texts(groups, brackets), key=lambda note: note.first)
    inside = {note.first for note in texts}
    calls = list(_find_calls(groups, inside))
    called = _match_calls(texts, calls)
    for index, (note, found) in enumerate(sorted(called.items()), start=1):
        identity = f"note-{index}"
        links.notes[identity] = texts[note]
        _, number, start, end = calls[found]
        links.calls.setdefault(number, []).append(Call(start, end, identity))
    links.headings |= set(_headings(groups, links.taken))
    for found_calls in links.calls.values():
        found_calls.sort(key=lambda call: call.start)
    return links


def _match_calls(texts: Sequence[FileNote], calls: Sequence[Found]) -> dict[int, int]:
    """Return the index of the call of each text that has one."""
    called: dict[int, int] = {}
    last_of_label: dict[str, int] = {}
    for index, note in enumerate(texts):
        after = last_of_label.get(note.label, -1)
        found = _find_call(calls, note, after, set(called.values()))
        if found is not None:
            called[index] = found
            last_of_label[note.label] = note.opener[0].number
    for label in {note.label for note in texts}:
        called |= _match_distant(label, texts, calls, called)
    return called


def _match_distant(
    label: str, texts: Sequence[FileNote], calls: Sequence[Found], called: dict[int, int]
) -> dict[int, int]:
    """Match the texts that end the book and the calls of a label, if as many of both are left."""
    left = [i for i, note in enumerate(texts) if note.label == label and i not in called]
    used = set(called.values())
    open_calls = [i for i, call in enumerate(calls) if call[0] == label and i not in used]
    if not left or len(left) != len(open_calls):
        return {}
    is_before = calls[open_calls[-1]][1] < texts[left[0]].opener[0].number
    return dict(zip(left, open_calls, strict=True)) if is_before else {}


def _texts(groups: Sequence[Group], brackets: Sequence[Bracket]) -> Iterator[FileNote]:
    """Yield what may be notes, by their marks."""
    for each in brackets:
        if each.kind == "footnote":
            yield FileNote(
                each.label or "*", each.first, each.last, each.groups, each.opener, each.closer
            )
    bracketed = {i for each in brackets for i in range(each.first, each.last + 1)}
    for index, group in enumerate(groups):
        match = TEXT_MARK.match(group[0].text) or STAR_MARK.match(group[0].text)
        if match and index not in bracketed:
            last = _last_group(groups, index, bracketed)
            first = (cut(group[0], match.end()), *group[1:])
            mark = (group[0], match[0].strip())
            others = tuple(groups[index + 1 : last + 1])
            yield FileNote(match[1], index, last, (first, *others), mark)


def _last_group(groups: Sequence[Group], index: int, bracketed: set[int]) -> int:
    """Return the last group of a note: those indented below it belong to it, if a note follows."""
    column, last = groups[index][0].column, index
    for other in range(index + 1, min(index + 12, len(groups))):
        row = groups[other][0]
        if TEXT_MARK.match(row.text):
            return other - 1 if last == other - 1 else index
        if other in bracketed or indent_of(groups[other]) < column + 2:
            return index
        last = other
    return index


def _find_calls(groups: Sequence[Group], inside: set[int]) -> Iterator[Found]:
    """Yield the label, the row, the start and the end of each call."""
    for index, group in enumerate(groups):
        for number, row in enumerate(group):
            skipped = 0
            if index in inside and number == 0:
                mark = TEXT_MARK.match(row.text) or STAR_MARK.match(row.text)
                skipped = mark.end() if mark else 0
            yield from _calls_of(row, skipped)


def _calls_of(row: FileRow, skipped: int) -> Iterator[Found]:
    for pattern in (BRACKETED_CALL, STAR_CALL):
        for match in pattern.finditer(row.text, skipped):
            start, end = match.span()
            if row.text[start - 1 : start] == " " and row.text[end : end + 1] in ("", *" .,;:!?)"):
                start -= 1
            elif start == 0 and row.text[end : end + 1] == " ":
                end += 1
            if end - start < len(row.text):
                yield match[1], row.number, start, end


def _find_call(
    calls: Sequence[Found], note: FileNote, after: int, used: Collection[int]
) -> int | None:
    """Return the first call of a note that is before it, and after the last note of this label."""
    here = note.opener[0].number
    nearest = here - NEAR if not note.label.isalnum() else 0
    for index, (label, number, _, _) in enumerate(calls):
        if number > here:
            return None
        is_before = max(after, nearest) <= number <= here
        if label == note.label and is_before and index not in used:
            return index
    return None


def _headings(groups: Sequence[Group], taken: set[int]) -> Iterator[int]:
    """Yield the headings that stand above nothing but notes."""
    for index, group in enumerate(groups):
        is_heading = len(group) == 1 and bool(HEADING.match(group[0].text))
        if is_heading and index + 1 in taken and index not in taken:
            yield index

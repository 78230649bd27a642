"""Recognize a list of contents, and take it as the outline of the work."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from book.clean.contents_runs import LONGEST_ENTRY, find_entries, strip_page
from book.clean.fragments import Fragment, Fragments, as_metadata, open_indices, replace_at
from book.clean.parsed_headings import SENTENCE_END
from book.model import Witness, Work
from book.text.divisions import DivisionName, read_division
from book.text.typography import fold

CONTENTS_WORD = re.compile(
    r"^(?:(?:table of )?contents(?: of [\w ]{1,40})?|目录|inhalt(?:sverzeichnis)?"
    r"|table des matières|índice|indice|sommario|index capitum)[.:]?$",
    re.IGNORECASE,
)
# The head of a column, or a page number in a cell of its own.
COLUMN_HEAD = re.compile(r"^(?:(?:chap(?:ter)?s?\.?|pages?\.?|seite|\s)+|\d{1,4})$", re.IGNORECASE)
# What may hold an entry; no list of contents is in a poem or a note.
HOLDERS = frozenset(("table", "row", "cell", "list", "item", "quotation", "aside"))
OPENING = 28  # letters
SENTENCE_LENGTH = 100  # characters from which a line that ends a sentence is prose


def contents_list(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Read a list of contents as the outline, and the word above it as a label.

    Such a list stands under its name, and most of its entries recur below it. Without a name it is
    a run of headings without text between them, two of them of the same kind, of which one recurs
    below it. Lines with leaders and page numbers are one even if none recurs.
    """
    if named := _read_named_list(fragments, _titles(fragments, witness, work)):
        return named
    entries = find_entries(fragments, frozenset(map(fold, work.outline)))
    above = (index for index in open_indices(fragments) if index + 1 in entries)
    labels = {index for index in above if CONTENTS_WORD.match(fragments[index].text)}
    fragments = replace_at(fragments, labels - entries.keys(), _as_label)
    return tuple(
        as_metadata(f, "outline", entries[i], "contents list") if i in entries else f
        for i, f in enumerate(fragments)
    )


def _titles(fragments: Fragments, witness: Witness, work: Work) -> set[str]:
    stated = (fragment.value for fragment in fragments if fragment.field == "title")
    return set(map(fold, (work.title, witness.title, *stated))) - {""}


def _as_label(fragment: Fragment) -> Fragment:
    return as_metadata(fragment, "label", fragment.text, "contents list")


# ── A list under its name ────────────────────────────────────────────────────────────────────────


def _read_named_list(fragments: Fragments, titles: set[str]) -> Fragments:
    """Read the entries between the word “Contents” and the first heading that recurs.

    Return nothing if there is no such list. One of the `titles` of the work may follow it.
    """
    listable = [i for i, fragment in enumerate(fragments) if _is_listable(fragment)]
    names = (n for n, i in enumerate(listable) if CONTENTS_WORD.match(_bare(fragments[i])))
    start = next(names, None)
    if start is None:
        return ()
    lines = _list_lines([fragments[i] for i in listable])
    end = _end_of_list(lines, start + 1)
    below = _names_of(lines[end:]) - titles
    while end > start and (
        fold(lines[end - 1].text) in titles or not _is_sure(lines[end - 1], below)
    ):
        end -= 1  # a title page follows the list
    if not _is_list(lines[start + 1 : end], below):
        return ()
    decided = dict(zip(listable[start:end], lines[start:end], strict=True))
    return tuple(
        _as_entry(fragment, decided[i]) if i in decided else fragment
        for i, fragment in enumerate(fragments)
    )


def _is_listable(fragment: Fragment) -> bool:
    kinds = {container.kind for container in fragment.form.containers}
    return fragment.state == "open" and not fragment.kept and kinds <= HOLDERS


def _bare(fragment: Fragment) -> str:
    return fragment.text.lstrip("# ")


def _as_entry(fragment: Fragment, line: "ListedLine") -> Fragment:
    is_label = (
        line.continues
        or line.hangs
        or COLUMN_HEAD.match(line.text)
        or CONTENTS_WORD.match(line.text)
    )
    return (
        _as_label(fragment)
        if is_label
        else as_metadata(fragment, "outline", line.entry, "contents list")
    )


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line that may be an entry of a list; `names` are what it may be called in the text.

    A line that `hangs` is the second one of a numbered entry: indented, or joined to it.
    """

    text: str
    entry: str
    names: frozenset[str]
    number: int
    has_page: bool
    continues: bool
    hangs: bool = False

    @classmethod
    def of(cls, fragment: Fragment) -> "ListedLine":
        text = _bare(fragment)
        if len(text) > LONGEST_ENTRY:
            return cls(text, text, frozenset(), 0, False, fragment.continues)
        is_bare = not read_division(text).title
        entry = (text if is_bare else strip_page(text)).strip(" .")
        name = read_division(entry)
        whole = fold(name.title if name.number else entry)
        is_only_number = not name.title or read_division(name.title).kind == name.kind != ""
        number = f"{name.kind} {name.number}" if name.number and is_only_number else ""
        names = frozenset(filter(None, (whole, fold(entry), number)))
        return cls(text, entry, names, name.number, entry != text.strip(" ."), fragment.continues)

    @property
    def kind_and_number(self) -> tuple[str, ...]:
        """The kind and the number, which may stand alone above the title in the text."""
        name = read_division(self.entry)
        return (f"{name.kind} {name.number}",) if name.kind else ()

    @property
    def openings(self) -> set[str]:
        """The first letters of long names: the text may divide its lines elsewhere."""
        return {name[:OPENING] for name in self.names if len(name) >= OPENING}

    @property
    def is_prose(self) -> bool:
        goes_on = self.continues and not (self.hangs or self.text.isupper())
        is_long = len(self.text) > SENTENCE_LENGTH or goes_on
        return not self.names or (is_long and not self.has_page and self.text[-1] in '.!?”"’:;,')


def _list_lines(fragments: Sequence[Fragment]) -> list[ListedLine]:
    lines: list[ListedLine] = []
    entry: Fragment | None = None  # the last numbered line, if lines may hang from it
    last = 0
    for fragment in fragments:
        line = ListedLine.of(fragment)
        is_below = fragment.span.line - last == 1 and not line.number
        is_indented = bool(entry and is_below and _indent(fragment) > _indent(entry))
        hangs = is_indented or bool(entry and is_below and fragment.continues)
        entry = fragment if line.number else entry if is_indented else None
        last = fragment.span.line
        lines.append(replace(line, hangs=hangs))
    return lines


def _indent(fragment: Fragment) -> int:
    return len(fragment.source) - len(fragment.source.lstrip())


def _end_of_list(lines: list[ListedLine], start: int) -> int:
    """Return where the text begins: at the first line that recurs, or at prose.

    Bare numbers recur in each part of a list; that of the text is not beside its neighbor.
    A title may recur under another number.
    """
    numbers: dict[str, set[int]] = {}
    is_title = False  # of a new number on the line above
    for end in range(start, len(lines)):
        line = lines[end]
        names = () if line.continues or line.hangs else line.names
        known = [numbers[name] for name in names if name in numbers]
        recurs = any(not line.number or {0, line.number} & own for own in known)
        is_over = recurs and not line.has_page and not _is_counting(lines, end)
        if line.is_prose or (is_over and (line.number or not is_title)):
            return end
        is_title = not recurs and bool(line.number) and not read_division(line.entry).title
        for name in (*names, *line.kind_and_number):
            numbers.setdefault(name, set()).add(line.number)
    return len(lines)


def _is_counting(lines: list[ListedLine], at: int) -> bool:
    """Return whether a line's number follows that of a line above it, or is followed below it.

    Titles may stand between the numbers.
    """
    own = read_division(lines[at].entry)
    above = _numbers_near(lines[max(at - 2, 0) : at][::-1])
    below = _numbers_near(lines[at + 1 : at + 3])
    neighbors = [*((n, -1) for n in above), *((n, 1) for n in below)]
    return own.number > 0 and any(
        n.kind == own.kind and n.number == own.number + step > 0 for n, step in neighbors
    )


def _numbers_near(lines: list[ListedLine]) -> Iterator[DivisionName]:
    """Yield what the lines say of divisions, up to the first sentence."""
    entries = takewhile(lambda line: line.number or not SENTENCE_END.search(line.text), lines)
    return (read_division(line.entry) for line in entries)


def _names_of(lines: Iterable[ListedLine]) -> set[str]:
    return {n for line in lines for n in (*line.names, *line.openings, *line.kind_and_number)}


def _is_sure(line: ListedLine, below: set[str]) -> bool:
    recurs = bool((line.names | line.openings) & below)
    return recurs or line.hangs or line.has_page or bool(COLUMN_HEAD.match(line.text))


def _is_list(entries: list[ListedLine], below: set[str]) -> bool:
    """Return whether most of the entries recur `below`, or have page numbers."""
    own = [e for e in entries if not (e.continues or e.hangs or COLUMN_HEAD.match(e.text))]
    sure = sum(_is_sure(entry, below) for entry in own)
    recurs = any((entry.names | entry.openings) & below for entry in own)
    return len(own) > 1 and recurs and 2 * sure > len(own)

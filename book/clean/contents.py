"""Recognize a list of contents, and take it as the outline of the work."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from book.clean.fragments import Fragment, Fragments, as_metadata, open_indices, replace_at
from book.clean.headings import parse_heading
from book.model import Witness, Work
from book.text.divisions import read_division
from book.text.typography import fold

LONGEST_ENTRY = 240
LEADERS = re.compile(r"(?:\s*(?:[.·…_]\s*){3,}|\s*…\s*)(?:\d{1,4}|[ivxlc]+)$")
PAGE = re.compile(r"\s(?:\d{1,4}|[ivxlc]+)$")
CONTENTS_WORD = re.compile(
    r"^(?:(?:table of )?contents|目录|inhalt(?:sverzeichnis)?|table des matières|índice|indice"
    r"|sommario|index capitum)[.:]?$",
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
    if named := _read_named_list(fragments):
        return named
    entries = _find_entries(fragments, frozenset(map(fold, work.outline)))
    above = (index for index in open_indices(fragments) if index + 1 in entries)
    labels = {index for index in above if CONTENTS_WORD.match(fragments[index].text)}
    fragments = replace_at(fragments, labels - entries.keys(), _as_label)
    return tuple(
        as_metadata(f, "outline", entries[i], "contents list") if i in entries else f
        for i, f in enumerate(fragments)
    )


def _as_label(fragment: Fragment) -> Fragment:
    return as_metadata(fragment, "label", fragment.text, "contents list")


# ── A list under its name ────────────────────────────────────────────────────────────────────────


def _read_named_list(fragments: Fragments) -> Fragments:
    """Read the entries between the word “Contents” and the first heading that recurs.

    Return nothing if there is no such list.
    """
    listable = [i for i, fragment in enumerate(fragments) if _is_listable(fragment)]
    names = (n for n, i in enumerate(listable) if CONTENTS_WORD.match(_bare(fragments[i])))
    start = next(names, None)
    if start is None:
        return ()
    lines = _list_lines([fragments[i] for i in listable])
    end = _end_of_list(lines, start + 1)
    below = _names_of(lines[end:])
    while end > start and not _is_sure(lines[end - 1], below):
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

    A line that `hangs` is the second one of a numbered entry, and indented.
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
        entry = (text if is_bare else _strip_page(text)).strip(" .")
        name = read_division(entry)
        whole = fold(name.title if name.number else entry)
        number = f"{name.kind} {name.number}" if name.number and not name.title else ""
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
        is_long = len(self.text) > SENTENCE_LENGTH or self.continues
        return not self.names or (is_long and not self.has_page and self.text[-1] in '.!?”"’:;,')


def _list_lines(fragments: Sequence[Fragment]) -> list[ListedLine]:
    lines: list[ListedLine] = []
    entry: Fragment | None = None  # the last numbered line, if lines may hang from it
    last = 0
    for fragment in fragments:
        line = ListedLine.of(fragment)
        is_below = fragment.span.line - last == 1 and not line.number
        hangs = bool(entry and is_below and _indent(fragment) > _indent(entry))
        entry = fragment if line.number else entry if hangs else None
        last = fragment.span.line
        lines.append(replace(line, hangs=hangs))
    return lines


def _indent(fragment: Fragment) -> int:
    return len(fragment.source) - len(fragment.source.lstrip())


def _end_of_list(lines: list[ListedLine], start: int) -> int:
    """Return where the text begins: at the first line that recurs, or at prose.

    Bare numbers recur in each part of a list; that of the text is not followed by the next number.
    A title may recur under another number.
    """
    numbers: dict[str, set[int]] = {}
    is_title = False  # of a new number on the line above
    for end in range(start, len(lines)):
        line = lines[end]
        known = [numbers[name] for name in line.names if name in numbers]
        recurs = any(not line.number or {0, line.number} & own for own in known)
        is_over = recurs and not line.has_page and not _is_next(lines[end : end + 2])
        if line.is_prose or (is_over and (line.number or not is_title)):
            return end
        is_title = not recurs and bool(line.number) and not read_division(line.entry).title
        for name in (*line.names, *line.kind_and_number):
            numbers.setdefault(name, set()).add(line.number)
    return len(lines)


def _is_next(lines: list[ListedLine]) -> bool:
    """Return whether a line has the number that follows that of the line before."""
    names = [read_division(line.entry) for line in lines]
    return (
        len(names) == 2
        and names[0].kind == names[1].kind
        and (names[0].number + 1 == names[1].number)
    )


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


# ── A list without a name ────────────────────────────────────────────────────────────────────────


def _find_entries(fragments: Fragments, outline: Collection[str]) -> dict[int, str]:
    """Return the names of the entries of all lists of contents, by the index of the fragment."""
    short = [i for i in open_indices(fragments) if len(fragments[i].text) <= LONGEST_ENTRY]
    last_index = {fold(fragments[i].text): i for i in short}
    candidates = [i for i in short if _is_entry(fragments[i].text, outline)]
    entries: dict[int, str] = {}
    for run in _group_runs(candidates, fragments):
        names = _entry_names(run, fragments, last_index)
        entries |= zip(run, names, strict=False)
    return entries


def _entry_names(run: list[int], fragments: Fragments, last_index: dict[str, int]) -> list[str]:
    """Return the names of a run's entries; none if the run is not a list of contents."""

    def recurs(name: str) -> bool:
        return last_index.get(fold(name), -1) > run[-1]

    texts = [fragments[i].text for i in run]
    names = _strip_pages(texts, recurs)
    with_leaders = sum(bool(LEADERS.search(text)) for text in texts)
    is_list = with_leaders > 1 or (_has_siblings(names) and any(map(recurs, names)))
    return names if is_list else []


def _has_siblings(names: list[str]) -> bool:
    """Return whether two entries are of one kind: headings of parts and chapters are not a list."""
    parsed = (parse_heading(name, ()) for name in names)
    styles = [heading.style if heading else "" for heading in parsed]
    return len(set(styles)) < len(styles)


def _is_entry(text: str, outline: Collection[str]) -> bool:
    """Return whether a line may be an entry; what the file marks as a heading is none."""
    return not text.startswith("#") and bool(
        LEADERS.search(text)
        or parse_heading(text, outline)
        or parse_heading(PAGE.sub("", text), outline)
    )


def _strip_pages(texts: list[str], recurs: Callable[[str], bool]) -> list[str]:
    """Return the entries without leaders and page numbers.

    A number at the end without leaders is a page only if every entry ends in a number and none
    recurs with its number.
    """
    are_pages = all(PAGE.search(text) or LEADERS.search(text) for text in texts)
    if not are_pages or any(map(recurs, texts)):
        return [LEADERS.sub("", text) for text in texts]
    return [_strip_page(text) for text in texts]


def _strip_page(text: str) -> str:
    return LEADERS.sub("", text) if LEADERS.search(text) else PAGE.sub("", text)


def _group_runs(indices: list[int], fragments: Fragments) -> list[list[int]]:
    """Group entries without open fragments between them; an entry that recurs begins a new run."""
    runs: list[list[int]] = []
    seen: set[str] = set()
    for index in indices:
        bare = LEADERS.sub("", fragments[index].text)
        names = {fold(bare), fold(PAGE.sub("", bare))}
        if runs and fold(bare) not in seen and _is_adjacent(runs[-1][-1], index, fragments):
            runs[-1].append(index)
            seen |= names
        else:
            runs.append([index])
            seen = names
    return runs


def _is_adjacent(last: int, index: int, fragments: Fragments) -> bool:
    return all(not fragment.is_open for fragment in fragments[last + 1 : index])

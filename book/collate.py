"""Set the witnesses side by side: place every unit in the outline, align paragraphs, then words.

Paragraphs are aligned before words (the field's usual order: what is far apart is never compared word by word),
by how much of their wording they share. The base text of a place is the first witness, in the order of trust, that
has it; the readings of the others are compared with it word by word. Words that differ only in punctuation, case,
quotes or spacing are accidentals: counted, not printed.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from book.model import Agreement, Collation, Heading, Place, Reading, Row, Text, Unit, Variant, Work
from book.typography import DIVISIONS, fold, letters

# Chinese is compared character by character, as it has no spaces; punctuation stays with what stands before it.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
TOKEN = re.compile(rf"[{HAN}][^\w\s]*|[^\s{HAN}]+")
DIVISION = re.compile(DIVISIONS.lower())
HAN_NUMBER = re.compile(r"^第?([一二三四五六七八九十百]+)")
HAN_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
SAME_PARAGRAPH = 55.0  # per cent of wording shared, above which two paragraphs are copies of one
CERTAIN = 80.0  # above which a paragraph is moved to the part in which another copy has it
Phrase = tuple[str, ...]
PREFACE = "Preface"
TEXT = "Text"  # the place of all that stands in a work without parts
FOREWORD = "Foreword"


def collate(texts: tuple[Text, ...], work: Work) -> Collation:
    """Collate the witnesses, given in the order of trust. Raise EditionError if no witness has the work."""
    copies = [t for t in texts if t.witness.role == "text"]
    outline = find_outline(copies, work)
    stacks: dict[str, list[Row]] = {label: [] for label in (PREFACE, *(h.label for h in outline))}
    divided = {text.witness.siglum: _divide(text, outline) for text in copies}
    for siglum, parts in divided.items():
        known = Known(list(stacks))
        for label, units in (part for other, others in divided.items() if other != siglum for part in others if part[0]):
            known.add(label, units)
        for label, units in _by_part(parts, known).items():
            stacks[label] = _align(stacks[label], siglum, units)
    rows = tuple(row for label, stack in stacks.items() for row in _placed(label if outline else TEXT, stack))
    others = (t for t in texts if t.witness.role == "commentary")
    commentaries = tuple((t.witness.siglum, _commentary(t, number)) for number, t in enumerate(others, 1))
    return Collation(outline, rows, commentaries, agreements(rows))


def agreements(rows: tuple[Row, ...]) -> tuple[Agreement, ...]:
    """State, for each witness that shares passages with a base text, how many words they share and where they differ."""
    lengths, kinds = Counter[tuple[str, str]](), Counter[tuple[str, str, str]]()
    for row in rows:
        base = row.units[0][0]
        for siglum, _ in row.units[1:]:
            lengths[base, siglum] += len(_tokens(row.text))
            for variant in row.variants:
                kinds[base, siglum, variant.kind] += any(siglum in reading.sigla for reading in variant.readings)
    return tuple(
        Agreement(base, siglum, length, kinds[base, siglum, "substantive"], kinds[base, siglum, "accidental"])
        for (base, siglum), length in lengths.items()
    )


def find_outline(copies: Iterable[Text], work: Work) -> tuple[Heading, ...]:
    """Take the outline from edition.toml, else from a witness's list of contents, else from the witnesses' headings."""
    if work.outline:
        return _labelled(_heading(entry, number) for number, entry in enumerate(work.outline, 1))
    copies = list(copies)
    for text in copies:
        listed = [m.value for m in text.metadata if m.field == "outline"]
        if listed:
            return _labelled(_heading(entry, number) for number, entry in enumerate(_top_level(listed), 1))
    return _labelled(_merged_headings(copies))


def _labelled(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    """Give each part a label of its own: by it its rows are found."""
    found: dict[str, Heading] = {}
    for heading in headings:
        label = _free(heading.label, found)
        found[label] = replace(heading, label=label)
    return tuple(found.values())


def _free(label: str, taken: Iterable[str]) -> str:
    """Mark a label that comes again with a letter: 1, 1b, 1c …"""
    taken = set(taken)
    return next(free for n in range(1, len(taken) + 2) if (free := label + (letters(n) if n > 1 else "")) not in taken)


def _top_level(entries: list[str]) -> list[str]:
    """Keep the entries numbered as the first numbered one is, and those without number: the parts, not their sections."""
    first = next((found for entry in entries if (found := numbering(entry))), "")
    return [entry for entry in entries if numbering(entry) in (first, "")]


def numbering(entry: str) -> str:
    """Name the kind of an entry's number.

    >>> [numbering(e) for e in ("IV. Exchanges", "2. Dialogue", "Part 2: Law", "Coda")]
    ['roman', 'arabic', 'part', '']
    """
    first = entry.split(maxsplit=1)[0] if entry.strip() else ""
    if not first.rstrip(".)、:").isascii() or not first[:1].isalnum():
        return ""
    if first[-1] in ".)" and set(first[:-1]) <= set("IVXLC"):
        return "roman"
    if first[-1] in ".)" and first[:-1].replace(".", "").isdigit():
        return "arabic"
    return first.lower() if DIVISION.fullmatch(first.lower()) and len(entry.split()) > 1 else ""


def _heading(entry: str, number: int) -> Heading:
    """Divide an entry of the outline into number and title; an entry without a number gets its ordinal as a label."""
    if numbering(entry) in ("roman", "arabic"):
        label, title = entry.split(maxsplit=1)
        return Heading(label.rstrip(".)"), title)
    if numbering(entry):
        word, label, *rest = entry.split(maxsplit=2)
        return Heading(f"{word} {label.rstrip('.:')}", rest[0] if rest else "")
    return Heading(str(number), entry)


def _merged_headings(copies: list[Text]) -> tuple[Heading, ...]:
    """Without a list of contents: the headings of the style that comes first, in all witnesses, in the order of numbers."""
    found: dict[str, Heading] = {}
    style = next((u.style for t in copies for u in t.units if u.kind == "heading"), "")
    for text in copies:
        for unit in text.units:
            if unit.kind == "heading" and unit.style == style:
                heading = _heading(unit.text.lstrip("# "), len(found) + 1)
                known = match_outline(unit, tuple(found.values()))
                found.setdefault(fold(known.title or known.label) if known else fold(heading.title or heading.label), heading)
    headings = list(found.values())
    numbers = [_value(h.title if HAN_NUMBER.match(h.title) else h.label) for h in headings]
    in_order = sorted(zip(numbers, headings, strict=True), key=lambda x: x[0])
    return tuple(h for _, h in in_order) if all(numbers) and len(set(numbers)) == len(numbers) else tuple(headings)


def _value(label: str) -> int:
    """Read a label's number, roman, arabic or Chinese; 0 if it has none.

    >>> [_value(label) for label in ("IV", "12", "Part II", "Coda", "二十三、总则", "第十章 总则")]
    [4, 12, 2, 0, 23, 10]
    """
    if match := HAN_NUMBER.match(label):
        tens, ten, units = match[1].rpartition("十")
        return (HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + HAN_DIGITS.get(units, 0)
    last = label.split()[-1]
    if last.isdigit():
        return int(last)
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}.get(c, 0) for c in last]
    if not values or not all(values):
        return 0
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _divide(text: Text, outline: tuple[Heading, ...]) -> list[tuple[str, list[Unit]]]:
    """Divide a witness at the headings of the outline; what stands before the first one has no label."""
    parts: list[tuple[str, list[Unit]]] = [("", [])]
    for unit in text.units:
        heading = match_outline(unit, outline) if unit.kind == "heading" else None
        if heading:
            parts.append((heading.label, []))
        parts[-1][1].append(unit)
    return parts


@dataclass(frozen=True, slots=True)
class Known:
    """What witnesses have under the headings of the outline, by the phrases in it: so each paragraph is compared with few."""

    labels: list[str]
    index: dict[Phrase, set[tuple[str, Unit]]] = field(default_factory=dict)

    def add(self, label: str, units: list[Unit]) -> None:
        for unit in units:
            for phrase in _phrases(unit):
                self.index.setdefault(phrase, set()).add((label, unit))

    def likeness(self, unit: Unit) -> dict[str, float]:
        """Say for each part how alike to `unit` the paragraph is that shares most phrases with it."""
        shared = Counter(place for phrase in _phrases(unit) for place in self.index.get(phrase, ()))
        nearest: dict[str, Unit] = {}
        for (label, other), _ in shared.most_common():
            nearest.setdefault(label, other)
        return {label: _likeness(unit, other) for label, other in nearest.items()}


def _by_part(parts: list[tuple[str, list[Unit]]], known: Known) -> dict[str, list[Unit]]:
    """Give a witness's units by part: as its headings say, and by their wording where it lacks headings.

    A copy may begin in the middle of a part, or go on into the next one without its heading. `known` is what the
    other witnesses have under their headings.
    """
    placed: dict[str, list[Unit]] = {}
    for label, units in parts:
        at = label or _home(units, known)
        for unit in units:
            at = _moved(unit, at, known)
            placed.setdefault(at, []).append(unit)
    return placed


def _moved(unit: Unit, label: str, known: Known) -> str:
    """Name the part in which a paragraph stands elsewhere, if it is a later one and the paragraph is in no nearer one."""
    likeness = known.likeness(unit)
    if unit.kind == "heading" or likeness.get(label, 0.0) >= SAME_PARAGRAPH:
        return label
    later = known.labels[known.labels.index(label) + 1 :]
    return next((part for part in later if likeness.get(part, 0.0) >= CERTAIN), label)


def _phrases(unit: Unit) -> set[Phrase]:
    """Give each four words that follow each other."""
    found = tuple(map(fold, _tokens(unit.text)))
    return {found[i : i + 4] for i in range(max(1, len(found) - 3))}


def match_outline(unit: Unit, outline: tuple[Heading, ...]) -> Heading | None:
    """Find the part that a heading opens: the same title, or the same number and nearly the same title."""
    entry = _heading(unit.text.lstrip("# "), 0)
    for heading in outline:
        title = fold(heading.title or heading.label)
        same = title == fold(entry.title or entry.label)
        near = heading.label == entry.label and fuzz.ratio(title, fold(entry.title)) >= 80
        if title and (same or near):
            return heading
    return None


def _home(units: list[Unit], known: Known) -> str:
    """Name the part that has the first paragraph that any has; else it is before all parts."""
    for likeness in (known.likeness(unit) for unit in units if unit.kind == "paragraph"):
        best = max(likeness, key=lambda label: likeness[label], default="")
        if best and likeness[best] >= SAME_PARAGRAPH:
            return best
    return PREFACE


def _likeness(unit: Unit, other: Unit) -> float:
    if unit.kind != other.kind:
        return 0.0
    return fuzz.ratio(_tokens(unit.text.casefold()), _tokens(other.text.casefold()))


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(TOKEN.findall(text))


def _align(stack: list[Row], siglum: str, units: list[Unit]) -> list[Row]:
    """Lay a witness's units along the rows: pairs that read alike share a row, the others get rows of their own."""
    pairs = _pairs(stack, units)
    rows: list[Row] = []
    done = 0
    for index, row in enumerate(stack):
        if index in pairs:
            rows += [Row(Place(()), ((siglum, unit),)) for unit in units[done : pairs[index]]]
            rows.append(replace(row, units=(*row.units, (siglum, units[pairs[index]]))))
            done = pairs[index] + 1
        else:
            rows.append(row)
    return rows + [Row(Place(()), ((siglum, unit),)) for unit in units[done:]]


def _pairs(stack: list[Row], units: list[Unit]) -> dict[int, int]:
    """Match rows and units in order, so that the wording shared is greatest: equal ones first, then the alike between them."""
    left, right = [fold(row.units[0][1].text) for row in stack], [fold(unit.text) for unit in units]
    pairs: dict[int, int] = {}
    for tag, a, a_end, b, b_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs |= zip(range(a, a_end), range(b, b_end), strict=True)
        elif tag == "replace":
            pairs |= _alike(stack, units, range(a, a_end), range(b, b_end))
    return pairs


def _alike(stack: list[Row], units: list[Unit], rows: range, others: range) -> dict[int, int]:
    """Align two runs of unequal paragraphs by likeness (Needleman and Wunsch 1970, without a gap penalty)."""
    best = [[0.0] * (len(others) + 1) for _ in range(len(rows) + 1)]
    score = {(i, j): _likeness(units[j], stack[i].units[0][1]) for i in rows for j in others}
    for i in reversed(range(len(rows))):
        for j in reversed(range(len(others))):
            likeness = score[rows[i], others[j]]
            joined = best[i + 1][j + 1] + likeness if likeness >= SAME_PARAGRAPH else 0.0
            best[i][j] = max(joined, best[i + 1][j], best[i][j + 1])
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(rows) and j < len(others):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs[rows[i]] = others[j]
            i, j = i + 1, j + 1
    return pairs


def _placed(label: str, stack: list[Row]) -> list[Row]:
    """Give each row of a part its place, and collate its words."""
    rows: list[Row] = []
    path: tuple[str, ...] = (label,)
    styles: list[str] = []
    paragraph = 0
    for row in stack:
        unit = row.units[0][1]
        if unit.kind == "heading":
            is_part = not rows and label not in (PREFACE, TEXT)
            path = (label,) if is_part else _section(label, unit, styles, rows)
            paragraph = 0
        else:
            paragraph += 1
        place = Place(path, paragraph)
        rows.append(replace(row, place=place, text=unit.text, variants=compare(row, place)))
    return _with_omissions(rows)


def _with_omissions(rows: list[Row]) -> list[Row]:
    """State where a witness that goes on before and after a row lacks it."""
    reach: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        for siglum, _ in row.units:
            reach.setdefault(siglum, []).append(index)
    return [_omitted(row, tuple(s for s, at in reach.items() if at[0] < i < at[-1] and i not in at)) for i, row in enumerate(rows)]


def _omitted(row: Row, sigla: tuple[str, ...]) -> Row:
    if not sigla:
        return row
    omission = Variant(row.place, row.text, 0, len(row.text), (Reading(sigla, ""),))
    return replace(row, variants=(*row.variants, omission))


def _section(label: str, unit: Unit, styles: list[str], rows: list[Row]) -> tuple[str, ...]:
    """Number a section by its own label, else by its order; a new style of numbering opens a deeper level."""
    if unit.style in styles:
        del styles[styles.index(unit.style) + 1 :]
    else:
        styles.append(unit.style)
    depth = len(styles)
    parent = next((r.place.path[:depth] for r in reversed(rows) if len(r.place.path) >= depth), (label,))
    siblings = {r.place.path[depth] for r in rows if r.place.path[:depth] == parent and len(r.place.path) > depth}
    return (*parent, _free(unit.label or str(len(siblings) + 1), siblings))


def _commentary(text: Text, number: int) -> tuple[Row, ...]:
    return tuple(
        Row(Place((f"{FOREWORD} {number}",), index), ((text.witness.siglum, unit),), text=unit.text)
        for index, unit in enumerate(text.units, 1)
    )


def compare(row: Row, place: Place) -> tuple[Variant, ...]:
    """Compare each witness of a row with the first one, word by word; the same reading of several is stated once."""
    (_, base), *others = row.units
    spans = [m.span() for m in TOKEN.finditer(base.text)]
    found: dict[tuple[int, int, str, str], list[str]] = {}
    for siglum, unit in others:
        for start, end, reading, kind in _differences(base, unit):
            found.setdefault((start, end, reading, kind), []).append(siglum)
    grouped: dict[tuple[int, int, str], list[Reading]] = {}
    for (start, end, reading, kind), sigla in sorted(found.items()):
        grouped.setdefault((start, end, kind), []).append(Reading(tuple(sigla), reading))
    return tuple(_variant(place, base.text, spans, start, end, tuple(readings), kind) for (start, end, kind), readings in grouped.items())


def _variant(
    place: Place, text: str, spans: list[tuple[int, int]], start: int, end: int, readings: tuple[Reading, ...], kind: str
) -> Variant:
    first = spans[start][0] if end > start else (spans[start - 1][1] if start else 0)
    last = spans[end - 1][1] if end > start else first
    return Variant(place, text[first:last], first, last, readings, "accidental" if kind == "accidental" else "substantive")


def _differences(base: Unit, other: Unit) -> Iterable[tuple[int, int, str, str]]:
    """List where `other` differs: words `start` to `end` of the base, what stands there, and of which kind it is.

    Accidentals are seen in the witnesses' own characters, so that a straight apostrophe counts though both print curly.
    """
    left, right = _tokens(base.text), _tokens(other.text)
    spans = [m.span() for m in TOKEN.finditer(other.text)]
    ours, theirs = [fold(w) or w for w in left], [fold(w) or w for w in right]
    for is_equal, a, a_end, b, b_end in _passages(ours, theirs):
        reading = other.text[spans[b][0] : spans[b_end - 1][1]] if b_end > b else ""
        if is_equal:
            yield from _accidentals(base, other, a, a_end, b)
        elif fold("".join(left[a:a_end])) == fold("".join(right[b:b_end])):
            yield a, a_end, reading, "accidental"
        else:
            yield a, a_end, reading, "substantive"


def _passages(ours: list[str], theirs: list[str]) -> Iterable[tuple[bool, int, int, int, int]]:
    """Divide two texts into passages that agree and that differ; what differs in one go is one passage."""
    for is_equal, group in groupby(Levenshtein.opcodes(ours, theirs), key=lambda code: code.tag == "equal"):
        codes = list(group)
        yield is_equal, codes[0].src_start, codes[-1].src_end, codes[0].dest_start, codes[-1].dest_end


def _accidentals(base: Unit, other: Unit, start: int, end: int, at: int) -> Iterable[tuple[int, int, str, str]]:
    left, right = _source_words(base), _source_words(other)
    for index in range(start, end):
        if left[index] != right[at + index - start]:
            yield index, index + 1, right[at + index - start], "accidental"


def _source_words(unit: Unit) -> tuple[str, ...]:
    """Give the words in the witness's own characters, as long as they are as many as those printed."""
    source = _tokens(unit.source)
    return source if len(source) == len(_tokens(unit.text)) else _tokens(unit.text)

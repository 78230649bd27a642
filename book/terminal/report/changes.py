"""The report of `inv diff`: how a build would differ from what is published."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.text import Text as Line

from book.model import (
    Alteration,
    AlterationKind,
    AlterationSubject,
    Differences,
    PageChange,
    PageFate,
    Spot,
)
from book.terminal.report.layout import shorten

TITLES: dict[AlterationSubject, str] = {
    "witness": "Witnesses",
    "text": "Text",
    "reading": "Readings",
    "note": "Notes",
    "commentary": "Commentaries",
    "introduction": "Introduction",
    "chronology": "Chronology",
    "glossary": "Glossary",
    "bibliography": "Bibliography",
    "index": "Index",
    "matter": "Title page, imprint, foreword, colophon",
    "history": "Edition history",
}
SIGNS: dict[AlterationKind, tuple[str, str]] = {
    "added": ("+", "green"),
    "removed": ("-", "red"),
    "changed": ("~", "yellow"),
    "moved": (">", "cyan"),
    "renumbered": ("#", "dim"),
}
FATES: dict[PageFate, str] = {
    "changed": "changed",
    "figures": "only numbers changed",
    "reflowed": "same words, other page breaks",
    "moved": "moved",
    "added": "new",
    "removed": "removed",
}
CHANGED_TEXT_WIDTH = 240  # characters of new or removed words
INDENT = 6


@dataclass(frozen=True, slots=True)
class IndentedLine:
    """A text that is wrapped and indented on a terminal, and one line elsewhere, for `grep`."""

    text: Line

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        for line in self._wrapped(console, options.max_width - INDENT):
            yield Line(" " * INDENT) + line

    def _wrapped(self, console: Console, width: int) -> Iterable[Line]:
        return self.text.wrap(console, width) if console.is_terminal else (self.text,)


def change_report(differences: Differences) -> RenderableType:
    """Return all differences; changed words are marked [-removed-]{+added+} in their context."""
    title = _title(differences)
    if differences.same_inputs:
        return Group(title, Line("nothing changed: all inputs of the edition are the same"))
    return Group(
        title,
        *_alterations(differences.alterations),
        *_pages(differences.pages or ()),
        *_engines(differences.engines),
        *_no_change(differences),
        *_same_date(differences),
    )


def _title(differences: Differences) -> Line:
    former = f"{differences.folder} ({differences.former_date})"
    return Line.assemble((differences.slug, "bold"), f": now, compared with {former}")


def _alterations(alterations: tuple[Alteration, ...]) -> Iterator[RenderableType]:
    for subject, group in groupby(alterations, key=lambda alteration: alteration.subject):
        yield from _heading(TITLES[subject])
        for alteration in group:
            yield from _alteration(alteration)


def _heading(title: str) -> Iterator[RenderableType]:
    yield ""
    yield Line(title, "bold")


def _alteration(alteration: Alteration) -> Iterator[RenderableType]:
    sign, style = SIGNS[alteration.kind]
    yield Line.assemble("  ", (sign, style), f" {alteration_line(alteration)}")
    if alteration.spots:
        yield IndentedLine(_marked(alteration.spots))


def _pages(changes: tuple[PageChange, ...]) -> Iterator[RenderableType]:
    if changes:
        yield from _heading("Pages")
        yield from (Line(f"  {page_line(change)}") for change in changes)


def _engines(engines: tuple[tuple[str, str, str], ...]) -> Iterator[RenderableType]:
    if engines:
        yield from _heading("Engines")
        yield Line("  " + ", ".join(f"{name} {before} → {now}" for name, before, now in engines))


def _no_change(differences: Differences) -> Iterator[RenderableType]:
    if differences.is_empty:
        compared = _compared(differences)
        other = "only other data, the appearance or the program changed"
        yield Line(f"no changes in {compared}; {other}")


def _same_date(differences: Differences) -> Iterator[RenderableType]:
    if differences.alterations and differences.date == differences.former_date:
        yield ""
        reminder = f"that of the former release, {differences.date}: change it before you publish"
        yield Line(f"the date in [edition] is still {reminder}", "italic")


def _compared(differences: Differences) -> str:
    if differences.pages is None:
        return "text, notes, apparatus or lists"
    return "text, notes, apparatus, lists or pages"


def alteration_line(alteration: Alteration) -> str:
    """Return what an alteration concerns, and where.

    >>> alteration_line(Alteration("note", "changed", "III ¶2", "in the shadow", note="3"))
    'III ¶2, n. 3, at “in the shadow”'
    >>> alteration_line(Alteration("note", "renumbered", "III n. 2–3", former="III n. 1–2"))
    'III n. 1–2: now III n. 2–3'
    """
    if alteration.kind == "renumbered":
        return f"{alteration.former}: now {alteration.place}"
    if alteration.subject == "witness":
        return _witness_line(alteration)
    place = alteration.place
    if alteration.subject == "matter":
        place = place.replace("-", " ")
    note = f"n. {alteration.note}" if alteration.note else ""
    return ", ".join(filter(None, (place, note, _name(alteration), _former_place(alteration))))


def _name(alteration: Alteration) -> str:
    if not alteration.name:
        return ""
    match alteration.subject:
        case "note":
            return f"at “{alteration.name}”"
        case "reading":
            return f"{alteration.name}]"
    return alteration.name


def _former_place(alteration: Alteration) -> str:
    if alteration.former:
        return f"was at {alteration.former}" if alteration.place else f"was {alteration.former}"
    return "at another position in the list" if alteration.kind == "moved" else ""


def _witness_line(alteration: Alteration) -> str:
    if not alteration.name:
        return f"the order of trust is {alteration.place}, was {alteration.former}"
    former = f" (was {alteration.former})" if alteration.former else ""
    return f"{alteration.name}  {alteration.place}{former}{_reading_count(alteration.count)}"


def _reading_count(count: int) -> str:
    places = "place" if count == 1 else "places"
    return f", with readings at {count} {places}" if count else ""


def _marked(spots: tuple[Spot, ...]) -> Line:
    """Return differences in their context, marked as `git diff --word-diff` marks them.

    Color alone would not reach every reader.
    """
    line = Line()
    for spot in spots:
        if line:
            line.append(" … " if spot.before else " ")
        _append_spot(line, spot)
    return line


def _append_spot(line: Line, spot: Spot) -> None:
    if spot.before:
        line.append(f"{spot.before} ")
    if spot.old:
        line.append(f"[-{shorten(spot.old, CHANGED_TEXT_WIDTH)}-]", "red")
    if spot.new:
        line.append(f"{{+{shorten(spot.new, CHANGED_TEXT_WIDTH)}+}}", "green")
    if spot.after:
        line.append(f" {spot.after}")


def page_line(change: PageChange) -> str:
    """Return a run of pages, and how it changed.

    >>> page_line(PageChange("moved", "13", "20", "12", "19", 8))
    'pp. 13–20: moved, were pp. 12–19'
    >>> page_line(PageChange("removed", former_first="xii", former_last="xii"))
    'p. xii: removed'
    """
    pages = _page_range(change.first, change.last)
    former = _page_range(change.former_first, change.former_last)
    line = f"{pages or former}: {FATES[change.fate]}"
    if pages and former and pages != former:
        line += f", {'was' if change.count == 1 else 'were'} {former}"
    return line


def _page_range(first: str, last: str) -> str:
    if not first:
        return ""
    return f"p. {first}" if first == last else f"pp. {first}–{last}"


# The keys of the JSON report where they are not the fields of the model.
JSON_KEYS = {
    "subject": "what",
    "kind": "how",
    "former": "was",
    "former_first": "was_first",
    "former_last": "was_last",
    "former_date": "was_date",
}


def changes_as_json(differences: tuple[Differences, ...]) -> str:
    """Return comparisons as a JSON list of objects; empty fields are written too."""
    objects = [asdict(comparison, dict_factory=_json_object) for comparison in differences]
    return json.dumps(objects, ensure_ascii=False, indent=1)


def _json_object(fields: list[tuple[str, object]]) -> dict[str, object]:
    return {JSON_KEYS.get(name, name): value for name, value in fields}

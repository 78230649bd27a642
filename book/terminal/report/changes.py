"""The change report: what a build would publish otherwise than what is published, for an editor's terminal and for programs."""

import json
from collections.abc import Iterator
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
    "figures": "changed in figures alone",
    "reflowed": "same words, divided otherwise among the pages",
    "moved": "moved",
    "added": "new",
    "removed": "gone",
}
SHOWN = 240  # characters of words that are new or gone
INDENT = 6


@dataclass(frozen=True, slots=True)
class Hanging:
    """Lines set in from the left, on a terminal; elsewhere one line, for programs that search."""

    text: Line

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        lines = (
            self.text.wrap(console, options.max_width - INDENT)
            if console.is_terminal
            else (self.text,)
        )
        for line in lines:
            yield Line(" " * INDENT) + line


def change_report(found: Differences) -> RenderableType:
    """Show what is otherwise: [-words that are gone-]{+words that are new+}, between some that stayed."""
    head = Line.assemble(
        (found.slug, "bold"), f": now, against {found.folder} ({found.former_date})"
    )
    if found.same_inputs:
        return Group(head, Line("nothing changed: all that the edition is made from is as it was"))
    parts: list[RenderableType] = [head]
    for what, group in groupby(found.alterations, key=lambda alteration: alteration.subject):
        parts += [
            "",
            Line(TITLES[what], "bold"),
            *(line for alteration in group for line in _lines(alteration)),
        ]
    if found.pages:
        parts += [
            "",
            Line("Pages", "bold"),
            *(Line(f"  {page_line(change)}") for change in found.pages),
        ]
    if found.engines:
        engines = ", ".join(f"{name} {before} → {now}" for name, before, now in found.engines)
        parts += ["", Line("Engines", "bold"), Line(f"  {engines}")]
    if found.is_empty:
        compared = (
            "text, notes, apparatus, lists and pages"
            if found.pages is not None
            else "text, notes, apparatus and lists"
        )
        parts.append(
            Line(f"nothing changed in {compared}; other data, the looks or the program did")
        )
    if found.alterations and found.date == found.former_date:
        parts += ["", Line(f"[edition] date is {found.date}, as in the former release", "italic")]
    return Group(*parts)


def _lines(found: Alteration) -> Iterator[RenderableType]:
    sign, style = SIGNS[found.kind]
    yield Line.assemble("  ", (sign, style), f" {said_of(found)}")
    if found.spots:
        yield Hanging(_marked(found.spots))


def said_of(found: Alteration) -> str:
    """Say what an alteration is about, and where.

    >>> said_of(Alteration("note", "changed", "III ¶2", "in the shadow", note="3"))
    'III ¶2, n. 3, at “in the shadow”'
    >>> said_of(Alteration("note", "renumbered", "III n. 2–3", former="III n. 1–2"))
    'III n. 1–2: now III n. 2–3'
    """
    if found.kind == "renumbered":
        return f"{found.former}: now {found.place}"
    if found.subject == "witness":
        return _of_witness(found)
    name = (
        {"note": f"at “{found.name}”", "reading": f"{found.name}]"}.get(found.subject, found.name)
        if found.name
        else ""
    )
    place = found.place.replace("-", " ") if found.subject == "matter" else found.place
    number = f"n. {found.note}" if found.note else ""
    was = f"was {'at ' if found.place else ''}{found.former}" if found.former else ""
    if found.kind == "moved" and not was:
        was = "at another place of the list"
    return ", ".join(part for part in (place, number, name, was) if part)


def _of_witness(found: Alteration) -> str:
    if not found.name:
        return f"the order of trust is {found.place}, was {found.former}"
    readings = (
        f", with readings at {found.count} place{'' if found.count == 1 else 's'}"
        if found.count
        else ""
    )
    return (
        f"{found.name}  {found.place}{f' (was {found.former})' if found.former else ''}{readings}"
    )


def _marked(spots: tuple[Spot, ...]) -> Line:
    """Write differences in their context, marked as `git diff --word-diff` does: colours alone are not for everybody."""
    made = Line()
    for spot in spots:
        made.append("" if not made else " … " if spot.before else " ")
        made.append(f"{spot.before} " if spot.before else "")
        made.append(f"[-{_cut(spot.old)}-]" if spot.old else "", "red")
        made.append(f"{{+{_cut(spot.new)}+}}" if spot.new else "", "green")
        made.append(f" {spot.after}" if spot.after else "")
    return made


def _cut(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(None, 1)[0]} …"


def page_line(change: PageChange) -> str:
    """Write a run of pages, and what became of them.

    >>> page_line(PageChange("moved", "13", "20", "12", "19", 8))
    'pp. 13–20: moved, were pp. 12–19'
    >>> page_line(PageChange("removed", former_first="xii", former_last="xii"))
    'p. xii: gone'
    """
    pages, were = _pages(change.first, change.last), _pages(change.former_first, change.former_last)
    moved = (
        f", {'was' if change.count == 1 else 'were'} {were}"
        if pages and were and pages != were
        else ""
    )
    return f"{pages or were}: {FATES[change.fate]}{moved}"


def _pages(first: str, last: str) -> str:
    return "" if not first else f"p. {first}" if first == last else f"pp. {first}–{last}"


# The keys of the JSON report where they are not the fields of the model.
JSON_KEYS = {
    "subject": "what",
    "kind": "how",
    "former": "was",
    "former_first": "was_first",
    "former_last": "was_last",
    "former_date": "was_date",
}


def as_json(found: tuple[Differences, ...]) -> str:
    """Return comparisons as a JSON list of objects; empty fields are written too."""
    objects = [asdict(comparison, dict_factory=_object) for comparison in found]
    return json.dumps(objects, ensure_ascii=False, indent=1)


def _object(fields: list[tuple[str, object]]) -> dict[str, object]:
    return {JSON_KEYS.get(name, name): value for name, value in fields}

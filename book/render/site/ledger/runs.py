"""The lines of a witness as they were read, in runs of pieces with one fate, place and rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from book.model import Account, Entry, line_texts
from book.render.site.ledger.writing import written

PLACED = ("printed", "same", "variant")
RUN = (
    '<div class="run {name}" id="{id}">\n<p><b>{label}</b>{details}</p>\n'
    '<ol start="{start}">\n{items}</ol>\n</div>\n'
)
COLUMNS = '<span class="columns">{}–{}</span>'


@dataclass(frozen=True, slots=True)
class FateRun:
    """Pieces of a witness that follow each other and have one fate; `id` is their anchor."""

    id: str
    siglum: str
    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        return self.entries[0]

    @property
    def lines(self) -> str:
        """The numbers of the lines: 12, or 12–15."""
        first, last = self.first.span.line, self.entries[-1].span.line
        return str(first) if first == last else f"{first}–{last}"


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """Where the page has a place, and where the PDF has it: an address and a page label, or ""."""

    anchor: str
    href: str
    page: str


def runs_of(account: Account, number: int) -> tuple[FateRun, ...]:
    """Return the runs of a witness; `number` counts the witnesses from 1."""
    groups = groupby(account.entries, lambda entry: (entry.fate, entry.place, entry.rule))
    runs = (tuple(group) for _, group in groups)
    siglum = account.witness.siglum
    return tuple(FateRun(_anchor(number, run[0]), siglum, run) for run in runs)


def _anchor(number: int, entry: Entry) -> str:
    span = entry.span
    return f"w{number}-{span.line}" + (f"-{span.start + 1}" if span.start else "")


def write_runs(
    account: Account,
    runs: tuple[FateRun, ...],
    links: Mapping[str, PlaceLink],
    labels: Mapping[str, str],
) -> str:
    """Return the runs as markup."""
    writer = _FateRunWriter(account, links, labels)
    return "".join(map(writer.run, runs))


class _FateRunWriter:
    def __init__(
        self, account: Account, links: Mapping[str, PlaceLink], labels: Mapping[str, str]
    ) -> None:
        self.lines = line_texts(account.witness.lines)
        self.links, self.labels = links, labels

    def run(self, run: FateRun) -> str:
        entry = run.first
        return RUN.format(
            name=entry.fate.replace(" ", "-"),
            id=run.id,
            label=written(self.labels[f"fate-{entry.fate}"]),
            details="".join(self.details(entry)),
            start=entry.span.line,
            items="".join(self.items(run)),
        )

    def details(self, entry: Entry) -> Iterator[str]:
        """Yield the place with its links or the field, and the rule."""
        if entry.fate in PLACED:
            link = self.links[entry.place]
            yield f' <a href="#{link.anchor}">{written(entry.place)}</a>'
            if link.page:
                page = self.labels["page"].format(page=link.page)
                yield f' <a href="{written(link.href)}">{written(page)}</a>'
        elif entry.place:
            yield f" <span>{written(entry.place)}</span>"
        if entry.rule:
            yield f" <i>{written(entry.rule)}</i>"

    def items(self, run: FateRun) -> Iterator[str]:
        """Yield the pieces; a number that does not follow the one before is stated."""
        expected = run.first.span.line
        for entry in run.entries:
            span = entry.span
            line = self.lines[span.line]
            is_whole = span.end - span.start == len(line)
            columns = "" if is_whole else COLUMNS.format(span.start + 1, span.end)
            value = "" if span.line == expected else f' value="{span.line}"'
            yield f"<li{value}>{columns}{written(line[span.start : span.end])}</li>\n"
            expected = span.line + 1

"""The book place by place: the page, the first words, the lines that went there, the readings."""

from collections.abc import Iterable, Iterator, Mapping

from book.model import Division, Edition, Ledger, Variant
from book.render.site.ledger.runs import PLACED, FateRun, PlaceLink
from book.render.site.ledger.writing import written
from book.text.anchors import anchors_by_place
from book.text.apparatus import plain_reading
from book.text.inlines import text_of
from book.text.plaintext import plain_heading
from book.text.source_notes import note_paragraphs
from book.text.traversal import blocks_of, divisions_of
from book.text.typography import xml_id

SHOWN = 60  # characters of the text at a place
Starts = Mapping[str, tuple[int, str]]  # for each anchor, its page from 0 and the page's label


def link_places(edition: Edition, ledger: Ledger, starts: Starts) -> dict[str, PlaceLink]:
    """Return the links of each place that the ledger names, in the order of the book."""
    anchors = anchors_by_place(edition)
    entries = (entry for account in ledger.accounts for entry in account.entries)
    named = dict.fromkeys(entry.place for entry in entries if entry.fate in PLACED)
    keys = {place: place if place in anchors else heading_anchor(place) for place in named}
    order = {key: number for number, key in enumerate(anchors)}
    known = sorted(named, key=lambda place: order.get(keys[place], len(order)))
    return {
        place: _link(number, edition.imprint.slug, starts.get(anchors.get(keys[place], "")))
        for number, place in enumerate(known, 1)
    }


def heading_anchor(place: str) -> str:
    """Return the anchor of a commentary's own heading, which has no place in the book."""
    return xml_id(f"p {place}")


def _link(number: int, slug: str, start: tuple[int, str] | None) -> PlaceLink:
    if start is None:
        return PlaceLink(f"at-{number}", "", "")
    page, label = start
    return PlaceLink(f"at-{number}", f"{slug}.pdf#page={page + 1}", label)


class PlaceWriter:
    """Writes the places with what stands and went there."""

    def __init__(
        self, edition: Edition, links: Mapping[str, PlaceLink], runs: Iterable[FateRun]
    ) -> None:
        self.labels, self.links = edition.labels, links
        self.texts = dict(_texts(edition))
        self.runs: dict[str, list[FateRun]] = {}
        for run in runs:
            if run.first.fate in PLACED:
                self.runs.setdefault(run.first.place, []).append(run)
        self.variants: dict[str, list[Variant]] = {}
        for variant in edition.variants:
            if variant.kind == "substantive":
                self.variants.setdefault(str(variant.place), []).append(variant)

    def write(self) -> str:
        return "".join(map(self.place, self.links))

    def place(self, place: str) -> str:
        link = self.links[place]
        page = self.labels["page"].format(page=link.page) if link.page else ""
        linked = f' <a href="{written(link.href)}">{written(page)}</a>' if page else ""
        words = beginning(self.texts.get(place) or self.texts.get(heading_anchor(place), ""))
        lines = "; ".join(map(self.lines, self.runs[place]))
        readings = "".join(self.readings(place))
        return (
            f'<li id="{link.anchor}">\n<p><b>{written(place)}</b>{linked} <q>{written(words)}</q>'
            f'</p>\n<p class="lines">{lines}</p>\n'
            + (f'<ul class="readings">\n{readings}</ul>\n' if readings else "")
            + "</li>\n"
        )

    def lines(self, run: FateRun) -> str:
        fate = run.first.fate
        label = written(self.labels[f"fate-{fate}"])
        return f'<a class="{fate}" href="#{run.id}">{written(run.siglum)} {run.lines}</a> {label}'

    def readings(self, place: str) -> Iterator[str]:
        for variant in self.variants.get(place, ()):
            for reading in variant.readings:
                words = plain_reading(reading, self.labels)
                sigla = " ".join(reading.sigla)
                yield (
                    f"<li><span>{written(variant.lemma)}</span>] <span>{written(words)}</span> "
                    f"<i>{written(sigla)}</i></li>\n"
                )


def beginning(text: str) -> str:
    """Return the first words of a text.

    >>> beginning("word " * 20)[-10:]
    'word word…'
    """
    if len(text) <= SHOWN:
        return text
    cut = text[:SHOWN].rsplit(None, 1)
    return (cut[0] if len(cut) > 1 else text[:SHOWN]) + "…"


def _texts(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the text at each place or anchor."""
    for division in divisions_of(edition.divisions):
        if division.place:
            yield str(division.place), plain_heading(division)
    yield from _block_texts(edition.divisions)
    for note in edition.notes:
        if note.kind == "source":
            for place, inlines in note_paragraphs(note):
                yield str(place), text_of(inlines)


def _block_texts(divisions: tuple[Division, ...]) -> Iterator[tuple[str, str]]:
    for block in blocks_of(divisions):
        if anchor := getattr(block, "id", ""):
            place, inlines = getattr(block, "place", None), getattr(block, "inlines", ())
            yield str(place) if place else anchor, text_of(inlines)

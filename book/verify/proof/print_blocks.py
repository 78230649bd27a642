"""The structure of the PDF: which of its elements stand for the blocks and containers of a text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from book.model import Container, Edition, Paragraph
from book.text.coverage import describe_bands
from book.text.inlines import text_of
from book.text.nesting import containers_of
from book.text.traversal import blocks_of
from book.verify.proof.edition_form import gather_edition
from book.verify.proof.marked_form import FormedPassage
from book.verify.proof.spoken_form import Path, SpokenForm
from book.verify.proof.word_looks import PlacedRun
from book.verify.readback.speech import TaggedBook
from book.verify.readback.tagged import INLINE, TaggedElement

# The tags of the elements that stand for containers, and the kinds of form that these are.
TAGS = {
    "list": (("L",), "lists"),
    "definitions": (("L",), "lists"),
    "item": (("LI",), "items"),
    "quotation": (("BlockQuote",), "quotations"),
    "table": (("Table",), "tables"),
    "cell": (("TD", "TH"), "cells"),
}
HEADINGS = frozenset(f"H{level}" for level in range(1, 7))
LEAST_LEADING = 6  # less than the distance of two lines, in the unit of the pages
Block = tuple[str, str]  # its kind, and a name that no other block of the kind has


class BlockFollower:
    """Compares passages with the elements that hold them, one after the other."""

    def __init__(self, spoken: SpokenForm) -> None:
        self.spoken = spoken
        self.holders: dict[int, Container] = {}  # that an element stands for, by its identity
        self.last: TaggedElement | None = None  # the block that was read last

    def lost(self, passage: FormedPassage, runs: Sequence[PlacedRun]) -> Iterator[Block]:
        """Yield each block that is not told for a passage."""
        first = next((run for run in runs if not run.is_other), runs[0])
        path = self.spoken.at(first.start).path
        if passage.kind == "title" and not _has(path, HEADINGS):
            yield "headings", str(first.start)
        block = next(element for element in reversed(path) if element.tag not in INLINE)
        if passage.kind == "verse" and block is self.last:
            yield "stanzas", str(first.start)
        self.last = block
        yield from self._lost_containers(passage, path)
        yield from self._lost_lines(passage, runs)

    def _lost_containers(self, passage: FormedPassage, path: Path) -> Iterator[Block]:
        """Yield the containers that no element of their own stands for."""
        for tags, kind in sorted(set(TAGS.values())):
            containers = [c for c in passage.containers if TAGS.get(c.kind) == (tags, kind)]
            if kind == "tables" and not any(c.kind == "cell" for c in passage.containers):
                continue  # what is said of a table may stand below it
            elements = [element for element in path if element.tag in tags]
            lost = containers[len(elements) :]
            if len(elements) == len(containers):
                pairs = zip(elements, containers, strict=True)
                lost = [pair[1] for pair in pairs if not self._stands_for(*pair)]
            yield from ((kind, container.id) for container in lost)

    def _stands_for(self, element: TaggedElement, container: Container) -> bool:
        known = self.holders.setdefault(id(element), container)
        return (known.kind, known.id) == (container.kind, container.id)

    def _lost_lines(self, passage: FormedPassage, runs: Sequence[PlacedRun]) -> Iterator[Block]:
        """Yield each line that does not begin on a line of its own."""
        for run in runs[1:]:
            if run.begins_line:
                before, after = (self.spoken.at(run.start - n).drawn for n in (1, 0))
                distance = abs(before.baseline - after.baseline)
                if before.page == after.page and distance < LEAST_LEADING:
                    yield "verse-lines" if passage.kind == "verse" else "breaks", str(run.start)


def lost_elements(edition: Edition, book: TaggedBook) -> Counter[str]:
    """Return how many blocks of each kind the PDF has no element or picture for."""
    wanted = {kind: len(ends) for kind, ends in gather_edition(edition).blocks.items()}
    lost = _lost_containers(edition, book.document)
    lost["scene-breaks"] = wanted.get("scene-breaks", 0) - book.scene_breaks
    lost["pictures"] = max(
        wanted.get("pictures", 0) - book.images,
        _missing(
            _descriptions(edition),
            (each.alternative for each in book.document.find("Figure")),
        ),
    )
    called = (note.id for note in edition.notes)
    lost["notes"] = _missing(called, (note.id for note in book.document.find("Note")))
    return +lost


def _lost_containers(edition: Edition, document: TaggedElement) -> Counter[str]:
    """Return how many containers of words the PDF lacks; what holds none is no element."""
    tags = Counter(element.tag for element in _elements(document))
    holding = {
        (container.kind, container.id)
        for block in blocks_of(edition.divisions)
        if isinstance(block, Paragraph) and text_of(block.inlines).strip()
        for container in block.form.containers
    }
    wanted = Counter(TAGS[kind][1] for kind, _ in holding if kind in TAGS)
    found = {kind: sum(tags[tag] for tag in names) for names, kind in TAGS.values()}
    return Counter({kind: wanted[kind] - number for kind, number in found.items()})


def _missing(wanted: Iterable[str], found: Iterable[str]) -> int:
    return (Counter(wanted) - Counter(found)).total()


def _descriptions(edition: Edition) -> Iterator[str]:
    """Yield what stands for each picture, and for the bands on the cover."""
    yield from (each.get("alt") for each in _described(edition))
    if any(division.kind == "cover" for division in edition.divisions):
        yield from filter(None, [describe_bands(edition)])


def _described(edition: Edition) -> set[Container]:
    """Return the figures that have a picture and a text that stands for it."""
    return {
        container
        for block in blocks_of(edition.divisions)
        for container in containers_of(block)
        if container.kind == "figure" and container.get("source") and container.get("alt")
    }


def _elements(element: TaggedElement) -> Iterator[TaggedElement]:
    yield element
    for kid in element.kids:
        if isinstance(kid, TaggedElement):
            yield from _elements(kid)


def _has(path: Path, tags: frozenset[str]) -> bool:
    return any(element.tag in tags for element in path)

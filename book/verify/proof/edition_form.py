"""Count the form of an edition: the words and blocks of each kind that every output must have."""

from collections.abc import Iterable, Iterator

from book.model import (
    Block,
    Container,
    ContentsList,
    Division,
    Edition,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Insert,
    Link,
    NoteCall,
    PageReference,
    Paragraph,
    Plain,
    SmallCapitals,
    Strong,
    Styled,
    Superscript,
)
from book.model import Break as LineBreak
from book.text.inlines import text_of
from book.text.nesting import containers_of
from book.text.traversal import blocks_of, divisions_of, inlines_of
from book.verify.intake.gathering import Gathered, Gatherer, Treatment
from book.verify.intake.lines import CONTAINERS
from book.verify.intake.words import split

WRAPPED: dict[type, str] = {
    Emphasis: "emphasis",
    Strong: "strong",
    SmallCapitals: "small-capitals",
    Superscript: "superscript",
}
# What a list and a table hold, and what an item and a cell stand in, or they are none.
INNER = {"list": "item", "table": "row"}
OUTER = {"item": "list", "row": "table", "cell": "row"}
WEB = ("http:", "https:", "mailto:")


def gather_edition(edition: Edition, *, variants: bool = True) -> Gathered:
    """Return the form of an edition: of its text, its notes and what the editor wrote.

    Without `variants`, the notes and the list of them are left out: TEI has an apparatus instead.
    """
    gatherer = Gatherer()
    for division in divisions_of(edition.divisions):
        if division.kind == "variants" and not variants:
            continue
        _add_inlines(division.title, gatherer)
        for block in division.blocks:
            _add_block(block, gatherer)
    for note in edition.notes:
        if note.kind == "variant" and not variants:
            continue
        _add_inlines(note.inlines, gatherer)
        if note.kind == "source":
            gatherer.block("notes")
    for container in _containers(edition.divisions):
        is_missing = container.kind == "figure" and not container.get("source")
        if is_missing or container.kind == "note":
            continue  # the source lacks the picture; notes are counted above
        if kind := CONTAINERS.get(container.kind):
            gatherer.block(kind)
    return gatherer.found()


def gather_inlines(inlines: Inlines) -> Gathered:
    """Return the form of one text."""
    gatherer = Gatherer()
    _add_inlines(inlines, gatherer)
    return gatherer.found()


def _add_block(block: Block, gatherer: Gatherer) -> None:
    if isinstance(block, ContentsList):
        return
    for inlines in inlines_of(block):
        _add_inlines(inlines, gatherer)
    match block:
        case Paragraph():
            _add_kind(block, gatherer)
        case Insert(kind="scene-break"):
            gatherer.block("scene-breaks")


def _add_kind(paragraph: Paragraph, gatherer: Gatherer) -> None:
    """Count a stanza with its lines, a stage direction, or the words of code."""
    match paragraph.form.kind:
        case "code":
            gatherer.form("code", split(text_of(paragraph.inlines)))
        case "verse":
            gatherer.block("stanzas")
            breaks = sum(isinstance(each, LineBreak) for each in _flat(paragraph.inlines))
            for _ in range(breaks + 1):
                gatherer.block("verse-lines")
        case "stage":
            gatherer.block("stage-directions")


def _flat(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        yield from _flat(getattr(inline, "inlines", ()))


def _containers(divisions: Iterable[Division]) -> Iterator[Container]:
    """Yield each container that holds words once, and each figure.

    What holds only a scene break or a picture need not be told from it: the proof of an output
    counts only blocks with words.
    """
    seen: set[tuple[str, str]] = set()
    for block in blocks_of(divisions):
        for container in _whole(containers_of(block)):
            counts = container.kind == "figure" or not isinstance(block, Insert)
            if counts and (key := (container.kind, container.id)) not in seen:
                seen.add(key)
                yield container


def _whole(containers: tuple[Container, ...]) -> Iterator[Container]:
    """Yield containers without the lists and tables that lack items and cells, and those alone."""
    kinds = ("", *(container.kind for container in containers), "")
    for number, container in enumerate(containers, 1):
        inner, outer = INNER.get(container.kind), OUTER.get(container.kind)
        if inner in (None, kinds[number + 1]) and outer in (None, kinds[number - 1]):
            yield container


def _add_inlines(inlines: Inlines, gatherer: Gatherer) -> None:
    for inline in inlines:
        _add_inline(inline, gatherer)
    gatherer.end()


def _add_inline(inline: Inline, gatherer: Gatherer) -> None:
    match inline:
        case Plain():
            gatherer.text(inline.text)
        case LineBreak():
            gatherer.text(" ")
        case NoteCall() | PageReference():
            return
        case _:
            kind = kind_of(inline)
            gatherer.enter(Treatment(kinds=frozenset({kind} if kind else ())))
            for inner in inline.inlines:
                _add_inline(inner, gatherer)
            gatherer.leave()
            if isinstance(inline, Styled) and inline.kind == "ruby":
                gatherer.aside(inline.value, "ruby")


def kind_of(inline: Inline) -> str:
    """Return the kind of form that an inline gives its words, "" for none."""
    match inline:
        case Styled():
            return "" if inline.kind == "ruby" else inline.kind
        case Foreign():
            return "foreign" if inline.language else ""
        case Link():
            return "link" if inline.target.startswith(WEB) else ""
    return WRAPPED.get(type(inline), "")

"""Compose the book around the text: front matter, the work, back matter, and a list of contents."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from book.compose.colophon import colophon
from book.model import (
    Block,
    Break,
    Bullets,
    Container,
    ContentsEntry,
    ContentsList,
    Division,
    Edition,
    Imprint,
    Inlines,
    Kind,
    Link,
    Matter,
    Paragraph,
    Plain,
    Strong,
    Witness,
)
from book.text.contributors import credit_lines
from book.text.coverage import coverage_of
from book.text.digits import in_digits
from book.text.inlines import without_calls
from book.text.locators import comma
from book.text.nesting import containers_of
from book.text.plurals import plural_label
from book.text.typography import write_date

DEEPEST_ENTRY = 3  # level of the contents
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class BackMatter:
    """The blocks of each division after the work, in the order of the book.

    A division without blocks is left out.
    """

    chronology: Blocks = ()
    glossary: Blocks = ()
    variants: Blocks = ()
    bibliography: Blocks = ()
    index: Blocks = ()
    history: Blocks = ()


EMPTY = BackMatter()


def compose(
    edition: Edition,
    about: dict[str, Blocks],
    introduction: Blocks,
    back_matter: BackMatter = EMPTY,
) -> Edition:
    """Return the edition with its divisions in the order of the book.

    `about` is what the editor says of each witness, by its siglum: a copy's description, a
    commentary's headnote. Parts that are empty are left out.
    """
    front = (*_witness_front(edition, about), *_introduction(introduction, edition.labels))
    body = _body(edition)
    back = _back(edition, back_matter)
    contents = ContentsList(tuple(_entries((*front, *body, *back))))
    opening = _opening(edition, about)
    divisions = (*opening, _labeled("contents", (contents,), "front", edition.labels))
    return replace(edition, divisions=(*divisions, *front, *body, *back))


def _division(kind: Kind, title: str, blocks: Blocks, matter: Matter) -> Division:
    return Division(kind, kind, (Plain(title),) if title else (), blocks=blocks, matter=matter)


def _labeled(kind: Kind, blocks: Blocks, matter: Matter, labels: Mapping[str, str]) -> Division:
    """Return a division of the program's, with its kind as its title."""
    return _division(kind, labels[kind], blocks, matter)


def _line(text: str, style: str) -> Blocks:
    return (Paragraph((Plain(text),), style),) if text else ()


# ── Front matter ─────────────────────────────────────────────────────────────────────────────────


def _opening(edition: Edition, about: dict[str, Blocks]) -> tuple[Division, ...]:
    imprint = edition.imprint
    names = (*_line(imprint.title, "title"), *_line(imprint.subtitle, "subtitle"))
    author = _line(edition.work.author, "author")
    cover = (*names, *author, *_line(imprint.publisher, "publisher"))
    title_page = (*names, *author, *_title_page_lines(edition))
    return (
        _division("cover", "", cover, "cover"),
        _division("half-title", "", _line(imprint.title, "title"), "front"),
        _division("title-page", "", title_page, "front"),
        _division("imprint", "", _imprint(edition, about), "front"),
    )


def _title_page_lines(edition: Edition) -> Iterator[Block]:
    """Yield the lines of the title page below the author."""
    imprint = edition.imprint
    yield from _line(edition.work.date, "work-date")
    for line in credit_lines(imprint, edition.labels):
        yield from _line(line, "editor")
    yield from _line(imprint.publisher, "publisher")
    yield from _line(in_digits(imprint.date, imprint.language), "date")


def _imprint(edition: Edition, about: dict[str, Blocks]) -> Blocks:
    """Return the imprint: the sources, their agreement, the rights and the identifier."""
    imprint, labels = edition.imprint, edition.labels
    return (
        *_line(_series(imprint, labels), "imprint"),
        *_line(imprint.description, "imprint"),
        *_witnesses(edition, about, "text", labels["text-of"]),
        *_witnesses(edition, about, "version", labels["version-of"]),
        *_witnesses(edition, about, "commentary", labels["commentary-on"]),
        *_bands(edition),
        *_agreements(edition),
        *_line(imprint.rights, "imprint"),
        *_line(_published(imprint, comma(labels)), "imprint"),
        *_line(imprint.identifier, "identifier"),
        *_isbns(imprint, labels),
    )


def _published(imprint: Imprint, separator: str) -> str:
    date = in_digits(imprint.date, imprint.language)
    return separator.join(filter(None, (imprint.publisher, date)))


def _isbns(imprint: Imprint, labels: Mapping[str, str]) -> Iterator[Block]:
    """Yield the ISBN of each product that has one, each on a line: all of them state all.

    ISBN Users' Manual, 7.
    """
    names = {"print": labels["print-edition"], "epub": "EPUB", "pdf": "PDF"}
    lines = [Plain(f"ISBN {number} ({names[kind]})") for kind, number in imprint.isbns.stated]
    if lines:
        broken = (part for line in lines for part in (Break(), line))
        yield Paragraph((*broken,)[1:], "identifier")


def _series(imprint: Imprint, labels: dict[str, str]) -> str:
    if not imprint.series:
        return ""
    label = labels["series-number" if imprint.series_number else "series"]
    return label.format(series=imprint.series, number=imprint.series_number)


def _bands(edition: Edition) -> Iterator[Block]:
    """Yield what the bands on the cover mean, where there are several."""
    if len(coverage_of(edition).rows) > 1:
        yield from _line(edition.labels["bands-explained"], "imprint")


def _agreements(edition: Edition) -> Iterator[Block]:
    for agreement in edition.agreements:
        sentence = plural_label(edition.labels, "agreement", agreement.words)
        values = asdict(agreement).items()
        language = edition.imprint.language
        written = {k: in_digits(v, language) if isinstance(v, int) else v for k, v in values}
        yield from _line(sentence.format(**written), "imprint")


def _witnesses(edition: Edition, about: dict[str, Blocks], role: str, heading: str) -> Blocks:
    """Return the list of the witnesses in a role under its heading."""
    items = tuple(
        _witness(witness, about.get(witness.siglum, ()), edition.labels)
        for witness in edition.witnesses
        if witness.role == role
    )
    return (*_line(heading, "witness-heading"), Bullets(items, "witnesses")) if items else ()


def _witness(witness: Witness, about: Blocks, labels: Mapping[str, str]) -> Inlines:
    """Describe a witness: siglum, what the editor knows of it, its file and its address."""
    date = write_date(witness.date, labels)
    known = ", ".join(filter(None, (witness.title, witness.author, witness.publisher, date)))
    description = _first_paragraph(about) if witness.role != "commentary" else ()
    file = witness.file.rsplit("/", 1)[-1]
    address = (Plain(", "), Link(witness.url, (Plain(witness.url),))) if witness.url else ()
    return (
        Strong((Plain(witness.siglum),)),
        Plain("\N{EN SPACE}" + (f"{known}. " if known else "")),
        *description,
        Plain((" " if description else "") + file),
        *address,
    )


def _first_paragraph(blocks: Blocks) -> Inlines:
    return next((block.inlines for block in blocks if isinstance(block, Paragraph)), ())


def _witness_front(edition: Edition, headnotes: dict[str, Blocks]) -> Iterator[Division]:
    """Yield the front matter of the witnesses, with headnotes in the foreword."""
    for division in edition.divisions:
        if division.matter == "front":
            is_foreword = division.kind == "foreword"
            yield _with_headnotes(division, headnotes, edition) if is_foreword else division


def _with_headnotes(division: Division, headnotes: dict[str, Blocks], edition: Edition) -> Division:
    sigla = [witness.siglum for witness in edition.witnesses if witness.role == "commentary"]
    pieces = tuple(
        _with_headnote(piece, headnotes.get(siglum, ()))
        for piece, siglum in zip(division.divisions, sigla, strict=True)
    )
    headnote = _line(edition.labels["foreword-headnote"], "headnote")
    return replace(division, blocks=headnote, divisions=pieces)


def _with_headnote(piece: Division, headnote: Blocks) -> Division:
    """Put the editor's headnote between the title and the text of a piece."""
    own = tuple(replace(b, style="headnote") if isinstance(b, Paragraph) else b for b in headnote)
    return replace(piece, blocks=(*own, *piece.blocks))


def _introduction(blocks: Blocks, labels: Mapping[str, str]) -> tuple[Division, ...]:
    return (_labeled("introduction", blocks, "front", labels),) if blocks else ()


# ── The work ─────────────────────────────────────────────────────────────────────────────────────


def _body(edition: Edition) -> tuple[Division, ...]:
    """Return the work, with its sources where there are several copies, and what faces it."""
    is_mixed = sum(witness.role == "text" for witness in edition.witnesses) > 1
    return tuple(
        with_sources(each, edition.labels) if is_mixed and each.kind != "facing" else each
        for each in edition.divisions
        if each.matter == "body"
    )


def with_sources(division: Division, labels: Mapping[str, str]) -> Division:
    """State the witnesses of a division's text where it begins, and wherever they change."""
    stated: tuple[str, ...] = ()
    outermost: Container | None = None

    def in_division(inner: Division) -> Division:
        blocks = tuple(block for old in inner.blocks for block in in_block(old))
        return replace(inner, blocks=blocks, divisions=tuple(map(in_division, inner.divisions)))

    def in_block(block: Block) -> Blocks:
        nonlocal stated, outermost
        # A statement would divide a list, a table or a quotation: it waits for their end.
        before, outermost = outermost, next(iter(containers_of(block)), None)
        if not isinstance(block, Paragraph) or not block.sigla or block.sigla == stated:
            return (block,)
        if outermost and outermost == before:
            return (block,)
        stated = block.sigla
        words = labels["sources"].format(sigla=labels["list-separator"].join(stated))
        bound = 2 if len(stated) <= 2 else 1  # three sigla are wider than the margin
        return *_line(words.replace(" ", "\N{NO-BREAK SPACE}", bound), "sources"), block

    return in_division(division)


# ── Back matter ──────────────────────────────────────────────────────────────────────────────────


def _back(edition: Edition, back_matter: BackMatter) -> tuple[Division, ...]:
    parts: tuple[tuple[Kind, Blocks], ...] = (
        ("chronology", back_matter.chronology),
        ("glossary", back_matter.glossary),
        ("variants", back_matter.variants),
        ("bibliography", back_matter.bibliography),
        ("index", back_matter.index),
        ("history", back_matter.history),
        ("colophon", (colophon(edition),)),
    )
    return tuple(_labeled(kind, blocks, "back", edition.labels) for kind, blocks in parts if blocks)


def _entries(divisions: tuple[Division, ...], level: int = 1) -> Iterator[ContentsEntry]:
    """Yield the entries of divisions, three levels deep: volume, book, chapter."""
    for division in divisions:
        title = without_calls(division.title)
        yield ContentsEntry(division.id, division.label, title, level)
        if level < DEEPEST_ENTRY:
            yield from _entries(division.divisions, level + 1)

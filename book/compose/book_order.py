"""Compose the book around the text: cover, title, imprint, contents, the editor's words, bibliography, colophon."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from book.model import (
    Block,
    Bullets,
    ContentsEntry,
    ContentsList,
    Division,
    Edition,
    Imprint,
    Inline,
    Inlines,
    Kind,
    Link,
    Matter,
    Paragraph,
    Plain,
    Strong,
    Witness,
)
from book.text.inlines import text_of, without_calls
from book.text.typography import HAN

Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class BackMatter:
    """The blocks of each division after the work, in the order of the book; an empty one is left out."""

    chronology: Blocks = ()
    glossary: Blocks = ()
    variants: Blocks = ()
    bibliography: Blocks = ()
    index: Blocks = ()
    history: Blocks = ()


def compose(
    edition: Edition,
    about: dict[str, Blocks],
    introduction: Blocks,
    back_matter: BackMatter = BackMatter(),
) -> Edition:
    """Put the book in its order: front matter, the work, back matter. What is empty has no place in it.

    `about` is what the editor says of each witness, by its siglum: a copy's description, a commentary's headnote.
    """
    front = tuple(
        _with_headnotes(d, about, edition) for d in edition.divisions if d.matter == "front"
    )
    copies = sum(witness.role == "text" for witness in edition.witnesses)
    body = tuple(
        with_sources(d, edition.labels) if copies > 1 else d
        for d in edition.divisions
        if d.matter == "body"
    )
    labels = edition.labels
    if introduction:
        front += (_own("introduction", labels["introduction"], introduction, "front"),)
    lists: tuple[tuple[Kind, Blocks], ...] = (
        ("chronology", back_matter.chronology),
        ("glossary", back_matter.glossary),
        ("variants", back_matter.variants),
        ("bibliography", back_matter.bibliography),
        ("index", back_matter.index),
        ("history", back_matter.history),
    )
    back = tuple(_own(kind, labels[kind], blocks, "back") for kind, blocks in lists if blocks)
    back += (_own("colophon", labels["colophon"], (_colophon(edition),), "back"),)
    contents = _own(
        "contents", labels["contents"], (ContentsList(_entries((*front, *body, *back))),), "front"
    )
    return replace(edition, divisions=(*_opening(edition, about), contents, *front, *body, *back))


def _own(kind: Kind, title: str, blocks: Blocks, matter: Matter) -> Division:
    return Division(kind, kind, (Plain(title),) if title else (), blocks=blocks, matter=matter)


def _line(text: str, style: str) -> Blocks:
    return (Paragraph((Plain(text),), style),) if text else ()


def _opening(edition: Edition, about: dict[str, Blocks]) -> tuple[Division, ...]:
    imprint, work, labels = edition.imprint, edition.work, edition.labels
    names = (*_line(imprint.title, "title"), *_line(imprint.subtitle, "subtitle"))
    author = _line(work.author, "author")
    editor = _line(labels["edited-by"].format(editor=imprint.editor), "editor")
    cover = (*names, *author, *_line(imprint.publisher, "publisher"))
    title_page = (
        *names,
        *author,
        *_line(work.date, "work-date"),
        *editor,
        *(line for found in imprint.contributors for line in _line(found.credit, "editor")),
        *_line(imprint.publisher, "publisher"),
        *_line(imprint.date, "date"),
    )
    return (
        _own("cover", "", cover, "cover"),
        _own("half-title", "", _line(imprint.title, "title"), "front"),
        _own("title-page", "", title_page, "front"),
        _own("imprint", "", _imprint(edition, about), "front"),
    )


def _imprint(edition: Edition, about: dict[str, Blocks]) -> Blocks:
    """State the sources, the rights and the identifier."""
    imprint, labels = edition.imprint, edition.labels
    of_role = {
        role: [w for w in edition.witnesses if w.role == role] for role in ("text", "commentary")
    }
    lists: list[Block] = []
    for role, heading in (("text", labels["text-of"]), ("commentary", labels["commentary-on"])):
        if of_role[role]:
            lists += [
                *_line(heading, "witness-heading"),
                Bullets(
                    tuple(_witness(w, about.get(w.siglum, ())) for w in of_role[role]), "witnesses"
                ),
            ]
    return (
        *_line(_series(imprint, labels), "imprint"),
        *_line(imprint.description, "imprint"),
        *lists,
        *(
            block
            for pair in edition.agreements
            for block in _line(labels["agreement"].format(**asdict(pair)), "imprint")
        ),
        *_line(imprint.rights, "imprint"),
        *_line(f"{imprint.publisher}, {imprint.date}", "imprint"),
        *_line(imprint.identifier, "identifier"),
    )


def _series(imprint: Imprint, labels: dict[str, str]) -> str:
    key = "series-number" if imprint.series_number else "series"
    return (
        labels[key].format(series=imprint.series, number=imprint.series_number)
        if imprint.series
        else ""
    )


def _witness(witness: Witness, about: Blocks) -> Inlines:
    """Describe a witness: siglum, what the editor knows of it, its file and its address."""
    known = ", ".join(
        part for part in (witness.title, witness.author, witness.publisher, witness.date) if part
    )
    description = (
        next((b.inlines for b in about if isinstance(b, Paragraph)), ())
        if witness.role == "text"
        else ()
    )
    made: list[Inline] = [
        Strong((Plain(witness.siglum),)),
        Plain("\N{EN SPACE}" + (f"{known}. " if known else "")),
        *description,
    ]
    made.append(Plain((" " if description else "") + witness.file.rsplit("/", 1)[-1]))
    if witness.url:
        made += [Plain(", "), Link(witness.url, (Plain(witness.url),))]
    return tuple(made)


def _with_headnotes(division: Division, headnotes: dict[str, Blocks], edition: Edition) -> Division:
    if division.kind != "foreword":
        return division
    sigla = [w.siglum for w in edition.witnesses if w.role == "commentary"]
    pieces = tuple(
        _with_headnote(d, headnotes.get(s, ()))
        for d, s in zip(division.divisions, sigla, strict=True)
    )
    return replace(
        division, blocks=_line(edition.labels["foreword-headnote"], "headnote"), divisions=pieces
    )


def _with_headnote(piece: Division, headnote: Blocks) -> Division:
    """Put the editor's headnote between a piece's title and its text."""
    own = tuple(replace(b, style="headnote") if isinstance(b, Paragraph) else b for b in headnote)
    return replace(piece, blocks=(*own, *piece.blocks))


def with_sources(division: Division, labels: Mapping[str, str]) -> Division:
    """State the witnesses of a division's text where it begins, and wherever they change."""
    stated: tuple[str, ...] = ()

    def within(inner: Division) -> Division:
        return replace(
            inner,
            blocks=tuple(b for block in inner.blocks for b in stating(block)),
            divisions=tuple(map(within, inner.divisions)),
        )

    def stating(block: Block) -> Blocks:
        nonlocal stated
        if not isinstance(block, Paragraph) or not block.sigla or block.sigla == stated:
            return (block,)
        stated = block.sigla
        return *_line(labels["sources"].format(sigla=", ".join(stated)), "sources"), block

    return within(division)


def _colophon(edition: Edition) -> Paragraph:
    """Name the fonts that the book needs, and what it was made with."""
    labels = edition.labels
    keys = ("set-in", "set-in-han", "made-with") if _has_han(edition) else ("set-in", "made-with")
    return Paragraph((Plain(" ".join(labels[key] for key in keys)),), "colophon")


def _has_han(edition: Edition) -> bool:
    notes = (text_of(note.inlines) for note in edition.notes)
    return any(HAN.search(text) for text in (*notes, *_texts(edition.divisions)))


def _texts(divisions: Iterable[Division]) -> Iterator[str]:
    for division in divisions:
        yield text_of(division.title)
        yield from (
            text_of(block.inlines) for block in division.blocks if isinstance(block, Paragraph)
        )
        yield from _texts(division.divisions)


def _entries(divisions: tuple[Division, ...], level: int = 1) -> tuple[ContentsEntry, ...]:
    """List divisions and their sections, two levels deep: more is no help to a reader, and Kindle shows no more."""
    found: list[ContentsEntry] = []
    for division in divisions:
        found.append(
            ContentsEntry(division.id, division.label, without_calls(division.title), level)
        )
        if level == 1:
            found += _entries(division.divisions, 2)
    return tuple(found)

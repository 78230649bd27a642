"""Prove that edition.toml and the history are printed where they belong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from book.errors import ProofError
from book.model import Block, Division, Edition, Inlines, Paragraph, Subheading
from book.text.digits import in_digits
from book.text.inlines import text_of
from book.text.traversal import divisions_of, inlines_of
from book.verify.editor.markdown import source_words
from book.verify.editor.statements import StatedValue, TomlTable
from book.verify.editor.words import REMEDY, References, printed_words, prove_words
from book.verify.intake.words import split

# What a value of edition.toml is for, by its name: the kinds of the divisions that print it, or
# "" for one that the outputs have only in their metadata. Others only set how the edition is made.
PRINTED: Mapping[str, tuple[str, ...]] = {
    "edition.title": ("title-page", "half-title"),
    "edition.subtitle": ("title-page",),
    "edition.date": ("title-page", "imprint"),
    "edition.editor": ("title-page",),
    "edition.publisher": ("title-page", "imprint"),
    "edition.identifier": ("imprint",),
    "edition.description": ("imprint",),
    "edition.rights": ("imprint",),
    "edition.series": ("imprint",),
    "edition.series_number": ("imprint",),
    **dict.fromkeys(("isbn.print", "isbn.epub", "isbn.pdf"), ("imprint",)),
    "work.author": ("title-page",),
    "work.date": ("title-page",),
    "witness.siglum": ("imprint",),
    "witness.file": ("imprint",),
    "witness.title": ("imprint",),
    "witness.author": ("imprint",),
    "witness.publisher": ("imprint",),
    "witness.url": ("imprint",),
    "contributor.credit": ("title-page",),
}
# What a change is of whose name the history prints; it names others by their places alone.
NAMED = ("reading", "witness", "glossary", "chronology", "bibliography", "index")
METADATA = frozenset(
    (
        "edition.url",
        "edition.long_description",
        "edition.audience",
        *("subject.scheme", "subject.code", "subject.heading"),
        "edition.language",
        "work.title",
        "contributor.name",
        "contributor.role",
        "release.since",
    )
)
METADATA_TABLES = frozenset(("sort", "accessibility"))


def prove_settings(edition: Edition, statements: Sequence[StatedValue], file: str) -> None:
    """Raise ProofError, with its line, for a value of edition.toml that is not printed."""
    texts = {
        kind: _words_by_passage(edition, kind) for kind in ("title-page", "half-title", "imprint")
    }
    for each in statements:
        for kind in PRINTED.get(each.name, ()):
            wanted = _written(each, edition.imprint.language)
            if not any(_holds(words, wanted) for words in texts[kind]):
                message = f"{each.name} “{each.value}” is not on the {kind.replace('-', ' ')}"
                raise ProofError(message, file=file, line=each.first, remedy=REMEDY)
        if each.name in ("work.outline", "work.preface"):
            _prove_headings(edition, each, file)


def _written(statement: StatedValue, language: str) -> list[str]:
    """Return the words of a value; of a witness's file, only its name is printed.

    The edition's date is in the digits of its language.
    """
    text = str(statement.value)
    if statement.name == "edition.date":
        text = in_digits(text, language)
    return split(text.rsplit("/", 1)[-1] if statement.name == "witness.file" else text)


def _words_by_passage(edition: Edition, kind: str) -> list[list[str]]:
    return [
        split(text_of(inlines))
        for division in edition.divisions
        if division.kind == kind
        for inlines in _passages(division.blocks)
    ]


def _passages(blocks: Iterable[Block]) -> Iterator[Inlines]:
    for block in blocks:
        yield from inlines_of(block)


def _holds(words: list[str], part: list[str]) -> bool:
    size = len(part)
    return any(words[at : at + size] == part for at in range(len(words) - size + 1))


def _prove_headings(edition: Edition, statement: StatedValue, file: str) -> None:
    """Raise ProofError for a part of the outline, or a preface, that has no heading."""
    titles = {"".join(split(text)) for text in _headings(edition)}
    value = statement.value
    for heading in (value,) if isinstance(value, str) else value:
        if "".join(split(str(heading))) not in titles:
            message = f"the part “{heading}” has no heading in the edition"
            raise ProofError(message, file=file, line=statement.first, remedy=REMEDY)


def _headings(edition: Edition) -> Iterator[str]:
    for division in divisions_of(edition.divisions):
        title = text_of(division.title)
        yield f"{division.label} {title}"
        yield title


def prove_descriptions(
    edition: Edition, tables: Sequence[TomlTable], references: References, file: str
) -> None:
    """Raise ProofError for what the editor says of a witness and the edition does not print.

    Of a copy, the imprint prints it; of a commentary, the headnote of its piece of the foreword.
    """
    said = list(_descriptions(edition))
    for table in tables:
        note, siglum = table.words("note"), table.words("siglum")
        if note:
            what = f"the note on witness {siglum}"
            _prove_somewhere(note, said, what, references, file, table.line)


def _descriptions(edition: Edition) -> Iterator[Inlines]:
    """Yield the passages of the imprint, and what stands before the pieces of the foreword."""
    for division in divisions_of(edition.divisions):
        if division.kind == "imprint":
            yield from _passages(division.blocks)
        elif division.kind in ("commentary", "foreword"):
            own = (each for each in division.blocks if isinstance(each, Paragraph))
            yield from (each.inlines for each in own if each.style != "text")


def _prove_somewhere(
    text: str,
    found: Sequence[Inlines],
    what: str,
    references: References,
    file: str,
    line: int,
) -> None:
    """Raise ProofError unless some consecutive passages hold a text among their words."""
    wanted = source_words(text)
    words = printed_words(found)
    begins = [at for at, word in enumerate(words) if word.word == wanted[0].word]
    faults: list[ProofError] = []
    for begin in begins if not wanted[0].is_gap else range(len(words)):
        try:
            allowed = references.of(text)
            prove_words(wanted, words[begin:], what, file, line, allowed, is_whole=False)
        except ProofError as fault:
            faults.append(fault)
        else:
            return
    message = f"{what} is not in the edition: “{text[:40]}”"
    raise (
        faults[0] if len(faults) == 1 else ProofError(message, file=file, line=line, remedy=REMEDY)
    )


def prove_history(
    edition: Edition,
    releases: Sequence[TomlTable],
    changes: Sequence[TomlTable],
    references: References,
    file: str,
) -> None:
    """Raise ProofError, with its line, for a release or a change that is not in the history."""
    divisions = [division for division in edition.divisions if division.kind == "history"]
    sections = _sections(divisions)
    if len(sections) != len(releases):
        message = f"the history has {len(sections)} releases, and this file {len(releases)}"
        raise ProofError(message, file=file, remedy=REMEDY)
    # The latest release comes first in the book, and last in the file.
    for section, table in zip(sections, reversed(releases), strict=True):
        text = table.words("text")
        what = f"the release of {table.words('date')}"
        _prove_somewhere(text, section, what, references, file, table.line)
    words = printed_words(inlines for section in sections for inlines in section)
    printed = [word.word for word in words]
    for table in changes:
        named = ("name",) if table.words("what") in NAMED else ()
        for key in ("old", "new", "place", *named):
            part = split(table.words(key))
            if not _holds(printed, part):
                message = f"the change of {table.words('place')} is not in the history"
                message += f" as it is written here: “{table.words(key)}”"
                raise ProofError(message, file=file, line=table.line, remedy=REMEDY)


def _sections(divisions: Iterable[Division]) -> list[list[Inlines]]:
    """Return the passages of each release, below its date."""
    sections: list[list[Inlines]] = []
    for division in divisions:
        for block in division.blocks:
            if isinstance(block, Subheading):
                sections.append([])
            elif sections:
                sections[-1] += inlines_of(block)
    return sections

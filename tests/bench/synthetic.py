"""Make editions of any length for tests and measurements: the words mean nothing, the structure is that of a real book."""

from dataclasses import dataclass, field
from itertools import islice, product
from random import Random

from book.annotate.index import build_index
from book.compose.book_order import BackMatter, compose
from book.model import (
    Block,
    Division,
    DraftEntry,
    Edition,
    Imprint,
    Inline,
    Inlines,
    Link,
    Locator,
    Note,
    NoteCall,
    PageReference,
)  # isort: skip
from book.runtime import workspace
from book.text.sorting import Alphabet

from book.model import Paragraph, Place, Plain, Work  # isort: skip
from book.text.typography import split_words

WORDS = """the of and to in that for it was as with his be by on not are this but from the author reader affection official final
office flow find fifth The Th extraordinary understanding philosophical consideration nevertheless acknowledgement manuscript
commentary annotation interpretation 1788 42 law treaty convention state party export control licence measure parliament
resolution council"""
VOCABULARY = split_words(WORDS)
SYLLABLES = (
    "ba",
    "de",
    "ki",
    "lo",
    "mu",
    "na",
    "re",
    "si",
    "to",
    "vu",
    "za",
    "fe",
    "gi",
)  # of names


@dataclass(frozen=True, slots=True)
class NoteDensity:
    """How many notes a paragraph has, one of these numbers by chance, and how many words a note."""

    per_paragraph: tuple[int, ...] = (0, 0, 1, 1, 2, 3)
    words: tuple[int, int] = (3, 25)


USUAL_NOTES = NoteDensity()


@dataclass(slots=True)
class _Maker:
    random: Random
    density: NoteDensity
    parts: int
    paragraphs: int
    references: float
    names: tuple[str, ...]
    named: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def words(self, count: int) -> str:
        text = " ".join(self.random.choice(VOCABULARY) for _ in range(count))
        return text[:1].upper() + text[1:] + "."

    def paragraph(self, division: str, place: Place, number: int) -> Paragraph:
        inlines: list[Inline] = [Plain(self.words(self.random.randint(5, 60)))]
        if self.names:
            self.named.append(self.random.choice(self.names))
            inlines.append(Plain(f" So {self.named[-1]} says."))
        for _ in range(self.random.choice(self.density.per_paragraph)):
            inlines += [
                NoteCall(self.note(division, place)),
                Plain(" " + self.words(self.random.randint(2, 20))),
            ]
        if self.references and self.random.random() < self.references:
            inlines += [Plain(" See "), PageReference(self.somewhere()), Plain(".")]
        return Paragraph(tuple(inlines), id=f"p-{division}-{number}", place=place)

    def somewhere(self) -> Locator:
        part, paragraph = self.random.randint(1, self.parts), self.random.randrange(self.paragraphs)
        return Locator(
            f"p-part-{part}-{paragraph}", f"{part}.{paragraph // 12 + 1} ¶{paragraph % 12 + 1}"
        )

    def note(self, division: str, place: Place) -> str:
        mark = str(1 + sum(note.place.path[0] == place.path[0] for note in self.notes))
        inlines: Inlines = (Plain(self.words(self.random.randint(*self.density.words))),)
        if self.notes and self.random.random() < 0.2:
            target = self.random.choice(self.notes).id
            inlines = (*inlines, Plain(" "), Link(f"#{target}", (Plain("See there"),)), Plain("."))
        self.notes.append(Note(f"note-{division}-{mark}", "note", mark, "", place, inlines))
        return self.notes[-1].id


def synthetic_edition(
    seed: int = 1,
    parts: int = 4,
    paragraphs: int = 55,
    density: NoteDensity = USUAL_NOTES,
    index: tuple[DraftEntry, ...] = (),
    references: float = 0,
    names: int = 0,
) -> Edition:
    """Make an edition of `parts` parts of `paragraphs` paragraphs each, in sections of twelve, with notes of so many words.

    `references` is the share of the paragraphs that refer to the page of another one, anywhere; each paragraph names one of so
    many `names`, which are in the index. Some 11 such paragraphs fill a page of 6 × 9 inches. The same arguments give the same
    edition.
    """
    persons = tuple(
        islice(("".join(name).capitalize() for name in product(SYLLABLES, repeat=3)), names)
    )
    maker = _Maker(
        Random(seed),  # noqa: S311 (a test must be the same each time)
        density,
        parts,
        paragraphs,
        references,
        persons,
    )
    divisions = tuple(_part(maker, number, paragraphs) for number in range(1, parts + 1))
    imprint = Imprint(
        "synthetic",
        "The Work of Works",
        "en",
        "2026",
        "An Editor",
        "A Press",
        "urn:x-synthetic:1",
        "None.",
    )
    work = Work("The Work of Works", "An Author", "1788")
    index = (
        *index,
        *(
            DraftEntry(person, line, (person,))
            for line, person in enumerate(sorted(set(maker.named)), 1)
        ),
    )
    bare = Edition(
        imprint, work, (), divisions, notes=tuple(maker.notes), labels=workspace.read_labels("en")
    )
    indexed, groups = build_index(bare, index, Alphabet("en"), "index.toml")
    return compose(indexed, {}, (), BackMatter(index=groups))


def _part(maker: _Maker, number: int, paragraphs: int) -> Division:
    name, label = f"part-{number}", str(number)
    sections = []
    for section, start in enumerate(range(0, paragraphs, 12), 1):
        place = Place((label, str(section)))
        blocks: tuple[Block, ...] = tuple(
            maker.paragraph(name, Place(place.path, index - start + 1), index)
            for index in range(start, min(start + 12, paragraphs))
        )
        sections.append(
            Division(
                f"s-{number}-{section}",
                "section",
                (Plain(maker.words(4)[:-1]),),
                str(section),
                blocks=blocks,
                place=place,
            )
        )
    return Division(
        name,
        "part",
        (Plain(maker.words(5)[:-1]),),
        label,
        divisions=tuple(sections),
        place=Place((label,)),
    )

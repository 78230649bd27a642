"""Generate editions of any length for tests and measurements.

The words mean nothing; the structure is that of a real book.
"""

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
    Paragraph,
    Place,
    Plain,
    Work,
)
from book.source.labels import read_labels
from book.text.sorting import Alphabet
from book.text.typography import split_words

WORDS = """the of and to in that for it was as with his be by on not are this but from the author
reader affection official final office flow find fifth The Th extraordinary understanding
philosophical consideration nevertheless acknowledgement manuscript commentary annotation
interpretation 1788 42 law treaty convention state party export control licence measure parliament
resolution council"""
VOCABULARY = split_words(WORDS)
NAME_SYLLABLES = split_words("ba de ki lo mu na re si to vu za fe gi")
PARAGRAPHS_PER_SECTION = 12
LINK_SHARE = 0.2  # of the notes
# Entries of all kinds: words apart, a phrase, a sub-entry, any letters, references.
INDEX = (
    DraftEntry("consideration, philosophical", 1, ("philosophical consideration",)),
    DraftEntry("annotation", 2, ("annotation annotation",), sub="of annotations"),
    DraftEntry("law", 3, ("law", "law treaty")),
    DraftEntry("statute", 4, see=("law",)),
    DraftEntry("treaty", 5, ("treaty *",), see_also=("law", "annotation")),
)
IMPRINT = Imprint(
    "synthetic",
    "The Work of Works",
    "en",
    "2026",
    "An Editor",
    "A Press",
    "urn:x-synthetic:1",
    "None.",
)
WORK = Work("The Work of Works", "An Author", "1788")


@dataclass(frozen=True, slots=True)
class NoteDensity:
    """How many notes a paragraph has, one of these numbers at random, and how many words a note."""

    per_paragraph: tuple[int, ...] = (0, 0, 1, 1, 2, 3)
    words: tuple[int, int] = (3, 25)


USUAL_NOTES = NoteDensity()


def synthetic_edition(
    seed: int = 1,
    parts: int = 4,
    paragraphs: int = 55,
    density: NoteDensity = USUAL_NOTES,
    index: tuple[DraftEntry, ...] = (),
    references: float = 0,
    names: int = 0,
) -> Edition:
    """Return an edition of `parts` parts of `paragraphs` paragraphs each, in sections of twelve.

    `references` is the share of the paragraphs that refer to the page of another one, anywhere;
    each paragraph mentions one of so many `names`, which are in the index besides the entries of
    `index`. About 11 such paragraphs fill a page of 6 × 9 inches. The same arguments give the same
    edition.
    """
    random = Random(seed)  # noqa: S311  # the same edition each time
    generator = _EditionGenerator(
        random, density, parts, paragraphs, references, _generate_names(names)
    )
    divisions = tuple(generator.part(number) for number in range(1, parts + 1))
    labels, notes = read_labels("en"), tuple(generator.notes)
    bare = Edition(IMPRINT, WORK, (), divisions, notes=notes, labels=labels)
    entries = (*index, *_name_entries(generator.mentions))
    indexed, groups = build_index(bare, entries, Alphabet("en"), "index.toml")
    return compose(indexed, {}, (), BackMatter(index=groups))


def _generate_names(count: int) -> tuple[str, ...]:
    names = ("".join(syllables).capitalize() for syllables in product(NAME_SYLLABLES, repeat=3))
    return tuple(islice(names, count))


def _name_entries(mentions: list[str]) -> list[DraftEntry]:
    names = sorted(set(mentions))
    return [DraftEntry(name, line, (name,)) for line, name in enumerate(names, 1)]


@dataclass(slots=True)
class _EditionGenerator:
    """Generates the parts of an edition one after the other, and collects notes and mentions."""

    random: Random
    density: NoteDensity
    parts: int
    paragraphs: int
    references: float
    names: tuple[str, ...]
    mentions: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def part(self, number: int) -> Division:
        starts = range(0, self.paragraphs, PARAGRAPHS_PER_SECTION)
        sections = [
            self._section(number, section, start) for section, start in enumerate(starts, 1)
        ]
        return Division(
            f"part-{number}",
            "part",
            self._title(5),
            str(number),
            divisions=tuple(sections),
            place=Place((str(number),)),
        )

    def _section(self, part: int, number: int, start: int) -> Division:
        place = Place((str(part), str(number)))
        end = min(start + PARAGRAPHS_PER_SECTION, self.paragraphs)
        blocks: tuple[Block, ...] = tuple(
            self._paragraph(f"part-{part}", Place(place.path, index - start + 1), index)
            for index in range(start, end)
        )
        return Division(
            f"s-{part}-{number}",
            "section",
            self._title(4),
            str(number),
            blocks=blocks,
            place=place,
        )

    def _title(self, count: int) -> Inlines:
        return (Plain(self._sentence(count).removesuffix(".")),)

    def _sentence(self, count: int) -> str:
        text = " ".join(self.random.choice(VOCABULARY) for _ in range(count))
        return text[:1].upper() + text[1:] + "."

    def _paragraph(self, division: str, place: Place, number: int) -> Paragraph:
        inlines: list[Inline] = [Plain(self._sentence(self.random.randint(5, 60)))]
        inlines += self._mention()
        for _ in range(self.random.choice(self.density.per_paragraph)):
            inlines += self._annotated_sentence(division, place)
        inlines += self._reference()
        return Paragraph(tuple(inlines), id=f"p-{division}-{number}", place=place)

    def _mention(self) -> Inlines:
        """Return a sentence that mentions one of the names, nothing if there are none."""
        if not self.names:
            return ()
        self.mentions.append(self.random.choice(self.names))
        return (Plain(f" So {self.mentions[-1]} says."),)

    def _reference(self) -> Inlines:
        """Return a reference to a page for some paragraphs, nothing for the others."""
        if not self.references or self.random.random() >= self.references:
            return ()
        return Plain(" See "), PageReference(self._random_locator()), Plain(".")

    def _annotated_sentence(self, division: str, place: Place) -> tuple[Inline, ...]:
        """Return the call of a new note, and a sentence after it."""
        call = NoteCall(self._add_note(division, place))
        return call, Plain(" " + self._sentence(self.random.randint(2, 20)))

    def _random_locator(self) -> Locator:
        part, paragraph = self.random.randint(1, self.parts), self.random.randrange(self.paragraphs)
        section, number = divmod(paragraph, PARAGRAPHS_PER_SECTION)
        return Locator(f"p-part-{part}-{paragraph}", f"{part}.{section + 1} ¶{number + 1}")

    def _add_note(self, division: str, place: Place) -> str:
        """Add a note; return its id."""
        mark = str(1 + sum(note.place.path[0] == place.path[0] for note in self.notes))
        words = Plain(self._sentence(self.random.randint(*self.density.words)))
        inlines = (words, *self._link_to_note())
        note = Note(f"note-{division}-{mark}", "note", mark, "", place, inlines)
        self.notes.append(note)
        return note.id

    def _link_to_note(self) -> Inlines:
        """Return a link to another note for some notes, nothing for the others."""
        if not self.notes or self.random.random() >= LINK_SHARE:
            return ()
        target = self.random.choice(self.notes).id
        return Plain(" "), Link(f"#{target}", (Plain("See there"),)), Plain(".")

"""Two small books with structure: one has something of everything, the other a long table."""

from book.compose.book_order import BackMatter, compose
from book.model import (
    Block,
    Bullets,
    Division,
    Edition,
    Emphasis,
    Foreign,
    Imprint,
    Inlines,
    Link,
    Note,
    NoteCall,
    Paragraph,
    Place,
    Plain,
    Subheading,
    Table,
    Work,
)
from book.source.labels import read_labels

LONG = "The same words again and again, until the page is full and they go on overleaf. " * 60
IMPRINT = Imprint(
    *("small", "A Small Book", "en", "2026-05", "An Editor", "A Press", "urn:x-test:1", "None."),
    description="A test.",
)
WORK = Work("The Work", "An Author", "1900")


def note(number: int, inlines: Inlines = ()) -> Note:
    words = inlines or (Plain(f"What is said of {number}."),)
    return Note(f"note-i-{number}", "note", str(number), "", Place(("I",)), words)


NOTES = (
    note(1),
    note(
        2,
        (
            Plain("In French, "),
            Foreign("fr", (Plain("bien sûr"),)),
            Plain("; see "),
            Link("#ref-a", (Plain("Aesop"),)),
            Plain("."),
        ),
    ),
    note(3),
    note(4),
)
BLOCKS: tuple[Block, ...] = (
    Paragraph(
        (
            Plain("First"),
            NoteCall("note-i-1"),
            Plain(" and second"),
            NoteCall("note-i-2"),
            Plain(", in one paragraph."),
        )
    ),
    Paragraph(
        (
            Plain("Next: "),
            Foreign("zh-Hans", (Plain("出口管制"),)),
            Plain(" and "),
            Foreign("de", (Plain("gewiss"),)),
            Plain("."),
        )
    ),
    Paragraph((Plain(LONG.strip()), NoteCall("note-i-3"), Plain(" and the end."))),
    Subheading((Plain("Below"),)),
    Bullets(((Plain("one"),), (Plain("two"), NoteCall("note-i-4")))),
    Paragraph(
        (
            Plain("See "),
            Link("https://book.example/x", (Plain("the "), Emphasis((Plain("site"),)))),
            Plain("."),
        )
    ),
)


def edition_of_part(part: Division, notes: tuple[Note, ...] = ()) -> Edition:
    """Return an edition that has only this part, before it is composed."""
    labels = read_labels("en")
    return Edition(IMPRINT, WORK, (), (part,), notes=notes, labels=labels)


def small_book() -> Edition:
    """Return a book with notes, links, languages, a list and a bibliography."""
    section = Division("s-i-1", "section", (Plain("Section"),), "1", blocks=BLOCKS)
    part = Division("part-i", "part", (Plain("Part"),), "I", divisions=(section,))
    reference = Paragraph((Plain("Aesop. Fables. London 1867."),), "reference", "ref-a")
    back = BackMatter(bibliography=(reference,))
    return compose(edition_of_part(part, NOTES), {}, (), back)


def book_with_table(rows: int) -> Edition:
    """Return a book with a table of three columns and so many rows, under a head and a caption."""
    head = ((Plain("Name"),), (Plain("Words"),), (Plain("Number"),))
    table = Table(head, tuple(map(_row, range(rows))), (Plain("All rows"),))
    part = Division("part-i", "part", (Plain("Part"),), "I", blocks=(table,))
    return compose(edition_of_part(part), {}, ())


def _row(number: int) -> tuple[Inlines, ...]:
    return (Plain(f"Row {number}"),), (Plain(f"the words of {number}"),), (Plain(str(number)),)

"""An edition with every form that a text can have, made by hand."""

import io
from collections.abc import Iterator

from PIL import Image

from book.compose.book_order import compose
from book.model import (
    Block,
    BlockForm,
    BlockKind,
    Break,
    Container,
    ContainerKind,
    Division,
    Edition,
    Emphasis,
    Foreign,
    Imprint,
    Inline,
    Inlines,
    Insert,
    Note,
    NoteCall,
    NoteKind,
    Paragraph,
    Picture,
    Place,
    Plain,
    SmallCapitals,
    Strong,
    Styled,
    StyledKind,
    Superscript,
    Work,
)
from book.source.labels import read_labels

IMPRINT = Imprint(
    *(
        "formed",
        "A Book of Forms",
        "en",
        "2026-05",
        "An Editor",
        "A Press",
        "urn:x-test:9",
        "None.",
    ),
    description="A test.",
)
WORK = Work("The Work", "An Author", "1900")
PROSE = (
    "The ferry crossed twice a day, at seven and at five, and the man who kept it had not missed a "
    "crossing since the winter of the long ice, when the river closed for eleven days together."
)


def box(kind: ContainerKind, name: str, **attributes: str) -> Container:
    return Container(kind, name, tuple(attributes.items()))


def words(text: str) -> Inlines:
    """Return text as inlines; "/" with digits after it ends a line, "*" encloses emphasis."""
    return tuple(_inlines(text))


def _inlines(text: str) -> Iterator[Inline]:
    for number, line in enumerate(text.split(" / ")):
        indent = len(line) - len(line.lstrip(">"))
        if number:
            yield Break(indent)
        for index, part in enumerate(line.lstrip(">").split("*")):
            if part:
                yield Emphasis((Plain(part),)) if index % 2 else Plain(part)


def para(text: str | Inlines, *within: Container, kind: BlockKind = "paragraph") -> Paragraph:
    inlines = words(text) if isinstance(text, str) else text
    return Paragraph(inlines, form=BlockForm(kind, within))


def styled(kind: StyledKind, text: str, value: str = "") -> Styled:
    return Styled(kind, (Plain(text),), value)


def picture(name: str, width: int, height: int, kind: str = "PNG") -> Picture:
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    file = io.BytesIO()
    image.save(file, kind)
    return Picture(name, f"image/{kind.lower()}", file.getvalue())


def note(number: int, kind: NoteKind, mark: str, inlines: Inlines) -> Note:
    return Note(f"{kind}-{number}", kind, mark, "", Place(("I",)), inlines)


NOTES = (
    note(1, "source", "*", words("The author’s own note, which is short.")),
    note(2, "source", "†", (
        Plain("A note of the author’s in two paragraphs."), Break(is_paragraph=True),
        Plain("The second has verse:"), Break(1), Plain("A line of verse,"), Break(2),
        Plain("and another, further in."),
    )),
    note(3, "variant", "a", words("crossed] *crosses* B")),
    note(4, "note", "1", words("What the editor says of it.")),
    note(5, "note", "2", words("The editor on the verse.")),
    note(6, "source", "‡", words("A note that is called in a stanza.")),
)  # fmt: skip

POEM = box("poem", "p1")
QUOTATION = box("quotation", "q1")
EPIGRAPH = box("epigraph", "e1")
LETTER = box("letter", "l1")
LIST = box("list", "ol", style="lower-alpha")
BULLETS = box("list", "ul", style="bullet")
DEEP = box("list", "deep", style="decimal")
TERMS = box("definitions", "dl")
TABLE = box("table", "t", columns="4", rows="5")
FIGURE = box("figure", "f1", source="bridge.png", alt="A bridge over a river.")
ORNAMENT = box("figure", "f2", source="ornament.png", decorative="yes")
UNDESCRIBED = box("figure", "f3", source="wide.jpg")
LOST = box("figure", "f4", source="")


def item(within: Container, label: str, number: int) -> tuple[Container, Container]:
    return within, box("item", f"{within.id}-{number}", label=label)


def cell(row: int, column: int, text: str, *, head: bool = False, **spans: str) -> Paragraph:
    attributes = {"column": str(column), **spans}
    heading = {"head": "yes"} if head else {}
    row_heading = {"head": "yes"} if row == 0 else {}
    containers = (
        TABLE,
        box("row", f"r{row}", row=str(row), **row_heading),
        box("cell", f"c{row}-{column}", **attributes, **heading),
    )
    return para(text, *containers)


def speech(number: int, speaker: str, *blocks: Paragraph) -> tuple[Paragraph, ...]:
    within = box("speech", f"sp{number}")
    return (
        para(speaker, within, kind="speaker"),
        *(
            Paragraph(each.inlines, form=BlockForm(each.form.kind, (within,), each.form.indent))
            for each in blocks
        ),
    )


def verse(text: str, *within: Container, indent: int = 0, number: int = 0) -> Paragraph:
    return Paragraph(words(text), form=BlockForm("verse", within, indent, number))


VERSE_BLOCKS: tuple[Block, ...] = (
    para("This is for those *who* wait at the landing.", EPIGRAPH),
    para("An Old Song", EPIGRAPH, kind="attribution"),
    verse(
        "The river takes the lamp, the lamp / >the river’s long and moving light, / "
        "and all that stood upon the bank / >goes down together into night.",
        POEM,
    ),
    Paragraph(
        (*words("A line so long that it cannot stand in the measure of a small page with no turn"),
         NoteCall("source-6"), *words(", / >>short, / and the *third line in italics. / So too the "
         "fourth*, / the fifth.")),
        form=BlockForm("verse", (POEM,)),
    ),
    para(PROSE + " " + PROSE),
    Insert("scene-break", text="* * *"),
    para(PROSE),
)  # fmt: skip
DRAMA_BLOCKS: tuple[Block, ...] = (
    para("*A landing. Evening. A lamp on a post.* Enter NED and ROSE.", kind="stage"),
    *speech(1, "NED.", para("The ferry is late again. *(He looks up.)* " + PROSE), para("Well.")),
    *speech(2, "Rose", verse("It is not late: it never was on time, / and never will be, while / "
                             ">the river runs."), para("*[Exit.]*", kind="stage")),
    *speech(3, "NED.", para("Gone.")),
    para("Exeunt.", kind="stage"),
)  # fmt: skip
LIST_BLOCKS: tuple[Block, ...] = (
    para(PROSE),
    para("the first of the articles, which is longer than a line can be and therefore turns over;",
         *item(LIST, "(a)", 1)),
    para("the second;", *item(LIST, "(b)", 2)),
    para("and its first part,", *item(LIST, "(b)", 2), *item(DEEP, "1.", 1)),
    para("and its second.", *item(LIST, "(b)", 2), *item(DEEP, "2.", 2)),
    para("the third has two paragraphs.", *item(LIST, "(c)", 3)),
    para("This is the other one, and it is long enough to need another line on any page.",
         *item(LIST, "(c)", 3)),
    para("a bullet, and the words of it run over into a second line, as they should somewhere;",
         *item(BULLETS, "", 1)),
    para("another.", *item(BULLETS, "", 2)),
    para("Ferry", TERMS, kind="term"),
    para("a boat that crosses, and comes back.", TERMS, box("definition", "d1")),
    para("Landing", TERMS, kind="term"),
    para("where it stops.", TERMS, box("definition", "d2")),
    para("Crossings by month", TABLE, kind="caption"),
    cell(0, 0, "Month", head=True), cell(0, 1, "Boats", head=True, columns="2"),
    cell(0, 3, "Remarks", head=True),
    cell(1, 1, "up", align="right"), cell(1, 2, "down", align="right"),
    cell(2, 0, "January", head=True), cell(2, 1, "12", align="right"),
    cell(2, 2, "9", align="right"), cell(2, 3, "ice", rows="2"),
    cell(3, 0, "February", head=True), cell(3, 1, "14", align="right"),
    cell(4, 0, "March", head=True), cell(4, 1, "31", align="right"),
    cell(4, 2, "30", align="right"),
    para("After the table, the text goes on. " + PROSE),
)  # fmt: skip
FIGURE_BLOCKS: tuple[Block, ...] = (
    para(PROSE),
    Insert("picture", (FIGURE,)),
    para(
        "Fig. 1. *The bridge* at the landing, as it was before the flood.", FIGURE, kind="caption"
    ),
    para(PROSE),
    Insert("picture", (ORNAMENT,)),
    para(PROSE),
    Insert("picture", (UNDESCRIBED,)),
    para("A wide one.", UNDESCRIBED, kind="caption"),
    para("The caption of a picture that is lost.", LOST, kind="caption"),
    para(PROSE),
)
LETTER_BLOCKS: tuple[Block, ...] = (
    para("He wrote thus:"),
    para("The Landing, / 3 May.", LETTER, kind="dateline"),
    para("Dear Sir,", LETTER, kind="salutation"),
    para(PROSE, LETTER),
    para("Your servant, / N. Ferryman", LETTER, kind="signature"),
    para("and said no more. " + PROSE),
    para("Quoted words, *with* more of them than fit into one line, are set apart. " + PROSE,
         QUOTATION),
    para(PROSE, QUOTATION),
    para("And the text goes on."),
    para("for each in boats: /   cross(each)", kind="code"),
)  # fmt: skip
INLINE_BLOCKS: tuple[Block, ...] = (
    Paragraph((
        Plain("Water is H"), styled("subscript", "2"), Plain("O, 10"),
        Superscript((Plain("12"),)), Plain(" of it; "), styled("underline", "underlined"),
        Plain(", "), styled("deletion", "struck"), Plain(", "), styled("insertion", "put in"),
        Plain(", "), styled("code", "x = 1"), Plain(", "), styled("quotation", "“quoted”"),
        Plain(", "), Strong((Plain("strong"),)), Plain(", "), SmallCapitals((Plain("Small"),)),
        Plain(", "), Styled("ruby", (Foreign("zh-Hans", (Plain("出口"),)),), "chūkǒu"),
        Plain(", "),
        styled("formula", "a+b", "<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>a</mi>"
               "<mo>+</mo><mi>b</mi></math>"),
        Plain(", "), Foreign("fr", (Plain("bien sûr"),)), Plain(", "),
        Foreign("el", (Plain("λόγος"),), "ltr"), Plain("."),
    )),
    Paragraph((
        Plain("The ferry crossed"), NoteCall("variant-3"), Plain(" twice"), NoteCall("source-1"),
        Plain(" a day"), NoteCall("note-4"), Plain(", says the author"), NoteCall("source-2"),
        Plain(" of it"), NoteCall("note-5"), Plain("."),
    )),
)  # fmt: skip
PICTURES = (
    picture("bridge.png", 900, 600),
    picture("ornament.png", 200, 40),
    picture("wide.jpg", 1700, 300, "JPEG"),
)
SECTIONS: dict[str, tuple[Block, ...]] = {
    "Inlines": INLINE_BLOCKS,
    "Verse": VERSE_BLOCKS,
    "Drama": DRAMA_BLOCKS,
    "Lists": LIST_BLOCKS,
    "Letters": LETTER_BLOCKS,
    "Figures": FIGURE_BLOCKS,
}


def formed_book(**parts: tuple[Block, ...]) -> Edition:
    """Return a book whose parts are those of SECTIONS, or the given ones."""
    divisions = tuple(
        Division(f"part-{title.lower()}", "part", (Plain(title),), blocks=blocks)
        for title, blocks in (parts or SECTIONS).items()
    )
    labels = read_labels("en")
    called = {name for blocks in (parts or SECTIONS).values() for name in _calls(blocks)}
    edition = Edition(
        IMPRINT,
        WORK,
        (),
        divisions,
        notes=tuple(each for each in NOTES if each.id in called),
        labels=labels,
        pictures=PICTURES,
    )
    return compose(edition, {}, ())


def _calls(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        for inline in block.inlines if isinstance(block, Paragraph) else ():
            if isinstance(inline, NoteCall):
                yield inline.note

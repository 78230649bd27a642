"""An edition with form of every kind that print tells, and ways to lose it in its PDF."""

from collections.abc import Callable
from dataclasses import replace

from book.model import (
    Block,
    BlockForm,
    Break,
    Division,
    Edition,
    Emphasis,
    Foreign,
    Insert,
    Link,
    NoteCall,
    Paragraph,
    Plain,
    SmallCapitals,
    Strong,
    Subheading,
    Superscript,
)
from book.verify.readback.drawn import DrawnText
from book.verify.readback.speech import TaggedBook
from book.verify.readback.tagged import TaggedElement
from tests.render.formed_book import (
    EPIGRAPH,
    FIGURE,
    QUOTATION,
    TABLE,
    TERMS,
    box,
    cell,
    formed_book,
    item,
    para,
    styled,
    verse,
    words,
)

BULLETS, DEEP = box("list", "ul", style="bullet"), box("list", "deep", style="decimal")
SPEECH = box("speech", "s1")
FRENCH_CELL = replace(cell(1, 1, "").form, language="fr")
WORDS: tuple[Block, ...] = (
    Paragraph((
        Plain("A "), Emphasis((Plain("phrase with "), Emphasis((Plain("inner"),)))), Plain(", "),
        Strong((Plain("bold "), Emphasis((Plain("both"),)))), Plain(", "),
        SmallCapitals((Plain("Small"),)), Plain(", 10"), Superscript((Plain("12"),)),
        Plain(", H"), styled("subscript", "2"), Plain("O, "), styled("underline", "under"),
        Plain(", "), styled("deletion", "struck"), Plain(", "),
        Link("https://a.org/x", (Plain("address"),)), Plain(", "),
        Foreign("fr", (Plain("bien sûr"),)), Plain(", "), Emphasis((Plain("λόγος"),)),
        NoteCall("source-1"), Plain("."),
    )),
    Paragraph((Plain("Exit, "), Emphasis((Plain("singing"),)), NoteCall("source-2"), Plain(".")),
              form=para("", kind="stage").form),
    *(para(f"One *marked* word in a {kind}.", kind=kind)
      for kind in ("speaker", "stage", "heading", "salutation", "signature", "attribution")),
    Subheading(words("A *marked* subheading")),
    para("*All of it is marked.*"),
)  # fmt: skip
BLOCKS: tuple[Block, ...] = (
    verse("One line, / another, / >a third."),
    verse("A stanza, / too."),
    Insert("scene-break", text="* * *"),
    para("Quoted *words*.", QUOTATION),
    para("An epigraph of *words*.", EPIGRAPH),
    para("the first", *item(BULLETS, "", 1)),
    para("the second", *item(BULLETS, "", 2)),
    para("and in it", *item(BULLETS, "", 2), *item(DEEP, "1.", 1)),
    para("A *marked* term", TERMS, kind="term"),
    para("and what it is.", TERMS, box("definition", "d1")),
    replace(para("Le bac", TERMS), form=BlockForm("term", (TERMS,), language="fr")),
    para("the ferry.", TERMS, box("definition", "d2")),
    replace(para("Voix"), form=BlockForm("speaker", (SPEECH,), language="fr")),
    para("Is it late?", SPEECH),
    para("A *marked* caption", TABLE, kind="caption"),
    cell(0, 0, "A *marked* head", head=True),
    cell(0, 1, "Boats", head=True),
    cell(1, 0, "January", head=True),
    replace(cell(1, 1, ""), inlines=words("*douze*"), form=FRENCH_CELL),
    Insert("picture", (FIGURE,)),
    para("Fig. 1. A *marked* caption.", FIGURE, kind="caption"),
)
DEEPER = Division("d-1", "section", words("A *marked* title"), "1", blocks=(para("And text."),))
SECTIONS = Division("d", "section", words("Deeper"), blocks=(para("Text."),), divisions=(DEEPER,))


def book_of_forms() -> Edition:
    """Return an edition with every form that the PDF tells, and an emphasis in each look."""
    edition = formed_book(Words=WORDS, Blocks=BLOCKS)
    (index,) = (i for i, each in enumerate(edition.divisions) if each.id == "part-blocks")
    part = replace(edition.divisions[index], divisions=(SECTIONS,))
    divisions = (*edition.divisions[:index], part, *edition.divisions[index + 1 :])
    return replace(edition, divisions=divisions)


Change = Callable[[DrawnText], DrawnText]
Retag = Callable[[TaggedElement], TaggedElement]


def redrawn(book: TaggedBook, change: Change) -> TaggedBook:
    """Return a PDF in which each text is drawn as `change` says."""
    return replace(book, document=_changed(book.document, change, lambda element: element))


def retagged(book: TaggedBook, change: Retag) -> TaggedBook:
    """Return a PDF in which each structure element is what `change` says."""
    return replace(book, document=_changed(book.document, lambda text: text, change))


def _changed(element: TaggedElement, change: Change, retag: Retag) -> TaggedElement:
    kids = tuple(
        _changed(kid, change, retag) if isinstance(kid, TaggedElement) else change(kid)
        for kid in element.kids
    )
    return retag(replace(element, kids=kids))


def without_font(name: str) -> Change:
    """Return a change to the same font without a part of its name."""
    return lambda text: replace(text, font=text.font.replace(name, ""))


def as_tag(tags: str, other: str) -> Retag:
    """Return a change of elements with one of some tags to another one."""
    return lambda each: replace(each, tag=other) if each.tag in tags.split() else each


def with_line_end(edition: Edition) -> Edition:
    """Return an edition whose first paragraph has a line end that no page has."""
    (index,) = (i for i, each in enumerate(edition.divisions) if each.id == "part-words")
    part = edition.divisions[index]
    first = part.blocks[0]
    assert isinstance(first, Paragraph)
    marked = replace(first, inlines=(Plain("A"), Break(), *first.inlines[1:]))
    changed = replace(part, blocks=(marked, *part.blocks[1:]))
    divisions = (*edition.divisions[:index], changed, *edition.divisions[index + 1 :])
    return replace(edition, divisions=divisions)

"""Write the blocks that hold words: paragraphs, stanzas, speakers, stage directions, captions …"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from book.model import BlockForm, Paragraph, Styled
from book.render.tei.elements import TEI, Element, append_content, element
from book.render.tei.inlines import direction, indent
from book.render.tei.passages import WrittenLine, joined_lines

VERSE = "lg"
RUBY = f"{{{TEI}}}ruby"
# Wherever a block has no element of its own, it is a paragraph with the kind as its rendition.
TAGS = {"verse": VERSE, "stage": "stage", "attribution": "bibl", "code": "ab"}
TYPED = ("salutation", "dateline", "signature", "speaker", "code")


class Words(Protocol):
    """Whence the words of blocks come: from the witnesses, with an apparatus, or not."""

    def lines(self, paragraph: Paragraph) -> list[WrittenLine]:
        """Return the lines of a paragraph; an apparatus is in each of them."""
        ...

    def attributes(self, paragraph: Paragraph) -> dict[str, str]:
        """Return the attributes that do not depend on the form."""
        ...

    def special(self, paragraph: Paragraph) -> Element | None:
        """Return the element of a paragraph that is no text, such as a lacuna."""
        ...


def leaf(paragraph: Paragraph, words: Words, tag: str = "") -> Element:
    """Return the element of a paragraph; `tag` is the one that its container asks for."""
    form, lines = paragraph.form, words.lines(_with_code(paragraph))
    tag = tag or TAGS.get(form.kind) or ("ab" if form.kind in TYPED else "p")
    new = element(
        tag,
        **words.attributes(paragraph),
        type=form.kind if tag == "ab" else "",
        style=direction(form.direction),
        xml_lang=form.language,
        xml_space="preserve" if form.kind == "code" else "",
    )
    if tag == "p" and form.kind != "paragraph":
        add_rendition(new, form.kind)
    add_rendition(new, form.align)
    if tag == VERSE:
        new.extend(_verse_lines(form, lines))
        return new
    add_rendition(new, indent(form.indent))
    content = joined_lines(lines)
    if tag == "bibl" and any(_has_ruby(each) for each in content):
        content = [element("seg", *content)]
    return append_content(new, content)


def _with_code(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph of code as words that are code, as these may be cut by an apparatus."""
    if paragraph.form.kind != "code":
        return paragraph
    return replace(paragraph, inlines=(Styled("code", paragraph.inlines),))


def _has_ruby(content: Element | str) -> bool:
    """Return whether there is a ruby in a content: a bibl can hold one only in a seg."""
    return not isinstance(content, str) and next(content.iter(RUBY), None) is not None


def _verse_lines(form: BlockForm, lines: list[WrittenLine]) -> Iterator[Element]:
    for line in lines:
        number = str(form.number + line.number) if form.number else ""
        steps = line.indent if line.number else form.indent
        yield element("l", *line.content, n=number, rend=indent(steps))


def add_rendition(new: Element, rendition: str) -> None:
    """Add a word to what an element says of its look."""
    if rendition:
        new.set("rend", f"{new.get('rend', '')} {rendition}".strip())

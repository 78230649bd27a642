"""Render verse: poems of stanzas of lines, and what else keeps its lines."""

from abc import abstractmethod
from collections.abc import Iterable

from markupsafe import Markup

from book.model import BlockForm, Container, Edition, Paragraph
from book.render.html.inlines import InlineRenderer
from book.render.html.markup import attributes_of, id_attribute
from book.render.html.style import Style
from book.text.inlines import calls_of, text_of
from book.text.lines import TextLine, split_lines
from book.text.nesting import Nest, Nested

POEM = Markup('<div class="poem{}"{}>\n{}</div>\n')
STANZA = Markup('<p class="{}"{}>{}</p>\n')
# The space between two lines is for readers that know no blocks in a paragraph.
LINE = Markup('<span class="line{}"{}>{}{}</span>')
LINE_END = Markup("<br/>\n")
DEEPEST = 20  # steps of 1 em
SHORT = 8  # lines: a stanza that is kept on one page
MOST_CALLS = 12  # notes: with more at its foot, a stanza may need more than a page
LONGEST_STANZA = 14  # lines: longer than a sonnet are the paragraphs of a poem without stanzas
EVERY = 5  # lines: the step of line numbers, if the source has some


class VerseRenderer(InlineRenderer):
    """Renders poems and stanzas, and numbers their lines."""

    def __init__(self, edition: Edition, style: Style) -> None:
        super().__init__(edition, style)
        self.step = edition.line_numbers
        self.by_poem = False  # whether lines that are counted have the numbers of their poem
        self.own_number = ""  # that of the line at hand in its poem
        self.is_in_poem = False
        self.has_stanzas = True
        self.line_number = 0

    @abstractmethod
    def nested(self, children: Iterable[Nested]) -> Markup:
        """Render blocks and containers."""

    def poem(self, children: tuple[Nested, ...], poem: Container) -> Markup:
        """Render a poem; its lines are numbered if the source or the edition asks for it."""
        outside = self.is_in_poem, self.has_stanzas, self.step, self.line_number
        self.is_in_poem = True
        self.has_stanzas = _longest(children) <= LONGEST_STANZA
        if poem.id:
            self.line_number = 0
        if poem.get("numbers") == "yes":
            self.step = self.step or EVERY
        inside = self.nested(children)
        numbered = " numbered" if self.step and not self.is_counted(children) else ""
        attributes = self.style.semantics("poem") + self.style.poem(_widest(children))
        counted = self.line_number
        self.is_in_poem, self.has_stanzas, self.step, self.line_number = outside
        if not poem.id:
            self.line_number = counted
        return POEM.format(numbered, attributes, inside)

    def stanza(self, paragraph: Paragraph, before: str = "") -> Markup:
        """Render a block whose lines stay as they are."""
        form = paragraph.form
        lines = split_lines(paragraph.inlines, form.indent)
        is_verse = form.kind == "verse"
        names: list[str] = ["stanza" if is_verse else form.kind]
        is_short = self.has_stanzas and len(lines) <= SHORT
        if is_verse and is_short and len(calls_of(paragraph.inlines)) <= MOST_CALLS:
            names.append("short")
        if form.align:
            names.append(form.align)
        if form.number:
            self.line_number = form.number - 1
        befores = (before, *[Markup("")] * len(lines))
        pairs = zip(befores, lines, strict=False)
        number = self.counted_line if self.style.counted(paragraph) else self.number_attribute
        inside = LINE_END.join(self.line(*pair, number(is_verse=is_verse)) for pair in pairs)
        name = id_attribute(paragraph.id) + self.form_attributes(form)
        return STANZA.format(" ".join(names), name, inside)

    def form_attributes(self, form: BlockForm) -> Markup:
        """Return the attributes of a block: its language, its direction, and what it is."""
        return self.language_attributes(form) + self.style.semantics(form.kind)

    def is_counted(self, children: Iterable[Nested]) -> bool:
        """Return whether the lines of a poem have their numbers in the margin of the page."""
        return any(
            self.is_counted(each.children) if isinstance(each, Nest) else self._counts(each)
            for each in children
        )

    def _counts(self, block: Nested) -> bool:
        return isinstance(block, Paragraph) and self.style.counted(block)

    def line(self, before: str, line: TextLine, number: Markup) -> Markup:
        indent = f" indent-{min(line.indent, DEEPEST)}" if line.indent else ""
        return LINE.format(indent, number, before, self.inlines(line.inlines))

    def number_attribute(self, *, is_verse: bool) -> Markup:
        """Count a line of verse; return its number, if it is one that is printed."""
        if not is_verse:
            return Markup("")
        self.line_number += 1
        if not self.step or self.line_number % self.step:
            return Markup("")
        return attributes_of({"data-line": str(self.line_number)})

    def counted_line(self, *, is_verse: bool) -> Markup:
        """Count a line; return its number in its poem, "" if it is counted with those around it."""
        self.line_number += is_verse
        is_own = is_verse and self.by_poem
        self.own_number = str(self.line_number) if is_own else ""
        return attributes_of({"data-counted": self.own_number})


def _widest(children: Iterable[Nested]) -> int:
    """Return the count of characters in the longest line, with its indent."""
    return max((_width(line) for child in children for line in _lines(child)), default=0)


def _longest(children: Iterable[Nested]) -> int:
    """Return the count of lines in the longest stanza."""
    return max(map(_length, children), default=0)


def _length(child: Nested) -> int:
    return _longest(child.children) if isinstance(child, Nest) else len(_lines(child))


def _width(line: TextLine) -> int:
    return 2 * line.indent + len(text_of(line.inlines))


def _lines(nested: Nested) -> tuple[TextLine, ...]:
    if isinstance(nested, Nest):
        return tuple(line for child in nested.children for line in _lines(child))
    if isinstance(nested, Paragraph) and nested.form.kind == "verse":
        return split_lines(nested.inlines, nested.form.indent)
    return ()

"""Render blocks by their form: verse, quotations, letters, lists, figures, drama.

Blocks stand in one row; here they are nested in the containers that hold them.
"""

from abc import abstractmethod
from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup

from book.model import Block, Container, ContainerKind, Emphasis, Inlines, Insert, Paragraph
from book.render.html.markup import id_attribute, join
from book.render.html.verse import VerseRenderer
from book.text.inlines import calls_of, text_of
from book.text.nesting import Nest, Nested, nest

COUNTED = Markup(' data-counted=""')  # a block whose lines are counted on the page
PARAGRAPH = Markup('<p class="{}"{}>{}{}</p>\n')
SCENE_BREAK = Markup('<hr class="scene-break"/>\n')
GROUP = Markup('<{tag} class="{name}"{attributes}>\n{inside}</{tag}>\n')
# What containers without rules of their own are in HTML.
TAGS: dict[ContainerKind, str] = {"quotation": "blockquote"}
LIST = Markup('<ul class="items {}">\n{}</ul>\n')
ITEM = Markup("<li>{}</li>\n")
# The space is in the label, which print sets as wide as the indent of the list.
LABEL = Markup('<span class="label">{} </span>')
LABEL_ALONE = Markup('<p class="label">{}</p>\n')
TERMS = Markup('<dl class="terms">\n{}</dl>\n')
TERM = Markup("<dt{}>{}</dt>\n")
DEFINITION = Markup("<dd>{}</dd>\n")
FIGURE = Markup('<figure class="figure">\n{}</figure>\n')
FIGURE_CAPTION = Markup("<figcaption>{}</figcaption>\n")
SPEAKER = Markup('<span class="speaker{}"{}>{}</span> ')
CAPTIONS = ("caption", "credit")
# The classes of lists by the most characters in their labels.
LABEL_WIDTHS = ((4, "labeled"), (7, "labeled wide"))
WIDEST = "labeled wider"


class FormRenderer(VerseRenderer):
    """Renders blocks in the containers that hold them."""

    @abstractmethod
    def block(self, block: Block) -> Markup:
        """Render a block that is not nested."""

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        return self.nested(nest(blocks))

    def nested(self, children: Iterable[Nested]) -> Markup:
        """Render blocks and containers; stanzas outside a poem are in one together."""
        rendered = Markup("")
        for is_verse, group in groupby(children, _is_verse):
            run = tuple(group)
            if is_verse and not self.is_in_poem:
                rendered += self.poem(run, Container("poem", ""))
            else:
                rendered += join(self.child(each) for each in run)
        return rendered

    def child(self, child: Nested) -> Markup:
        return self.container(child) if isinstance(child, Nest) else self.block(child)

    def insert(self, insert: Insert) -> Markup:
        """Render a scene break; the figure around a picture renders that."""
        return SCENE_BREAK if insert.kind == "scene-break" else Markup("")

    # ── Paragraphs ───────────────────────────────────────────────────────────────────────────────

    def paragraph(self, paragraph: Paragraph, before: str = "") -> Markup:
        """Render a paragraph, with a label or a speaker before its words."""
        self.around = paragraph.form.language or self.language
        rendered = self.formed_paragraph(paragraph, before)
        self.around = self.language
        return rendered

    def formed_paragraph(self, paragraph: Paragraph, before: str) -> Markup:
        # A paragraph of Chinese alone has the book's language; the span inside names its own.
        if paragraph.form.kind in ("verse", "code"):
            return self.stanza(paragraph, before)
        name = id_attribute(paragraph.id) + self.form_attributes(paragraph.form)
        if self.style.counted(paragraph):
            name, self.own_number = name + COUNTED, ""
        inside = self.inlines(paragraph.inlines)
        return PARAGRAPH.format(_classes(paragraph), name, before, inside)

    # ── Containers ───────────────────────────────────────────────────────────────────────────────

    def container(self, nest: Nest) -> Markup:
        match nest.container.kind:
            case "poem":
                return self.poem(nest.children, nest.container)
            case "list":
                return self.list(nest)
            case "item" | "cell" | "row":
                return self.nested(nest.children)
            case "definitions":
                return TERMS.format(self.terms(nest.children))
            case "definition":
                return DEFINITION.format(self.inside(nest.children))
            case "table":
                return self.cell_table(nest)
            case "figure":
                return self.figure(nest)
            case "speech":
                return self.speech(nest)
        return self.group(nest)

    def group(self, nest: Nest) -> Markup:
        kind, step = nest.container.kind, self.step
        self.step = 0  # the lines of a poem that is quoted are not those of the work
        inside = self.nested(nest.children)
        self.step = step
        attributes = self.style.semantics(kind)
        return GROUP.format(
            tag=TAGS.get(kind, "div"), name=kind, attributes=attributes, inside=inside
        )

    @abstractmethod
    def cell_table(self, nest: Nest) -> Markup:
        """Render a table of a source."""

    def inside(self, children: tuple[Nested, ...]) -> Markup:
        """Render what is in an item, a cell or a definition: one plain paragraph without a `p`."""
        if len(children) == 1 and _is_plain(children[0]):
            return self.inlines(children[0].inlines)  # type: ignore[union-attr]
        return "\n" + self.nested(children)

    # ── Lists ────────────────────────────────────────────────────────────────────────────────────

    def list(self, nest: Nest) -> Markup:
        """Render a list; its labels are text, as no list of HTML can have all of them."""
        items = [each for each in nest.children if _container_kind(each) == "item"]
        is_labeled = any(isinstance(i, Nest) and i.container.get("label") for i in items)
        style = nest.container.get("style", "bullet")
        kind = _label_width(items) if is_labeled else ("none" if style == "none" else "bullet")
        return LIST.format(kind, join(self.list_child(each) for each in nest.children))

    def list_child(self, child: Nested) -> Markup:
        if isinstance(child, Nest) and child.container.kind == "item":
            return ITEM.format(self.item(child))
        return ITEM.format("\n" + self.child(child))

    def item(self, item: Nest) -> Markup:
        label = item.container.get("label")
        before = LABEL.format(label) if label else Markup("")
        first, *others = item.children
        if _is_plain(first) and not others:
            return before + self.inside(item.children)
        if isinstance(first, Paragraph) and first.form.kind != "code":
            return "\n" + self.paragraph(first, before) + self.nested(others)
        alone = LABEL_ALONE.format(before) if label else Markup("")
        return "\n" + alone + self.nested(item.children)

    def terms(self, children: Iterable[Nested]) -> Markup:
        rendered = Markup("")
        for child in children:
            if isinstance(child, Paragraph) and child.form.kind == "term":
                name = id_attribute(child.id) + self.language_attributes(child.form)
                rendered += TERM.format(name, self.inlines(child.inlines))
            elif _container_kind(child) == "definition":
                rendered += self.child(child)
            else:
                rendered += DEFINITION.format("\n" + self.child(child))
        return rendered

    # ── Figures ──────────────────────────────────────────────────────────────────────────────────

    def figure(self, nest: Nest) -> Markup:
        """Render a figure: its picture, if there is one, and its caption, in their order."""
        inside = Markup("")
        for is_caption, group in groupby(nest.children, _is_figure_caption):
            run = tuple(group)
            if is_caption:
                inside += FIGURE_CAPTION.format(self.inside(run))
                continue
            for child in run:
                inside += self.figure_child(child, nest.container)
        return FIGURE.format(inside)

    def figure_child(self, child: Nested, figure: Container) -> Markup:
        if isinstance(child, Insert) and child.kind == "picture":
            return self.style.picture(figure)
        return self.child(child)

    # ── Drama ────────────────────────────────────────────────────────────────────────────────────

    def speech(self, nest: Nest) -> Markup:
        """Render a speech; the speaker stands in the first line of prose, or above verse."""
        children = list(nest.children)
        before: str = ""
        if len(children) > 1 and _is_run_in(*children[:2]):
            speaker, first, *children = children
            before = self.speaker(speaker)  # type: ignore[arg-type]
            opening = self.paragraph(first, before)  # type: ignore[arg-type]
        else:
            opening = Markup("")
        inside = opening + self.nested(children)
        name = "speech run-in" if before else "speech"
        return GROUP.format(tag="div", name=name, attributes="", inside=inside)

    def speaker(self, speaker: Paragraph) -> Markup:
        capitals = " capitals" if text_of(speaker.inlines).isupper() else ""
        attributes = self.form_attributes(speaker.form)
        return SPEAKER.format(capitals, attributes, self.inlines(speaker.inlines))


def _classes(paragraph: Paragraph) -> str:
    """Return the style of a paragraph, and what else it is."""
    form = paragraph.form
    if form.kind == "paragraph":
        names = [paragraph.style]
    elif form.kind == "heading":
        names = ["inner-heading"]
    else:
        names = [form.kind, *([paragraph.style] if paragraph.style != "text" else [])]
    if form.kind == "speaker" and text_of(paragraph.inlines).isupper():
        names.append("capitals")
    if form.kind == "stage" and _is_marked(paragraph.inlines):
        names.append("marked")
    return " ".join([*names, *([form.align] if form.align else [])])


def _is_marked(inlines: Inlines) -> bool:
    """Return whether most of a stage direction is in italics in the source already."""
    marked = sum(len(text_of((each,))) for each in inlines if isinstance(each, Emphasis))
    return 2 * marked > len(text_of(inlines))


def _label_width(items: Iterable[Nested]) -> str:
    labels = (item.container.get("label") for item in items if isinstance(item, Nest))
    widest = max(map(len, labels), default=0)
    return next((name for most, name in LABEL_WIDTHS if widest <= most), WIDEST)


def _is_verse(nested: Nested) -> bool:
    return isinstance(nested, Paragraph) and nested.form.kind == "verse"


def _is_plain(nested: Nested) -> bool:
    """Return whether this is a paragraph without a name or a look of its own."""
    if not isinstance(nested, Paragraph) or nested.id or nested.style != "text":
        return False
    form = nested.form
    is_plain = form.kind in ("paragraph", *CAPTIONS)
    return is_plain and not (form.align or form.language or form.direction)


def _is_figure_caption(nested: Nested) -> bool:
    return isinstance(nested, Paragraph) and nested.form.kind in CAPTIONS


def _container_kind(nested: Nested) -> str:
    return nested.container.kind if isinstance(nested, Nest) else ""


def _is_run_in(speaker: Nested, first: Nested) -> bool:
    """Return whether a speaker can stand in the first line of a speech.

    Not if a note is called there: it would be read after the speech.
    """
    if not isinstance(speaker, Paragraph) or not isinstance(first, Paragraph):
        return False
    is_speaker = speaker.form.kind == "speaker" and not speaker.id
    is_free = not calls_of(speaker.inlines) and not first.id
    return is_speaker and is_free and first.form.kind == "paragraph"

"""Footnotes of the print edition: the call in the text, and the note for the foot of the page."""

from typing import Any

from markupsafe import Markup

from book.model import Apparatus, Inlines, Note
from book.render.html import BREAK, HtmlRenderer
from book.render.html.markup import attributes_of
from book.render.html.style import NOTE_PARAGRAPH
from book.render.print.page_numbers import STAND_IN
from book.text.direction import direction_of
from book.text.inlines import cut_words, text_of
from book.text.levels import note_label, note_layout, note_levels

LONG_NOTE, PIECE = 80, 40  # words
# In a note, WeasyPrint takes the line end after a break for a line of its own. Each line begins as
# a paragraph does: those of verse stand below each other.
BREAK_IN_NOTE = Markup(' <br/><span class="paragraph"></span>')
CALL = Markup('<a class="call {kind}" id="call-{id}" href="#{id}" role="doc-noteref">{mark}</a>')
# The call of a note that is found by its line: an anchor of the note, without a mark.
CALL_BY_LINE = Markup('<span class="called" id="called-{id}" data-calls="{id}"></span>')
NOTE = Markup(
    '<span class="footnote {kind}"{level} id="{id}"{language} role="doc-footnote">'
    '{seam}<a class="back" href="#call-{id}">{label}</a> {body}</span>'
)
CONTINUATION = Markup(
    '<span class="footnote {kind} more"{level} id="{id}" data-note="{note}">{body}</span>'
)
# The pieces of a long note are set run-on; this empty block begins the line of the first one.
SEAM = Markup('<span class="seam"></span>')
# Digits stand in for the number of a line, which is known when the page is laid out.
KEY = Markup('<span class="key" data-key="{}">{}</span>{}')
BOUND = "\N{NO-BREAK SPACE}"  # no line ends between the number and the lemma
LINE_DIGITS = {"page": 2, "section": 3}  # of the number of most lines, by how they are counted
# Notes that run on in one paragraph have a space between them.
GAP = Markup('<span class="gap"> </span>')


def level_of(footnote: Any) -> int:
    """Return the level at the foot of the page of the element of a note."""
    return int(footnote.get("data-level", 0))


def note_pieces(note: Note, apparatus: Apparatus) -> tuple[Inlines, ...]:
    """Return a long note that runs on or stands in a column in pieces, any other whole.

    WeasyPrint does not break a note across pages; pieces can stand at the foot of several pages.
    Notes that are paragraphs are divided between their lines (`engine.note_division`).
    """
    is_long = len(text_of(note.inlines).split()) > LONG_NOTE
    if is_long and note_layout(note.kind, apparatus) != "paragraphs":
        return cut_words(note.inlines, PIECE)
    return (note.inlines,)


def anchors_of(note: Note, apparatus: Apparatus) -> tuple[str, ...]:
    """Return the anchors of a note's pieces; the first is the note's own."""
    count = len(note_pieces(note, apparatus))
    return (note.id, *(f"{note.id}..{number}" for number in range(2, count + 1)))


def render_footnote(note: Note, renderer: HtmlRenderer, apparatus: Apparatus) -> Markup:
    """Return a call and its note, with links both ways, which WeasyPrint does not make itself."""
    texts = (renderer.note_text(piece) for piece in note_pieces(note, apparatus))
    whole = (text.replace(NOTE_PARAGRAPH, BREAK) for text in texts)
    first, *others = (text.replace(BREAK, BREAK_IN_NOTE) for text in whole)
    layout = note_layout(note.kind, apparatus)
    kind = f"{note.kind} long" if others else note.kind
    if note.key is not None:
        kind = f"{kind} keyed"
    if layout != "paragraphs":
        kind = f"{kind} {layout}"
    if layout == "run-on":
        first, others = (first, [*others[:-1], others[-1] + GAP]) if others else (first + GAP, [])
    levels = {"data-level": str(note_levels(apparatus)[note.kind])}
    level = attributes_of(levels | ({"data-layout": layout} if apparatus.has_bands else {}))
    language = _language(renderer)
    seam = SEAM if others and layout != "run-on" else ""
    call = CALL if note.key is None else CALL_BY_LINE
    opening = NOTE.format(
        kind=kind,
        level=level,
        id=note.id,
        language=language,
        label=_label(note, renderer, apparatus),
        body=first,
        seam=seam,
    )
    called = call.format(kind=note.kind, id=note.id, mark=note.mark)
    return called + opening + _continuations(note, kind, level + language, others)


def _language(renderer: HtmlRenderer) -> Markup:
    """Return the language and direction of a note that is called within words of another one."""
    if renderer.around == renderer.language:
        return Markup("")
    language, side = renderer.language, direction_of(renderer.language)
    has_turned = direction_of(renderer.around) != side
    names = {"lang": language, "xml:lang": language} | ({"dir": side} if has_turned else {})
    return attributes_of(names)


def _label(note: Note, renderer: HtmlRenderer, apparatus: Apparatus) -> str:
    if note.key is None:
        return note_label(note.mark, is_sign=note.kind == "source")
    digits = STAND_IN * (len(renderer.own_number) or LINE_DIGITS[apparatus.count])
    return KEY.format(note.id, digits, f"{BOUND}{note.key}" if note.key else "")


def _continuations(note: Note, kind: str, level: Markup, bodies: list[Markup]) -> Markup:
    anchors = [f"{note.id}..{number}" for number in range(2, len(bodies) + 2)]
    return Markup("").join(
        CONTINUATION.format(kind=kind, level=level, id=anchor, note=note.id, body=body)
        for anchor, body in zip(anchors, bodies, strict=True)
    )

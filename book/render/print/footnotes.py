"""Footnotes of the print edition: the call in the text, and the note for the foot of the page."""

from collections.abc import Sequence

from markupsafe import Markup

from book.model import Inlines, Note
from book.render.html import BREAK, HtmlRenderer
from book.text.inlines import cut_words, text_of
from book.text.plaintext import LEVELS, note_label

LONG_NOTE, PIECE = 80, 40  # words
# In a note, WeasyPrint takes the line end after a break for a line of its own.
BREAK_IN_NOTE = Markup(" <br/>")
CALL = Markup('<a class="call {kind}" id="call-{id}" href="#{id}" role="doc-noteref">{mark}</a>')
NOTE = Markup(
    '<span class="footnote {kind}" id="{id}" role="doc-footnote">'
    '{seam}<a class="back" href="#call-{id}">{label}</a> {body}</span>'
)
CONTINUATION = Markup(
    '<span class="footnote {kind} more" id="{id}" data-note="{note}">{body}</span>'
)
# The pieces of a long note are set run-on; this empty block begins the line of the first one.
SEAM = Markup('<span class="seam"></span>')


def level_of(classes: Sequence[str]) -> int:
    """Return the level at the foot of the page to which the classes of a note belong."""
    levels = (level for kind, level in LEVELS.items() if kind in classes)
    return next(levels, max(LEVELS.values()))


def note_pieces(note: Note) -> tuple[Inlines, ...]:
    """Return a long note in pieces, a short one whole.

    WeasyPrint does not break a note across pages; pieces can stand at the foot of several pages.
    """
    if len(text_of(note.inlines).split()) > LONG_NOTE:
        return cut_words(note.inlines, PIECE)
    return (note.inlines,)


def anchors_of(note: Note) -> tuple[str, ...]:
    """Return the anchors of a note's pieces; the first is the note's own."""
    count = len(note_pieces(note))
    return (note.id, *(f"{note.id}..{number}" for number in range(2, count + 1)))


def render_footnote(note: Note, renderer: HtmlRenderer) -> Markup:
    """Return a call and its note, with links both ways, which WeasyPrint does not make itself."""
    texts = (renderer.note_text(piece) for piece in note_pieces(note))
    first, *others = (text.replace(BREAK, BREAK_IN_NOTE) for text in texts)
    kind = f"{note.kind} long" if others else note.kind
    seam = SEAM if others else ""
    call = CALL.format(kind=note.kind, id=note.id, mark=note.mark)
    label = note_label(note.mark, is_sign=note.kind == "source")
    opening = NOTE.format(kind=kind, id=note.id, label=label, body=first, seam=seam)
    return call + opening + _continuations(note, kind, others)


def _continuations(note: Note, kind: str, bodies: list[Markup]) -> Markup:
    anchors = anchors_of(note)[1:]
    return Markup("").join(
        CONTINUATION.format(kind=kind, id=anchor, note=note.id, body=body)
        for anchor, body in zip(anchors, bodies, strict=True)
    )

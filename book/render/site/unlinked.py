"""Text of the book for a page of its own: without the links to places in the book."""

from dataclasses import replace

from book.model import Break, Inline, Inlines, Link, Mark, NoteCall, PageReference, Plain


def without_links(inlines: Inlines) -> Inlines:
    """Replace links within the book by their text, and cross-references by their places.

    Marks of the index are removed; note calls stay.

    >>> without_links((Plain("see "), Link("#ref-perry", (Plain("Perry 1952"),))))
    (Plain(text='see '), Plain(text='Perry 1952'))
    """
    return tuple(kept for inline in inlines for kept in _without_links(inline))


def _without_links(inline: Inline) -> Inlines:
    match inline:
        case PageReference():
            return (Plain(inline.locator.place),)
        case Plain() | NoteCall() | Break():
            return (inline,)
        case Mark():
            return without_links(inline.inlines)
        case Link() if inline.target.startswith("#"):
            return without_links(inline.inlines)
    return (replace(inline, inlines=without_links(inline.inlines)),)

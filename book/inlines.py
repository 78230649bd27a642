"""Small things that stages and renderers do with inlines."""

from dataclasses import replace

from book.model import Emphasis, Foreign, Inline, Inlines, Link, NoteCall, Plain, SmallCapitals, Strong, Superscript, Supplied
from book.typography import split_scripts


def plain_inlines(text: str) -> Inlines:
    """Make inlines of a witness's words; Chinese in them is marked as such, for the voice of a screen reader.

    >>> plain_inlines("China’s law")
    (Plain(text='China’s law'),)
    """
    return tuple(Foreign("zh-Hans", (Plain(run),)) if han else Plain(run) for han, run in split_scripts(text))


def text_of(inlines: Inlines) -> str:
    """Write the words of inlines, without calls and without the brackets of what is supplied.

    >>> text_of((Plain("the "), Emphasis((Plain("law"),)), NoteCall("n1")))
    'the law'
    """
    return "".join(inline.text if isinstance(inline, Plain) else text_of(getattr(inline, "inlines", ())) for inline in inlines)


def without_calls(inlines: Inlines) -> Inlines:
    """Take the note calls out of a heading, for where it is repeated."""
    return tuple(_without_calls(inline) for inline in inlines if not isinstance(inline, NoteCall))


def _without_calls(inline: Inline) -> Inline:
    if isinstance(inline, Emphasis | Strong | SmallCapitals | Superscript | Foreign | Supplied | Link):
        return replace(inline, inlines=without_calls(inline.inlines))
    return inline

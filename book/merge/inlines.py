"""A witness's words as inlines."""

from book.model import Foreign, Inlines, Plain
from book.typography import split_scripts


def plain_inlines(text: str) -> Inlines:
    """Make inlines of a witness's words; Chinese in them is marked as such, for the voice of a screen reader.

    >>> plain_inlines("China’s law")
    (Plain(text='China’s law'),)
    """
    return tuple(Foreign("zh-Hans", (Plain(run),)) if han else Plain(run) for han, run in split_scripts(text))

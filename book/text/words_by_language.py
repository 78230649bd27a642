"""The characters of an edition by the language of their words."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from book.model import Division, Edition, Emphasis, Strong

LanguageCharacters = dict[tuple[str, bool], set[str]]


def characters_by_language(edition: Edition) -> LanguageCharacters:
    """Return the characters of an edition by the language of their words, and whether emphasized.

    The labels count as emphasized, and so do headings: where they are set so is a matter of style.
    Names and anchors of the program's are among the characters too.
    """
    found: LanguageCharacters = {}
    language = edition.imprint.language
    for value in (edition.divisions, edition.notes, edition.imprint, edition.work):
        for tag, is_emphasized, text in _strings(value, language, is_emphasized=False):
            found.setdefault((tag, is_emphasized), set()).update(text)
    found.setdefault((language, True), set()).update("".join(edition.labels.values()))
    return found


def _strings(
    value: object, language: str, *, is_emphasized: bool
) -> Iterator[tuple[str, bool, str]]:
    if isinstance(value, str):
        yield language, is_emphasized, value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each, language, is_emphasized=is_emphasized)
    elif is_dataclass(value):
        language = getattr(value, "language", "") or language
        is_emphasized |= isinstance(value, Emphasis | Strong)
        kind: type = type(value)
        for name in _names(kind):
            is_title = name in ("title", "label") and isinstance(value, Division)
            inner = is_emphasized or is_title
            yield from _strings(getattr(value, name), language, is_emphasized=inner)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))

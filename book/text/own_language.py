"""Words that were taken for Chinese among others, in an edition whose own words are such."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

from book.model import Edition, Foreign, Inlines, Plain
from book.text.inlines import plain_inlines
from book.text.languages import script_of

HAN_SCRIPTS = ("Hans", "Hant", "Jpan", "Kore")
Value = TypeVar("Value")


def has_han(language: str) -> bool:
    """Tell whether ideographs are letters of a language, and not those of another one.

    >>> has_han("ja"), has_han("zh-Hant"), has_han("de"), has_han("zh-Latn")
    (True, True, False, False)
    """
    return script_of(language) in HAN_SCRIPTS


def inlines_in(language: str, text: str) -> Inlines:
    """Return text of an edition in a language as inlines, with Chinese marked if it is foreign."""
    return (Plain(text),) if text and has_han(language) else plain_inlines(text)


def without_guesses(edition: Edition) -> Edition:
    """Return an edition in Chinese, Japanese or Korean without words that only seem foreign.

    Ideographs are marked as Chinese where texts are read (`plain_inlines`), whatever the language.
    What a source itself marks stays.
    """
    if not has_han(edition.imprint.language):
        return edition
    return replace(edition, divisions=_cleared(edition.divisions), notes=_cleared(edition.notes))


def _cleared(value: Value) -> Value:
    cleared: Any = value
    if isinstance(value, tuple):
        parts = [_cleared(each) for each in _unwrapped(value)]
        cleared = value if _is_same(parts, value) else tuple(_joined(parts))
    elif is_dataclass(value) and not isinstance(value, type):
        kind: type = type(value)
        before = {name: getattr(value, name) for name in _names(kind)}
        changes = {
            name: after for name, each in before.items() if (after := _cleared(each)) is not each
        }
        cleared = replace(value, **changes) if changes else value
    same_type: Value = cleared
    return same_type


def _unwrapped(values: Iterable[object]) -> Iterator[object]:
    for value in values:
        if isinstance(value, Foreign) and value.is_guessed:
            yield from value.inlines
        else:
            yield value


def _is_same(parts: list[Any], values: tuple[Any, ...]) -> bool:
    return len(parts) == len(values) and all(map(lambda a, b: a is b, parts, values))


def _joined(parts: Iterable[object]) -> Iterator[object]:
    """Join adjacent plain texts."""
    for is_plain, group in groupby(parts, key=lambda part: isinstance(part, Plain)):
        run = list(group)
        if is_plain:
            yield Plain("".join(part.text for part in run if isinstance(part, Plain)))
        else:
            yield from run


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))

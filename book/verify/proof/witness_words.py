"""The words of a witness, in each form that an output may have them."""

from collections.abc import Iterable, Sequence

from book.model import Unit
from book.text.code_points import tell_apart
from book.text.typography import tokenize

SHOWN = 6  # words that an error quotes
Forms = tuple[str, str]  # a word as it is printed, and as the witness writes it


def forms_of(units: Iterable[Unit]) -> list[Forms]:
    """Return the forms of each word of some units."""
    return [form for unit in units for form in _forms(unit)]


def _forms(unit: Unit) -> list[Forms]:
    """Return the forms of each word of a unit; the number signs of a heading are no word."""
    printed, written = tokenize(unit.text), tokenize(unit.source)
    if len(written) != len(printed):
        written = printed
    forms = list(zip(printed, written, strict=True))
    is_sign = unit.kind == "heading" and bool(forms) and not forms[0][0].strip("#")
    return forms[1:] if is_sign else forms


def describe_difference(words: Sequence[str], forms: Sequence[Forms]) -> str:
    """Describe where the words first have none of their forms; return "" if all have one."""
    index = _first_difference(words, forms)
    expected = " ".join(printed for printed, _ in forms[index : index + SHOWN])
    actual = " ".join(words[index : index + SHOWN])
    expected, actual = tell_apart(expected, actual)
    return f"“{expected}” but has “{actual}”" if expected or actual else ""


def _first_difference(words: Sequence[str], forms: Sequence[Forms]) -> int:
    for index, (word, form) in enumerate(zip(words, forms, strict=False)):
        if word not in form:
            return index
    return min(len(words), len(forms))

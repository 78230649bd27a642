"""The labels (“Contents” …): what the book itself says, one file per language."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from book.errors import EditionError
from book.model import Imprint
from book.runtime import files
from book.runtime.workspace import ROOT, find_templates
from book.text.languages import match_language
from book.text.plurals import OTHER, plural_categories

FOLDER = "templates/labels"
ENGLISH = "en"  # the language in which every label is there

Labels = dict[str, str]  # by key; the plural forms of a label by “key.category”


def labels_of(imprint: Imprint, root: Path = ROOT) -> Labels:
    """Return the labels of an edition: those of its language, or those that `labels` names.

    `digits` is the language whose digits their dates have: that of a country, if it is stated.
    Raise EditionError if their file is not whole.
    """
    language = label_language(imprint.labels or imprint.language, root)
    is_own = imprint.language.split("-")[0].lower() == language.split("-")[0]
    digits = imprint.language if is_own else language
    return read_labels(language, root) | {"digits": digits}


def label_language(tag: str, root: Path = ROOT) -> str:
    """Return the language of the labels that serve for a tag; English if none do."""
    return match_language(tag, label_languages(root)) or ENGLISH


def label_languages(root: Path = ROOT) -> tuple[str, ...]:
    """Return the tags of the languages that have labels: the names of their files."""
    return tuple(sorted(path.stem for path in (find_templates(root) / "labels").glob("*.toml")))


def label_file(language: str) -> str:
    """Return the path of the labels of a language, from the workspace."""
    return f"{FOLDER}/{language}.toml"


def read_labels(language: str, root: Path = ROOT) -> Labels:
    """Return the labels of one of `label_languages`, with its tag as `language`.

    Raise EditionError if the file does not parse, or does not have the labels that the program's
    own file of English has, each with the plural forms of the language.
    """
    content, english = _read(language, root), _read(ENGLISH, ROOT)
    labels = dict(_parse(content, language))
    if content != english:
        _check(labels, dict(_parse(english, ENGLISH)), language)
    return labels | {"language": language}


def _read(language: str, root: Path) -> str:
    content = files.read_if_there(find_templates(root) / "labels" / f"{language}.toml")
    if content is None:
        raise _error(language, "these labels are not there")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise _error(language, f"these labels cannot be read: {error}") from error


@lru_cache(maxsize=4)  # takes ten milliseconds, and each edition needs it twice
def _parse(content: str, language: str) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(_flatten(tomllib.loads(content)))
    except tomllib.TOMLDecodeError as error:
        raise _error(language, f"these labels cannot be read: {error}") from error


def _flatten(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, label in table.items():
        if isinstance(label, dict):
            yield from ((f"{key}.{category}", str(form)) for category, form in label.items())
        else:
            yield key, str(label)


# ── Whether a file is whole ──────────────────────────────────────────────────────────────────────


def _check(labels: Labels, english: Labels, language: str) -> None:
    """Raise EditionError for the first label that is missing or unknown, or has other fields."""
    expected = dict(_expected(english, language))
    for key, model in expected.items():
        if key not in labels:
            message, remedy = f"no label `{key}`", f"Add it: what “{model}” is in this language."
            raise _error(language, message, remedy)
    for key, label in labels.items():
        if key not in expected:
            raise _error(language, f"unknown label `{key}`", "Remove it.")
        if unknown := sorted(fields_of(label) - fields_of(expected[key])):
            known = ", ".join(f"{{{field}}}" for field in sorted(fields_of(expected[key])))
            message = f"label `{key}` has a field that is not known: {{{unknown[0]}}}"
            raise _error(language, message, f"Its fields: {known or 'none'}.")


def _expected(english: Labels, language: str) -> Iterator[tuple[str, str]]:
    """Yield each key that a language has, with the label of English."""
    for key, label in english.items():
        name, _, category = key.partition(".")
        if not category:
            yield key, label
        elif category == OTHER:
            yield from ((f"{name}.{form}", label) for form in plural_categories(language))


def fields_of(label: str) -> set[str]:
    """Return the fields of a label, which the program fills in.

    >>> sorted(fields_of("{day} {month} {year}"))
    ['day', 'month', 'year']
    """
    return {field for _, field, _, _ in Formatter().parse(label) if field is not None}


def _error(language: str, message: str, remedy: str = "") -> EditionError:
    remedy = f"{remedy} {label_file(ENGLISH)} has all the labels that there are.".strip()
    return EditionError(message, file=label_file(language), remedy=remedy)

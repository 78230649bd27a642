"""Read references.yaml, and prove that the bibliography has each work that is cited."""

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from book.errors import EditionError, ProofError
from book.model import Edition, Paragraph
from book.text.inlines import text_of
from book.text.traversal import blocks_of_type
from book.verify.editor.markdown import source_words
from book.verify.editor.words import REMEDY, References
from book.verify.intake.words import split

# What a citation style prints of a work in full (CSL 1.0.2, appendix IV); it may shorten the rest.
PRINTED = ("title",)
NAMES = ("author", "editor", "translator")


class _WorkData(dict[str, Any]):
    """An entry with the line at which it begins."""

    line: int = 0


# In C if it is there: it takes a tenth of the time.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TextLoader(_Safe):  # type: ignore[misc] # it ships no types
    """Reads scalars as they are written: a date stays text."""


def _mapping(loader: _TextLoader, node: yaml.MappingNode) -> _WorkData:
    entry = _WorkData(loader.construct_mapping(node, deep=True))
    entry.line = node.start_mark.line + 1
    return entry


_TextLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
for _tag in ("timestamp", "int", "float", "bool", "null"):
    _TextLoader.add_constructor(f"tag:yaml.org,2002:{_tag}", lambda _, node: node.value)


def read_references(content: bytes, file: str) -> dict[str, _WorkData]:
    """Return the entries of references.yaml by their keys.

    Raise EditionError if it is not valid YAML, or nested too deep.
    """
    try:
        data = yaml.load(content, _TextLoader) if content.strip() else {}  # noqa: S506 (safe)
    except RecursionError as error:
        message, remedy = "lists within lists, too deep to be read", "Remove the outer ones."
        raise EditionError(message, file=file, line=1, remedy=remedy) from error
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = place.line + 1 if place else 0
        message = f"invalid YAML: {getattr(error, 'problem', None) or error}"
        remedy = "Correct the indents, or put the text in quotes."
        raise EditionError(message, file=file, line=line, remedy=remedy) from error
    entries = data.get("references") if isinstance(data, dict) else data
    return {str(entry.get("id")): entry for entry in entries or () if isinstance(entry, _WorkData)}


def words_of_references(entries: dict[str, _WorkData]) -> References:
    """Return the words of each entry, of which citations are made."""
    return References(
        {key: frozenset(split(" ".join(_scalars(entry)))) for key, entry in entries.items()}
    )


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _scalars(inner)
    elif value is not None:
        yield str(value)


def prove_references(
    edition: Edition, entries: dict[str, _WorkData], cited: frozenset[str], file: str
) -> None:
    """Raise ProofError, with its line, for a work that is cited and not in the bibliography."""
    printed = {
        block.id.removeprefix("ref-"): set(split(text_of(block.inlines)))
        for block in blocks_of_type(edition.divisions, Paragraph)
        if block.id.startswith("ref-")
    }
    for key in sorted(cited & entries.keys()):
        entry = entries[key]
        words = printed.get(key)
        if words is None:
            message = f"“{key}” is cited, and not in the bibliography"
            raise ProofError(message, file=file, line=entry.line, remedy=REMEDY)
        if lost := [word for word in _needed(entry) if word not in words]:
            message = f"the bibliography lacks “{lost[0]}” of “{key}”"
            raise ProofError(message, file=file, line=entry.line, remedy=REMEDY)


def _needed(entry: _WorkData) -> Sequence[str]:
    """Return the words of a work that every style prints: its title, its authors' names."""
    texts = [str(entry.get(key, "")) for key in PRINTED]
    first: Any = next((entry[key] for key in NAMES if entry.get(key)), [])
    names = first[:1] if isinstance(first, list) else []
    texts += (str(name.get("family", "")) for name in names if isinstance(name, dict))
    # A title may have marks of emphasis or of case, as Markdown or as HTML.
    words = (word for text in texts for word in source_words(text))
    return [each.word for each in words if not each.is_gap and not each.is_optional]

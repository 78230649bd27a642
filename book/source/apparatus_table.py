"""Check the table [apparatus] of edition.toml, and convert it to the model's value."""

from book.model import (
    APPARATUS_KEYS,
    APPARATUS_PLACEMENTS,
    APPARATUS_STYLES,
    LINE_COUNTS,
    NOTE_LAYOUTS,
    NOTE_LEVELS,
    Apparatus,
)
from book.source import schema
from book.source.settings import invalid
from book.source.toml_positions import TomlFile

# The values of each key.
CHOICES = {
    "style": APPARATUS_STYLES,
    "where": APPARATUS_PLACEMENTS,
    "keyed": APPARATUS_KEYS,
    "count": LINE_COUNTS,
}
OPTIONAL_LEVEL = "parallels"  # which stand among the notes unless they have a level of their own


def apparatus_of(table: schema.ApparatusTable, toml: TomlFile) -> Apparatus:
    """Return how variants and notes are printed.

    Raise EditionError if a value in [apparatus] is unknown, or if a level is missing or repeated.
    """
    for key, expected in CHOICES.items():
        value = getattr(table, key)
        if value not in expected:
            raise invalid(toml, f".apparatus.{key}", value, expected)
    _check_levels(table.levels, toml)
    _check_layouts(table, toml)
    return Apparatus(
        table.style,
        table.where,
        table.keyed,
        table.count,
        table.levels,
        tuple(sorted(table.layout.items())),
    )


def _check_levels(levels: tuple[str, ...], toml: TomlFile) -> None:
    path = ".apparatus.levels"
    for level in levels:
        if level not in NOTE_LEVELS:
            raise invalid(toml, path, level, NOTE_LEVELS)
        if levels.count(level) > 1:
            raise toml.error(path, f"the level {level!r} occurs twice", "Name each level once.")
    for level in NOTE_LEVELS:
        if level not in (*levels, OPTIONAL_LEVEL):
            remedy = "Name all of them, from the text down; only parallels may stand among notes."
            raise toml.error(path, f"the level {level!r} is missing", remedy)


def _check_layouts(table: schema.ApparatusTable, toml: TomlFile) -> None:
    for level, layout in table.layout.items():
        if level not in table.levels:
            raise invalid(toml, ".apparatus.layout", level, table.levels)
        if layout not in NOTE_LAYOUTS:
            raise invalid(toml, f".apparatus.layout.{level}", layout, NOTE_LAYOUTS)

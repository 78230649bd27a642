"""Fonts of the editor's that cannot be used, each with the start of its message."""

from tests.source.edits import SETTINGS, Mistakes, add, both, put

FONTS: Mistakes = {
    "a font for a script that is none": (
        add(SETTINGS, '[fonts]\nKlingon = "tlh.ttf"\n'),
        "edition.toml:41: 'Klingon' is no script that has fonts\n  Write a script, or a script and",
    ),
    "a font that is not there": (
        add(SETTINGS, '[fonts]\nHans_emphasis = "kai.ttf"\n'),
        "edition.toml:41: the font 'kai.ttf' is not in the edition's folder\n  Copy it there",
    ),
    "a font outside the edition's folder": (
        add(SETTINGS, '[fonts]\nHans = "../two-fables-2/kai.ttf"\n'),
        "edition.toml:41: the font '../two-fables-2/kai.ttf' is not in the edition's folder",
    ),
    "a file that is no font": (
        both(add(SETTINGS, '[fonts]\nHans = "kai.ttf"\n'), put("kai.ttf", b"OTTO")),
        "edition.toml:41: the font 'kai.ttf' cannot be used: this is not a TrueType or OpenType",
    ),
}

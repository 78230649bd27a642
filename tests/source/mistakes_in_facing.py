"""Mistakes in what edition.toml says of facing pages, each with the start of its message."""

from tests.source.edits import SETTINGS, Mistakes, add, both, change

PRINT = '[print]\nfacing = "{}"\n'
ALIGNMENT = '[[alignment]]\ntext = "{}"\nfacing = "Facing {}"\n'
VERSION = change(SETTINGS, '"web-copy.txt"\nrole = "text"', '"web-copy.txt"\nrole = "version"')
MUST_BE = "  It must be one of: B, neither the base text nor commentary."

FACING: Mistakes = {
    "a facing witness that is none": (
        add(SETTINGS, PRINT.format("X")),
        f"edition.toml:41: `facing` is 'X', which cannot face the text\n{MUST_BE}",
    ),
    "a facing commentary": (
        add(SETTINGS, PRINT.format("C")),
        f"edition.toml:41: `facing` is 'C', which cannot face the text\n{MUST_BE}",
    ),
    "the base text facing itself": (
        add(SETTINGS, PRINT.format("A")),
        f"edition.toml:41: `facing` is 'A', which cannot face the text\n{MUST_BE}",
    ),
    "a version that is on no page": (
        VERSION,
        (
            "edition.toml:30: witness B is a version, and no page has it\n"
            '  Write facing = "B" in [print].'
        ),
    ),
    "facing pages whose notes are keyed to lines": (
        add(SETTINGS, PRINT.format("B") + '[apparatus]\nkeyed = "lines"\n'),
        'edition.toml:41: facing pages cannot have notes that are keyed = "lines"\n  Remove',
    ),
    "an alignment of a copy": (
        add(SETTINGS, PRINT.format("B") + ALIGNMENT.format("I ¶1", "I ¶1")),
        "edition.toml:42: an [[alignment]], and no version to align\n  Remove it:",
    ),
    "an alignment of a paragraph that is none": (
        both(VERSION, add(SETTINGS, PRINT.format("B") + ALIGNMENT.format("I ¶1", "I ¶9"))),
        "edition.toml:42: no paragraph is at Facing I ¶9\n  They are listed by inv collate",
    ),
    "alignments that cross": (
        both(
            VERSION,
            add(
                SETTINGS,
                PRINT.format("B")
                + ALIGNMENT.format("I ¶1", "I ¶2")
                + ALIGNMENT.format("I ¶2", "I ¶1"),
            ),
        ),
        "edition.toml:45: I ¶2 and Facing I ¶1 cross another [[alignment]]\n  Remove one of",
    ),
}

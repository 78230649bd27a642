"""The files of the lists that the tests add to the tiny edition."""

from book.model import Edition, IndexEntry, IndexGroup

GLOSSARY = """
[[term]]
term = "Zeuxis"
definition = "A painter of grapes [@perry]."

[[term]]
term = "Äsop"
expansion = "Aesop"
"""
CHRONOLOGY = """
[[event]]
date = "1867"
text = "Townsend’s translation."

[[event]]
date = "1692-03-05"
text = "A *reflexion*."

[[event]]
date = "1692"
text = "The year of L’Estrange."
"""
INDEX = """
[[entry]]
heading = "fox"
match = "Fox"
see_also = ["grapes"]

[[entry]]
heading = "grapes"
match = ["Grapes", "grapes"]

[[entry]]
heading = "grapes"
sub = "sour"
match = "Grapes are sour"

[[entry]]
heading = "vine"
see = "grapes"

[[entry]]
heading = "water"
match = "reflection in the *ter"
"""
FILES = {"glossary.toml": GLOSSARY, "chronology.toml": CHRONOLOGY, "index.toml": INDEX}


def entries(edition: Edition) -> dict[str, IndexEntry]:
    """Return the entries of the index by their headings."""
    blocks = [block for d in edition.divisions if d.kind == "index" for block in d.blocks]
    groups = [block for block in blocks if isinstance(block, IndexGroup)]
    return {entry.heading: entry for group in groups for entry in group.entries}

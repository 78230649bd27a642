"""Name characters, and tell texts apart that look equal."""

import unicodedata

from rapidfuzz.distance import Levenshtein

from book.text.invisible import without_invisible

# Letters that look like Latin ones (Unicode Technical Standard #39, confusables), as pairs.
CONFUSABLE = str.maketrans(
    "аеіјорсухѕАВЕІЈКМНОРСТХЅοινΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeijopcyxsABEIJKMHOPCTXSoivABEZHIKMNOPTYX"
)


def name_character(character: str) -> str:
    """Return a character's code point and its name.

    >>> name_character("\\u200b"), name_character("\\x07")
    ('U+200B ZERO WIDTH SPACE', 'U+0007')
    """
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def tell_apart(first: str, second: str) -> tuple[str, str]:
    """Return two texts, and where they look equal, with the names of the characters that differ.

    >>> tell_apart("boat", "bo\\u2060at"), tell_apart("land", "sea")
    (('boat', 'bo⟨U+2060 WORD JOINER⟩at'), ('land', 'sea'))
    >>> tell_apart("no way", "no\\xa0way")
    ('no⟨U+0020 SPACE⟩way', 'no⟨U+00A0 NO-BREAK SPACE⟩way')
    """
    if first == second or _look(first) != _look(second):
        return first, second
    shown: tuple[list[str], list[str]] = ([], [])
    for code in Levenshtein.opcodes(first, second):
        parts = first[code.src_start : code.src_end], second[code.dest_start : code.dest_end]
        for text, part in zip(shown, parts, strict=True):
            text.append(part if code.tag == "equal" else "".join(map(_named, part)))
    return "".join(shown[0]), "".join(shown[1])


def _look(text: str) -> str:
    visible = without_invisible(unicodedata.normalize("NFKC", text)).translate(CONFUSABLE)
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in visible).split())


def _named(character: str) -> str:
    return f"⟨{name_character(character)}⟩"

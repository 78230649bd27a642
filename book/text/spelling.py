"""Families of spelling that the collation ignores if [collation] in edition.toml names them."""

from collections.abc import Iterable

# Each family: patterns of a folded word, and what replaces them in the comparison, never in print.
SPELLINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "ise-ize": (
        (r"(?<=\w\w)is(e|ed|es|er|ers|ing|ingly|able|ation|ations|ational)$", r"iz\1"),
        (r"lys(e|ed|es|er|ers|ing)$", r"lyz\1"),
    ),
    "our-or": (
        (
            (
                r"(?<=\w\w)our"
                r"(?=(?:s|ed|er|ers|ing|ite|ites|able|ably|ful|fully|less|hood|ist|al|ally)?$)"
            ),
            "or",
        ),
    ),
    "re-er": ((r"(?<=[bct])re(s|d)?$", r"er\1"),),
    "ll-l": ((r"(?<=[aeiou][^aeiou][aeiou])ll(?=(?:ed|ing|ings|er|ers|ous)$)", "l"),),
    "ence-ense": ((r"(?<=\w\w)enc(e|es|ed|eless|ing)$", r"ens\1"),),
    "ogue-og": ((r"ogue(s)?$", r"og\1"),),
    "ae-e": ((r"[ao]e", "e"),),
    "u-v": (("v", "u"),),
    "i-j": (("j", "i"),),
}


def spelling_pairs(spelling: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield the pairs of whole words among the spellings, such as “connexion=connection”."""
    for name in spelling:
        first, equals, second = name.partition("=")
        if equals:
            yield first.strip().casefold(), second.strip().casefold()


def is_spelling(name: str) -> bool:
    """Return whether a name is that of a family, or a pair of words.

    >>> [is_spelling(name) for name in ("ise-ize", "connexion=connection", "us-uk", "=x")]
    [True, True, False, False]
    """
    return name in SPELLINGS or any(first and second for first, second in spelling_pairs((name,)))

"""Families of spelling that the collation ignores if [collation] in edition.toml names them."""

from collections.abc import Iterable

# Each family: patterns of a folded word, and what replaces them in the comparison, never in print.
# None makes one English word of two: “prise” stays, and “refilled”, “canoes”, “poet”.
SPELLINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "ise-ize": (
        (r"(?<=\w{3})is(e|ed|es|er|ers|ing|ingly|able|ation|ations|ational)$", r"iz\1"),
        (r"lys(e|ed|es|er|ers|ing)$", r"lyz\1"),
    ),
    "our-or": (
        (
            (
                r"(?<=\w\w)our(?=(?:s|ed|er|ers|ing|ings|ite|ites|able|ably|ful|fully|less|hood"
                r"|ist|al|ally|y|ies|ly|some)?$)"
            ),
            "or",
        ),
    ),
    "re-er": (
        (r"(?:(?<=\w[bcgtv])|(?<=ch))re(s?)$", r"er\1"),
        (r"(?<=\w[bcgtv])r(ed|ing)$", r"er\1"),
    ),
    "ll-l": (
        (
            r"([aeiou][^aeiou]*[aeiou])(?<!fi)ll(?=(?:ed|ing|ings|er|ers|or|ors|ist|ists|ous)$)",
            r"\1l",
        ),
        (r"ll(?=(?:ful|fully|ment|ments)$)", "l"),
    ),
    "ence-ense": ((r"(?<=\w\w)enc(e|es|ed|eless|ing)$", r"ens\1"),),
    "ogue-og": ((r"ogue(s)?$", r"og\1"), (r"ogu(ed|ing|er|ers)$", r"og\1")),
    "ae-e": ((r"[æœ]|ae(?!l|$)|oe(?=\w{3})|(?<=\w\w)oe(?!(?:s|d|rs?)?$)", "e"),),
    "u-v": (("v", "u"),),
    "i-j": (("j", "i"),),
}


def spelling_pairs(spelling: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield the pairs of whole words among the spellings, such as “connexion=connection”."""
    for name in spelling:
        first, equals, second = name.partition("=")
        if equals:
            yield first.strip(), second.strip()


def is_spelling(name: str) -> bool:
    """Return whether a name is that of a family, or a pair of single words.

    >>> names = ("ise-ize", "connexion=connection", "us-uk", "=x", "set up=arranged")
    >>> [is_spelling(name) for name in names]
    [True, True, False, False, False]
    """
    pairs = spelling_pairs((name,))
    return name in SPELLINGS or any(len(f.split()) == len(s.split()) == 1 for f, s in pairs)

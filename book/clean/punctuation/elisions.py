"""Words that lost letters at an end, by language: their apostrophe is no quotation mark.

A list holds what stands beside the apostrophe, in lower case.
"""

import re
from dataclasses import dataclass

from book.clean.punctuation.english import AMBIGUOUS, SHORTENED, TAILS, WITHOUT_H

NOTHING = frozenset[str]()
NO_WORD = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Elisions:
    """The words of a language that begin (`heads`, `compounds`) or end with an apostrophe.

    Those that lost an h (`dropped`) tell that somebody speaks so, and drops more of them.
    `ambiguous` words are words without an apostrophe too.
    """

    heads: frozenset[str] = NOTHING
    dropped: frozenset[str] = NOTHING
    ambiguous: frozenset[str] = NOTHING
    compounds: re.Pattern[str] = NO_WORD
    tails: re.Pattern[str] = NO_WORD

    def is_clear(self, word: str) -> bool:
        """Return whether the apostrophe before this word stands for letters."""
        folded = _fold(word)
        is_listed = folded in self.heads or folded in self.dropped
        return is_listed or bool(self.compounds.fullmatch(folded))

    def is_dropped(self, word: str) -> bool:
        """Return whether this is what is left of a word without its h."""
        return _fold(word) in self.dropped

    def is_ambiguous(self, word: str) -> bool:
        """Return whether the apostrophe before this word may stand for letters."""
        return _fold(word) in self.ambiguous


def _fold(word: str) -> str:
    return word.casefold().replace("'", "’")


def _set(words: str) -> frozenset[str]:
    return frozenset(_fold(words).split())


# 'rum, 'nein, 'runtergefallen; hab' ich, die Leut'
GERMAN_HEADS = re.compile(r"(?:r(?:um|aus|ein|unter|über|auf)|n(?:ein|aus|unter|über|auf))\w*")
GERMAN_TAILS = re.compile(
    r"(?:ge|be|ver)?(?:hab|hätt|wär|werd|würd|könnt|möcht|müßt|müsst|sollt|wollt|dürft|wüßt|wüsst|"
    r"sag|frag|geh|steh|seh|säh|komm|käm|mach|tu|thu|tät|thät|denk|dreh|bitt|glaub|mein|hör|nehm|"
    r"geb|gäb|ging|laß|lass|weiß|brauch|kenn|find|lieb|leb|sitz|heut|eh|ohn|all|ein|kein|sein|dein|"
    r"leut|sach|freud|seel|ehr|stund|erd|sonn|sünd|kirch|aug|end|knab|ruh|näh|müh|ros|red|straß)",
    re.IGNORECASE,
)
ELISIONS = {
    "de": Elisions(
        heads=_set("s n ne nem nen ner nes st m r t gen sist nix"),
        ambiguous=_set("was mal ran ab nein rein"),
        compounds=GERMAN_HEADS,
        tails=GERMAN_TAILS,
    ),
    "en": Elisions(
        _set(SHORTENED), dropped=_set(WITHOUT_H), ambiguous=_set(AMBIGUOUS), tails=TAILS
    ),
    "af": Elisions(_set("n k t s")),
    "es": Elisions(_set("na tá toy ta")),
    "fr": Elisions(_set("t s v n tite tit ricain")),
    "it": Elisions(
        _set("l n sto sti ste ndo na nu u gnor gnora nvece"),
        tails=re.compile(
            "[pmvf]o|[dnacfbsqv][aeio]|be|to|die|ve|que|quei|su|pe|tra", re.IGNORECASE
        ),
    ),
    "nl": Elisions(_set("s t k n m r ns em ne")),
    "pt": Elisions(_set("tá tô té teve bora cê cês")),
    "sv": Elisions(_set("n na ner nen sta stan t st ke ta")),
}
NONE = Elisions()


def elisions_of(language: str) -> Elisions:
    """Return the elisions of a language tag.

    >>> elisions_of("en-GB").is_clear("Tis"), elisions_of("ja").is_clear("tis")
    (True, False)
    """
    return ELISIONS.get(language.split("-", maxsplit=1)[0].lower(), NONE)

"""The quotation marks of each language.

Sources: Unicode CLDR 48, delimiters, as far as no other is named. CLDR gives one mark of a kind;
where books differ from it, the rules of the language's academy come first.
"""

from dataclasses import dataclass

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
# Opening and closing marks, outer and inner, and the languages that have them.
LANGUAGES = {
    "„“‚‘": "bg bs cs de dsb et hr hsb is lb lt mk nds sk sl",
    "„”«»": "pl ro",
    "„”»«": "hu",
    "„”’’": "sr",
    "””’’": "fi he se sv",
    "«»“”": "an ast br ca el es eu fr gl hy it oc pt-ao pt-mz pt-pt",
    "«»„“": "be ka kk ky os ru tt uk",
    "«»‘’": "nb nn no sq",
    "«»‹›": "de-ch de-li fa fr-ch it-ch rm",
    "»«›‹": "da",
    "”“’‘": "ar ur",
    "「」『』": "ja yue zh-hant zh-hk zh-mo zh-tw",
}
# es: RAE, Ortografía (2010), III.3.4.8.2. fr: Lexique des règles typographiques en usage à
# l’Imprimerie nationale. de-CH: Schweizerische Bundeskanzlei, Schreibweisungen. da:
# Retskrivningsordbogen, § 58. pl, hu, el and it follow CLDR.
ENGLISH = "“”‘’"  # and of most languages that are not listed
SPACED = ("fr", "fr-ch")  # a no-break space stands inside « and »
TABLE = {tag: marks for marks, tags in LANGUAGES.items() for tag in tags.split()}


@dataclass(frozen=True, slots=True)
class QuotationMarks:
    """The outer and the inner pair of marks; `space` stands inside those that are « »."""

    outer: tuple[str, str]
    inner: tuple[str, str]
    space: str = ""

    def at(self, depth: int) -> tuple[str, str]:
        """Return what stands before and after words that `depth` other quotations hold.

        >>> quotation_marks("de-AT").at(0), quotation_marks("en").at(1)
        (('„', '“'), ('‘', '’'))
        >>> quotation_marks("fr").at(0)
        ('«\\xa0', '\\xa0»')
        """
        opening, closing = (self.outer, self.inner)[depth % 2]
        space = self.space if opening == "«" else ""
        return opening + space, space + closing


def quotation_marks(language: str, chosen: str = "") -> QuotationMarks:
    """Return the marks of a BCP 47 tag, or of the language without its last subtags.

    An editor may have `chosen` four others.

    >>> quotation_marks("zh-Hant-TW").outer, quotation_marks("sv-FI").inner
    (('「', '」'), ('’', '’'))
    """
    marks = chosen or TABLE.get(_listed(language), ENGLISH)
    space = NO_BREAK_SPACE if has_spaces(language) else ""
    return QuotationMarks((marks[0], marks[1]), (marks[2], marks[3]), space)


def has_spaces(language: str) -> bool:
    """Return whether the language has a space inside « and » and before high punctuation.

    >>> has_spaces("fr-CA"), has_spaces("it")
    (True, False)
    """
    return _listed(language) in SPACED


def _listed(language: str) -> str:
    """Return the longest beginning of a language tag that is listed, in lower case, or ""."""
    tag = language.lower()
    while tag and tag not in TABLE:
        tag = tag.rpartition("-")[0]
    return tag

"""Quotation marks by language, and how deep they are nested."""

from dataclasses import dataclass

from book.text.conventions import conventions_of, quotes_of

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


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
    marks = chosen or quotes_of(language)
    space = NO_BREAK_SPACE if conventions_of(language).has_high_spaces else ""
    return QuotationMarks((marks[0], marks[1]), (marks[2], marks[3]), space)

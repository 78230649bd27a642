"""Find what a scan or a transcription has of each page: running heads, folios, signature marks.

    rows       lines and their neighbors; whether a sentence goes on over them
    folios     numbers that ascend from page to page
    heads      titles that recur
    feet       signature marks and catchwords, beside what the others found
    joins      which lines go on over all of it

The reader of plain files asks it before it divides lines into paragraphs; cleaning removes what is
found and joins what it interrupted.
"""

from book.text.page_furniture.feet import find_feet
from book.text.page_furniture.folios import find_chains, parse_number
from book.text.page_furniture.heads import find_heads
from book.text.page_furniture.joins import find_joins
from book.text.page_furniture.rows import FileLines, NumberedLine

__all__ = [
    "PAGE_RULES",
    "FileLines",
    "NumberedLine",
    "find_joins",
    "find_page_furniture",
    "is_folio",
]

PAGE_RULES = ("folio", "running head", "signature mark", "catchword", "page mark")


def find_page_furniture(file: FileLines) -> dict[int, str]:
    """Return the rule that removes each line that is no text but of a page, by its index.

    >>> page = "The ferryman looked at the water and said to every trav-"
    >>> texts = [page, "12", "eller that the boat was old, and that nobody in a hurry", "l3"]
    >>> texts += ["need wait for him, as there was a bridge.", "- 14 -", "He did not say where."]
    >>> find_page_furniture(FileLines(list(enumerate(texts, 1))))
    {1: 'folio', 3: 'folio', 5: 'folio'}
    """
    parsed = (parse_number(i, file.texts[i]) for i in range(len(file.texts)) if file.is_short(i))
    numbered = [each for each in parsed if each]
    apart = [each for each in numbered if not each.title or file.is_apart(each.index)]
    chains = find_chains(file, apart)
    found = {each.index: "running head" if each.title else "folio" for c in chains for each in c}
    found |= dict.fromkeys(find_heads(file, numbered, found), "running head")
    return dict(sorted((found | find_feet(file, found)).items()))


def is_folio(text: str) -> bool:
    """Return whether a line is nothing but what may be the number of a page.

    >>> is_folio("- 12 -"), is_folio("12 men")
    (True, False)
    """
    numbered = parse_number(0, text)
    return numbered is not None and not numbered.title

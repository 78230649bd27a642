"""What stands at the foot of a page: the signature mark of its sheet, and the catchword."""

import re
from collections.abc import Collection

from book.text.page_furniture.rows import FileLines

# A letter and a number for the sheet: “B”, “B 2”, “2*”; also beside the initials of the title.
ROMAN = r"[IVXLC]+\.?"
SIGNATURE = re.compile(
    rf"(?!{ROMAN}$)(?:[A-Z]\.? ?){{0,3}}(?:[A-Z]{{1,2}}\.? ?\d{{0,2}}|\d{{1,2}})[*†]?\.?"
)
LEAST_SIGNATURES = 2
LONGEST_CATCHWORD = 20  # characters
EDGES = re.compile(r"\W+")


def find_feet(file: FileLines, edges: Collection[int]) -> dict[int, str]:
    """Return the rule for each line at the foot of a page; `edges` are heads and folios."""
    last = {index - 1 for index in edges if index > 0 and index - 1 not in edges}
    marks = {i for i in last if SIGNATURE.fullmatch(file.texts[i]) and file.gap(i) > 1}
    feet = dict.fromkeys(marks if len(marks) >= LEAST_SIGNATURES else (), "signature mark")
    return feet | {i: "catchword" for i in last - marks if _is_catchword(file, i, edges)}


def _is_catchword(file: FileLines, index: int, edges: Collection[int]) -> bool:
    """Return whether a word alone on its line begins the next page."""
    word, below = file.texts[index], index + 1
    while below in edges:
        below += 1
    if len(word) > LONGEST_CATCHWORD or " " in word or below >= len(file.texts):
        return False
    bare, first = EDGES.sub("", word), EDGES.sub("", file.texts[below].split(maxsplit=1)[0])
    return bool(bare) and first.startswith(bare)

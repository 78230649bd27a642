"""Titles that recur at the heads of pages, as they are printed or misread."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from book.text.page_furniture.folios import Numbered
from book.text.page_furniture.rows import FileLines

LETTERS = re.compile(r"[^\W\d_]+")
NO_TITLE = re.compile(r"^(?:[“‘«\"„]|[a-zß-öø-ÿ])|[!?:;][”’»\"']?$|[^A-ZÀ-Þ],$")
# A number that was read so badly that it is none: “^6 LOW WATER”, “LOW WATER. 5^”.
_BADLY_READ = r"(?=\S{0,3}[\d^*&£$%#§°<>|/\\?])\S{1,4}"
UNREADABLE = re.compile(rf"^{_BADLY_READ}\s+(?=\S)|\s+{_BADLY_READ}$")
MISREAD = re.compile(r"(?<=[^\W\d_])[0158]|[0158](?=[^\W\d_])")  # digits within a word
READ = str.maketrans("0158", "olsb")
SHORTEST_TITLE = 4  # letters
MOST_WORDS = 10
SIMILAR = 80  # percent of the letters of a title that is read well enough
LEAST_HEADS = 3
INTERRUPTING = 0.3  # the least share of heads in whose place a sentence goes on
FAR = 12_000  # characters, some five pages: a title that stood nowhere within them is a heading


def find_heads(file: FileLines, numbered: Sequence[Numbered], folios: Collection[int]) -> set[int]:
    """Return the indices of running heads; `folios` are those of the lines that are folios.

    A title is one if it recurs, mostly where a sentence goes on, or beside a folio. Where it has no
    number and interrupts no sentence, it is a heading if it stood on no page before.
    """
    titles = {each.index: each.title for each in numbered if each.title}
    with_numbers = {each.index for each in numbered}
    lone = {index for index in _lone_titles(file) if index not in with_numbers}
    titles |= {index: UNREADABLE.sub("", file.texts[index]) for index in lone}
    with_numbers |= {index for index in lone if titles[index] != file.texts[index]}
    heads: set[int] = set()
    for group in _group_similar(titles):
        heads |= _heads_of(file, group, folios, with_numbers)
    return heads


def _lone_titles(file: FileLines) -> Iterable[int]:
    """Yield the lines apart from others that may be titles."""
    for index, text in enumerate(file.texts):
        if not file.is_short(index) or not file.is_apart(index):
            continue
        if not NO_TITLE.search(text) and len(text.split()) <= MOST_WORDS:
            yield index


def _key(title: str) -> str:
    """Return the letters and digits of a title in lower case; "" if it has too few letters."""
    words = MISREAD.sub(lambda match: match[0].translate(READ), title.casefold())
    letters = "".join(LETTERS.findall(words))
    digits = "".join(filter(str.isdigit, words))
    return letters + digits if len(letters) >= SHORTEST_TITLE else ""


def _group_similar(titles: dict[int, str]) -> list[list[int]]:
    """Return the indices of titles of which the letters are the same, or nearly."""
    groups: dict[str, list[int]] = {}
    for index in sorted(titles):
        if key := _key(titles[index]):
            groups.setdefault(key, []).append(index)
    merged: dict[str, list[int]] = {}  # by a key that recurs often enough by itself
    for key in sorted(groups, key=lambda key: -len(groups[key])):
        known = next((other for other in merged if _is_similar(key, other)), key)
        if known in merged or len(groups[key]) >= LEAST_HEADS:
            merged.setdefault(known, []).extend(groups[key])
    return [sorted(group) for group in merged.values()]


def _is_similar(key: str, other: str) -> bool:
    if abs(len(key) - len(other)) > 3 or any(map(str.isdigit, key)):
        return False
    return fuzz.ratio(key, other) >= SIMILAR


def _heads_of(
    file: FileLines, group: Sequence[int], folios: Collection[int], numbered: Collection[int]
) -> set[int]:
    """Return which lines of a recurring title are running heads; none if it is something else."""
    breaks = {index for index in group if file.interrupts(index)}
    edges = {index for index in group if _is_at_edge(file, index, folios)}
    is_usual = len(breaks) > 1 and len(breaks | edges) >= INTERRUPTING * len(group)
    if not is_usual and (len(edges) < LEAST_HEADS or 2 * len(edges) < len(group)):
        return set()
    near = {b for a, b in pairwise(group) if file.characters(a, b) <= FAR}
    return breaks | (edges & near) | (set(group) & set(numbered))


def _is_at_edge(file: FileLines, index: int, folios: Collection[int]) -> bool:
    near = {index - 1, index, index + 1} & set(folios)
    return bool(near) or file.begins_page(index) or file.begins_page(index + 1)

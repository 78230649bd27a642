"""Which files are copies of a work, and which are commentaries on it."""

import pytest

from book.clean import clean
from book.model import Line, Text, Witness, Work
from book.source.roles import guess_roles

WORDS = (  # a text made of them
    *("river", "boat", "weir", "mill", "water", "wood", "stone", "bridge", "rain", "winter"),
    *("road", "market", "bread", "salt", "iron", "horse", "field", "barn", "gate", "wall"),
    *("child", "mother", "letter", "paper", "law", "court", "king", "army", "ship", "harbor"),
)


def prose(seed: int, paragraphs: int) -> list[str]:
    """Return paragraphs of 48 words that no other seed has."""
    number, found = seed * 7919 + 1, []
    for _ in range(paragraphs):
        words = []
        for _ in range(48):
            number = (number * 1103515245 + 12345) % 2**31
            words.append(WORDS[number // 65536 % len(WORDS)])
        found.append(f"{' '.join(words).capitalize()}.")
    return found


def vary(paragraphs: list[str]) -> list[str]:
    """Return a copy in which each tenth word is another one."""
    lines = [paragraph.split() for paragraph in paragraphs]
    changed = [["oar" if n % 10 == 5 else w for n, w in enumerate(line)] for line in lines]
    return [" ".join(line) for line in changed]


def text(siglum: str, lines: list[str]) -> Text:
    numbered = tuple(Line(2 * n, line) for n, line in enumerate(lines, 1))
    return clean(Witness(siglum, f"{siglum}.txt", "text", numbered), Work("", "", ""))


def phrases(paragraphs: list[str], words: int) -> list[str]:
    return [f"“{' '.join(paragraph.split()[:words])}”, it says." for paragraph in paragraphs]


BOOK, LONG = prose(1, 10), prose(2, 40)
NOTICE = prose(9, 1)
TITLED = ["The Weir", "By Ann Weaver"]
CASES: dict[str, tuple[str, list[list[str]]]] = {
    "two copies, and what quotes them": ("TTC", [BOOK, vary(BOOK), phrases(BOOK[:3], 30) + LONG]),
    "a longer commentary": ("TTC", [BOOK, BOOK, LONG]),
    "a short extract": ("TT", [BOOK, BOOK[4:5]]),
    "an extract of one line": ("TT", [BOOK, [" ".join(BOOK[4].split()[:12])]]),
    "parts that overlap": ("TT", [BOOK[:7], BOOK[3:]]),
    "a chain of parts": ("TTT", [BOOK[:5], BOOK[2:8], BOOK[5:]]),
    "a copy of all beside two of a part": ("TTT", [BOOK[:3], vary(BOOK[:3]), BOOK]),
    "only a title in common": ("TC", [["# The Weir", *LONG], ["# The Weir", *BOOK]]),
    "only a numbered heading": ("TC", [["I. Of Weirs", *LONG], ["I. Of Weirs", *BOOK]]),
    "headings with numbers of its own": ("TTC", [BOOK, BOOK, ["1. Why", *LONG, "2. How", *LONG]]),
    "only a notice of the site": ("TC", [LONG + NOTICE, BOOK + NOTICE]),
    "passages that many quote": ("TTCC", [LONG, LONG, BOOK + LONG[:3], prose(5, 6) + LONG[:2]]),
    "a report in the work's words, half of it": ("TTC", [LONG, LONG, LONG[3:8] + prose(7, 7)]),
    "a short text that all quote whole": (
        "TCC",
        [BOOK[:1], prose(3, 9) + BOOK[:1], prose(4, 9) + BOOK[:1]],
    ),
    "comments between all the lines of two copies": (
        "TTC",
        [BOOK[:3], BOOK[:3], [p for n in range(3) for p in (BOOK[n], *prose(20 + n, 3))]],
    ),
    "the next part of a text with the same title": (
        "TT",
        [[*TITLED, "I. Of Weirs", *LONG], [*TITLED, "II. Of Boats", *BOOK]],
    ),
    "nothing in common": ("CTC", [BOOK, LONG, prose(3, 4)]),
}


@pytest.mark.parametrize(("roles", "witnesses"), CASES.values(), ids=CASES)
def test_roles(roles: str, witnesses: list[list[str]]) -> None:
    """T is a copy of the text, C a commentary."""
    texts = [text(siglum, lines) for siglum, lines in zip("ABCD", witnesses, strict=False)]
    found = guess_roles(texts)
    assert "".join({"text": "T", "commentary": "C"}[role] for role in found.values()) == roles

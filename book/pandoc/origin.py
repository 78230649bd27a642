"""Where a piece of Markdown stands, and errors that lead an editor to the place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from book.errors import EditionError
from book.model import Locator, Picture
from book.pandoc.nodes import Node, words_of
from book.text.quotation_marks import QuotationMarks, quotation_marks

ENGLISH = quotation_marks("en")
TABLE = re.compile(r"\s*\[\[?[\w.-]+\]\]?\s*$")  # the next entry of a TOML file
BETWEEN_WORDS = r"[\W_]+"
SEQUENCE_LENGTHS = (6, 4, 3, 2, 1)
SHOWN_WORDS = 6
NAMES = {
    "Figure": "a picture",
    "Header": "a heading",
    "Image": "a picture among words",
    "Link": "a link that is neither to the web (https://…) nor within the book (#…)",
    "Math": "a formula ($…$)",
    "Note": "a footnote",
}


def no_picture(name: str) -> Picture | None:
    """Return None: for Markdown that stands in no folder."""
    return None


@dataclass(frozen=True, slots=True)
class MarkdownSource:
    """Markdown of an editor, and where it stands.

    `line` is that of the entry that contains it, 0 if it is a file of its own; `whole` is the text
    of the file with the entry, if it is known. `targets` are the places in the book that its links
    can name. `find_picture` returns the picture of a file beside
    it, without a media type if it is of an unknown kind, or None if there is no such file. Straight
    quotation marks become `marks`.
    """

    text: str
    file: str
    line: int = 0
    targets: Mapping[str, Locator] = field(default_factory=dict)
    find_picture: Callable[[str], Picture | None] = no_picture
    marks: QuotationMarks = ENGLISH
    whole: str = ""

    def line_of(self, words: str) -> int:
        """Return the line for an error about these words, which are in the text."""
        if not self.line:
            return self.text[: max(self.text.find(words), 0)].count("\n") + 1
        following = enumerate(self.whole.split("\n")[self.line :], self.line + 1)
        own = takewhile(lambda numbered: not TABLE.match(numbered[1]), following)
        return next((number for number, line in own if words in line), self.line)


def misplaced(node: Node, source: MarkdownSource, remedy: str, problem: str = "") -> EditionError:
    """Return the error for a node that an edition has no room for, or that has another `problem`.

    In a file of its own, name the line where the node's first words occur only once.
    """
    problem = problem or f"{NAMES.get(node['t'], 'this kind of Markdown')} is not allowed here"
    words = list(words_of(node))
    sample = f": “{' '.join(words[:SHOWN_WORDS])}”" if words else ""
    return EditionError(
        f"{problem}{sample}",
        file=source.file,
        line=source.line or line_of_words(words, source.text),
        remedy=remedy,
    )


def line_of_words(words: list[str], text: str) -> int:
    """Return the line on which a sequence of the words occurs only once; 0 if there is none.

    >>> line_of_words(["the", "fox"], "The grapes.\\n\\nThere *the* fox sat.\\n")
    3
    """
    for length in SEQUENCE_LENGTHS:
        for start in range(max(len(words) - length, 0) + 1):
            position = _find_once(words[start : start + length], text)
            if position is not None:
                return text.count("\n", 0, position) + 1
    return 0


def _find_once(words: list[str], text: str) -> int | None:
    """Return where the words occur in sequence, if they do exactly once."""
    pattern = BETWEEN_WORDS.join(map(re.escape, words))
    matches = list(re.finditer(pattern, text)) if words else []
    return matches[0].start() if len(matches) == 1 else None

"""Which lines of a web page a text has, and which lines a reading of the page kept.

A page, its gold text and what a program made of it are compared as runs of letters and figures, so
that spaces, quotation marks and the marks of lists do not matter.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree, html

Sort = Literal["text", "furniture", "unclear"]
TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
SHORT = 24  # letters; a shorter line may occur in other words, and is sought in its place only
GRAM = 12  # letters
SHARED, UNSHARED = 0.8, 0.2  # parts of a line's runs of letters that the gold text has
FEWEST = 3  # letters of a line that is judged
NO_WORDS = {"script", "style", "template", "head", "svg", "iframe", "select", "textarea", "object"}
INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
    *("font", "i", "img", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "rt", "s", "samp"),
    *("small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
PICTURE = {"figure", "figcaption", "picture", "video"}


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page; `is_caption` if it stands in a figure."""

    text: str
    is_caption: bool = False


def page_lines(content: bytes) -> list[PageLine]:
    """Return the lines of a page: what blocks and `<br>` divide."""
    parser = html.HTMLParser(encoding=encoding_of(content), huge_tree=True)
    root = html.document_fromstring(content, parser=parser)
    lines = [PageLine("")]
    for text, is_caption in _pieces(root):
        if text == "\n":
            lines.append(PageLine("", is_caption))
        else:
            lines[-1] = PageLine(lines[-1].text + text, is_caption or lines[-1].is_caption)
    return [line for line in lines if len("".join(TOKEN.findall(line.text))) >= FEWEST]


def encoding_of(content: bytes) -> str | None:
    """Return UTF-8 if a page is in it, whatever it declares."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _pieces(root: html.HtmlElement) -> Iterator[tuple[str, bool]]:
    """Yield the words of a page in order, and "\\n" where a line ends, each with where it is."""
    hidden = captions = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            yield (node.tail or ""), captions > 0
            continue
        step = 1 if event == "start" else -1
        hidden += step * (node.tag in NO_WORDS)
        captions += step * (node.tag in PICTURE)
        if node.tag not in INLINE:
            yield "\n", captions > 0
        words = node.text if event == "start" else node.tail
        if words and not hidden:
            yield re.sub(r"\s+", " ", words), captions > 0


class Runs:
    """A text as runs of letters, in which lines of a page are sought in their order."""

    def __init__(self, text: str) -> None:
        self.tokens = [token.casefold() for token in TOKEN.findall(text)]
        self.letters = "".join(self.tokens)
        self._starts: list[int] = []
        start = 0
        for token in self.tokens:
            self._starts.append(start)
            start += len(token)
        self._grams = {self.letters[i : i + GRAM] for i in range(len(self.letters) - GRAM + 1)}

    def find(self, lines: Sequence["Runs"]) -> list[float]:
        """Return which part of each line this text has, from 0 to 1."""
        places = self._places(lines)
        return [self._part(line, *place) for line, place in zip(lines, places, strict=True)]

    def _part(self, line: "Runs", start: int, end: int) -> float:
        if len(line.letters) < SHORT:
            near = self.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
            return float(f" {' '.join(line.tokens)} " in f" {' '.join(near)} ")
        if line.letters in self.letters:
            return 1.0
        return len(line._grams & self._grams) / len(line._grams)

    def _places(self, lines: Sequence["Runs"]) -> list[tuple[int, int]]:
        """Return between which letters of this text each line must be, by the long lines."""
        anchors = _longest_rising(
            [
                (number, self.letters.find(line.letters))
                for number, line in enumerate(lines)
                if len(line.letters) >= SHORT and self.letters.count(line.letters) == 1
            ]
        )
        ends = {number: place + len(lines[number].letters) for number, place in anchors}
        starts = dict(anchors)
        found: list[tuple[int, int]] = []
        last = 0
        for number in range(len(lines)):
            found.append((last, len(self.letters)))
            last = ends.get(number, last)
        limit = len(self.letters)
        for number in reversed(range(len(lines))):
            found[number] = (found[number][0], limit)
            limit = starts.get(number, limit)
        return found


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs of which both members rise."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(tails, place)
        before.append(last[length - 1] if length else -1)
        tails[length : length + 1] = [place]
        last[length : length + 1] = [index]
    rising: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        rising.append(pairs[index])
        index = before[index]
    return rising[::-1]


def sort_lines(lines: Sequence[PageLine], gold: str, title: str) -> list[Sort]:
    """Return what each line is by the gold text; the title and captions may be either."""
    runs = [Runs(line.text) for line in lines]
    heading = Runs(title).letters
    parts = Runs(gold).find(runs)
    return [
        "unclear"
        if line.is_caption or (run.letters in heading and len(run.letters) > len(heading) / 2)
        else "text"
        if part >= SHARED
        else "furniture"
        if part <= UNSHARED
        else "unclear"
        for line, run, part in zip(lines, runs, parts, strict=True)
    ]


def kept_lines(lines: Sequence[PageLine], output: str) -> list[bool]:
    """Return whether a reading of the page has each of its lines."""
    return [part >= 0.5 for part in Runs(output).find([Runs(line.text) for line in lines])]

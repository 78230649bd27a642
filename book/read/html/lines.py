"""Lines of verse: which elements are poems, stanzas and lines, and what a `<br>` divides."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from lxml import etree

from book.read.html.names import (
    BLOCKS,
    INDENT,
    INDENT_CLASS,
    LINE_CLASS,
    NO_WORDS,
    POETRY,
    POETRY_CLASS,
    STANZA_CLASS,
    classes,
    has_blocks,
    has_class,
    types,
)
from book.read.html.parse import Element
from book.text.typography import HAN

Lines = Literal["verse", "lines", "prose", "paragraphs"]
BREAK = "{variorum}break"
LONGEST_LINE = 110  # characters of a line of verse
LONG = 130  # characters that only a paragraph has
FULL = 50  # characters of a line that is wrapped, not divided
LINE_TAGS = ("div", "p", "l", "span")
NEAR = 8  # rows on either side that show whether text is wrapped
CODE_SIGN = re.compile(r"[{};=<>|\\]|\s{3}|\w\(")
EMPTY_ROW = re.compile(r"\n\s*\n")
SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
DIGIT = re.compile(r"\d")


def is_poetry(element: Element) -> bool:
    """Return whether an element is declared to be verse."""
    return bool(types(element) & POETRY) or has_class(element, POETRY_CLASS)


def is_stanza(element: Element, *, in_verse: bool) -> bool:
    """Return whether an element is one stanza: it holds lines only."""
    declared = element.tag == "lg" or has_class(element, STANZA_CLASS)
    if not (declared or in_verse) or _nested_stanza(element):
        return False
    blocks = [child for child in element if child.tag in BLOCKS]
    if blocks:
        return declared and all(is_line(child) for child in blocks)
    if has_blocks(element):
        return False
    lines = [line for line in lines_of(element) if line]
    return _has_only_spans(element) or (bool(lines) and mean(map(len, lines)) <= LONGEST_LINE)


def _has_only_spans(element: Element) -> bool:
    """Return whether each line has an element of its own: then a line may be of any length."""
    beside = [element.text, *(child.tail for child in element)]
    tags = {child.tag for child in element}
    return "span" in tags and tags <= {"span", "br"} and not any((t or "").strip() for t in beside)


def _nested_stanza(element: Element) -> bool:
    return any(has_class(child, STANZA_CLASS) for child in element)


def is_line(element: Element) -> bool:
    """Return whether an element is one line of a stanza."""
    if element.tag not in LINE_TAGS or has_class(element, STANZA_CLASS) or has_blocks(element):
        return False
    lines = [line for line in lines_of(element) if line]
    return len(lines) == 1 and len(lines[0]) <= LONGEST_LINE


def wrap_lines(poem: Element) -> None:
    """Hold each run of lines that no stanza holds in a stanza of its own."""
    children = list(poem)
    if poem.tag == "lg" or has_class(poem, STANZA_CLASS):
        return
    if not any(_is_loose_line(child) for child in children):
        return
    group: Element | None = None
    for child in children:
        if not _is_loose_line(child):
            group = None
            continue
        if group is None:
            group = etree.Element("lg")
            child.addprevious(group)
        group.append(child)


def _is_loose_line(element: Element) -> bool:
    if element.tag not in ("div", "p", "l") or not is_line(element):
        return False
    if element.tag == "l" or has_class(element, LINE_CLASS):
        return True
    if element.tag == "div":
        return has_class(element, POETRY_CLASS)
    return len(element) == 0 and not classes(element) - {"noindent"}


def indent_of(element: Element) -> int | None:
    """Return the indent that an element states for its line, in steps of 1 em.

    >>> indent_of(etree.XML("<span class='i2'/>")), indent_of(etree.XML("<span/>"))
    (2, None)
    """
    if measured := element.get(INDENT):
        return round(float(measured))
    for name in sorted(classes(element)):
        if match := INDENT_CLASS.fullmatch(name):
            return min(int(match[1]), 40)
    return None


def lines_of(element: Element) -> list[str]:
    """Return the lines that `<br>` and elements of the class "line" divide.

    >>> lines_of(etree.XML("<p>The willow <i>keeps<br/>the</i> boat</p>"))
    ['The willow keeps', 'the boat']
    """
    return [" ".join(line.split()) for line in "".join(_pieces(element)).split("\0")]


def _pieces(element: Element) -> Iterator[str]:
    for event, node in etree.iterwalk(element, events=("start", "end")):
        ends_line = node.tag == "br" or (node.tag == "span" and has_class(node, LINE_CLASS))
        if event == "start" and node.tag not in NO_WORDS:
            yield (node.text or "").replace("\0", "")
        elif event == "end" and node is not element:
            yield ("\0" if ends_line else "") + (node.tail or "").replace("\0", "")


def divide(element: Element) -> Lines | None:
    """Say what the `<br>` of a block divide, and note on each what to do; None if it has none."""
    breaks = list(element.iter("br"))
    if not breaks:
        return None
    blocks = has_blocks(element)
    lines = lines_of(element)
    sort = sort_of_lines([line for line in lines if line])
    for each in breaks:
        if not blocks or each.getparent() is element:
            each.set(BREAK, sort)
    return None if blocks else sort


def mean(numbers: Iterable[float]) -> float:
    """Return the mean of some numbers: `statistics.mean` is exact, but slow."""
    found = list(numbers)
    return sum(found) / len(found)


def sort_of_lines(lines: list[str]) -> Lines:
    """Return what lines are: verse, an address, wrapped prose, or paragraphs.

    >>> sort_of_lines(["The willow keeps the boat,", "the boat keeps the shore,"])
    'verse'
    >>> sort_of_lines(["10 High Street,", "London"])
    'lines'
    """
    if len(lines) < 2:
        return "lines"
    if max(map(len, lines)) > LONG or mean(map(len, lines)) > LONGEST_LINE:
        ended = [line for line in lines[:-1] if SENTENCE_END.search(line)]
        return "paragraphs" if len(ended) > len(lines[:-1]) / 2 else "lines"
    if len(lines) > 3 and min(map(len, lines[:-1])) >= FULL:
        low = [line for line in lines[1:] if line[0].islower()]
        if len(low) > len(lines) / 2:
            return "prose"
    return "verse" if _looks_like_verse(lines) else "lines"


def _looks_like_verse(lines: list[str]) -> bool:
    words = [len(line.split()) + len("".join(HAN.findall(line))) / 2 for line in lines]
    with_digits = [line for line in lines if DIGIT.search(line)]
    return mean(words) >= 3.3 and len(with_digits) < len(lines) / 4


def is_verse_text(text: str) -> bool:
    """Return whether preformatted text is verse, not a program or a drawing."""
    rows = [row for row in text.split("\n") if row.strip()]
    if len(rows) < 2 or any("  " in row.strip() or len(row) > 90 for row in rows):
        return False
    stanzas = [stanza.split("\n") for stanza in EMPTY_ROW.split(text.strip("\n"))]
    stripped = ([row.strip() for row in stanza if row.strip()] for stanza in stanzas)
    if any(sort_of_lines(stanza) == "prose" for stanza in stripped):
        return False
    letters = sum(each.isalpha() or each.isspace() for row in rows for each in row)
    return letters > 0.9 * sum(map(len, rows)) and _looks_like_verse([row.strip() for row in rows])


def is_wrapped_text(text: str) -> bool:
    """Return whether preformatted text is sentences, such as the notice of an old e-book."""
    rows = [row.strip() for row in text.split("\n") if row.strip()]
    plain = [row for row in rows if not CODE_SIGN.search(row)]
    letters = sum(each.isalpha() or each == " " for row in rows for each in row)
    return len(rows) > 1 and len(plain) >= 0.8 * len(rows) and letters >= 0.75 * len("".join(rows))


def divide_rows(element: Element, rows: list[str]) -> None:
    """Note on the `<br>` between the rows of a text which of them only wrap a paragraph."""
    for number, each in enumerate(element.iter("br")):
        start = number
        while start and rows[start].strip() and rows[start - 1].strip():
            start -= 1
            if number - start > NEAR:
                break
        end = number + 1
        while end < len(rows) and rows[end].strip() and end - number < NEAR:
            end += 1
        near = [row.strip() for row in rows[start:end]]
        is_inside = rows[number].strip() and rows[number + 1].strip()
        each.set(BREAK, sort_of_lines(near) if is_inside else "lines")


def break_at_newlines(element: Element) -> None:
    """Divide the lines of preformatted text by `<br>`, and keep their indents."""
    for node in list(element.iter(etree.Element)):
        if "\n" in (node.text or ""):
            first, *rest = (node.text or "").split("\n")
            node.text = first
            for number, row in enumerate(rest):
                node.insert(number, _line_after_break(row))
        if node is not element and "\n" in (node.tail or ""):
            first, *rest = (node.tail or "").split("\n")
            node.tail = first
            for row in reversed(rest):
                _insert_after(node, _line_after_break(row))


def _insert_after(node: Element, made: Element) -> None:
    """Insert an element after another one and the text that follows it."""
    parent = node.getparent()
    if parent is not None:
        parent.insert(parent.index(node) + 1, made)


def _line_after_break(row: str) -> Element:
    made = etree.Element("br")
    words = row.lstrip(" ")
    made.tail = "\N{NO-BREAK SPACE}" * (len(row) - len(words)) + words
    return made

"""Refuse Markdown and YAML on which pandoc would take hours, before it is called.

Pandoc tries each bracket as the start of a link, a note, a citation and a span: each one within
another multiplies the time, eight take it two seconds.
"""

import re
from collections.abc import Iterable, Iterator

from book.errors import EditionError

DEEPEST_BRACKETS = 8
DEEPEST_INDENT = 400  # columns of quotation marks and spaces before the words of a line
DEEPEST_TAGS = 100
# Elements whose end may be left out, or that have none.
ENDLESS = frozenset(
    [
        "area",
        "br",
        "col",
        "dd",
        "dt",
        "hr",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "option",
        "p",
        "td",
        "th",
        "tr",
        "wbr",
    ]
)
FENCE = re.compile(r"\s{0,3}(```|~~~)")
BRACKETS = re.compile(r"\\.|[\[\]]")
INDENT = re.compile(r"[ \t>]*(?:[-*+] +[ \t>*+-]*)?")
# A value with a name that has names of other values in it: aliases within aliases.
ANCHOR = re.compile(r"[:\-,\[]\s*&[\w-]+(?=\s).*[\s\[,]\*[\w-]+")
BRACKETS_TOO_DEEP = (
    f"more than {DEEPEST_BRACKETS} brackets within each other",
    r"Write \[ for a bracket that is meant literally, and links not within links.",
)
TAGS_TOO_DEEP = (
    f"more than {DEEPEST_TAGS} elements of HTML within each other",
    "End each element of HTML, and use fewer of them within each other.",
)
INDENT_TOO_DEEP = (
    f"an indent of more than {DEEPEST_INDENT} columns",
    "Indent lines, lists and quotations less.",
)
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
ALIAS_REMEDY = "Write out the values that are named with *, or name no values in those with &."


def check_nesting(text: str, file: str, first_line: int = 0) -> None:
    """Raise EditionError if brackets, elements or indents of Markdown are nested too deep.

    `first_line` is that of the entry the text stands in, 0 if it is a file of its own.
    """
    for problem, remedy, line in (
        (*BRACKETS_TOO_DEEP, next(_deeper(_bracket_depths(text), DEEPEST_BRACKETS), 0)),
        (*TAGS_TOO_DEEP, next(_deeper(_tag_depths(text), DEEPEST_TAGS), 0)),
        (*INDENT_TOO_DEEP, next(_deeper(_indents(text), DEEPEST_INDENT), 0)),
    ):
        if line:
            raise EditionError(problem, file=file, line=first_line or line, remedy=remedy)


def _deeper(depths: Iterable[tuple[int, int]], most: int) -> Iterator[int]:
    return (line for line, depth in depths if depth > most)


def _tag_depths(text: str) -> Iterator[tuple[int, int]]:
    """Yield how many elements of HTML are open after each line."""
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        for closing, name, empty in TAG.findall(line):
            if name.lower() not in ENDLESS and not empty:
                depth = max(depth + (-1 if closing else 1), 0)
        yield number, depth


def _indents(text: str) -> Iterator[tuple[int, int]]:
    """Yield how far each line is indented, with the signs of quotations and lists."""
    for number, line in enumerate(text.split("\n"), 1):
        match = INDENT.match(line)
        if match and match.end() < len(line):
            yield number, len(match[0].expandtabs(4))


def _bracket_depths(text: str) -> Iterator[tuple[int, int]]:
    """Yield each line that opens brackets, outside of code, and how many are open then.

    >>> list(_bracket_depths("[a [b]\\n[[c]]\\n\\n[d"))
    [(1, 2), (2, 3), (4, 1)]
    """
    depth, fence = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if match := FENCE.match(line):
            fence = "" if fence == match[1] else fence or match[1]
        if fence or not line.strip():
            depth = 0
            continue
        deepest = 0
        for bracket in BRACKETS.findall(line) if "[" in line or depth else ():
            depth = max(depth + {"[": 1, "]": -1}.get(bracket, 0), 0)
            deepest = max(deepest, depth)
        if deepest and "[" in line:
            yield number, deepest


def check_aliases(yaml: str, file: str) -> None:
    """Raise EditionError if a value of YAML that has a name has names of others in it."""
    for number, line in enumerate(yaml.split("\n") if "&" in yaml and "*" in yaml else (), 1):
        if ANCHOR.search(line):
            message = "a YAML alias within a value that has an alias"
            raise EditionError(message, file=file, line=number, remedy=ALIAS_REMEDY)

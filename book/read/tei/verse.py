"""Lines of verse: their indents, their numbers, and the parts that speakers share."""

from collections.abc import Callable, Sequence

from book.read.tei.parse import Element, has_child, name, words
from book.read.tei.rendition import Renditions, indent
from book.read.tei.text import TeiText

Walk = Callable[[Element], None]
BESIDE_LINES = ("pb", "cb", "gb", "lb", "milestone", "note", "fw", "anchor")
LONGEST_PART = 40  # em


class TeiVerse:
    """Writes stanzas; it remembers the part of a line that another speaker ends."""

    def __init__(self, text: TeiText, defined: Renditions, walk: Walk) -> None:
        self._text, self._defined, self._walk = text, defined, walk
        self._part = 0  # the width of the parts of a line so far, in em

    def write_lines(self, lines: Sequence[Element], **form: object) -> None:
        """Write lines, and what stands between them, as one stanza."""
        first = next(line for line in lines if name(line) == "l")
        number = int(number) if (number := first.get("n") or "").isdecimal() else 0
        indents = [self._indent(line) for line in lines if name(line) == "l"]
        least = min(indents) if len(lines) > 1 and not self._part else 0
        count = 0
        with self._text.block("verse", indent=indents[0] - least, number=number, **form):
            for line in lines:  # words between two lines end the first of them
                if name(line) == "l":
                    if count:
                        self._text.line_break(indents[count] - least)
                    count += 1
                    self._note_part(line)
                self._walk(line)
                if line is not lines[-1] and (line.tail or "").strip():
                    self._text.write(f" {line.tail} ")

    def _indent(self, line: Element) -> int:
        """Return the indent of a line; the rest of a shared line begins where its start ends."""
        part = (line.get("part") or "").upper()
        shared = self._part if part in ("M", "F") else 0
        return indent(line, self._defined) or shared

    def _note_part(self, line: Element) -> None:
        part = (line.get("part") or "").upper()
        if part in ("I", "M"):
            begun = self._part if part == "M" else 0
            self._part = min(begun + len(words(line)) // 2, LONGEST_PART)
        else:
            self._part = 0


def runs_of_lines(elements: Sequence[Element]) -> list[tuple[bool, list[Element]]]:
    """Divide elements into runs: lines with what stands between them, and anything else.

    >>> from lxml import etree
    >>> xml = etree.XML("<lg><head/><l/><pb/><l/><pb/><p/></lg>")
    >>> [(is_verse, len(run)) for is_verse, run in runs_of_lines(list(xml))]
    [(False, 1), (True, 3), (False, 2)]
    """
    runs: list[tuple[bool, list[Element]]] = []
    waiting: list[Element] = []
    for element in elements:
        is_line = name(element) == "l"
        if not is_line and runs and runs[-1][0] and name(element) in BESIDE_LINES:
            waiting.append(element)
            continue
        if is_line and runs and runs[-1][0]:
            runs[-1][1].extend([*waiting, element])
        else:
            if waiting:
                runs.append((False, waiting))
            if runs and runs[-1][0] == is_line:
                runs[-1][1].append(element)
            else:
                runs.append((is_line, [element]))
        waiting = []
    return [*runs, (False, waiting)] if waiting else runs


def is_stanza(group: Element) -> bool:
    """Return whether a group of lines is one stanza: it has lines, but no other group."""
    return has_child(group, "l") and not has_child(group, "lg")

"""References, ends of lines, breaks between scenes, and what is no text."""

import re
from collections.abc import Callable

from book.model import RangeKind
from book.read.tei.calls import TeiCalls
from book.read.tei.names import LINE_ENDS, REMOVED, SCENE_BREAKS
from book.read.tei.parse import Element, name, words
from book.read.tei.text import TeiText

SIGNS_ONLY = re.compile(r"^(?:[*⁂•·~—–_-]\s*){1,12}$")
URL = re.compile(r"^https?://\S+$")
REFERENCES = ("ref", "ptr", "xref", "xptr")


class TeiSigns:
    """Writes the elements that are signs; `content` walks through what is in one."""

    def __init__(self, text: TeiText, calls: TeiCalls, content: Callable[[Element], None]) -> None:
        self._text, self._calls, self._content = text, calls, content
        self.handlers: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(REMOVED, self._removed),
            **dict.fromkeys(LINE_ENDS, self._line_end),
            **dict.fromkeys(REFERENCES, self._reference),
            "milestone": self._milestone,
        }

    def _reference(self, element: Element) -> None:
        """Call a note, or write a link if the address is one of the web."""
        if self._calls.read_reference(element):
            return
        target = (element.get("target") or "").strip()
        links: list[tuple[RangeKind, str]] = [("link", target)] if URL.match(target) else []
        with self._text.ranges(*links):
            self._content(element)

    def _line_end(self, element: Element) -> None:
        self._text.line_end(joins=element.get("break") == "no")

    def _milestone(self, element: Element) -> None:
        stated = [(element.get(key) or "").lower() for key in ("rend", "unit", "type")]
        signs = [each for each in stated if SIGNS_ONLY.match(each)]
        if signs or {*stated} & {*SCENE_BREAKS}:
            self._text.end()
            self._text.builder.scene_break(signs[0] if signs else "")

    def _removed(self, element: Element) -> None:
        if name(element) != "teiHeader":
            self._text.builder.removed(words(element), REMOVED[name(element)])

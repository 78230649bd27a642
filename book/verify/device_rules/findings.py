"""What a rule is, and what is found by it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from book.verify.device_rules.opened import Document, Opened

Severity = Literal[
    "error", "warning"
]  # no reader, or none of one kind, shows it right; some readers show it less well


@dataclass(frozen=True, slots=True)
class Rule:
    """What must not be in an e-book: `why` says what happens where, `source` who says so, `advice` what to do."""

    code: str
    severity: Severity
    title: str
    why: str
    source: str
    advice: str

    def at(self, file: str, detail: str = "", line: int = 0, element: str = "") -> "Finding":
        return Finding(self, file, line, element, detail)

    def on(self, document: Document, node: etree._Element, detail: str = "") -> "Finding":
        """Find it at an element of a document."""
        return Finding(self, document.name, int(node.sourceline or 0), shown(node), detail)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken at a place: a file of the e-book, its line (from 1; 0: the file as a whole), the element."""

    rule: Rule
    file: str
    line: int = 0
    element: str = ""
    detail: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        said = f"{self.rule.title}: {self.detail}" if self.detail else self.rule.title
        return f"{self.rule.code} {self.rule.severity} {place}{f' <{self.element}>' if self.element else ''} {said}. {self.rule.advice}"


Check = Callable[[Opened], Iterable[Finding]]


def shown(node: etree._Element) -> str:
    """Name an element as a stylesheet would: `a#call-1`, `p.text`.

    >>> shown(etree.fromstring('<p class="text first"/>'))
    'p.text'
    """
    name = etree.QName(node).localname
    if node.get("id"):
        return f"{name}#{node.get('id')}"
    return f"{name}.{node.get('class', '').split()[0]}" if node.get("class", "").split() else name

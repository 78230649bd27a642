"""What a rule is, and what is found by it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from book.verify.device_rules.ebook import Ebook, XmlDocument

Severity = Literal[
    "error", "warning"
]  # no reader, or none of one kind, shows it right; some readers show it less well


@dataclass(frozen=True, slots=True)
class Rule:
    """What must not be in an e-book: `consequence` says what happens where, `source` who says so, `advice` what to do."""

    code: str
    severity: Severity
    problem: str
    consequence: str
    source: str
    advice: str

    def in_file(
        self, file: str, detail: str = "", line: int = 0, element: str = ""
    ) -> "RuleViolation":
        return RuleViolation(self, file, line, element, detail)

    def at_element(
        self, document: XmlDocument, node: etree._Element, detail: str = ""
    ) -> "RuleViolation":
        """Find it at an element of a document."""
        return RuleViolation(self, document.name, int(node.sourceline or 0), shown(node), detail)


@dataclass(frozen=True, slots=True)
class RuleViolation:
    """A rule broken at a place: a file of the e-book, its line (from 1; 0: the file as a whole), the element."""

    rule: Rule
    file: str
    line: int = 0
    element: str = ""
    detail: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        said = f"{self.rule.problem}: {self.detail}" if self.detail else self.rule.problem
        return f"{self.rule.code} {self.rule.severity} {place}{f' <{self.element}>' if self.element else ''} {said}. {self.rule.advice}"


Check = Callable[[Ebook], Iterable[RuleViolation]]


def shown(node: etree._Element) -> str:
    """Name an element as a stylesheet would: `a#call-1`, `p.text`.

    >>> shown(etree.fromstring('<p class="text first"/>'))
    'p.text'
    """
    name = etree.QName(node).localname
    if node.get("id"):
        return f"{name}#{node.get('id')}"
    return f"{name}.{node.get('class', '').split()[0]}" if node.get("class", "").split() else name

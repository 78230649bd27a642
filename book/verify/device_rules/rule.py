"""A device rule, and a violation of one."""

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from book.verify.device_rules.ebook import ManifestItem, XmlDocument, local_name

# error: no reading app, or none of one kind, shows the book correctly.
# warning: some reading apps show it less well.
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for e-books.

    `problem` names what is wrong, `consequence` what happens in which app, `source` who says
    so, and `advice` what to do.
    """

    code: str
    severity: Severity
    problem: str
    consequence: str
    source: str
    advice: str

    def in_file(
        self, file: str, detail: str = "", line: int = 0, element: str = ""
    ) -> "RuleViolation":
        """Return a violation in a file of the e-book."""
        return RuleViolation(self, file, line, element, detail)

    def at_item(self, package: XmlDocument, item: ManifestItem, detail: str) -> "RuleViolation":
        """Return a violation at an item of the manifest."""
        return RuleViolation(self, package.name, item.line, f"item#{item.id}", detail)

    def at_element(
        self, document: XmlDocument, node: etree._Element, detail: str = ""
    ) -> "RuleViolation":
        """Return a violation at an element of a document."""
        line = int(node.sourceline or 0)
        return RuleViolation(self, document.name, line, describe_element(node), detail)


@dataclass(frozen=True, slots=True)
class RuleViolation:
    """A rule broken in a file of the e-book.

    `line` counts from 1 and is 0 for the file as a whole; `element` is empty where there is none.
    """

    rule: Rule
    file: str
    line: int = 0
    element: str = ""
    detail: str = ""

    def __str__(self) -> str:
        rule = self.rule
        place = f"{self.file}:{self.line}" if self.line else self.file
        element = f" <{self.element}>" if self.element else ""
        problem = f"{rule.problem}: {self.detail}" if self.detail else rule.problem
        return f"{rule.code} {rule.severity} {place}{element} {problem}. {rule.advice}"


def describe_element(node: etree._Element) -> str:
    """Name an element as a CSS selector does: `a#call-1`, `p.text`.

    >>> describe_element(etree.fromstring('<p class="text first"/>'))
    'p.text'
    """
    name = local_name(node)
    if node.get("id"):
        return f"{name}#{node.get('id')}"
    classes = node.get("class", "").split()
    return f"{name}.{classes[0]}" if classes else name

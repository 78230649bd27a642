"""The report of `inv check --rules`: the device rules for e-books."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Line

from book.verify.device_rules.rule import Rule

INDENT = 8  # columns


def rules_report(rules: Sequence[Rule]) -> RenderableType:
    """Return each rule with its reason, its source and what to do about a violation."""
    return Group(*(_rule(rule) for rule in rules))


def _rule(rule: Rule) -> RenderableType:
    mild = " (a warning)" if rule.severity == "warning" else ""
    title = Line.assemble((rule.code, "bold"), f"  {rule.problem}{mild}")
    reason = Line.assemble(rule.consequence, (f" [{rule.source}]", "dim"), f"\n{rule.advice}")
    return Group(title, Padding(reason, (0, 0, 0, INDENT)))

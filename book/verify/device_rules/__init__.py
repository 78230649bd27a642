"""The device rules: an e-book's bytes in, violations out, each with a code, a place and advice.

Each module holds rules, which are data, and the checks that find their violations. `RULES` is the
table of all rules; `rules_table` writes it as Markdown.

ebook       the e-book, read once for all checks
rule        a rule, and a violation of one
container   EB-001 … the zip, names, manifest
metadata    EB-020 … what the package states
navigation  EB-030 … contents, NCX, guide, cover
pages       EB-040 … the page numbers of the print edition
links       EB-050 … links, scripts, the network
structure   EB-060 … headings, images, roles
languages   EB-064 … languages and scripts
notes       EB-070 … calls, notes, backlinks
style       EB-080 … stylesheets
media       EB-090 … images and fonts
"""

import zipfile
from collections.abc import Iterator

from book.verify.device_rules import (
    container,
    languages,
    links,
    media,
    metadata,
    navigation,
    notes,
    pages,
    structure,
    style,
)
from book.verify.device_rules.ebook import Ebook
from book.verify.device_rules.rule import Rule, RuleViolation

MODULES = (
    container,
    metadata,
    navigation,
    pages,
    links,
    structure,
    languages,
    notes,
    style,
    media,
)
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in MODULES for rule in module.RULES), key=lambda rule: rule.code)
)
COLUMNS = ("Code", "Severity", "Problem", "Consequence", "Source", "Advice")


def find_violations(content: bytes) -> tuple[RuleViolation, ...]:
    """Return the violations in an e-book, errors first, then in the order of the rules."""
    try:
        ebook = Ebook(content)
    except zipfile.BadZipFile as error:
        return (container.NOT_FIRST.in_file("the file", str(error)),)
    return tuple(sorted(_run_checks(ebook), key=_sort_key))


def _run_checks(ebook: Ebook) -> Iterator[RuleViolation]:
    for module in MODULES:
        for check in module.CHECKS:
            yield from check(ebook)


def _sort_key(violation: RuleViolation) -> tuple[str, str]:
    return violation.rule.severity, violation.rule.code


def rules_table() -> str:
    """Return the rules as one Markdown table."""
    lines = [_row(COLUMNS), f"|{'---|' * len(COLUMNS)}"]
    for rule in RULES:
        cells = (
            *(rule.code, rule.severity, rule.problem),
            *(rule.consequence, rule.source, rule.advice),
        )
        lines.append(_row(cells).replace("<", "\\<"))
    return "\n".join((*lines, ""))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"

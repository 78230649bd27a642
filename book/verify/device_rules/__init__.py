"""The device rules as checks: an e-book's bytes in, findings out, each with a code, a place and advice.

Each module has its rules, which are data, and the checks that find them broken. `RULES` is the table of all;
`table()` writes it as Markdown.

opened      the e-book, read once for all checks
findings    what a rule and a finding are
container   EB-001 … the zip, names, manifest          metadata    EB-020 … what the package says
navigation  EB-030 … contents, NCX, guide, cover       pages       EB-040 … the page numbers of print
links       EB-050 … links, scripts, the network       structure   EB-060 … headings, pictures, languages, roles
notes       EB-070 … calls, notes, the way back        style       EB-080 … stylesheets
media       EB-090 … pictures and fonts
"""

import zipfile

from book.verify.device_rules import (
    container,
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

MODULES = (container, metadata, navigation, pages, links, structure, notes, style, media)
RULES: tuple[Rule, ...] = tuple(rule for module in MODULES for rule in module.RULES)


def find_violations(content: bytes) -> tuple[RuleViolation, ...]:
    """Find what is wrong in an e-book, the errors first, then in the order of the rules."""
    try:
        book = Ebook(content)
    except zipfile.BadZipFile as error:
        return (container.FIRST.in_file("the file", str(error)),)
    found = (finding for module in MODULES for check in module.CHECKS for finding in check(book))
    return tuple(sorted(found, key=lambda finding: (finding.rule.severity, finding.rule.code)))


def rules_table() -> str:
    """Write the rules as one Markdown table."""
    rows = [
        " | ".join(("", r.code, r.severity, r.problem, r.consequence, r.source, r.advice, ""))
        .strip()
        .replace("<", "\\<")
        for r in RULES
    ]
    return "\n".join(
        (
            "| code | severity | what must not be | what happens else | source | what to do |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        )
    )

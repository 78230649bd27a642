"""Prove what the download page says: every text and label, its head, its style, its linked data."""

from itertools import zip_longest

from lxml import etree

from book.errors import ProofError
from book.model import Edition
from book.text.direction import direction_of
from book.verify.proof.compare_lines import compare_lines, difference
from book.verify.proof.expected_page import expect_page
from book.verify.proof.expected_page_lines import PageFacts
from book.verify.proof.expected_records import RecordFacts, expect_linked_data
from book.verify.proof.expected_references import digits_of, printed_isbn
from book.verify.proof.prove_page_styles import prove_page_styles
from book.verify.proof.prove_records import compare_facts
from book.verify.readback.page_transcript import read_head, read_page_lines, read_style
from book.verify.readback.records import read_json, values_of

LINKED_DATA = "application/ld+json"
# A drawing of a book: a blue cover with four golden lines.
ICON = (
    "data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22%20viewBox=%220%200%2032%20"
    "32%22%3E%3Crect%20x=%224%22%20y=%221%22%20width=%2224%22%20height=%2230%22%20rx=%222%22%20"
    "fill=%22%2317324d%22/%3E%3Cpath%20d=%22M9%208h14M9%2013h9M9%2018h14M9%2023h5%22%20stroke="
    "%22%23e9c46a%22%20stroke-width=%223%22/%3E%3C/svg%3E"
)
Fact = tuple[str, str]


def prove_page(
    edition: Edition,
    facts: PageFacts,
    record: RecordFacts,
    root: etree._Element,
    style: str,
    file: str,
) -> None:
    """Raise ProofError unless the page says what it must, in its order, and nothing else.

    `style` is the style sheet, which follows the rules of the fonts.
    """
    compare_lines(expect_page(edition, facts), read_page_lines(root), file)
    _prove_head(edition, record, read_head(root), file)
    prove_direction(edition, root.get("dir", ""), file)
    if not read_style(root).strip().endswith(style.strip()):
        raise ProofError("the style sheet is not that of the program", file=file)
    _prove_linked_data(edition, record, root, file)
    prove_page_styles(root, file)


def prove_direction(edition: Edition, direction: str, file: str) -> None:
    """Raise ProofError unless a page has the direction of its language; "" is left to right."""
    wanted = direction_of(edition.imprint.language).replace("ltr", "")
    if direction != wanted:
        raise ProofError(f"dir of the page is “{direction}”, expected “{wanted}”", file=file)


def _prove_head(edition: Edition, record: RecordFacts, found: tuple[Fact, ...], file: str) -> None:
    for wanted, fact in zip_longest(_expected_head(edition, record), found):
        if wanted == fact:
            continue
        if wanted and fact and wanted[0] == fact[0]:
            raise ProofError(f"head: {wanted[0]}: {difference(wanted[1], fact[1])}", file=file)
        name, value = wanted or fact or ("", "")
        fate = "is missing or misplaced" if wanted else "is too much"
        raise ProofError(f"head: {name}, “{value}”, {fate}", file=file)


def _expected_head(edition: Edition, record: RecordFacts) -> list[Fact]:
    imprint = edition.imprint
    title = ": ".join(filter(None, (imprint.title, imprint.subtitle)))
    return [
        ("charset", "utf-8"),
        ("viewport", "width=device-width, initial-scale=1"),
        ("title", title),
        *((("description", imprint.description),) if imprint.description else ()),
        ("color-scheme", "light dark"),
        ("theme-color", "#17324d"),
        *(_shared(edition, record, title) if imprint.url else ()),
        ("icon", ICON),
        ("alternate", "publication.json OPDS"),
    ]


def _shared(edition: Edition, record: RecordFacts, title: str) -> list[Fact]:
    """Return what is shown where the address of the page is shared (Open Graph protocol)."""
    imprint = edition.imprint
    width, height = record.covers["cover.png"]
    isbn = printed_isbn(edition) or imprint.isbns.epub or imprint.isbns.pdf
    facts = (
        ("canonical", imprint.url),
        ("og:type", "book"),
        ("og:title", title),
        ("og:description", imprint.description),
        ("og:url", imprint.url),
        ("og:image", f"{imprint.url}cover.png"),
        ("og:image:width", str(width)),
        ("og:image:height", str(height)),
        ("og:image:alt", edition.labels["site-cover"]),
        ("og:site_name", imprint.publisher),
        ("book:isbn", digits_of(isbn)),
        ("twitter:card", "summary"),
    )
    return [fact for fact in facts if fact[1]]


def _prove_linked_data(
    edition: Edition, record: RecordFacts, root: etree._Element, file: str
) -> None:
    scripts = list(root.iter("{*}script"))
    if [script.get("type") for script in scripts] != [LINKED_DATA]:
        raise ProofError("the page must have one script, which is its linked data", file=file)
    try:
        data = read_json((scripts[0].text or "").encode())
    except ValueError as error:
        raise ProofError(f"the linked data cannot be read: {error}", file=file) from error
    try:
        compare_facts(values_of(expect_linked_data(edition, record)), values_of(data), file)
    except ProofError as error:
        raise ProofError(f"linked data: {error.message}", file=file) from error

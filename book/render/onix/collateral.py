"""Describe what is around a product: its description, contents and cover (block 2)."""

from collections.abc import Iterator

from book.model import ContentsEntry, ContentsList, Edition, Imprint
from book.render.onix.description import language_code
from book.render.onix.elements import Element, element
from book.text.inlines import text_of, without_calls

SHORT, DESCRIPTION, CONTENTS = "02", "03", "04"  # list 153
UNRESTRICTED = "00"  # list 154


def collateral_elements(edition: Edition) -> Iterator[Element]:
    """Yield description, contents, and the cover if it has an address."""
    imprint = edition.imprint
    for kind, text in (*_descriptions(imprint), (CONTENTS, _contents(edition))):
        if text:
            yield _text_content(kind, text, language_code(imprint))
    if imprint.url:
        yield _cover(imprint)


def _descriptions(imprint: Imprint) -> tuple[tuple[str, str], ...]:
    """Return the description, or the short one and the long one if there are two."""
    if not imprint.long_description:
        return ((DESCRIPTION, imprint.description),)
    return (SHORT, imprint.description), (DESCRIPTION, imprint.long_description.strip())


def _text_content(kind: str, text: str, language: str) -> Element:
    return element(
        "TextContent",
        element("TextType", kind),
        element("ContentAudience", UNRESTRICTED),
        element("Text", text, language=language),
    )


def _contents(edition: Edition) -> str:
    blocks = (block for division in edition.divisions for block in division.blocks)
    lists = (block for block in blocks if isinstance(block, ContentsList))
    return "; ".join(_title(entry) for contents in lists for entry in contents.entries)


def _title(entry: ContentsEntry) -> str:
    label = f"{entry.label}. " if entry.label else ""
    return label + text_of(without_calls(entry.title))


def _cover(imprint: Imprint) -> Element:
    return element(
        "SupportingResource",
        element("ResourceContentType", "01"),  # list 158: front cover
        element("ContentAudience", UNRESTRICTED),
        element("ResourceMode", "03"),  # list 159: image
        _link(f"{imprint.url}cover.png"),
    )


def _link(url: str) -> Element:
    form = element("ResourceForm", "01")  # list 161: linkable
    return element("ResourceVersion", form, element("ResourceLink", url))

"""Notes: they pop up on one reader and are followed on another, and each needs the way back."""

from collections.abc import Iterator

from lxml import etree

from book.verify.device_rules.ebook import OPS, XHTML, Ebook, XmlDocument, text_content
from book.verify.device_rules.rule import Rule, RuleViolation

KINDS = ("footnote", "endnote", "rearnote")
SE = "Standard Ebooks, se build"
POPUP_LIMIT = 5000  # characters
# Letters that Kobo's fonts lack, or draw otherwise, wherever they stand.
KOBO_LACKS = {
    "\N{LEFTWARDS ARROW WITH HOOK}": "↩",
    "\N{RIGHTWARDS ARROW WITH HOOK}": "↪",
    "\N{NON-BREAKING HYPHEN}": "non-breaking hyphen",
}

NO_NOTE = Rule(
    "EB-070",
    "error",
    "a note's call leads to no note",
    "Nothing pops up; on Kobo and Apple Books the page jumps.",
    "Kobo ePub Guidelines, Footnotes/Endnotes",
    "Lead it to an element of type footnote or endnote.",
)
UNCALLED = Rule(
    "EB-071",
    "error",
    "a note is called from nowhere",
    "Where notes pop up, nobody ever sees it.",
    "EPUB 3.3 Structural Semantics, noteref",
    "Call it, or set it as text.",
)
NO_WAY_BACK = Rule(
    "EB-072",
    "error",
    "a note has no link back to its call",
    "Where notes are followed as links, the reader does not find the place again.",
    "DPUB-ARIA 1.1, doc-backlink",
    "Link back to the call, with role doc-backlink.",
)
WRONG_WAY_BACK = Rule(
    "EB-073",
    "error",
    "a note's link back leads to another call",
    "The reader is taken to a place where they were not.",
    "DPUB-ARIA 1.1, doc-backlink",
    "Lead it to the call of this note.",
)
LAST_WAY_BACK = Rule(
    "EB-074",
    "error",
    "a note's link back does not come first in it",
    "Kindle merges all notes of the chapter into one pop-up.",
    SE,
    "Put the link back before the note's words.",
)
ASIDE = Rule(
    "EB-075",
    "error",
    "a note is an aside",
    "Apple Books takes it off the page: where no pop-up comes, it is lost.",
    SE,
    "Make it a div, a p or an li.",
)
SOFT_HYPHEN = Rule(
    "EB-076",
    "error",
    "a soft hyphen in a note or a link",
    "It breaks Kindle's pop-ups, and on Kobo the dictionary.",
    SE,
    "Leave hyphenation to the reader.",
)
LONG_NOTE = Rule(
    "EB-077",
    "warning",
    "a note of more than 5,000 letters",
    "Kobo does not pop it up but goes to it.",
    "Kobo ePub Guidelines, Footnotes/Endnotes",
    "Make it shorter, or an appendix.",
)
LACKING = Rule(
    "EB-078",
    "warning",
    "a character that Kobo's fonts lack or draw otherwise",
    "A box or a raised dash stands in its place.",
    SE,
    "Use words, figures or another arrow.",
)
RULES = (
    NO_NOTE,
    UNCALLED,
    NO_WAY_BACK,
    WRONG_WAY_BACK,
    LAST_WAY_BACK,
    ASIDE,
    SOFT_HYPHEN,
    LONG_NOTE,
    LACKING,
)

Place = tuple[str, str]  # a file and an id in it


def notes(book: Ebook) -> Iterator[RuleViolation]:
    found = {
        (d.name, node.get("id", "")): (d, node)
        for d in book.chapters
        for kind in KINDS
        for node in d.typed(kind)
    }
    calls: dict[Place, list[Place]] = {}
    for document in book.chapters:
        for call in document.typed("noteref"):
            target = document.resolve_address(call.get("href", ""))
            calls.setdefault(target, []).append((document.name, call.get("id", "")))
            if target not in found:
                yield NO_NOTE.at_element(document, call, call.get("href", ""))
    for place, (document, note) in found.items():
        if place not in calls:
            yield UNCALLED.at_element(document, note)
        yield from _way_back(document, note, calls.get(place, []))
        if note.tag == f"{XHTML}aside":
            yield ASIDE.at_element(document, note)
        if len(text_content(note)) > POPUP_LIMIT:
            yield LONG_NOTE.at_element(document, note, f"{len(text_content(note))} letters")


def _way_back(
    document: XmlDocument, note: etree._Element, calls: list[Place]
) -> Iterator[RuleViolation]:
    back = next((a for a in note.iter(f"{XHTML}a") if _leads_back(a)), None)
    if back is None:
        yield NO_WAY_BACK.at_element(document, note)
        return
    if calls and document.resolve_address(back.get("href", "")) not in calls:
        yield WRONG_WAY_BACK.at_element(document, back, back.get("href", ""))
    if not text_content(note).startswith(text_content(back)):
        yield LAST_WAY_BACK.at_element(document, back)


def _leads_back(link: etree._Element) -> bool:
    return (
        "doc-backlink" in link.get("role", "").split()
        or "backlink" in link.get(f"{OPS}type", "").split()
    )


def characters(book: Ebook) -> Iterator[RuleViolation]:
    for document in book.chapters:
        for node in document.elements:
            is_note = any(kind in KINDS for kind in node.get(f"{OPS}type", "").split())
            if (is_note or node.tag == f"{XHTML}a") and "\N{SOFT HYPHEN}" in text_content(node):
                yield SOFT_HYPHEN.at_element(document, node)
            for character, name in KOBO_LACKS.items():
                if character in (node.text or "") or any(
                    character in (child.tail or "") for child in node
                ):
                    yield LACKING.at_element(document, node, f"{name} (U+{ord(character):04X})")


CHECKS = (notes, characters)

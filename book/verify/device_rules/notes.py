"""Notes: they pop up in some reading apps; in others they are links and need a way back."""

from collections.abc import Iterator, Mapping

from lxml import etree

from book.verify.device_rules.ebook import OPS, XHTML, Ebook, XmlDocument, text_content
from book.verify.device_rules.rule import Rule, RuleViolation

NOTE_TYPES = ("footnote", "endnote", "rearnote")
SE = "Standard Ebooks, se build"
POPUP_LIMIT = 5000  # characters
# Characters that Kobo's fonts lack or draw differently, wherever they occur.
KOBO_LACKS = {
    "\N{LEFTWARDS ARROW WITH HOOK}": "↩",
    "\N{RIGHTWARDS ARROW WITH HOOK}": "↪",
    "\N{NON-BREAKING HYPHEN}": "non-breaking hyphen",
}

NO_NOTE = Rule(
    "EB-070",
    "error",
    "a note call does not lead to a note",
    "Nothing pops up; Kobo and Apple Books go to another page.",
    "Kobo ePub Guidelines, Footnotes/Endnotes",
    "Link it to an element of type footnote or endnote.",
)
NO_CALL = Rule(
    "EB-071",
    "error",
    "a note has no call",
    "Where notes pop up, nobody ever sees it.",
    "EPUB 3.3 Structural Semantics, noteref",
    "Add a call to it in the text, or make it ordinary text.",
)
NO_BACKLINK = Rule(
    "EB-072",
    "error",
    "a note has no link back to its call",
    "Where notes are followed as links, readers cannot return to their place.",
    "DPUB-ARIA 1.1, doc-backlink",
    "Link back to the call, with role doc-backlink.",
)
WRONG_BACKLINK = Rule(
    "EB-073",
    "error",
    "a note's backlink leads to another call",
    "Readers return to a place where they were not.",
    "DPUB-ARIA 1.1, doc-backlink",
    "Link it to the call of this note.",
)
LATE_BACKLINK = Rule(
    "EB-074",
    "error",
    "a note does not begin with its backlink",
    "Kindle merges all notes of the chapter into one pop-up.",
    SE,
    "Put the backlink before the text of the note.",
)
ASIDE = Rule(
    "EB-075",
    "error",
    "a note is an aside",
    "Apple Books hides it on the page: where no pop-up appears, the note is lost.",
    SE,
    "Make it a div, a p or an li.",
)
SOFT_HYPHEN = Rule(
    "EB-076",
    "error",
    "a soft hyphen in a note or a link",
    "It breaks Kindle's pop-ups and Kobo's dictionary.",
    SE,
    "Leave hyphenation to the reading app.",
)
LONG_NOTE = Rule(
    "EB-077",
    "warning",
    "a note of more than 5,000 characters",
    "Kobo jumps to it instead of showing a pop-up.",
    "Kobo ePub Guidelines, Footnotes/Endnotes",
    "Shorten it, or make it an appendix.",
)
LACKING_CHARACTER = Rule(
    "EB-078",
    "warning",
    "a character that Kobo's fonts lack or draw differently",
    "A box or a raised dash appears in its place.",
    SE,
    "Use words, digits or another arrow.",
)
RULES = (
    *(NO_NOTE, NO_CALL, NO_BACKLINK, WRONG_BACKLINK, LATE_BACKLINK),
    *(ASIDE, SOFT_HYPHEN, LONG_NOTE, LACKING_CHARACTER),
)

Place = tuple[str, str]  # a file and an id in it


def check_calls(ebook: Ebook) -> Iterator[RuleViolation]:
    notes = _find_notes(ebook)
    for document in ebook.chapters:
        for call in document.typed("noteref"):
            address = call.get("href", "")
            if document.resolve_address(address) not in notes:
                yield NO_NOTE.at_element(document, call, address)


def check_notes(ebook: Ebook) -> Iterator[RuleViolation]:
    calls = _find_calls(ebook)
    for place, (document, note) in _find_notes(ebook).items():
        if place not in calls:
            yield NO_CALL.at_element(document, note)
        yield from _check_backlink(document, note, calls.get(place, []))


def _find_calls(ebook: Ebook) -> Mapping[Place, list[Place]]:
    """Return the places of the calls of each note."""
    calls: dict[Place, list[Place]] = {}
    for document in ebook.chapters:
        for call in document.typed("noteref"):
            note = document.resolve_address(call.get("href", ""))
            calls.setdefault(note, []).append((document.name, call.get("id", "")))
    return calls


def _find_notes(ebook: Ebook) -> dict[Place, tuple[XmlDocument, etree._Element]]:
    return {
        (document.name, note.get("id", "")): (document, note)
        for document in ebook.chapters
        for note in _notes_of(document)
    }


def _notes_of(document: XmlDocument) -> Iterator[etree._Element]:
    for kind in NOTE_TYPES:
        yield from document.typed(kind)


def _check_backlink(
    document: XmlDocument, note: etree._Element, calls: list[Place]
) -> Iterator[RuleViolation]:
    backlink = next(filter(_is_backlink, note.iter(f"{XHTML}a")), None)
    if backlink is None:
        yield NO_BACKLINK.at_element(document, note)
        return
    address = backlink.get("href", "")
    if calls and document.resolve_address(address) not in calls:
        yield WRONG_BACKLINK.at_element(document, backlink, address)
    if not text_content(note).startswith(text_content(backlink)):
        yield LATE_BACKLINK.at_element(document, backlink)


def _is_backlink(link: etree._Element) -> bool:
    roles, types = link.get("role", "").split(), link.get(f"{OPS}type", "").split()
    return "doc-backlink" in roles or "backlink" in types


def check_elements(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.chapters:
        for note in _notes_of(document):
            if note.tag == f"{XHTML}aside":
                yield ASIDE.at_element(document, note)


def check_lengths(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.chapters:
        for note in _notes_of(document):
            length = len(text_content(note))
            if length > POPUP_LIMIT:
                yield LONG_NOTE.at_element(document, note, f"{length} characters")


def check_soft_hyphens(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.chapters:
        for node in document.elements:
            if _pops_up(node) and "\N{SOFT HYPHEN}" in text_content(node):
                yield SOFT_HYPHEN.at_element(document, node)


def _pops_up(node: etree._Element) -> bool:
    """Return whether this is a note or a link."""
    types = node.get(f"{OPS}type", "").split()
    return node.tag == f"{XHTML}a" or any(kind in NOTE_TYPES for kind in types)


def check_characters(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.chapters:
        for node in document.elements:
            for character in _lacking_in(_own_text(node)):
                detail = f"{KOBO_LACKS[character]} (U+{ord(character):04X})"
                yield LACKING_CHARACTER.at_element(document, node, detail)


def _lacking_in(text: str) -> list[str]:
    return [character for character in KOBO_LACKS if character in text]


def _own_text(node: etree._Element) -> str:
    """Return the text that stands directly in an element."""
    return "".join([node.text or "", *(child.tail or "" for child in node)])


CHECKS = (
    *(check_calls, check_notes, check_elements),
    *(check_lengths, check_soft_hyphens, check_characters),
)

"""Prove the addresses in the web edition: of paragraphs, notes, printed pages and variants."""

import hashlib
from base64 import b32encode
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from book.errors import ProofError
from book.model import Edition, PageStart, Variant
from book.text.typography import visible_characters
from book.verify.readback.web_edition import CALL, NOTE, PAGE, WebReading
from book.verify.readback.xhtml import INLINE, XHTML

PARAGRAPHS = {f"{XHTML}{name}" for name in ("p", "li", "dd", "figcaption")}
CHARACTERS, LETTERS = 60, 8


def prove_addresses(
    reading: WebReading, starts: Sequence[PageStart], edition: Edition, folder: str
) -> None:
    """Raise ProofError for the first address that is not what the handbook promises.

    A paragraph's is made from its first words, and a note stands after the block of its call. The
    address of a printed page is its number.
    """
    given: dict[str, Counter[str]] = defaultdict(Counter)  # on each page
    for path, section in reading.sections:
        file = f"{folder}/{path}"
        _prove_paragraphs(section, given[path], file)
        _prove_notes(section, file)
    _prove_pages(reading, starts, folder)
    _prove_variants(reading, edition, folder)


# ── Paragraphs ───────────────────────────────────────────────────────────────────────────────────


def _prove_paragraphs(section: etree._Element, given: Counter[str], file: str) -> None:
    for block in section.iter(*PARAGRAPHS):
        words = "".join(_own_words(block)).strip()
        if not words or any(each.get("role") == NOTE for each in block.iterancestors()):
            continue
        address = _address(words)
        given[address] += 1
        expected = address if given[address] == 1 else f"{address}-{given[address]}"
        if block.get("id") != expected:
            message = f"“{words[:40]}” has the address {block.get('id')}, expected {expected}"
            raise ProofError(message, file=file)
        for link in block.iterchildren(f"{XHTML}a"):
            if link.get("class") == "own-link" and link.get("href") != f"#{expected}":
                message = f"the link of “{words[:40]}” leads to {link.get('href')}"
                raise ProofError(message, file=file)


def _address(words: str) -> str:
    first = visible_characters(words)[:CHARACTERS]
    digest = hashlib.sha256(first.encode()).digest()
    return f"t-{b32encode(digest).decode()[:LETTERS].lower()}"


def _own_words(block: etree._Element) -> Iterator[str]:
    """Yield the text of a block without that of its calls and of the blocks in it."""
    yield block.text or ""
    for child in block:
        if child.tag in INLINE and child.get("role") != CALL:
            yield from _own_words(child)
        yield child.tail or ""


# ── Notes ────────────────────────────────────────────────────────────────────────────────────────


def _prove_notes(section: etree._Element, file: str) -> None:
    """Raise ProofError unless each note stands after the block of its call, in the calls' order."""
    calls = [a for a in section.iter(f"{XHTML}a") if a.get("role") == CALL]
    for call in calls:
        target = call.get("href", "").removeprefix("#")
        if target not in _notes_after(_outermost(call)):
            words = "".join(map(str, call.itertext()))
            raise ProofError(f"note {words} does not stand after the text of its call", file=file)
    called = [call.get("href", "").removeprefix("#") for call in calls]
    notes = [note.get("id", "") for note in section.iter() if note.get("role") == NOTE]
    if called != notes:
        first = next((n for n, c in zip(notes, called, strict=False) if n != c), "the last one")
        raise ProofError(f"the notes are not in the order of their calls: {first}", file=file)


def _outermost(call: etree._Element) -> etree._Element:
    around = [call, *call.iterancestors()]
    return next(one for one, outer in pairwise(around) if outer.tag == f"{XHTML}section")


def _notes_after(block: etree._Element) -> list[str]:
    names: list[str] = []
    after = block.getnext()
    while after is not None and after.get("role") == NOTE:
        names.append(after.get("id", ""))
        after = after.getnext()
    return names


# ── Printed pages and variants ───────────────────────────────────────────────────────────────────


def _prove_pages(reading: WebReading, starts: Sequence[PageStart], folder: str) -> None:
    found = [
        (each.get("id"), each.get("data-page"))
        for _, section in reading.sections
        for each in section.iter(f"{XHTML}span")
        if each.get("role") == PAGE
    ]
    labels = {start.label for start in starts}
    for name, shown in found:
        if shown not in labels or name != f"p{shown}":
            message = f"the mark {name} of a printed page says {shown}"
            raise ProofError(message, file=f"{folder}/read")
    if len(found) != len(labels):
        message = f"{len(found)} printed pages are marked, expected {len(labels)}"
        raise ProofError(message, file=f"{folder}/read")


def _prove_variants(reading: WebReading, edition: Edition, folder: str) -> None:
    """Raise ProofError if words that are marked as varying are not those of the variant.

    The mark of several that overlap has more words; `prove_readings` proves them.
    """
    variants = {f"var-{number}": each for number, each in enumerate(edition.variants, 1)}
    words: dict[str, str] = {}
    for _, section in reading.sections:
        for each in section.iter(f"{XHTML}span"):
            if each.get("class") == "variant" and (name := each.get("id", "")):
                first = "-".join(name.split("-")[:2])
                words[first] = words.get(first, "") + "".join(_own_words(each))
    for name, found in words.items():
        variant = variants.get(name)
        wanted, shown = (
            visible_characters(variant.lemma if variant else ""),
            visible_characters(found),
        )
        is_part = variant is not None and wanted in shown and _overlaps(variant, edition)
        if wanted != shown and not is_part:
            message = f"{name} marks “{found}”, expected “{variant.lemma if variant else ''}”"
            raise ProofError(message, file=f"{folder}/read")


def _overlaps(variant: Variant, edition: Edition) -> bool:
    """Return whether another variant of the same passage concerns some of the same words."""
    return any(
        other.start < variant.end and variant.start < other.end
        for other in edition.variants
        if other.place == variant.place and other is not variant
    )

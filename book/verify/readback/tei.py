"""Read the text of one witness out of a TEI document with parallel segmentation, as any program would that knows the standard."""

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
PASSAGES = (f"{TEI}p", f"{TEI}head")
SKIPPED = {f"{TEI}{tag}" for tag in ("note", "supplied", "gap", "milestone", "anchor", "desc")}
Element = etree._Element


def read_witness(content: bytes, siglum: str) -> tuple[str, ...]:
    """Give the passages of the witness `siglum` in its own order, its headings too; what the editor supplies is left out."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    (witness,) = (
        e
        for tag in ("witness", "bibl")
        for e in root.iter(f"{TEI}{tag}")
        if e.get("n") == siglum and e.get(ID)
    )
    pointer = f"#{witness.get(ID)}"
    is_copy = witness.tag == f"{TEI}witness"
    places = [
        place
        for place in root.iter(f"{TEI}body", f"{TEI}div")
        if (place.tag == f"{TEI}body" if is_copy else place.get("source") == pointer)
    ]
    found = [
        (p.get(ID, ""), " ".join(_words(p, pointer).split()))
        for place in places
        for p in _passages(place, pointer, is_copy)
    ]
    named = dict(found)
    order = [
        ptr.get("target", "#")[1:]
        for t in root.iter(f"{TEI}transpose")
        if t.get("corresp") == pointer
        for ptr in t
    ]
    moved = iter(order)
    return tuple(
        text
        for text in (named[next(moved)] if name in order else text for name, text in found)
        if text
    )


def read_note_ids(content: bytes) -> tuple[str, ...]:
    """Give the ids of the notes, in the order of the document."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    return tuple(name for note in root.iter(f"{TEI}note") if (name := note.get(ID)))


def _passages(place: Element, pointer: str, is_copy: bool) -> list[Element]:
    """Find the paragraphs and headings that a witness has."""
    own = [
        p
        for p in place.iter(*PASSAGES)
        if all(_has(e, pointer) for e in p.iterancestors(f"{TEI}lem", f"{TEI}rdg"))
    ]
    inner = [p for p in own if not any(e.tag in SKIPPED for e in p.iterancestors())]
    return (
        inner
        if is_copy
        else [
            p
            for p in inner
            if p.get("source") == pointer or (p.tag == f"{TEI}head" and p.getparent() is not place)
        ]
    )


def _has(reading: Element, pointer: str) -> bool:
    return pointer in (reading.get("wit") or "").split()


def _words(element: Element, pointer: str) -> str:
    """Write the words of an element as the witness has them."""
    if element.tag in SKIPPED or not isinstance(element.tag, str):
        return ""
    if element.tag == f"{TEI}app":
        return "".join(
            _words(reading, pointer)
            for reading in element
            if reading.tag != f"{TEI}note" and _has(reading, pointer)
        )
    return (element.text or "") + "".join(
        _words(child, pointer) + (child.tail or "") for child in element
    )

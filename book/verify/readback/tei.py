"""Read a witness out of a TEI document with parallel segmentation, as any TEI program would."""

from collections.abc import Iterator

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
# What holds the words of a passage, if it has an id.
PASSAGE_TAGS = (
    *("p", "head", "lg", "ab", "stage", "speaker", "bibl", "item", "label", "cell", "trailer"),
    *("salute", "dateline", "signed"),
)
PASSAGES = tuple(f"{TEI}{tag}" for tag in PASSAGE_TAGS)
# What no witness writes: the editor's words, and what stands beside the words.
SKIPPED = {
    f"{TEI}{tag}"
    for tag in ("note", "supplied", "gap", "milestone", "anchor", "desc", "figDesc", "rt", "reg")
}
LINES = (f"{TEI}l", f"{TEI}lb")
Element = etree._Element


def parse_tei(content: bytes) -> Element:
    """Return the root of a document. Raise XMLSyntaxError if it is not well-formed."""
    return etree.fromstring(content, _parser())


def _parser() -> etree.XMLParser:
    """Return a parser of documents that may hold large pictures."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def read_witness(root: Element, siglum: str) -> tuple[str, ...]:
    """Return the passages of a witness in its own order, with its headings.

    What the editor supplies is left out.
    """
    (witness,) = (source for source in sources_of(root) if source.get("n") == siglum)
    pointer = f"#{witness.get(ID)}"
    passages = _passages(root, pointer, witness.tag == f"{TEI}witness")
    texts = [(passage.get(ID, ""), _text(passage, pointer)) for passage in passages]
    return tuple(filter(None, _in_order(texts, _transposed(root, pointer))))


def _text(passage: Element, pointer: str) -> str:
    return " ".join(_words(passage, pointer).split())


def sources_of(root: Element) -> list[Element]:
    """Return the witnesses and the commentaries that a document names, with their ids."""
    sources = [*root.iterfind(f"{TEI}teiHeader//{TEI}sourceDesc")]
    elements = [e for tag in ("witness", "bibl") for s in sources for e in s.iter(f"{TEI}{tag}")]
    return [element for element in elements if element.get("n") and element.get(ID)]


def _transposed(root: Element, pointer: str) -> list[str]:
    """Return the ids of the passages that a witness has in another order, in its order."""
    transposes = (e for e in root.iter(f"{TEI}transpose") if e.get("corresp") == pointer)
    return [name for transpose in transposes for name in ids_in(transpose)]


def ids_in(transpose: Element) -> tuple[str, ...]:
    """Return the ids that the pointers of a transposition lead to."""
    return tuple(pointer.get("target", "#")[1:] for pointer in transpose)


def squeezed_text(element: Element) -> str:
    """Return all text of an element, with one space for white space."""
    return " ".join("".join(map(str, element.itertext())).split())


def _in_order(passages: list[tuple[str, str]], transposed: list[str]) -> Iterator[str]:
    """Yield the texts of passages; transposed ones take their places in the order of their ids."""
    texts, moved = dict(passages), iter(transposed)
    for name, text in passages:
        yield texts[next(moved)] if name in transposed else text


def _passages(root: Element, pointer: str, is_copy: bool) -> Iterator[Element]:
    """Yield the paragraphs and headings that a witness has.

    A copy has them in the text; a commentary has those of the divisions that come from it.
    """
    if is_copy:
        for body in root.iterfind(f"{TEI}text/{TEI}body"):
            yield from (p for p in _passages_in(body, pointer) if not _is_facing(p))
        return
    for division in root.iter(f"{TEI}body", f"{TEI}div"):
        if division.get("source") == pointer:
            yield from _passages_of_commentary(division, pointer)


def _is_facing(passage: Element) -> bool:
    """Return whether a passage is in the version that faces the text, which no copy has there."""
    return any(division.get("type") == "facing" for division in passage.iterancestors(f"{TEI}div"))


def _passages_of_commentary(division: Element, pointer: str) -> Iterator[Element]:
    for passage in _passages_in(division, pointer):
        is_heading = passage.tag == f"{TEI}head" and passage.getparent() is not division
        if passage.get("source") == pointer or is_heading:
            yield passage


def _passages_in(place: Element, pointer: str) -> Iterator[Element]:
    for passage in place.iter(*PASSAGES):
        is_own = all(_has(reading, pointer) for reading in _readings_around(passage))
        if is_own and _is_passage(passage) and not any(map(_is_skipped, passage.iterancestors())):
            yield passage


def _readings_around(passage: Element) -> Iterator[Element]:
    """Yield the readings that a passage is in: one that a witness lacks is not in the witness.

    A note of the source may be called by a passage that the witness lacks: it says itself which
    witnesses have it, and only the readings in it count.
    """
    for element in passage.iterancestors(f"{TEI}lem", f"{TEI}rdg", f"{TEI}note"):
        if element.tag != f"{TEI}note":
            yield element
        elif element.get("type") == "source" and element.get("source"):
            yield element
            return


def _is_passage(element: Element) -> bool:
    """Return whether an element holds words: it has an id, or is the heading of a commentary."""
    if element.get(ID) is not None:
        return True
    parent = element.getparent()
    return element.tag == f"{TEI}head" and parent is not None and parent.tag == f"{TEI}div"


def _is_skipped(element: Element) -> bool:
    """Return whether the passages in an element are no witness's; notes of the source are."""
    is_source_note = element.tag == f"{TEI}note" and element.get("type") == "source"
    return element.tag in SKIPPED and not is_source_note


def _has(reading: Element, pointer: str) -> bool:
    """Return whether a reading, or a note of the source, is that of a witness."""
    return pointer in (reading.get("wit") or reading.get("source") or "").split()


def _words(element: Element, pointer: str) -> str:
    """Return the words of an element as a witness has them."""
    if element.tag in SKIPPED or not isinstance(element.tag, str):
        return ""
    if element.tag == f"{TEI}app":
        return _words_of_reading(element, pointer)
    children = (_words(child, pointer) + (child.tail or "") for child in element)
    words = (element.text or "") + "".join(children)
    return f"{words} " if element.tag in LINES else words


def _words_of_reading(app: Element, pointer: str) -> str:
    readings = (child for child in app if child.tag != f"{TEI}note")
    return "".join(_words(each, pointer) for each in readings if _has(each, pointer))

"""Words directly in elements that hold only elements, such as a row of a table (TEI P5, 1.3.2).

The transcribers of old prints left some there by mistake: nothing of a witness may be lost.
"""

from book.read.tei.names import LINE_ENDS, REMOVED
from book.read.tei.parse import Element, name

# The parts into which the words of a container can go; where it has no part, one is made.
PARTS = {
    "table": "row",
    "row": "cell",
    "list": "item",
    "castList": "castItem",
    "listWit": "witness",
    "choice": "seg",
    "app": "rdg",
    "rdgGrp": "rdg",
    "ruby": "rb",
}
WITHOUT_WORDS = {*LINE_ENDS, *REMOVED, "milestone", "anchor", "note", "graphic", "label", "head"}


def join_stray_words(root: Element) -> None:
    """Move the words between the parts of a container into the part before them, or after them.

    >>> from lxml import etree
    >>> table = etree.XML("<table>a<row>b<cell>c</cell><pb/>d</row>e</table>")
    >>> join_stray_words(table)
    >>> etree.tostring(table).decode()
    '<table><row><cell>a b c d e</cell><pb/></row></table>'
    """
    for element in root.iter(*(f"{{*}}{container}" for container in PARTS)):
        _join(element)


def _join(element: Element) -> None:
    waiting, element.text = element.text or "", None
    before: Element | None = None
    for child in list(element):
        if name(child) and name(child) not in WITHOUT_WORDS:
            _put_first(child, waiting)
            before, waiting = child, ""
        stray, child.tail = child.tail or "", None
        if before is None:
            waiting += f" {stray}"
        else:
            _put_last(before, stray)
    if waiting.strip():
        element.append(_part(element, waiting))


def _part(element: Element, words: str) -> Element:
    """Return the part that holds words of an element that has no other part."""
    kind = name(element)
    part = element.makeelement(f"{str(element.tag).removesuffix(kind)}{PARTS[kind]}")
    if PARTS[kind] in PARTS:
        part.append(_part(part, words))
    else:
        part.text = words
    return part


def _put_first(element: Element, words: str) -> None:
    if words.strip():
        element.text = f"{words.strip()} {element.text or ''}"


def _put_last(element: Element, words: str) -> None:
    if words.strip() and len(element):
        element[-1].tail = f"{element[-1].tail or ''} {words.strip()}"
    elif words.strip():
        element.text = f"{element.text or ''} {words.strip()}"

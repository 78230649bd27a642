"""Read a published edition out of its TEI document: what two releases can be compared by.

The words are those of the printed text, with `*emphasis*` and `**bold**` as in Markdown, so that a
change of style is a difference too. `values` has what is read, `linked_text` reads words, and
`reader` the whole document. Lines that the program writes are left out: they say whose text
follows.
"""

from lxml import etree

from book.verify.readback.release.reader import ReleaseReader
from book.verify.readback.release.values import ReleaseReading
from book.verify.readback.tei import TEI, Element, parse_tei


def read_release(content: bytes) -> ReleaseReading:
    """Read a TEI document. Raise ValueError if it is not that of an edition of this program."""
    try:
        root = parse_tei(content)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    text, date = _find_text_and_date(root)
    reader = ReleaseReader(root)
    reader.read_book(text)
    reader.read_history()
    return ReleaseReading(
        date,
        tuple(reader.sources()),
        tuple(reader.blocks),
        tuple(reader.record.notes),
        tuple(reader.items),
        tuple(reader.orders()),
        reader.record.holders,
    )


def _find_text_and_date(root: Element) -> tuple[Element, str]:
    text, date = root.find(f"{TEI}text"), root.find(f".//{TEI}publicationStmt//{TEI}date")
    if text is None or date is None or root.find(f".//{TEI}listWit/{TEI}witness") is None:
        raise ValueError("it has no text, no date or no witnesses")
    return text, date.get("when", "")

"""Point to witnesses and to passages."""

from collections.abc import Mapping

from book.text.typography import xml_id

Ids = Mapping[str, str]  # the xml:id of each witness by its siglum


def pointers(sigla: tuple[str, ...], ids: Ids) -> str:
    """Return a list of witnesses as TEI points to them."""
    return " ".join(f"#{ids[siglum]}" for siglum in sigla)


def passage_id(place: str) -> str:
    """Return the xml:id of a passage: a paragraph's anchor in the book, or a heading's own."""
    return xml_id(f"p {place}") if "¶" in place else xml_id(f"h {place}")

"""Render the record for the book trade: an ONIX for Books 3.0 message.

It has a product for each format that is sold by itself. The codes are EDItEUR's, issue 72 and
before; comments give their meaning and the number of their list. Dates are the edition's own.
"""

from lxml import etree

from book.model import Accessibility, Edition
from book.render.onix.elements import Element, element
from book.render.onix.product import Product, product_element
from book.text.isbn import print_isbn

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"
FORMATS = ("print", "pdf", "epub")


def render_onix(
    edition: Edition, sizes: dict[str, int], pages: int, access: Accessibility
) -> bytes:
    """Return the message. It has a product for the printed book if that has an ISBN.

    `sizes` are the sizes in bytes of the published formats, "pdf" and "epub"; `pages` is the
    number of pages of the PDF, and `access` is what the e-book says of its accessibility.
    """
    root = etree.Element("ONIXMessage", {"release": "3.0"}, {None: NAMESPACE})
    root.append(_header(edition))
    printed = ("print",) if print_isbn(edition.imprint) else ()
    kinds = tuple(kind for kind in FORMATS if kind in (*printed, *sizes))
    for kind in kinds:
        root.append(product_element(Product(edition, kind, kinds, sizes, pages, access)))
    etree.indent(root, " ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _header(edition: Edition) -> Element:
    day = (edition.imprint.date.replace("-", "") + "0101")[:8]
    sender = element("Sender", element("SenderName", edition.imprint.publisher))
    return element("Header", sender, element("SentDateTime", day))

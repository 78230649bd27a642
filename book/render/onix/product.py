"""A product of the message: one format of the edition."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from book.model import Accessibility, Edition, Imprint
from book.render.onix.codes import DATE_FORMATS
from book.render.onix.collateral import collateral_elements
from book.render.onix.description import (
    BYTES,
    FILE_SIZE,
    PAGE_COUNT,
    PAGES,
    book_elements,
    extent,
    format_elements,
    printed_elements,
)
from book.render.onix.elements import Element, element
from book.render.onix.subjects import audience_elements, subject_elements
from book.text.isbn import isbn_digits, print_isbn

ISBN_13, URN = "15", "22"  # list 5
OWN_SCHEME = "01"  # list 16


@dataclass(frozen=True, slots=True)
class Product:
    """A product: `kind`, one of all `kinds`, is "print", "pdf" or "epub".

    `sizes` are those of the files.
    """

    edition: Edition
    kind: str
    kinds: tuple[str, ...]
    sizes: dict[str, int]
    pages: int
    access: Accessibility


def product_name(edition: Edition, kind: str) -> str:
    """Return the URN of a format, derived from the edition's (RFC 9562, 5.5: name-based)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{edition.imprint.identifier}#{kind}')}"


def product_element(product: Product) -> Element:
    edition, imprint = product.edition, product.edition.imprint
    name = product_name(edition, product.kind)
    return element(
        "Product",
        element("RecordReference", name),
        element("NotificationType", "03"),  # list 1: confirmed on publication
        *_identifiers(edition, product.kind),
        element("DescriptiveDetail", *_descriptive_elements(product)),
        *_collateral(edition),
        _publishing(imprint),
        element("RelatedMaterial", *_related_elements(product)),
        element("ProductSupply", _supply(imprint, product.kind)),
    )


def _collateral(edition: Edition) -> Iterator[Element]:
    if parts := list(collateral_elements(edition)):
        yield element("CollateralDetail", *parts)


def _identifiers(edition: Edition, kind: str) -> Iterator[Element]:
    """Yield the names of a product: its ISBN, if it has one, and its URN."""
    imprint = edition.imprint
    isbn = print_isbn(imprint) if kind == "print" else dict(imprint.isbns.stated).get(kind, "")
    if isbn:
        yield _identifier(ISBN_13, isbn_digits(isbn))
    yield _identifier(URN, product_name(edition, kind))


def _identifier(scheme: str, value: str) -> Element:
    kind = element("ProductIDType", scheme)
    return element("ProductIdentifier", kind, element("IDValue", value))


def _descriptive_elements(product: Product) -> Iterator[Element]:
    edition, kind = product.edition, product.kind
    if kind == "print":
        yield from printed_elements(edition.trim)
    else:
        yield from format_elements(edition, kind, product.access)
    yield from book_elements(edition)
    if kind != "epub":
        yield extent(PAGE_COUNT, product.pages, PAGES)
    if kind in product.sizes:
        yield extent(FILE_SIZE, product.sizes[kind], BYTES)
    yield from subject_elements(edition.imprint)
    yield from audience_elements(edition.imprint)


def _publishing(imprint: Imprint) -> Element:
    return element(
        "PublishingDetail",
        _publisher(imprint),
        element("PublishingStatus", "04"),  # list 64: active
        _date(imprint.date),
    )


def _publisher(imprint: Imprint) -> Element:
    role = element("PublishingRole", "01")  # list 45: publisher
    name = element("PublisherName", imprint.publisher)
    websites = [_website(imprint.url)] if imprint.url else []
    return element("Publisher", role, name, *websites)


def _website(url: str) -> Element:
    role = element("WebsiteRole", "02")  # list 73: publisher's site for this work
    return element("Website", role, element("WebsiteLink", url))


def _date(date: str) -> Element:
    role = element("PublishingDateRole", "01")  # list 163: publication
    digits = element("Date", date.replace("-", ""), dateformat=DATE_FORMATS[len(date)])
    return element("PublishingDate", role, digits)


def _related_elements(product: Product) -> Iterator[Element]:
    """Yield the edition as a work, and the other products."""
    yield _work(product.edition.imprint.identifier)
    for kind in product.kinds:
        if kind != product.kind:
            code = element("ProductRelationCode", _relation(product.kind, kind))
            yield element("RelatedProduct", code, *_identifiers(product.edition, kind))


def _relation(kind: str, other: str) -> str:
    """Return what another product is to one (list 51)."""
    if kind == "print":
        return "27"  # electronic version available as
    return "13" if other == "print" else "06"  # e-publication based on; alternative format


def _work(identifier: str) -> Element:
    return element(
        "RelatedWork",
        element("WorkRelationCode", "01"),  # list 164: manifestation of
        element(
            "WorkIdentifier",
            element("WorkIDType", OWN_SCHEME),
            element("IDTypeName", "URN"),
            element("IDValue", identifier),
        ),
    )


def _supply(imprint: Imprint, kind: str) -> Element:
    """Offer a file free of charge; of the printed book, only say who knows its price."""
    availability, price = ("99", "04") if kind == "print" else ("20", "01")
    role = element("SupplierRole", "09")  # list 93: publisher to end-customers
    return element(
        "SupplyDetail",
        element("Supplier", role, element("SupplierName", imprint.publisher)),
        element("ProductAvailability", availability),  # list 65: contact supplier, available
        element("UnpricedItemType", price),  # list 57: contact supplier, free of charge
    )

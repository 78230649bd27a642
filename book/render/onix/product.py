"""A product of the message: one format of the edition."""

import re
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
)
from book.render.onix.elements import Element, element

ISBN = "urn:isbn:"
ISBN_13, URN = "15", "22"  # list 5
OWN_SCHEME = "01"  # list 16


@dataclass(frozen=True, slots=True)
class Product:
    """A format of an edition: `kind` is "pdf" or "epub"; `sizes` are those of all formats."""

    edition: Edition
    kind: str
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
        _identifier(URN, name),
        element("DescriptiveDetail", *_descriptive_elements(product)),
        *_collateral(edition),
        _publishing(imprint),
        element("RelatedMaterial", *_related_elements(product)),
        element("ProductSupply", _supply(imprint)),
    )


def _collateral(edition: Edition) -> Iterator[Element]:
    if parts := list(collateral_elements(edition)):
        yield element("CollateralDetail", *parts)


def _identifier(scheme: str, value: str) -> Element:
    kind = element("ProductIDType", scheme)
    return element("ProductIdentifier", kind, element("IDValue", value))


def _descriptive_elements(product: Product) -> Iterator[Element]:
    yield from format_elements(product.edition, product.kind, product.access)
    yield from book_elements(product.edition)
    if product.kind == "pdf":
        yield extent(PAGE_COUNT, product.pages, PAGES)
    yield extent(FILE_SIZE, product.sizes[product.kind], BYTES)


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
    """Yield the edition as a work, its print edition if it has an ISBN, and the other formats."""
    identifier = product.edition.imprint.identifier
    yield _work(identifier)
    if identifier.lower().startswith(ISBN):
        yield _print_edition(identifier)
    yield from (_format(product, kind) for kind in product.sizes if kind != product.kind)


def _print_edition(urn: str) -> Element:
    isbn = _identifier(ISBN_13, re.sub(r"\D", "", urn))
    return _related_product("13", isbn)  # list 51: e-publication based on the printed product


def _format(product: Product, kind: str) -> Element:
    name = product_name(product.edition, kind)
    return _related_product("06", _identifier(URN, name))  # list 51: alternative format


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


def _related_product(relation: str, identifier: Element) -> Element:
    code = element("ProductRelationCode", relation)
    return element("RelatedProduct", code, identifier)


def _supply(imprint: Imprint) -> Element:
    role = element("SupplierRole", "09")  # list 93: publisher to end-customers
    return element(
        "SupplyDetail",
        element("Supplier", role, element("SupplierName", imprint.publisher)),
        element("ProductAvailability", "20"),  # list 65: available
        element("UnpricedItemType", "01"),  # list 57: free of charge
    )

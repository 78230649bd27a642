"""Read what the package of an e-book states of the book."""

from dataclasses import dataclass

from lxml import etree

PACKAGE = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class PackageStatement:
    """A statement of the metadata, with those that refine it."""

    name: str
    value: str
    scheme: str = ""
    refinements: tuple["PackageStatement", ...] = ()


def read_statements(package: etree._Element) -> tuple[PackageStatement, ...]:
    """Return the statements about the book, in order (EPUB 3.3, 5.5).

    The statement of EPUB 2 that names the cover is left out.
    """
    metadata = package.find(f"{PACKAGE}metadata")
    elements = () if metadata is None else tuple(metadata.iterchildren("*"))
    return tuple(_statements(elements, ""))


def _statements(elements: tuple[etree._Element, ...], about: str) -> list[PackageStatement]:
    return [
        PackageStatement(
            _name(element),
            " ".join((element.text or "").split()),
            element.get("scheme", ""),
            tuple(_statements(elements, f"#{element.get('id')}")) if element.get("id") else (),
        )
        for element in elements
        if element.get("refines", "") == about and not element.get("name")
    ]


def _name(element: etree._Element) -> str:
    if element.tag == f"{PACKAGE}meta":
        return element.get("property", "")
    return str(element.tag).replace(DC, "dc:")

"""Render the catalog as OPDS 1.2, an Atom feed (RFC 4287)."""

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from book.render.opds.catalog import (
    CatalogPage,
    SortedRecords,
    latest,
    links_from_above,
    page_file,
)
from book.render.opds.record import Record
from book.render.opds.vocabulary import (
    ABSTRACT,
    ATOM_TYPE,
    AUDIENCE,
    CONTRIBUTORS,
    IMAGE,
    ISSUED,
    JSON_TYPE,
    RIGHTS,
    THUMBNAIL,
)

ATOM, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/terms/}"
NAMESPACES = {
    None: "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/terms/",
    "opds": "http://opds-spec.org/2010/catalog",
}
Element = etree._Element  # the only name that lxml has for the type


def render_opds1(page: CatalogPage, title: str) -> bytes:
    """Return a page of an acquisition feed with complete entries (1.2, 2.1, 2.2.2 and 5.1.2).

    The first is the root of the catalog.
    """
    feed = etree.Element(ATOM + "feed", nsmap=NAMESPACES)
    _add_metadata(feed, page, title)
    for folder, record in page.records:
        feed.append(_entry(folder, record))
    etree.indent(feed, " ")
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8") + b"\n"


def _add_metadata(feed: Element, page: CatalogPage, title: str) -> None:
    """Add what the feed says of itself; all pages are of one feed, and have its id."""
    base, number = page.base, page.number
    _add(feed, "id", f"{base}opds.xml" if base else _urn(title))
    _add(feed, "title", title)
    _add(feed, "updated", latest(page.records))
    _add(_add(feed, "author"), "name", _publisher(page.records) or title)
    for relation, other in {"self": number, "start": 1, **page.others}.items():
        _add_link(feed, relation, f"{base}{page_file('opds.xml', other)}", ATOM_TYPE)
    _add_link(feed, "alternate", f"{base}{page_file('opds.json', number)}", JSON_TYPE)
    _add_link(feed, "alternate", f"{base}{page_file('index.html', number)}", "text/html")


def _add_link(feed: Element, relation: str, address: str, media_type: str) -> None:
    _add(feed, "link", rel=relation, href=address, type=media_type)


def _urn(title: str) -> str:
    """Return an id for a catalog without an address, derived from its title."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'catalogue:{title}')}"


def _publisher(publications: SortedRecords) -> str:
    """Return the publisher of the latest edition; "" without editions."""
    if not publications:
        return ""
    _, record = publications[0]
    return str(record["metadata"].get("publisher", {}).get("name", ""))


def _entry(folder: str, record: Record) -> Element:
    """Return an entry; Dublin Core only says what Atom cannot (OPDS 1.2, 5.1.1)."""
    metadata = record["metadata"]
    entry = etree.Element(ATOM + "entry", nsmap=NAMESPACES)
    _add_atom(entry, metadata)
    _add_dublin_core(entry, metadata)
    _add_descriptions(entry, metadata)
    for subject in metadata.get("subject", ()):
        code, scheme, name = subject["code"], subject["scheme"], subject["name"]
        _add(entry, "category", term=code, scheme=scheme, label=name)
    for link in _links(folder, record):
        _add(entry, "link", **link)
    return entry


def _add_descriptions(entry: Element, metadata: Record) -> None:
    """Add the short description as the summary; the long one is the content, if there are two."""
    long, short = metadata.get("description", ""), metadata.get(ABSTRACT, "")
    if short or long:
        _add(entry, "summary", short or long, type="text")
    if short:
        _add(entry, "content", long, type="text")


def _add_atom(entry: Element, metadata: Record) -> None:
    title, subtitle = metadata["title"], metadata.get("subtitle", "")
    _add(entry, "title", f"{title}: {subtitle}" if subtitle else title)
    _add(entry, "id", metadata["identifier"])
    _add(entry, "updated", metadata["modified"])
    _add(entry, "published", metadata["published"])
    _add_people(entry, metadata)
    if metadata.get(RIGHTS):
        _add(entry, "rights", metadata[RIGHTS])


def _add_people(entry: Element, metadata: Record) -> None:
    for author in metadata["author"]:
        _add(_add(entry, "author"), "name", author["name"])
    for role in CONTRIBUTORS:
        for person in metadata.get(role, ()):
            _add(_add(entry, "contributor"), "name", person["name"])


def _add_dublin_core(entry: Element, metadata: Record) -> None:
    _add(entry, DC + "identifier", metadata["identifier"])
    _add(entry, DC + "language", metadata["language"])
    if publisher := metadata.get("publisher"):
        _add(entry, DC + "publisher", publisher["name"])
    _add(entry, DC + "issued", metadata[ISSUED])
    for name in metadata.get(AUDIENCE, ()):
        _add(entry, DC + "audience", name)


def _links(folder: str, record: Record) -> Iterator[dict[str, str]]:
    """Yield the links of an entry: its image, its thumbnail, then page and formats."""
    yield from _image_links(links_from_above(folder, record["images"]))
    for link in links_from_above(folder, record["links"]):
        if link["rel"] == "self":
            continue  # the record itself, which is no Atom entry
        size = {"length": str(link["size"])} if "size" in link else {}
        yield {"rel": link["rel"], "href": link["href"], "type": link["type"], **size}


def _image_links(images: list[Record]) -> Iterator[dict[str, str]]:
    """Yield the widest picture as the image, and the narrowest as the thumbnail."""
    if images:
        images = sorted(images, key=lambda image: int(image["width"]))
        for rel, image in ((IMAGE, images[-1]), (THUMBNAIL, images[0])):
            yield {"rel": rel, "href": image["href"], "type": image["type"]}


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Append an element of Atom's namespace, unless the name has another, and return it."""
    child = etree.SubElement(parent, name if name.startswith("{") else ATOM + name, attributes)
    if text:
        child.text = text
    return child

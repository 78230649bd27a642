"""Read what an EPUB says of its accessibility: the page, the catalogue and the shops' record say the same, as they have it from there."""

import io
import zipfile

from lxml import etree

from book.model import Accessibility

OPF = {
    "opf": "http://www.idpf.org/2007/opf",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def read_accessibility(content: bytes) -> Accessibility:
    """Read the package's metadata (EPUB Accessibility 1.1, 2.2 and 4.3); a statement with `refines` is about something else."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"), PARSER)
        package = etree.fromstring(
            archive.read(container.xpath("string(//c:rootfile/@full-path)", namespaces=OPF)), PARSER
        )
    metadata = package.find("opf:metadata", OPF)
    said: dict[str, list[str]] = {}
    for element in () if metadata is None else metadata.iterfind("opf:meta[@property]", OPF):
        if not element.get("refines"):
            said.setdefault(element.get("property", ""), []).append(
                " ".join("".join(element.itertext()).split())
            )
    summary = (
        None
        if metadata is None
        else metadata.find("opf:meta[@property='schema:accessibilitySummary']", OPF)
    )
    return Accessibility(
        modes=tuple(said.get("schema:accessMode", ())),
        sufficient=tuple(
            tuple(mode.strip() for mode in modes.split(","))
            for modes in said.get("schema:accessModeSufficient", ())
        ),
        features=tuple(said.get("schema:accessibilityFeature", ())),
        hazards=tuple(said.get("schema:accessibilityHazard", ())),
        summary=next(iter(said.get("schema:accessibilitySummary", ())), ""),
        language=_language(summary) if summary is not None else "",
        conforms_to=tuple(said.get("dcterms:conformsTo", ())),
        certified_by=tuple(said.get("a11y:certifiedBy", ())),
    )


def _language(element: etree._Element) -> str:
    tagged = (found.get(LANGUAGE) for found in (element, *element.iterancestors()))
    return next((language for language in tagged if language), "")

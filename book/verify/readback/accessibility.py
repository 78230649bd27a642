"""Read what an EPUB says of its accessibility.

The download page, the catalog and the record for shops repeat it; they have it from here.
"""

import io
import zipfile

from lxml import etree

from book.model import Accessibility
from book.verify.readback.epub import OPF, read_package
from book.verify.readback.tei import squeezed_text

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SUMMARY = "opf:meta[@property='schema:accessibilitySummary']"
Statements = dict[str, list[str]]


def read_accessibility(content: bytes) -> Accessibility:
    """Return the statements of a package's metadata (EPUB Accessibility 1.1, 2.2 and 4.3).

    Statements with `refines` are left out, as they are about something else.
    """
    metadata = _read_metadata(content)
    statements = _statements(metadata)
    return Accessibility(
        modes=tuple(statements.get("schema:accessMode", ())),
        sufficient=tuple(map(_split_modes, statements.get("schema:accessModeSufficient", ()))),
        features=tuple(statements.get("schema:accessibilityFeature", ())),
        hazards=tuple(statements.get("schema:accessibilityHazard", ())),
        summary=next(iter(statements.get("schema:accessibilitySummary", ())), ""),
        language=_summary_language(metadata),
        conforms_to=tuple(statements.get("dcterms:conformsTo", ())),
        certified_by=tuple(statements.get("a11y:certifiedBy", ())),
    )


def _read_metadata(content: bytes) -> etree._Element | None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _, package = read_package(archive)
    return package.find("opf:metadata", OPF)


def _statements(metadata: etree._Element | None) -> Statements:
    """Return the values of each property, without those that refine something."""
    statements: Statements = {}
    for element in () if metadata is None else metadata.iterfind("opf:meta[@property]", OPF):
        if not element.get("refines"):
            statements.setdefault(element.get("property", ""), []).append(squeezed_text(element))
    return statements


def _split_modes(modes: str) -> tuple[str, ...]:
    return tuple(mode.strip() for mode in modes.split(","))


def _summary_language(metadata: etree._Element | None) -> str:
    """Return the language of the summary: its own, or that of the nearest ancestor with one."""
    summary = None if metadata is None else metadata.find(SUMMARY, OPF)
    return "" if summary is None else _language(summary)


def _language(element: etree._Element) -> str:
    languages = (each.get(LANGUAGE) for each in (element, *element.iterancestors()))
    return next((language for language in languages if language), "")

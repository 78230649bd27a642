"""The edition for the book trade: an ONIX for Books 3.0 message, with a product for each format that is sold by itself.

The codes are EDItEUR's, issue 72 and before; a comment names what each one says, and its list. Dates are the edition's own.
"""

import re
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from langcodes import Language
from lxml import etree

from book.model import Accessibility, ContentsList, Edition
from book.text.contributors import ARTICLE, credits_of
from book.text.inlines import text_of, without_calls

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"
ISBN = "urn:isbn:"
DATE_FORMATS = {
    4: "05",
    7: "01",
    10: "00",
}  # list 55: YYYY, YYYYMM, YYYYMMDD; by the length of an ISO date
# List 17, by MARC relators; what has no code there is Z99, other.
ROLES = {
    "aut": "A01",
    "bkd": "A11",
    "ill": "A12",
    "art": "A12",
    "pht": "A13",
    "wpr": "A15",
    "aft": "A19",
    "ann": "A20",
    "cmm": "A21",
    "cwt": "A21",
    "aui": "A23",
    "ctb": "A32",
    "cov": "A36",
    "edt": "B01",
    "red": "B01",
    "trl": "B06",
    "com": "C01",
}
FORMS = {"epub": "E101", "pdf": "E107"}  # list 175
# List 196, by the terms of schema.org that an e-book says of itself; what has no code there is left to the summary.
FEATURES = {
    "tableOfContents": "11",
    "index": "12",
    "readingOrder": "13",
    "alternativeText": "14",
    "longDescription": "15",
    "MathML": "17",
    "pageBreakMarkers": "19",
    "printPageNumbers": "19",
    "synchronizedAudioText": "20",
    "ttsMarkup": "21",
    "structuralNavigation": "29",
    "ARIA": "30",
    "displayTransformability": "36",
    "pageNavigation": "41",
}
# List 143, by the same vocabulary.
HAZARDS = {
    "none": "00",
    "flashing": "13",
    "noFlashingHazard": "14",
    "sound": "15",
    "noSoundHazard": "16",
    "motionSimulation": "17",
    "noMotionSimulationHazard": "18",
    "unknownFlashingHazard": "24",
    "unknownSoundHazard": "25",
    "unknownMotionSimulationHazard": "26",
}
CONFORMANCE = (  # list 196, by words of the statement that EPUB Accessibility 1.1 §2.3 prescribes
    (re.compile(r"EPUB Accessibility 1\.1"), "04"),
    (re.compile(r"WCAG 2\.0"), "80"),
    (re.compile(r"WCAG 2\.1"), "81"),
    (re.compile(r"WCAG 2\.2"), "82"),
    (re.compile(r"Level A\b(?!A)"), "84"),
    (re.compile(r"Level AA\b(?!A)"), "85"),
    (re.compile(r"Level AAA\b"), "86"),
)
# What veraPDF and the reading of the PDF's structure prove of each edition before it is published: PDF/UA-1, contents, one
# order of reading, pictures with their words, languages, headings, text for a reader without sight. No lock is on it.
PDF_FEATURES = ("05", "10", "11", "13", "14", "22", "29", "52")

Element = etree._Element


def render_onix(
    edition: Edition, sizes: dict[str, int], pages: int, access: Accessibility
) -> bytes:
    """Write the message. `sizes` are the bytes of the formats "pdf" and "epub" that are published, `pages` those of the PDF."""
    root = etree.Element("ONIXMessage", {"release": "3.0"}, {None: NAMESPACE})
    header = _add(root, "Header")
    _add(_add(header, "Sender"), "SenderName", edition.imprint.publisher)
    _add(header, "SentDateTime", (edition.imprint.date.replace("-", "") + "0101")[:8])
    for kind in ("pdf", "epub"):
        if kind in sizes:
            root.append(_Product(edition, kind, sizes, pages, access).element())
    etree.indent(root, " ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def product_name(edition: Edition, kind: str) -> str:
    """Name a format of the edition by a URN of its own, which follows from the edition's (RFC 9562, 5.5: name-based)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{edition.imprint.identifier}#{kind}')}"


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    element = etree.SubElement(parent, name, attributes)
    if text:
        element.text = text
    return element


class _Product:
    """One format of the edition."""

    def __init__(
        self, edition: Edition, kind: str, sizes: dict[str, int], pages: int, access: Accessibility
    ) -> None:
        self.edition, self.kind, self.sizes, self.pages, self.access = (
            edition,
            kind,
            sizes,
            pages,
            access,
        )

    def element(self) -> Element:
        product = etree.Element("Product")
        _add(product, "RecordReference", product_name(self.edition, self.kind))
        _add(product, "NotificationType", "03")  # list 1: confirmed on publication
        self.identifier(product, self.kind)
        self.description(_add(product, "DescriptiveDetail"))
        self.collateral(product)
        self.publishing(_add(product, "PublishingDetail"))
        self.related(_add(product, "RelatedMaterial"))
        self.supply(_add(_add(product, "ProductSupply"), "SupplyDetail"))
        return product

    def identifier(self, parent: Element, kind: str) -> None:
        found = _add(parent, "ProductIdentifier")
        _add(found, "ProductIDType", "22")  # list 5: URN
        _add(found, "IDValue", product_name(self.edition, kind))

    def description(self, detail: Element) -> None:
        _add(detail, "ProductComposition", "00")  # list 2: single item
        _add(detail, "ProductForm", "ED")  # list 150: digital download
        _add(detail, "ProductFormDetail", FORMS[self.kind])
        for kind, value, words in self.features():
            feature = _add(detail, "ProductFormFeature")
            _add(feature, "ProductFormFeatureType", kind)
            _add(feature, "ProductFormFeatureValue", value)
            if words:
                _add(feature, "ProductFormFeatureDescription", words)
        _add(detail, "PrimaryContentType", "10")  # list 81: text
        _add(detail, "EpubTechnicalProtection", "00")  # list 144: none
        self.series(detail)
        self.title(detail)
        self.contributors(detail)
        self.languages(detail)
        if self.kind == "pdf":
            self.extent(
                detail, "11", self.pages, "03"
            )  # list 23: content page count; list 24: pages
        self.extent(detail, "22", self.sizes[self.kind], "17")  # file size, bytes

    def features(self) -> Iterator[tuple[str, str, str]]:
        """List the features: list 79's type, value, words. 09: accessibility, 12: hazards, 15: version of the format."""
        if self.kind == "pdf":
            has_index = any(division.kind == "index" for division in self.edition.divisions)
            yield from (
                ("09", code, "")
                for code in sorted((*PDF_FEATURES, *(("12",) if has_index else ())))
            )
            yield "12", "00", ""
            return
        yield "15", "101F", ""  # list 220: EPUB 3.3
        yield from (
            ("09", code, words) for code, words in sorted(self.epub_accessibility().items())
        )
        yield from (
            ("12", HAZARDS[hazard], "") for hazard in self.access.hazards if hazard in HAZARDS
        )

    def epub_accessibility(self) -> dict[str, str]:
        """Write what the e-book says of itself in codes of list 196; without a word of it, that it is not known."""
        access = self.access
        said = {FEATURES[feature]: "" for feature in access.features if feature in FEATURES}
        said |= {
            code: ""
            for pattern, code in CONFORMANCE
            if any(pattern.search(claim) for claim in access.conforms_to)
        }
        if ("textual",) in access.sufficient:
            said["52"] = ""
        if not said:
            return {"08": ""}
        # The files have no lock, and their language is always tagged.
        said |= {"10": "", "22": ""} | ({"00": access.summary} if access.summary else {})
        return said | ({"90": ", ".join(access.certified_by)} if access.certified_by else {})

    def series(self, detail: Element) -> None:
        imprint = self.edition.imprint
        if not imprint.series:
            return
        collection = _add(detail, "Collection")
        _add(collection, "CollectionType", "10")  # list 148: publisher collection
        title = _add(collection, "TitleDetail")
        _add(title, "TitleType", "01")
        element = _add(title, "TitleElement")
        _add(element, "TitleElementLevel", "02")  # list 149: collection
        if imprint.series_number:
            _add(element, "PartNumber", imprint.series_number)
        _add(element, "TitleText", imprint.series)

    def title(self, detail: Element) -> None:
        title = _add(detail, "TitleDetail")
        _add(title, "TitleType", "01")  # list 15: distinctive title
        element = _add(title, "TitleElement")
        _add(element, "TitleElementLevel", "01")  # list 149: product
        _add(element, "TitleText", self.edition.imprint.title)
        if self.edition.imprint.subtitle:
            _add(element, "Subtitle", self.edition.imprint.subtitle)

    def contributors(self, detail: Element) -> None:
        for number, credit in enumerate(credits_of(self.edition), 1):
            is_council = (
                ARTICLE.fullmatch(credit.name) is not None
            )  # a name with an article is no person's
            contributor = _add(detail, "Contributor")
            _add(contributor, "SequenceNumber", str(number))
            _add(contributor, "ContributorRole", ROLES.get(credit.role, "Z99"))
            _add(contributor, "CorporateName" if is_council else "PersonName", credit.name)
            if credit.sort != credit.name:
                _add(
                    contributor,
                    "CorporateNameInverted" if is_council else "PersonNameInverted",
                    credit.sort,
                )

    def languages(self, detail: Element) -> None:
        tag = Language.get(self.edition.imprint.language)
        language = _add(detail, "Language")
        _add(language, "LanguageRole", "01")  # list 22: language of text
        _add(language, "LanguageCode", tag.to_alpha3(variant="B"))  # list 74: ISO 639-2/B
        if tag.territory and tag.territory.isalpha():
            _add(language, "CountryCode", tag.territory)

    def extent(self, detail: Element, kind: str, value: int, unit: str) -> None:
        extent = _add(detail, "Extent")
        _add(extent, "ExtentType", kind)
        _add(extent, "ExtentValue", str(value))
        _add(extent, "ExtentUnit", unit)

    def collateral(self, product: Element) -> None:
        """Add description and contents as texts (list 153: 03, 04), and the cover where it can be had."""
        imprint = self.edition.imprint
        detail = _add(product, "CollateralDetail")
        for kind, words in (("03", imprint.description), ("04", self.contents())):
            if words:
                content = _add(detail, "TextContent")
                _add(content, "TextType", kind)
                _add(content, "ContentAudience", "00")  # list 154: unrestricted
                _add(
                    content,
                    "Text",
                    words,
                    language=Language.get(imprint.language).to_alpha3(variant="B"),
                )
        if imprint.url:
            cover = _add(detail, "SupportingResource")
            _add(cover, "ResourceContentType", "01")  # list 158: front cover
            _add(cover, "ContentAudience", "00")
            _add(cover, "ResourceMode", "03")  # list 159: image
            version = _add(cover, "ResourceVersion")
            _add(version, "ResourceForm", "01")  # list 161: linkable
            _add(version, "ResourceLink", f"{imprint.url}cover.png")
        if not len(detail):
            product.remove(detail)

    def contents(self) -> str:
        lists = (b for d in self.edition.divisions for b in d.blocks if isinstance(b, ContentsList))
        entries = (entry for found in lists for entry in found.entries)
        return "; ".join(
            (f"{e.label}. " if e.label else "") + text_of(without_calls(e.title)) for e in entries
        )

    def publishing(self, detail: Element) -> None:
        imprint = self.edition.imprint
        publisher = _add(detail, "Publisher")
        _add(publisher, "PublishingRole", "01")  # list 45: publisher
        _add(publisher, "PublisherName", imprint.publisher)
        if imprint.url:
            website = _add(publisher, "Website")
            _add(website, "WebsiteRole", "02")  # list 73: publisher's site for this work
            _add(website, "WebsiteLink", imprint.url)
        _add(detail, "PublishingStatus", "04")  # list 64: active
        date = _add(detail, "PublishingDate")
        _add(date, "PublishingDateRole", "01")  # list 163: publication
        _add(
            date, "Date", imprint.date.replace("-", ""), dateformat=DATE_FORMATS[len(imprint.date)]
        )

    def related(self, material: Element) -> None:
        """Name the edition as the work that this is a form of, its print edition if it has an ISBN, and the other format."""
        identifier = self.edition.imprint.identifier
        work = _add(material, "RelatedWork")
        _add(work, "WorkRelationCode", "01")  # list 164: manifestation of
        found = _add(work, "WorkIdentifier")
        _add(found, "WorkIDType", "01")  # list 16: a scheme of its own, here that of URNs
        _add(found, "IDTypeName", "URN")
        _add(found, "IDValue", identifier)
        if identifier.lower().startswith(ISBN):
            printed = _add(material, "RelatedProduct")
            _add(
                printed, "ProductRelationCode", "13"
            )  # list 51: e-publication based on the printed product
            found = _add(printed, "ProductIdentifier")
            _add(found, "ProductIDType", "15")  # list 5: ISBN-13
            _add(found, "IDValue", re.sub(r"\D", "", identifier))
        for kind in (kind for kind in self.sizes if kind != self.kind):
            other = _add(material, "RelatedProduct")
            _add(other, "ProductRelationCode", "06")  # alternative format
            self.identifier(other, kind)

    def supply(self, detail: Element) -> None:
        supplier = _add(detail, "Supplier")
        _add(supplier, "SupplierRole", "09")  # list 93: publisher to end-customers
        _add(supplier, "SupplierName", self.edition.imprint.publisher)
        _add(detail, "ProductAvailability", "20")  # list 65: available
        _add(detail, "UnpricedItemType", "01")  # list 57: free of charge

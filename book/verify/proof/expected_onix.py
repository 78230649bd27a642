"""Write what the record for the book trade must say, element by element (ONIX for Books 3.0).

The numbers are codes of EDItEUR's lists. The tables repeat those of `book/render/onix`, because a
proof that shared them would share their mistakes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from book.model import Accessibility, ContentsList, Edition
from book.text.inlines import text_of, without_calls
from book.text.traversal import blocks_of_type
from book.verify.proof.expected_onix_details import expect_contributors, expect_subjects
from book.verify.proof.expected_records import RecordFacts
from book.verify.proof.expected_references import digits_of, printed_isbn

if TYPE_CHECKING:
    from langcodes import Language

Fact = tuple[str, str]  # the names of an element and of those around it, and its text
FILES = ("pdf", "epub")
# List 196, by what the e-book says of itself.
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
CLAIMS = (
    *(("EPUB Accessibility 1.1", "04"), ("WCAG 2.0", "80"), ("WCAG 2.1", "81"), ("WCAG 2.2", "82")),
    *(("Level A", "84"), ("Level AA", "85"), ("Level AAA", "86")),
)
# List 143.
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
# What is proven of every PDF: PDF/UA-1, not locked, contents, reading order, pictures described,
# languages, headings, all is text.
OF_PDF = {"05", "10", "11", "13", "14", "22", "29", "52"}
INDEX = "12"
DATE_FORMATS = {4: "05", 7: "01", 10: "00"}  # list 55, by the length of a date


def expect_onix(edition: Edition, facts: RecordFacts) -> list[Fact]:
    """Return the texts of all elements of the message, with the names of those around them."""
    date = f"{edition.imprint.date.replace('-', '')}0101"[:8]
    header = [("Sender/SenderName", edition.imprint.publisher), ("SentDateTime", date)]
    products = (
        fact
        for kind in _kinds(edition, facts)
        for fact in _within("Product", _ExpectedProduct(edition, facts, kind).facts())
    )
    return [*_within("Header", header), *products]


def _kinds(edition: Edition, facts: RecordFacts) -> list[str]:
    """Return the products: the printed book if it has an ISBN, and the files."""
    printed = ["print"] if printed_isbn(edition) else []
    return printed + [kind for kind in FILES if facts.file(kind)]


def _within(name: str, facts: Iterator[Fact] | list[Fact]) -> Iterator[Fact]:
    return ((f"{name}/{path}", text) for path, text in facts)


@dataclass(frozen=True, slots=True)
class _ExpectedProduct:
    edition: Edition
    record: RecordFacts
    kind: str

    def facts(self) -> Iterator[Fact]:
        name = self.urn(self.kind)
        yield "RecordReference", name
        yield "NotificationType", "03"
        yield from self.identifiers(self.kind)
        yield from _within("DescriptiveDetail", self.description())
        yield from _within("CollateralDetail", self.collateral())
        yield from _within("PublishingDetail", self.publishing())
        yield from _within("RelatedMaterial", self.related())
        supply = "ProductSupply/SupplyDetail"
        yield f"{supply}/Supplier/SupplierRole", "09"
        yield f"{supply}/Supplier/SupplierName", self.edition.imprint.publisher
        yield f"{supply}/ProductAvailability", "99" if self.kind == "print" else "20"
        yield f"{supply}/UnpricedItemType", "04" if self.kind == "print" else "01"

    def identifiers(self, kind: str) -> Iterator[Fact]:
        numbers = self.edition.imprint.isbns
        named = {"print": printed_isbn(self.edition), "pdf": numbers.pdf, "epub": numbers.epub}
        if named[kind]:
            yield from _identifier("15", digits_of(named[kind]))
        yield from _identifier("22", self.urn(kind))

    def urn(self, kind: str) -> str:
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{self.edition.imprint.identifier}#{kind}')}"

    def description(self) -> Iterator[Fact]:
        yield "ProductComposition", "00"
        yield from self.paper() if self.kind == "print" else self.file()
        yield from self.titles()
        yield from _within("Contributor", expect_contributors(self.edition))
        yield from _within("Language", self.language())
        file = self.record.file(self.kind)
        sizes = [("11", str(self.record.pages), "03")] if self.kind != "epub" else []
        sizes += [("22", str(file.size), "17")] if file else []
        for kind, value, unit in sizes:
            yield "Extent/ExtentType", kind
            yield "Extent/ExtentValue", value
            yield "Extent/ExtentUnit", unit
        yield from expect_subjects(self.edition.imprint)

    def file(self) -> Iterator[Fact]:
        yield "ProductForm", "ED"
        yield "ProductFormDetail", "E107" if self.kind == "pdf" else "E101"
        yield from self.features()
        yield "PrimaryContentType", "10"
        yield "EpubTechnicalProtection", "00"

    def paper(self) -> Iterator[Fact]:
        yield "ProductForm", "BA"
        yield "PrimaryContentType", "10"
        trim = self.edition.trim
        for kind, points in (("01", trim.height), ("02", trim.width)):
            yield "Measure/MeasureType", kind
            yield "Measure/Measurement", str(round(points / 72 * 25.4))
            yield "Measure/MeasureUnitCode", "mm"

    def features(self) -> Iterator[Fact]:
        if self.kind == "pdf":
            has_index = any(division.kind == "index" for division in self.edition.divisions)
            codes = OF_PDF | ({INDEX} if has_index else set())
            features = [("09", code, "") for code in sorted(codes)] + [("12", "00", "")]
        else:
            features = list(_ebook_features(self.record.access))
        for kind, value, description in features:
            yield "ProductFormFeature/ProductFormFeatureType", kind
            yield "ProductFormFeature/ProductFormFeatureValue", value
            if description:
                yield "ProductFormFeature/ProductFormFeatureDescription", description

    def titles(self) -> Iterator[Fact]:
        imprint = self.edition.imprint
        if imprint.series:
            yield "Collection/CollectionType", "10"
            yield "Collection/TitleDetail/TitleType", "01"
            title = "Collection/TitleDetail/TitleElement"
            yield f"{title}/TitleElementLevel", "02"
            if imprint.series_number:
                yield f"{title}/PartNumber", imprint.series_number
            yield f"{title}/TitleText", imprint.series
        yield "TitleDetail/TitleType", "01"
        yield "TitleDetail/TitleElement/TitleElementLevel", "01"
        yield "TitleDetail/TitleElement/TitleText", imprint.title
        if imprint.subtitle:
            yield "TitleDetail/TitleElement/Subtitle", imprint.subtitle

    def language_code(self) -> str:
        return self.tongue().to_alpha3(variant="B")

    def tongue(self) -> "Language":
        """Return the language of the edition, with its names."""
        from langcodes import Language  # takes long to import, and most editions have no publisher

        return Language.get(self.edition.imprint.language)

    def language(self) -> Iterator[Fact]:
        yield "LanguageRole", "01"
        yield "LanguageCode", self.language_code()
        territory = self.tongue().territory or ""
        if territory.isalpha():
            yield "CountryCode", territory

    def collateral(self) -> Iterator[Fact]:
        imprint, code = self.edition.imprint, self.language_code()
        long = imprint.long_description.strip()
        descriptions = [("02" if long else "03", imprint.description), ("03", long)]
        for kind, text in (*descriptions, ("04", _contents(self.edition))):
            if text:
                yield "TextContent/TextType", kind
                yield "TextContent/ContentAudience", "00"
                yield "TextContent/Text", f"language={code} {text}"
        if imprint.url:
            yield "SupportingResource/ResourceContentType", "01"
            yield "SupportingResource/ContentAudience", "00"
            yield "SupportingResource/ResourceMode", "03"
            yield "SupportingResource/ResourceVersion/ResourceForm", "01"
            link = f"{imprint.url}cover.png"
            yield "SupportingResource/ResourceVersion/ResourceLink", link

    def publishing(self) -> Iterator[Fact]:
        imprint = self.edition.imprint
        yield "Publisher/PublishingRole", "01"
        yield "Publisher/PublisherName", imprint.publisher
        if imprint.url:
            yield "Publisher/Website/WebsiteRole", "02"
            yield "Publisher/Website/WebsiteLink", imprint.url
        yield "PublishingStatus", "04"
        yield "PublishingDate/PublishingDateRole", "01"
        form, digits = DATE_FORMATS[len(imprint.date)], imprint.date.replace("-", "")
        yield "PublishingDate/Date", f"dateformat={form} {digits}"

    def related(self) -> Iterator[Fact]:
        work = "RelatedWork/WorkIdentifier"
        yield "RelatedWork/WorkRelationCode", "01"
        yield f"{work}/WorkIDType", "01"
        yield f"{work}/IDTypeName", "URN"
        yield f"{work}/IDValue", self.edition.imprint.identifier
        for kind in _kinds(self.edition, self.record):
            if kind != self.kind:
                relation = "27" if self.kind == "print" else "13" if kind == "print" else "06"
                yield "RelatedProduct/ProductRelationCode", relation
                yield from _within("RelatedProduct", self.identifiers(kind))


def _identifier(scheme: str, value: str) -> Iterator[Fact]:
    yield "ProductIdentifier/ProductIDType", scheme
    yield "ProductIdentifier/IDValue", value


def _contents(edition: Edition) -> str:
    lists = blocks_of_type(edition.divisions, ContentsList)
    entries = (entry for contents in lists for entry in contents.entries)
    return "; ".join(
        (f"{entry.label}. " if entry.label else "") + text_of(without_calls(entry.title))
        for entry in entries
    )


def _ebook_features(access: Accessibility) -> Iterator[tuple[str, str, str]]:
    """Yield the type (list 79), the value and the description of each feature of the e-book."""
    yield "15", "101F", ""
    codes = {FEATURES[feature] for feature in access.features if feature in FEATURES}
    claims = " ".join(access.conforms_to)
    codes |= {code for claim, code in CLAIMS if re.search(rf"{re.escape(claim)}\b", claims)}
    if ("textual",) in access.sufficient:
        codes.add("52")
    described = dict.fromkeys(codes, "")
    if codes:
        described |= {"10": "", "22": ""}
        described |= {"00": access.summary} if access.summary else {}
        described |= {"90": ", ".join(access.certified_by)} if access.certified_by else {}
    else:
        described = {"08": ""}
    for code in sorted(described):
        yield "09", code, described[code]
    for hazard in access.hazards:
        if hazard in HAZARDS:
            yield "12", HAZARDS[hazard], ""

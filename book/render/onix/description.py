"""Describe a product: its form, series, title, contributors, language and extent (block 1)."""

from collections.abc import Iterator

from langcodes import Language

from book.model import Accessibility, Contributor, Edition, Imprint, Trim
from book.render.onix.codes import FORMS, OTHER_ROLE, ROLES
from book.render.onix.elements import Element, element
from book.render.onix.features import epub_features, pdf_features
from book.text.contributors import ARTICLE, credits_of

PRODUCT_LEVEL, COLLECTION_LEVEL = "01", "02"  # list 149
PAGE_COUNT, FILE_SIZE = "11", "22"  # list 23
PAGES, BYTES = "03", "17"  # list 24
HEIGHT, WIDTH = "01", "02"  # list 48
MILLIMETERS = 25.4 / 72  # of a point


def language_code(imprint: Imprint) -> str:
    """Return the code of the edition's language (list 74: ISO 639-2/B)."""
    return Language.get(imprint.language).to_alpha3(variant="B")


def format_elements(edition: Edition, kind: str, access: Accessibility) -> Iterator[Element]:
    """Yield what the product is: a file of a format, with its features."""
    yield element("ProductComposition", "00")  # list 2: single item
    yield element("ProductForm", "ED")  # list 150: digital download
    yield element("ProductFormDetail", FORMS[kind])
    features = pdf_features(edition) if kind == "pdf" else epub_features(access)
    yield from (_feature(*feature) for feature in features)
    yield element("PrimaryContentType", "10")  # list 81: text
    yield element("EpubTechnicalProtection", "00")  # list 144: none


def printed_elements(trim: Trim) -> Iterator[Element]:
    """Yield what the printed book is; its binding is not stated."""
    yield element("ProductComposition", "00")  # list 2: single item
    yield element("ProductForm", "BA")  # list 150: book, unspecified
    yield element("PrimaryContentType", "10")  # list 81: text
    for kind, length in ((HEIGHT, trim.height), (WIDTH, trim.width)):
        yield element(
            "Measure",
            element("MeasureType", kind),
            element("Measurement", f"{length * MILLIMETERS:.0f}"),
            element("MeasureUnitCode", "mm"),  # list 50
        )


def _feature(kind: str, value: str, description: str) -> Element:
    feature = element(
        "ProductFormFeature",
        element("ProductFormFeatureType", kind),
        element("ProductFormFeatureValue", value),
    )
    if description:
        feature.append(element("ProductFormFeatureDescription", description))
    return feature


def book_elements(edition: Edition) -> Iterator[Element]:
    """Yield what is the same for all formats: series, title, contributors, language."""
    if edition.imprint.series:
        yield _series(edition.imprint)
    yield _title(edition.imprint)
    for number, credit in enumerate(credits_of(edition), 1):
        yield _contributor(number, credit)
    yield _language(edition.imprint)


def _series(imprint: Imprint) -> Element:
    title = element("TitleElement", element("TitleElementLevel", COLLECTION_LEVEL))
    if imprint.series_number:
        title.append(element("PartNumber", imprint.series_number))
    title.append(element("TitleText", imprint.series))
    kind = element("CollectionType", "10")  # list 148: publisher collection
    return element("Collection", kind, _title_detail(title))


def _title(imprint: Imprint) -> Element:
    title = element(
        "TitleElement",
        element("TitleElementLevel", PRODUCT_LEVEL),
        element("TitleText", imprint.title),
    )
    if imprint.subtitle:
        title.append(element("Subtitle", imprint.subtitle))
    return _title_detail(title)


def _title_detail(title: Element) -> Element:
    return element("TitleDetail", element("TitleType", "01"), title)  # list 15: distinctive title


def _contributor(number: int, credit: Contributor) -> Element:
    role = element("ContributorRole", ROLES.get(credit.role, OTHER_ROLE))
    sequence = element("SequenceNumber", str(number))
    return element("Contributor", sequence, role, *_names(credit))


def _names(credit: Contributor) -> Iterator[Element]:
    # A name with an article is not a person's.
    kind = "CorporateName" if ARTICLE.fullmatch(credit.name) else "PersonName"
    yield element(kind, credit.name)
    if credit.sort != credit.name:
        yield element(f"{kind}Inverted", credit.sort)


def _language(imprint: Imprint) -> Element:
    language = element(
        "Language",
        element("LanguageRole", "01"),  # list 22: language of text
        element("LanguageCode", language_code(imprint)),
    )
    territory = Language.get(imprint.language).territory
    if territory and territory.isalpha():
        language.append(element("CountryCode", territory))
    return language


def extent(kind: str, value: int, unit: str) -> Element:
    """Return an extent; `kind` and `unit` are codes of lists 23 and 24."""
    return element(
        "Extent",
        element("ExtentType", kind),
        element("ExtentValue", str(value)),
        element("ExtentUnit", unit),
    )

"""What a web page says of itself: its language, its elements `meta`, and its linked data.

A page states a fact in several places. Each field is taken from the first place that has it, as
later ones are less exact: linked data, `meta`, what links and elements of the body are called.
"""

import re
from collections.abc import Callable

from book.read.builder import DocumentBuilder
from book.read.facts.linked_data import Stated, read_json_ld, read_microdata
from book.read.html.inlines import stated_language
from book.read.html.names import words_of
from book.read.html.page_names import furniture_name
from book.read.html.parse import Element
from book.text.written_dates import iso_date

RULE = "metadata of the page"
# Dublin Core, schema.org’s, Open Graph’s and Twitter’s properties, and the names that scholarly
# pages and those of the news use.
FIELDS = {
    **dict.fromkeys(
        ("title", "citation_title", "og:title", "book:title", "twitter:title"), "title"
    ),
    **dict.fromkeys(("author", "authors", "creator", "citation_author", "book:author"), "author"),
    **dict.fromkeys(("article:author", "parsely-author", "sailthru.author", "byl"), "author"),
    **dict.fromkeys(("language", "content-language", "citation_language", "og:locale"), "language"),
    **dict.fromkeys(("translator", "citation_translator"), "trl"),
    **dict.fromkeys(("publisher", "citation_publisher", "og:site_name"), "publisher"),
    **dict.fromkeys(("article:published_time", "article:published", "datepublished"), "date"),
    **dict.fromkeys(
        ("citation_publication_date", "citation_date", "parsely-pub-date", "date"), "date"
    ),
    **dict.fromkeys(("issued", "date.issued", "created", "date.created"), "issued"),
    **dict.fromkeys(("pubdate", "publishdate", "publish-date", "publication_date"), "date"),
    **dict.fromkeys(("og:pubdate", "og:published_time", "sailthru.date", "release_date"), "date"),
    **dict.fromkeys(("og:url", "citation_fulltext_html_url"), "url"),
}
PREFIXES = ("dc.", "dcterms.", "dc:", "dcterms:", "dc.terms.")
BY = re.compile(r"^(?:by|von|par|por|di|door|av|af|od|автор:?)\s+", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\s*\([^()]*\)")  # “Anna Weide (awe)”
BETWEEN_NAMES = re.compile(r"\s*[;|/、，]\s*|\s*,\s*|\s+(?:and|und|et|y|e|og|och|en|a|i|&)\s+")
NO_NAME = re.compile(r"https?:|www\.|@|\d{4}")
BYLINE = re.compile(
    r"(?:^|[-_\s])(?:byline|author|authors|authorname)(?:[-_]*(?:name|link))?(?:\s|$)"
)
STAMP = re.compile(r"^(\d{4})-?(\d\d)-?(\d\d)(?:$|[T\s].*)")  # ISO 8601
LONGEST_NAME = 80  # characters
SEVERAL = ("title", "language", "publisher")  # of which each value is a vote
# A site’s name after a title, behind a mark.
SITE = r"(?:\s+[-–—|·»:]\s+|\s*｜\s*){}$"


def note_page(root: Element, markup: str, builder: DocumentBuilder) -> None:
    """Add the facts of a page, given as a tree and as it was written."""
    builder.fact("language", stated_language(root), RULE)
    known: dict[str, list[str]] = {}
    for stated in (read_json_ld(markup), *(place(root) for place in PLACES)):
        _merge(known, stated)
    site = known.get("publisher", [])
    for field, values in known.items():
        for value in dict.fromkeys(_without_site(each, site) for each in values):
            builder.fact(field, value, RULE)


def _merge(known: dict[str, list[str]], stated: Stated) -> None:
    """Add what a place states of fields that no place before it has.

    A publisher that is named as the author gives way to a person whom a later place names.
    """
    found: dict[str, list[str]] = {}
    for field, value in stated:
        values = READ.get(field, _as_it_is)(" ".join(value.split()))
        found.setdefault(field, []).extend(value for value in values if value)
    for field, values in found.items():
        if field == "author" and set(known.get(field, [])) <= set(known.get("publisher", [])):
            known[field] = values or known.get(field, [])
        elif field in SEVERAL or not known.get(field):
            known.setdefault(field, []).extend(values)


# ── The places ───────────────────────────────────────────────────────────────────────────────────


def _meta(root: Element) -> Stated:
    for meta in root.iter("meta"):
        names = meta.get("name") or meta.get("property") or meta.get("http-equiv") or ""
        for name in names.lower().split():
            if field := FIELDS.get(_bare(name)):
                yield field, meta.get("content") or ""


def _bare(name: str) -> str:
    prefix = next((prefix for prefix in PREFIXES if name.startswith(prefix)), "")
    return name.removeprefix(prefix)


def _links(root: Element) -> Stated:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield "url", link.get("href") or ""


def _body(root: Element) -> Stated:
    """Yield the author and the date that elements outside the furniture are called."""
    body = root.find("body")
    for element in () if body is None else body.iter("a", "span", "p", "div", "address", "time"):
        if element.tag == "time":
            kind, value = "date", element.get("datetime") or words_of(element)
        elif (element.get("rel") or "").lower() == "author" or BYLINE.search(_class(element)):
            kind, value = "author", words_of(element)
        else:
            continue
        if not any(furniture_name(each) for each in element.iterancestors()):
            yield kind, value
            if kind == "date":
                return


def _class(element: Element) -> str:
    return (element.get("class") or "").lower()


PLACES: tuple[Callable[[Element], Stated], ...] = (read_microdata, _meta, _links, _body)

# ── The values ───────────────────────────────────────────────────────────────────────────────────


def _as_it_is(value: str) -> list[str]:
    return [value]


def _dates(value: str) -> list[str]:
    """Return a date without the time of day, none if it is no full date.

    >>> _dates("2021-12-29T08:00:00+08:00"), _dates("29. Dezember 2021"), _dates("1907"), _dates("")
    (['2021-12-29'], ['2021-12-29'], ['1907'], [])
    """
    match = STAMP.match(value)
    return (
        ["-".join(match.groups()) if match else iso_date(value)]
        if re.search(r"\d{4}", value)
        else []
    )


def _names(value: str) -> list[str]:
    """Return the names in a value; a comma may divide two, or a family name from a given one.

    >>> _names("By Anna Weide and Karl Ufer"), _names("Weide, Anna"), _names("https://a.example/b")
    (['Anna Weide', 'Karl Ufer'], ['Weide, Anna'], [])
    >>> _names("Anna Weide, Karl Ufer und Jo Au, dpa"), _names("Anna Weide, AFP")
    (['Anna Weide', 'Karl Ufer', 'Jo Au', 'dpa'], ['Anna Weide', 'AFP'])
    """
    bare = IN_BRACKETS.sub("", BY.sub("", value))
    names = [] if NO_NAME.search(bare) else BETWEEN_NAMES.split(bare)
    single = [name for name in names if len(name.split()) < 2 and name.istitle()]
    if single and len(names) == 2:
        names = [bare]
    return [name for name in names if 0 < len(name) <= LONGEST_NAME]


def _addresses(value: str) -> list[str]:
    return [value] if re.match(r"https?://\S+$", value) else []


READ: dict[str, Callable[[str], list[str]]] = {
    "date": _dates,
    "issued": _dates,
    "author": _names,
    "url": _addresses,
}


def _without_site(value: str, sites: list[str]) -> str:
    """Return a title without the name of the site.

    >>> _without_site("The Ferry | River News", ["River News"])
    'The Ferry'
    """
    for site in map(re.escape, sites):
        value = re.sub(SITE.format(site), "", value, flags=re.IGNORECASE) or value
    return value

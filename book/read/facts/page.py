"""What the head of a web page says: its language, and its elements `meta`."""

from book.read.builder import DocumentBuilder
from book.read.html.inlines import stated_language
from book.read.html.parse import Element

RULE = "metadata of the page"
# Dublin Core, schema.org’s and Open Graph’s properties, and the names that scholarly pages use.
FIELDS = {
    **dict.fromkeys(("title", "citation_title", "og:title", "book:title"), "title"),
    **dict.fromkeys(("author", "creator", "citation_author", "book:author"), "author"),
    **dict.fromkeys(("article:author", "parsely-author", "sailthru.author"), "author"),
    **dict.fromkeys(("language", "content-language", "citation_language", "og:locale"), "language"),
    **dict.fromkeys(("translator", "citation_translator"), "translator"),
    **dict.fromkeys(("publisher", "citation_publisher", "og:site_name"), "publisher"),
}
PREFIXES = ("dc.", "dcterms.", "dc:", "dcterms:", "dc.terms.")


def note_page(root: Element, builder: DocumentBuilder) -> None:
    """Add the facts of a page."""
    builder.fact("language", stated_language(root), RULE)
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("http-equiv") or ""
        if field := FIELDS.get(_bare(name.lower())):
            builder.fact(field, meta.get("content") or "", RULE)


def _bare(name: str) -> str:
    prefix = next((prefix for prefix in PREFIXES if name.startswith(prefix)), "")
    return name.removeprefix(prefix)

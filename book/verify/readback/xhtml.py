"""Read the lines of a document of an e-book, with the form and the links of their words."""

import posixpath
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from lxml import etree

from book.text.typography import visible_characters
from book.verify.readback.lines import FormSpan, LineBuilder

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}type"
SVG, MATH = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1998/Math/MathML}"
XLINK = "{http://www.w3.org/1999/xlink}href"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
INLINE_NAMES = "a abbr b bdi cite code del dfn em i ins q rp rt ruby small span strong sub sup u"
INLINE = {XHTML + name for name in INLINE_NAMES.split()} | {MATH + "math"}
HEADINGS = {f"{XHTML}h{level}": f"h{level}" for level in range(1, 7)}
TAGS = {
    **dict.fromkeys(("em", "i"), "emphasis"),
    **dict.fromkeys(("b", "strong"), "strong"),
    "sup": "superscript",
    "sub": "subscript",
    "u": "underline",
    "del": "deletion",
    "ins": "insertion",
    "code": "code",
    "ruby": "ruby",
}
FORM_OF_TAG = {XHTML + tag: kind for tag, kind in TAGS.items()} | {f"{MATH}math": "formula"}
FORM_OF_CLASS = {"small-caps": "small-capitals", "quotation": "quotation", "formula": "formula"}
LINK_KINDS = {"noteref": "call", "glossref": "term"}
Resolve = Callable[[str], str]


def read_lines(body: etree._Element | None, builder: LineBuilder, resolve: Resolve) -> None:
    """Add the lines of a body to a builder.

    `resolve` returns the name of the anchor to which an address leads, and the address itself if it
    leads out of the book.
    """
    if body is not None:
        _Reader(builder, resolve).read(body)
        builder.end_line()


def resolver(path: str) -> Resolve:
    """Return the function that resolves the addresses in the file with this path.

    >>> resolve = resolver("EPUB/text/one.xhtml")
    >>> resolve("#a"), resolve("two.xhtml"), resolve("http://two.example/")
    ('EPUB/text/one.xhtml#a', 'EPUB/text/two.xhtml#', 'http://two.example/')
    """
    folder = posixpath.dirname(path)

    def resolve(address: str) -> str:
        if ":" in address.split("/")[0].split("#")[0]:
            return address
        file, _, fragment = address.partition("#")
        target = posixpath.normpath(posixpath.join(folder, unquote(file))) if file else path
        return f"{target}#{unquote(fragment)}"

    return resolve


class _Reader:
    """Reads elements, from the outermost in."""

    def __init__(self, builder: LineBuilder, resolve: Resolve) -> None:
        self.builder, self.resolve = builder, resolve

    def read(self, element: etree._Element, *, keep: bool = False) -> None:
        """Add an element and what is in it; with `keep`, its white space is shown as it is."""
        tag = element.tag
        if not isinstance(tag, str) or self._alone(element, tag):
            return
        is_block = tag not in INLINE
        if is_block:
            self.builder.end_line(HEADINGS.get(tag, ""))
        self._anchor(element)
        opened = self._begin(element, tag)
        self._inside(element, keep=keep or _keeps_space(element, tag))
        for _ in range(opened):
            self.builder.end()
        if is_block:
            self.builder.end_line()

    def _alone(self, element: etree._Element, tag: str) -> bool:
        """Add an element that has no text of its own, and return whether it is one."""
        if tag == f"{XHTML}br":
            self.builder.line_break()
        elif tag == f"{XHTML}hr":
            self.builder.wordless("scene-break")
        elif tag == f"{XHTML}img":
            source = self.resolve(element.get("src", "")).removesuffix("#")
            spans = (
                FormSpan(0, 0, "words", element.get("alt", "")),
                FormSpan(0, 0, "picture", source),
            )
            self.builder.wordless("picture", *spans)
        elif tag == f"{SVG}svg":
            self.builder.wordless("picture", *self._drawing(element))
        else:
            return False
        self._anchor(element)
        return True

    def _drawing(self, svg: etree._Element) -> Iterator[FormSpan]:
        yield FormSpan(0, 0, "words", svg.get("aria-label", ""))
        for image in svg.iter(f"{SVG}image"):
            source = image.get(XLINK, image.get("href", ""))
            yield FormSpan(0, 0, "picture", self.resolve(source).removesuffix("#"))

    def _anchor(self, element: etree._Element) -> None:
        if name := element.get("id"):
            self.builder.anchor(self.resolve(f"#{name}"))

    def _begin(self, element: etree._Element, tag: str) -> int:
        """Begin the spans of an element; return how many."""
        spans = list(_spans(element, tag))
        for kind, value in spans:
            self.builder.begin(kind, value)
        address = element.get("href")
        if tag != f"{XHTML}a" or address is None:
            return len(spans)
        self.builder.begin_link(_link_kind(element), self.resolve(address))
        return len(spans) + 1

    def _inside(self, element: etree._Element, *, keep: bool) -> None:
        if element.tag == f"{MATH}math" or "formula" in _classes(element):
            words = "".join(map(str, element.itertext()))
            self.builder.text(visible_characters(words))
            return
        self.builder.text(element.text or "", keep=keep)
        for child in element:
            self.read(child, keep=keep)
            self.builder.text(child.tail or "", keep=keep)


def _classes(element: etree._Element) -> list[str]:
    return element.get("class", "").split()


def _keeps_space(element: etree._Element, tag: str) -> bool:
    """Return whether an element is code, or a line of it."""
    if tag == f"{XHTML}code":
        return True
    parent = element.getparent()
    is_line = "line" in _classes(element)
    return is_line and parent is not None and "code" in _classes(parent)


def _link_kind(element: etree._Element) -> str:
    if element.get("role") == "doc-backlink":
        return "back"
    return LINK_KINDS.get(element.get(OPS, ""), "link")


def _spans(element: etree._Element, tag: str) -> Iterator[tuple[str, str]]:
    """Yield the form that an element gives its words: its kind and its value."""
    if kind := FORM_OF_TAG.get(tag):
        yield kind, ""
    for name in (classes := _classes(element)):
        if tag == f"{XHTML}span" and name in FORM_OF_CLASS:
            yield FORM_OF_CLASS[name], ""
        elif name.startswith("indent-") and "line" in classes:
            yield "indent", name.removeprefix("indent-")
    if language := element.get("lang") or element.get(LANGUAGE):
        yield "language", language
    if direction := element.get("dir"):
        yield "direction", direction
    if title := element.get("title"):
        yield "title", title
    if tag == f"{XHTML}a" and (label := element.get("aria-label")):
        yield "label", label

"""The e-book for Kobo's own reading app, which counts pages and keeps bookmarks by sentences.

Each sentence is in a numbered span, as kepubify writes it, which learned it from Kobo's own books
(github.com/pgaskin/kepubify, kepub/transform.go): two frames around the body, a style for them,
and the spans. The text stays the same. Without the spans, Kobo shows the file like any EPUB.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

from book.render.epub.archive import write_zip
from book.render.epub.package import OPF
from book.render.epub.pages import PARSER, XHTML, write_xhtml
from book.render.epub.xhtml import XHTML_TYPE

STYLE = "div#book-inner { margin-top: 0; margin-bottom: 0; }"
FRAMES = ("book-columns", "book-inner")
# A sentence ends after a stop, an optional quotation mark, and white space.
SENTENCE = re.compile("""(?<=[.!?])(['"”’“…]?[\\t\\n\\f\\r ]+)""")
UNCHANGED = {"audio", "math", "pre", "script", "style", "svg", "video"}
BLOCKS = {"p", "ol", "ul", "table", "h1", "h2", "h3", "h4", "h5", "h6"}


def to_kepub(content: bytes) -> bytes:
    """Convert an EPUB to one for Kobo, with the same text, files and dates."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        date = archive.infolist()[0].date_time
    for name in _document_names(files):
        files[name] = _mark_document(files[name])
    return write_zip(files, date)


def _document_names(files: dict[str, bytes]) -> list[str]:
    """Return the names of the documents in the manifest.

    The navigation is left out, which Kobo shows in its own way.
    """
    container = etree.fromstring(files["META-INF/container.xml"], PARSER)
    package = str(container.xpath("string(//@full-path)"))
    folder = package.rpartition("/")[0]
    items = etree.fromstring(files[package], PARSER).iter(f"{{{OPF}}}item")
    return [f"{folder}/{item.get('href')}".lstrip("/") for item in items if _is_document(item)]


def _is_document(item: etree._Element) -> bool:
    is_navigation = "nav" in item.get("properties", "").split()
    return item.get("media-type") == XHTML_TYPE and not is_navigation


def _mark_document(document: bytes) -> bytes:
    root = etree.fromstring(document, PARSER)
    head, body = root.find(f"{XHTML}head"), root.find(f"{XHTML}body")
    if head is None or body is None:
        return document
    style = etree.SubElement(head, f"{XHTML}style", {"type": "text/css", "class": "kobostylehacks"})
    style.text = STYLE
    _wrap_sentences(body, _SpanCounter())
    _frame(body)
    return write_xhtml(root).encode()


def _frame(body: etree._Element) -> None:
    children, text = list(body), body.text
    outer = etree.SubElement(body, f"{XHTML}div", {"id": FRAMES[0]})
    inner = etree.SubElement(outer, f"{XHTML}div", {"id": FRAMES[1]})
    inner.text, body.text = text, None
    inner.extend(children)


@dataclass(slots=True)
class _SpanCounter:
    """The number of the last span: of its paragraph, and within the paragraph."""

    paragraph: int = 0
    segment: int = 0
    begins_paragraph: bool = False

    def next_id(self) -> str:
        if self.begins_paragraph:
            self.paragraph, self.segment = self.paragraph + 1, 0
            self.begins_paragraph = False
        self.segment += 1
        return f"kobo.{self.paragraph}.{self.segment}"


def _wrap_sentences(node: etree._Element, counter: _SpanCounter) -> None:
    """Put the sentences in an element into spans, in reading order."""
    if _local_name(node) in BLOCKS:
        counter.begins_paragraph = True
    children = [(child, child.tail) for child in node]
    text, node.text = node.text, None
    for child, _ in children:
        node.remove(child)
    _append_text(node, text, counter)
    for child, tail in children:
        child.tail = None
        _append_child(node, child, counter)
        _append_text(node, tail, counter)


def _local_name(node: etree._Element) -> str:
    return etree.QName(node).localname


def _append_child(node: etree._Element, child: etree._Element, counter: _SpanCounter) -> None:
    name = _local_name(child)
    if name == "img":
        counter.begins_paragraph = True
        _append_span(node, counter).append(child)
        return
    node.append(child)
    if name not in UNCHANGED:
        _wrap_sentences(child, counter)


def _append_text(node: etree._Element, text: str | None, counter: _SpanCounter) -> None:
    """Append text to an element, with a span for each sentence.

    White space alone gets a span only in a paragraph.
    """
    for sentence in split_sentences(text or ""):
        if sentence.strip() or node.tag == f"{XHTML}p":
            _append_span(node, counter).text = sentence
        elif len(node):
            node[-1].tail = (node[-1].tail or "") + sentence
        else:
            node.text = (node.text or "") + sentence


def _append_span(node: etree._Element, counter: _SpanCounter) -> etree._Element:
    attributes = {"class": "koboSpan", "id": counter.next_id()}
    return etree.SubElement(node, f"{XHTML}span", attributes)


def split_sentences(text: str) -> list[str]:
    """Split a text after its sentences; the parts joined are the text.

    >>> split_sentences("He said “No.” And went. Dr Wu, p. 3")
    ['He said “No.” ', 'And went. ', 'Dr Wu, p. ', '3']
    """
    parts = SENTENCE.split(text)
    pairs = zip(parts[::2], [*parts[1::2], ""], strict=True)
    return [sentence for sentence in map("".join, pairs) if sentence]

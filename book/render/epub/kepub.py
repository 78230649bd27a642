"""The e-book as Kobo's own reading app wants it: each sentence in a span with a number, by which it counts pages and keeps marks.

What kepubify does, which has it from Kobo's own books (github.com/pgaskin/kepubify, kepub/transform.go): two frames around the
body, a style for them, and the spans. The words are the same; without them Kobo shows the file as it shows any EPUB.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

from book.render.epub.document import XHTML_TYPE
from book.render.epub.package import OPF, write_zip
from book.render.epub.pages import PARSER, XHTML, write

STYLE = "div#book-inner { margin-top: 0; margin-bottom: 0; }"
FRAMES = ("book-columns", "book-inner")
# A sentence ends after a stop, perhaps a mark of quotation, and white space.
SENTENCE = re.compile("""(?<=[.!?])(['"”’“…]?[\\t\\n\\f\\r ]+)""")
WHOLE = {"audio", "math", "pre", "script", "style", "svg", "video"}  # their text stays as it is
BLOCKS = {"p", "ol", "ul", "table", "h1", "h2", "h3", "h4", "h5", "h6"}


def to_kepub(content: bytes) -> bytes:
    """Turn an EPUB into one for Kobo, with the same words, files and dates."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        date = archive.infolist()[0].date_time
    for name in _chapters(files):
        files[name] = _mark(files[name])
    return write_zip(files, date)


def _chapters(files: dict[str, bytes]) -> list[str]:
    """Name the documents of the manifest but for the navigation, which Kobo shows in its own way."""
    container = etree.fromstring(files["META-INF/container.xml"], PARSER)
    package = container.xpath("string(//@full-path)")
    folder = str(package).rpartition("/")[0]
    items = etree.fromstring(files[str(package)], PARSER).iter(f"{{{OPF}}}item")
    documents = (
        item
        for item in items
        if item.get("media-type") == XHTML_TYPE and "nav" not in item.get("properties", "").split()
    )
    return [f"{folder}/{item.get('href')}".lstrip("/") for item in documents]


def _mark(document: bytes) -> bytes:
    root = etree.fromstring(document, PARSER)
    head, body = root.find(f"{XHTML}head"), root.find(f"{XHTML}body")
    if head is None or body is None:
        return document
    etree.SubElement(
        head, f"{XHTML}style", {"type": "text/css", "class": "kobostylehacks"}
    ).text = STYLE
    _wrap(body, _SpanCounter())
    _frame(body)
    return write(root).encode()


def _frame(body: etree._Element) -> None:
    inside, words = list(body), body.text
    outer = etree.SubElement(body, f"{XHTML}div", {"id": FRAMES[0]})
    inner = etree.SubElement(outer, f"{XHTML}div", {"id": FRAMES[1]})
    inner.text, body.text = words, None
    inner.extend(inside)


@dataclass(slots=True)
class _SpanCounter:
    """Where the next span stands: its paragraph, and its place in that."""

    paragraph: int = 0
    segment: int = 0
    begins: bool = False

    def next(self) -> str:
        if self.begins:
            self.paragraph, self.segment, self.begins = self.paragraph + 1, 0, False
        self.segment += 1
        return f"kobo.{self.paragraph}.{self.segment}"


def _wrap(node: etree._Element, count: _SpanCounter) -> None:
    """Put the sentences in an element into spans, in the order in which they are read."""
    name = etree.QName(node).localname
    count.begins |= name in BLOCKS
    children = [(child, child.tail) for child in node]
    words, node.text = node.text, None
    for child, _ in children:
        node.remove(child)
    _append(node, words, count)
    for child, tail in children:
        child.tail = None
        if etree.QName(child).localname == "img":
            count.begins = True
            _span(node, count).append(child)
        else:
            node.append(child)
            if etree.QName(child).localname not in WHOLE:
                _wrap(child, count)
        _append(node, tail, count)


def _append(node: etree._Element, words: str | None, count: _SpanCounter) -> None:
    """Add text to an element, a span a sentence; white space alone has one only in a paragraph."""
    for sentence in split_sentences(words or ""):
        if sentence.strip() or node.tag == f"{XHTML}p":
            _span(node, count).text = sentence
        elif len(node):
            node[-1].tail = (node[-1].tail or "") + sentence
        else:
            node.text = (node.text or "") + sentence


def _span(node: etree._Element, count: _SpanCounter) -> etree._Element:
    return etree.SubElement(node, f"{XHTML}span", {"class": "koboSpan", "id": count.next()})


def split_sentences(words: str) -> list[str]:
    """Split a text where its sentences end; together they are the text.

    >>> sentences("He said “No.” And went. Dr Wu, p. 3")
    ['He said “No.” ', 'And went. ', 'Dr Wu, p. ', '3']
    """
    parts = SENTENCE.split(words)
    return [
        part
        for part in ("".join(pair) for pair in zip(parts[::2], [*parts[1::2], ""], strict=True))
        if part
    ]

"""Read what a page says, line by line, as a browser does: its text, its labels, its links."""

from collections.abc import Iterator

from lxml import etree

from book.verify.readback.transcript import FlowWriter, TranscriptLine

Element = etree._Element
# Elements that end the line before them, and their own.
BLOCKS = {
    *("header", "footer", "main", "nav", "section", "div", "p", "h1", "h2", "h3", "ul", "ol", "li"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "details"),
    *("summary", "blockquote", "figure", "figcaption"),
}
UNREAD = ("script", "style", "rp")
# Sections whose text is that of the book: how it is divided into lines is the matter of form.
IN_ONE_LINE = ("extract", "history")
CELLS = ("has", "lacks", "missing")
NAMED = ("header", "nav", "footer")


def read_page_lines(root: Element) -> tuple[TranscriptLine, ...]:
    """Return the lines of the body of a page. Its labels for screen readers are points in them."""
    reader = _PageLineReader()
    for body in root.iterchildren("{*}body"):
        reader.read(body)
    reader.writer.end_line()
    return tuple(reader.writer.lines)


def read_head(root: Element) -> tuple[tuple[str, str], ...]:
    """Return what the head of a page says: the title, the metadata, the links, each by its name."""
    return tuple(fact for head in root.iterchildren("{*}head") for fact in _head_facts(head))


def read_style(root: Element) -> str:
    """Return the style sheets that are in a page."""
    return "\n".join(style.text or "" for style in root.iter("{*}style"))


def _head_facts(head: Element) -> Iterator[tuple[str, str]]:
    for element in head:
        match _tag(element):
            case "title":
                yield "title", element.text or ""
            case "meta" if element.get("charset"):
                yield "charset", element.get("charset", "")
            case "meta":
                name = element.get("name") or element.get("property") or ""
                yield name, element.get("content", "")
            case "link":
                title = f" {element.get('title')}" if element.get("title") else ""
                yield element.get("rel", ""), element.get("href", "") + title
            case "style" | "script":
                continue
            case other:
                yield other, element.text or ""


class _PageLineReader:
    def __init__(self) -> None:
        self.writer = FlowWriter()
        self.writer.where = "top"

    def read(self, element: Element) -> None:
        """Read what an element has, in order."""
        self.writer.text(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self._read_child(child, _tag(child))
            self.writer.text(child.tail or "")

    def _read_child(self, element: Element, tag: str) -> None:
        if tag in UNREAD:
            return
        former = self.writer.where
        self._end_line(tag)
        if tag in NAMED or tag == "section":
            self.writer.where = element.get("id") or tag
        self._read_attributes(element, tag)
        match tag:
            case "a":
                start = self.writer.offset
                self.read(element)
                self.writer.link(start, element.get("href", ""))
            case "br":
                self.writer.text("\n")
            case "rt":
                self.writer.point("ruby", "".join(map(str, element.itertext())))
            case _:
                self.read(element)
        if tag == "section":
            self.writer.end_line()
        self._end_line(tag)
        self.writer.where = former

    def _end_line(self, tag: str) -> None:
        if tag not in BLOCKS:
            return
        if self.writer.where in IN_ONE_LINE and tag != "section":
            self.writer.text(" ")
        else:
            self.writer.end_line()

    def _read_attributes(self, element: Element, tag: str) -> None:
        if name := element.get("id"):
            self.writer.point("anchor" if tag == "span" else "id", name)
        for attribute in ("aria-label", "alt", "title"):
            if (label := element.get(attribute)) is not None:
                self.writer.point("label", label)
        if tag in ("td", "li") and element.get("class") in CELLS:
            self.writer.point("cell", element.get("class", ""))
        if tag == "p" and self.writer.where == "accessibility" and element.get("lang"):
            self.writer.point("language", element.get("lang", ""))


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]

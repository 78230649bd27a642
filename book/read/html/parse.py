"""Parse a page of HTML or XHTML: by the encoding it declares, without entities.

The tree has plain lower-case names, whatever the syntax was: `epub:type` is an attribute TYPE.
"""

import codecs
import re
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from book.errors import EditionError
from book.text.decode import BYTE_ORDER_MARKS, decode, is_encoding
from book.text.limits import check_attributes, check_tags

Element = etree._Element

TYPE = "data-epub-type"
OPS_TYPE = "{http://www.idpf.org/2007/ops}type"
SVG = "{http://www.w3.org/2000/svg}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TOO_DEEP = "Excessive depth"  # what the parser reports; it drops the rest of the page
DEPTH_REMEDY = "Remove elements that hold no text, or save the page as text."
HEAD_BYTES = 4096  # where a page may declare its encoding
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
META_ENCODING = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
# As browsers read these names: https://encoding.spec.whatwg.org/#names-and-labels
READ_AS = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii"), "windows-1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean"), "cp949"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "windows-1254"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8"),  # it was read as ASCII
    **dict.fromkeys(("big5", "x-x-big5"), "big5hkscs"),
    "x-cp1251": "windows-1251",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
}
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
EMPTY_ELEMENT = re.compile(r"<([A-Za-z][\w:.-]*)(\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?/>")
VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
    *("source", "track", "wbr"),
}
TAG_NAME = re.compile(r"[A-Za-z][\w.-]*")
DOCTYPE = re.compile(r"<!DOCTYPE(?:[^<>\[]|\[.*?\]\s*(?=>))*>", re.IGNORECASE | re.DOTALL)
PLAINTEXT = re.compile(r"<plaintext\b", re.IGNORECASE)
XHTML_ROOT = re.compile(r"<html\b[^>]*\bxmlns\s*=", re.IGNORECASE)
NOT_HTML = "Check that the file really has the format of its ending, then save it again in it."


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page: its name, as errors and links between pages give it, and its tree.

    `folder` is that of the page, from which the addresses of pictures are. `language` is that of
    the whole document, if the page does not state one.
    """

    name: str
    root: Element
    folder: str = ""
    language: str = ""


def decode_page(content: bytes, file: str, encoding: str = "") -> str:
    """Return the text of a page: by the encoding given, or by the one that the page declares.

    >>> decode_page('<meta charset="windows-1251">Пар'.encode("cp1251"), "a.html")[-3:]
    'Пар'
    """
    return decode(content, file, encoding or _declared_encoding(content, file))


def _declared_encoding(content: bytes, file: str) -> str:
    if any(content.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        return ""
    head = COMMENT.sub(b"", content[:HEAD_BYTES])
    match = XML_ENCODING.search(head) or META_ENCODING.search(head)
    if not match:
        return ""
    declared = match[1].decode("ascii", "replace").lower()
    name = READ_AS.get(declared, declared)
    if not is_encoding(name):
        raise EditionError(
            f"this page declares an unknown encoding: {declared}",
            file=file,
            remedy='Write the right one in its [[witness]] in edition.toml: encoding = "…".',
        )
    return "" if codecs.lookup(name).name == "utf-8" else name


def parse_page(markup: str, file: str) -> Element:
    """Return the tree of a page; what is XML is read as such. Raise EditionError if it is empty."""
    check_tags(markup.count("<"), file)
    check_attributes(markup, file)
    _check_plaintext(markup, file)
    root = None
    if XML_DECLARATION.match(markup) or XHTML_ROOT.search(markup[:HEAD_BYTES]):
        root = _parse_xml(markup, file)
        markup = EMPTY_ELEMENT.sub(_open_and_close, markup) if root is None else markup
    if root is None:
        root = _parse_html(XML_DECLARATION.sub("", markup), file)
    _rename(root)
    _take_in_strays(root)
    return root


def _check_plaintext(markup: str, file: str) -> None:
    """Raise EditionError for a tag after which no parser knows markup from text (HTML, 16.2)."""
    match = PLAINTEXT.search(markup)
    if match is None:
        return
    before = markup[: match.start()]
    if before.rfind("<!--") <= before.rfind("-->"):  # in no comment
        raise EditionError(
            "<plaintext> is obsolete: it has no end",
            file=file,
            line=before.count("\n") + 1,
            remedy="Save what follows it as a file in plain text (.txt).",
        )


def _parse_xml(markup: str, file: str) -> Element | None:
    """Return the tree of what is well-formed XML, None for other pages."""
    text = DOCTYPE.sub("", XML_DECLARATION.sub("", markup), count=1)
    text = ENTITY.sub(_character, text)
    try:
        return etree.fromstring(text.encode(), _xml_parser())
    except etree.XMLSyntaxError as error:
        if TOO_DEEP in str(error):
            raise _too_deep(error.lineno or 0, file) from error
        return None


def _too_deep(line: int, file: str) -> EditionError:
    message = "the elements of this page are nested too deep to be read"
    return EditionError(message, file=file, line=line, remedy=DEPTH_REMEDY)


def _xml_parser() -> etree.XMLParser[Element]:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )


def _character(match: re.Match[str]) -> str:
    """Return the character of an entity of HTML; XML knows only five without a DTD."""
    name = match[1]
    if name in XML_ENTITIES:
        return match[0]
    return html5.get(f"{name};") or f"&amp;{name};"


def _open_and_close(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name.lower() in VOID else f"<{name}{match[2] or ''}></{name}>"


def _parse_html(markup: str, file: str) -> Element:
    text = DOCTYPE.sub("", markup.replace("\0", ""), count=1)
    parser = etree.HTMLParser(
        no_network=True,
        huge_tree=True,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if deep := next((each for each in parser.error_log if TOO_DEEP in each.message), None):
        raise _too_deep(deep.line, file)
    if root is None:
        raise EditionError("this page is empty", file=file, remedy=NOT_HTML)
    _take_in_rest(root)
    return root


def _take_in_rest(root: Element) -> None:
    """Move what stands after the end of a page into its body (HTML Living Standard, 13.2.6.4.20).

    The parser gives each such part as another page. The title in its head stays one.
    """
    rest = list(root.itersiblings(etree.Element))
    if not rest:
        return
    found = root.find("body")
    body = etree.SubElement(root, "body") if found is None else found
    for page in rest:
        for element in (page, *page.iterfind("head"), *page.iterfind("body")):
            element.tag = "div"
        body.append(page)


def _take_in_strays(root: Element) -> None:
    """Move what stands beside the body of a page, and what its head says in <noscript>, into it."""
    head, body = root.find("head"), root.find("body")
    if root.tag != "html" or body is None:
        return
    strays = [each for each in root if each is not head and each is not body]
    if (body.tail or "").strip():
        etree.SubElement(body, "span").text, body.tail = body.tail, None
    for stray in (*(() if head is None else head.iterfind("noscript")), *strays):
        stray.tag = "div" if stray.tag in ("head", "body") else stray.tag
        body.append(stray)


def _rename(root: Element) -> None:
    """Give elements their names without a namespace, in lower case, and remove scripts."""
    for element in root.iter(etree.Element):
        name = str(element.tag)
        local = name.rpartition("}")[2].rpartition(":")[2]
        if (local != name or not local.islower()) and TAG_NAME.fullmatch(local):
            element.tag = local if name.startswith(SVG) else local.lower()
        for key in (OPS_TYPE, "epub:type"):
            if kinds := element.get(key):
                element.set(TYPE, kinds)
        if language := element.get(XML_LANG):
            element.set("lang", language)
    etree.strip_elements(root, "script", "template", with_tail=False)
    etree.strip_tags(root, "source", "track")  # the parser lets them hold what stands after them

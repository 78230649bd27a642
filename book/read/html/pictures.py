"""The pictures of a page: files beside it, data in it, and drawings in SVG."""

import base64
import binascii
import posixpath
import re
from collections.abc import Callable
from contextlib import ExitStack
from copy import deepcopy

from lxml import etree

from book.model import Picture
from book.read.html.addresses import resolve
from book.read.html.names import FIGURE_CLASS, has_class, text_of, types
from book.read.html.parse import Element
from book.read.html.walk import Entered, HtmlWalker

CARRIED = "{variorum}picture"  # a picture whose figure is a container already
TITLE = "title"
LARGEST = 40_000_000  # bytes of a picture
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)
SVG_ROOT = re.compile(rb"<svg[\s>]")
DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL | re.IGNORECASE)
LINK = "{http://www.w3.org/1999/xlink}href"
SVG = "http://www.w3.org/2000/svg"
FORBIDDEN = ("script", "foreignobject", "foreignObject", "iframe", "handler", "set", "animate")
# An HTML parser writes names in lower case, but SVG has some capital letters.
CAPITALIZED = {
    name.lower(): name
    for name in (
        *("viewBox", "preserveAspectRatio", "gradientUnits", "gradientTransform", "clipPathUnits"),
        *("linearGradient", "radialGradient", "clipPath", "textPath", "patternUnits", "refX"),
        *("refY", "markerWidth", "markerHeight", "textLength", "patternTransform", "spreadMethod"),
    )
}
IMAGES = ("img", "svg", "image")
WORD = re.compile(r"[^\W_]+")


class HtmlPictures:
    """Finds the pictures of pages, with a function that returns a file by its path."""

    def __init__(self, neighbor: Callable[[str], bytes | None]) -> None:
        self.folder = ""  # of the page that is read
        self._neighbor = neighbor
        self._count = 0

    def enter_picture(self, walker: HtmlWalker, element: Element, _: ExitStack) -> Entered:
        """Show a picture, after the block in which it stands."""
        if _is_void(element):
            return False
        if element.get(CARRIED):
            walker.end_block()
            walker.builder.picture()
            _caption(walker, take_title(element))
        elif letter := _initial(walker, element):
            walker.builder.not_carried(element.get("src") or letter, "picture of an initial")
            walker.text(letter)
        else:
            title = _own_title(walker, element, "")
            attributes = self.attributes(walker, element, title)
            walker.later(lambda: _show(walker, attributes, title))
        return False

    def enter_figure(self, walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
        """Begin a figure; that of one picture describes it."""
        images = [e for e in element.iter(*IMAGES) if not (_is_inner(e) or _is_void(e))]
        images = [each for each in images if not each.get(CARRIED)]  # by a figure around this one
        if len(images) == 1:
            title = _own_title(walker, images[0], text_of(element))
            attributes = self.attributes(walker, images[0], title)
            images[0].set(CARRIED, "yes")
            images[0].set(TITLE, title)
            stack.enter_context(walker.container("figure", **attributes))
        elif images:
            stack.enter_context(walker.container("figure"))
        kind = "paragraph" if element.tag == "figure" else "caption"
        stack.enter_context(walker.block(kind=kind))
        return True

    def attributes(self, walker: HtmlWalker, element: Element, title: str) -> dict[str, str]:
        """Return what describes a picture, and add it to the document."""
        picture, problem = self._picture(element)
        source = _source(element)
        alt = _alternative(element)
        if picture:
            walker.builder.add_picture(picture)
        else:
            walker.builder.not_carried(alt or source, problem)
        is_decorative = bool(types(element) & {"presentation", "none"}) or (
            element.get("alt") == "" and not (title or _has_caption(element))
        )
        return {
            "source": picture.name if picture else "",
            "alt": alt,
            "decorative": "yes" if is_decorative else "",
        }

    def _picture(self, element: Element) -> tuple[Picture | None, str]:
        """Return a picture, or None and why there is none."""
        source = _source(element)
        if element.tag == "svg" and not source:
            content = _drawing(element)
            return Picture(self._name("drawing", "image/svg+xml"), "image/svg+xml", content), ""
        if source.startswith("data:"):
            return self._from_data(source)
        path = resolve(self.folder, source)
        file = self._neighbor(path) if path else None
        if file is None:
            place = "elsewhere" if not path and source else "missing"
            return None, f"the picture {source[:100]} is {place}" if source else "no picture"
        if len(file) > LARGEST:
            return None, f"the picture {path} is too large"
        kind = media_type(file)
        if not kind:
            return None, f"the picture {path} is of an unknown kind"
        return Picture(path, kind, clean_svg(file) if "svg" in kind else file), ""

    def _from_data(self, source: str) -> tuple[Picture | None, str]:
        match = DATA.fullmatch(source)
        try:
            content = base64.b64decode("".join(match[1].split()), validate=True) if match else b""
        except (binascii.Error, ValueError):
            content = b""
        kind = media_type(content)
        if not kind:
            return None, "a picture in the page is of an unknown kind"
        content = clean_svg(content) if "svg" in kind else content
        return Picture(self._name("picture", kind), kind, content), ""

    def _name(self, stem: str, kind: str) -> str:
        self._count += 1
        ending = {"image/jpeg": "jpg", "image/svg+xml": "svg"}.get(kind) or kind.partition("/")[2]
        return posixpath.join(self.folder, f"{stem}-{self._count}.{ending}")


def media_type(content: bytes) -> str:
    """Return the type of a picture by its first bytes, "" for what no e-book can hold.

    >>> media_type(b"GIF89a"), media_type(b"BM")
    ('image/gif', '')
    """
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if SVG_ROOT.search(content[:4096]):
        return "image/svg+xml"
    return next((kind for start, kind in SIGNATURES if content.startswith(start)), "")


def is_figure(element: Element) -> bool:
    """Return whether a `div` is the frame of one picture with its caption."""
    if element.tag not in ("div", "p", "center", "span") or not has_class(element, FIGURE_CLASS):
        return False
    return len(list(element.iter("img", "svg"))) == 1 and len(text_of(element)) < 1000


def take_title(element: Element) -> str:
    """Return the title of a picture, which is the caller's to account for, and take it away."""
    return " ".join((element.attrib.pop(TITLE, "")).split())


def _own_title(walker: HtmlWalker, element: Element, caption: str) -> str:
    """Return the title of a picture if it is the caption; else account for it and return "".

    Browsers show a title at the pointer only. It is a caption where there is none, unless it
    repeats the description or the name of the file.
    """
    title, around = take_title(element), f"{caption} {_alternative(element)} {_source(element)}"
    if _plain(title) in _plain(around):
        walker.builder.removed(title, "title of an image that repeats its words")
    elif caption.strip():
        walker.builder.not_carried(title, "title of an image that has a caption")
    else:
        return title
    return ""


def _plain(text: str) -> str:
    """Return words divided and surrounded by one space, without case and signs."""
    return f" {' '.join(WORD.findall(text.casefold()))} "


def _caption(walker: HtmlWalker, title: str) -> None:
    if title:
        with walker.block(kind="caption"):
            walker.text(title)


def _show(walker: HtmlWalker, attributes: dict[str, str], title: str) -> None:
    with walker.container("figure", **attributes):
        walker.builder.picture()
        _caption(walker, title)


def _source(element: Element) -> str:
    """Return the address of a picture, also of one that an SVG holds."""
    if element.tag == "svg":
        inner = list(element.iter("image", f"{{{SVG}}}image"))
        others = [each for each in element.iter() if each.tag in ("text", "path", "g", "circle")]
        return _source(inner[0]) if len(inner) == 1 and not others else ""
    given = element.get("src") or element.get(LINK) or element.get("xlink:href")
    return (given or element.get("href") or element.get("data-src") or "").strip()


def _alternative(element: Element) -> str:
    if element.tag == "svg":
        words = text_of(element) or element.get("aria-label") or ""
        return " ".join(words.split())
    return " ".join((element.get("alt") or element.get("aria-label") or "").split())


def _initial(walker: HtmlWalker, element: Element) -> str:
    """Return the letter that a picture stands for at the start of a paragraph, else ""."""
    alt = (element.get("alt") or "").strip()
    following = (element.tail or "").lstrip()
    if len(alt) != 1 or not alt.isalpha() or walker.builder.has_text:
        return ""
    return alt if following[:1].isalpha() else ""


def _is_void(element: Element) -> bool:
    """Return whether there is nothing to show, and nothing to say of it."""
    has_shapes = element.tag == "svg" and any(
        str(each.tag).rpartition("}")[2] not in ("svg", "script", "style", "title", "defs", "g")
        for each in element.iter(etree.Element)
    )
    return not (has_shapes or _source(element) or _alternative(element))


def _is_inner(element: Element) -> bool:
    return element.tag == "image" and any(each.tag == "svg" for each in element.iterancestors())


def _has_caption(element: Element) -> bool:
    figure = next((each for each in element.iterancestors() if _is_frame(each)), None)
    return figure is not None and bool(text_of(figure).strip())


def _is_frame(element: Element) -> bool:
    return element.tag == "figure" or has_class(element, FIGURE_CLASS)


def _drawing(element: Element) -> bytes:
    """Return a drawing as a file without anything that acts or loads."""
    root = deepcopy(element)
    root.tail = None
    for each in root.iter(etree.Element):
        name = str(each.tag).rpartition("}")[2]
        each.tag = f"{{{SVG}}}{CAPITALIZED.get(name, name)}"
    return _cleaned(root)


def clean_svg(content: bytes) -> bytes:
    """Return a drawing without anything that acts or loads."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return _cleaned(etree.fromstring(content, parser))
    except etree.XMLSyntaxError:
        return b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def _cleaned(root: Element) -> bytes:
    for name in FORBIDDEN:
        etree.strip_elements(root, f"{{{SVG}}}{name}", name, with_tail=False)
    for each in root.iter(etree.Element):
        for key, value in list(each.attrib.items()):
            name = str(key).rpartition("}")[2].lower()
            link = name == "href" and not value.startswith(("#", "data:image/"))
            if link or name.startswith("on") or str(key).startswith("{variorum}"):
                del each.attrib[key]
            elif str(key) in CAPITALIZED:
                del each.attrib[key]
                each.set(CAPITALIZED[str(key)], value)
    etree.cleanup_namespaces(root)
    return etree.tostring(root)

"""Join rendered documents into one file: fonts, pages, links, bookmarks, names, structure.

WeasyPrint writes what the file has once: metadata, output intent, fonts with the glyphs of all
documents. Pages and links are written here, as they were drawn elsewhere.
"""

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pydyf
import weasyprint
from weasyprint import Document
from weasyprint.pdf.anchors import add_outlines

from book.render.print.engine.file import write_file
from book.render.print.engine.join_fonts import join_fonts
from book.render.print.engine.tags.branch import pdf_string
from book.render.print.engine.tags.elements import LinkAnnotation
from book.render.print.engine.tags.tree import RawObject, StructureTree, add_object
from book.render.print.rendered import SCALE, LinkArea, RenderedDocument, RenderedPage

DEFLATED = {"Filter": "/FlateDecode"}
SHIFT = b"q 1 0 0 1 %.3f 0 cm"

# WeasyPrint would write a structure tree of its own from the boxes, which are elsewhere.
weasyprint.pdf.add_tags = lambda *_: None


@dataclass(frozen=True, slots=True)
class FileContext:
    """What a file has besides its pages.

    `model` is a WeasyPrint document with the metadata that all have; `files` has the book's fonts;
    `variant` is WeasyPrint's name of a PDF variant, or ""; `link_words` say where a link to an
    anchor leads. A file that is `for_paper` has no links, bookmarks and structure.
    """

    model: Document
    files: Mapping[str, bytes]
    variant: str
    link_words: Mapping[str, str]
    for_paper: bool = False


def join(
    documents: Sequence[RenderedDocument],
    context: FileContext,
    before_write: Callable[[Any], None],
) -> bytes:
    """Return rendered documents, in their order, as one PDF file.

    `before_write` is given pydyf's PDF. Raise EditionError if a font lacks a letter.
    """
    model = context.model
    pdf = _empty_pdf(context, join_fonts(documents, context.files))
    rendered = [page for document in documents for page in document.pages]
    _add_pictures(pdf, documents)
    pages = _add_pages(pdf, rendered)
    _add_names(pdf, rendered, b"/Fit" if context.for_paper else b"")
    if not context.for_paper:
        _add_structure(pdf, documents, pages, context)
        add_outlines(pdf, _bookmarks(model, documents, rendered))
    before_write(pdf)
    return write_file(pdf)


def _empty_pdf(context: FileContext, fonts: Mapping[str, Any]) -> Any:
    """Return what `Document.write_pdf` would write of a document without pages."""
    variant = context.variant
    empty = context.model.copy([])
    empty.fonts = fonts
    properties = weasyprint.pdf.VARIANTS[variant][1] if variant else {}
    options = {
        name: properties.get(name) if value is None else value
        for name, value in weasyprint.DEFAULT_OPTIONS.items()
    }
    options["pdf_variant"] = variant or None
    return weasyprint.pdf.generate_pdf(empty, None, 1, **options)


def _add_pages(pdf: Any, rendered: Iterable[RenderedPage]) -> list[Any]:
    resources = _resources(pdf)
    return [_add_page(pdf, page, resources) for page in rendered]


def _add_pictures(pdf: Any, documents: Iterable[RenderedDocument]) -> None:
    """Add each picture once, under the name by which all content streams draw it."""
    named = {p.name: p for document in documents for p in document.pictures}
    for name, picture in sorted(named.items()):
        properties = pydyf.Dictionary(map(_property, picture.properties.items()))
        stream = pydyf.Stream([picture.content], properties)
        pdf.add_object(stream)
        _resources(pdf)["XObject"][name] = stream.reference


def _property(item: tuple[str, Any]) -> tuple[str, Any]:
    key, value = item
    return key, pydyf.Dictionary(value) if isinstance(value, dict) else value


def _resources(pdf: Any) -> Any:
    """Return the resources that WeasyPrint wrote for all pages."""
    dictionaries = (item for item in pdf.objects if isinstance(item, pydyf.Dictionary))
    return next(item for item in dictionaries if "ExtGState" in item)


def _add_page(pdf: Any, rendered: RenderedPage, resources: Any) -> Any:
    resources["ExtGState"].update(rendered.states)
    page = pydyf.Dictionary(
        {
            "Type": "/Page",
            "Parent": pdf.pages.reference,
            "Contents": _add_contents(pdf, rendered),
            "Resources": resources.reference,
        }
    )
    page.update({name: pydyf.Array(box) for name, box in rendered.boxes.items()})
    pdf.add_page(page)
    return page


def _add_contents(pdf: Any, rendered: RenderedPage) -> Any:
    contents = [content for content in (rendered.content, rendered.overlay) if content]
    if rendered.shift:
        contents[:1] = [zlib.compress(SHIFT % rendered.shift), contents[0], zlib.compress(b"Q")]
    streams = [pydyf.Stream([content], DEFLATED) for content in contents]
    for stream in streams:
        pdf.add_object(stream)
    # Several streams are read as one (ISO 32000-1, 7.8.2).
    references = pydyf.Array(stream.reference for stream in streams)
    return references if len(streams) > 1 else references[0]


def _add_names(pdf: Any, rendered: Sequence[RenderedPage], whole_page: bytes) -> None:
    """Add named destinations (ISO 32000-1, 7.7.4), where an element begins if it is split.

    With `whole_page`, they lead to whole pages, by this kind of destination.
    """
    names: dict[str, bytes] = {}
    for reference, page in zip(pdf.page_references, rendered, strict=True):
        for anchor, point in page.anchors.items():
            place = whole_page or b"/XYZ %.3f %.3f 0" % point
            name = b"%b [%b %b]" % (pdf_string(anchor), reference, place)
            names.setdefault(anchor, name)
    written = b" ".join(name for _, name in sorted(names.items()))
    entries = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    entries["Dests"] = add_object(pdf, b"<</Names [%b]>>" % written).reference


def _add_structure(
    pdf: Any, documents: Iterable[RenderedDocument], pages: Sequence[Any], context: FileContext
) -> None:
    """Add the links and the structure tree that has them, document by document."""
    documents = tuple(documents)
    anchors = {a for document in documents for page in document.pages for a in page.anchors}
    tree = StructureTree(pdf, context.model.metadata.lang, len(pages))
    for index, page in enumerate(pages):
        page.update({"Tabs": "/S", "StructParents": index})
    first = 0
    for document in documents:
        for branch, own in document.branches:
            indices = [first + index for index in own]
            annotations: dict[LinkAnnotation, RawObject] = {}
            links = [document.pages[index].links for index in own]
            for key, link in _visible_links(links, branch.redundant, anchors):
                page = pages[indices[key.page]]
                annotations[key] = _add_link(pdf, page, link, context.link_words)
            references = {index: pdf.page_references[index] for index in indices}
            tree.add(branch, references, annotations)
        first += len(document.pages)
    tree.write()


def _bookmarks(model: Document, documents: Iterable[RenderedDocument], pages: list[Any]) -> Any:
    """Return the tree of bookmarks, which are in reading order."""
    order: list[int] = []
    for document in documents:
        first = len(order)
        own = [first + index for _, indices in document.branches for index in indices]
        blank = set(range(first, first + len(document.pages))).difference(own)
        order += (*own, *sorted(blank))
    tree = model.copy([pages[index] for index in order])
    bookmarks = tree.make_bookmark_tree(SCALE, transform_pages=True)
    return _with_pages(bookmarks, order)


def _with_pages(bookmarks: Iterable[Any], order: Sequence[int]) -> list[Any]:
    """Return bookmarks to pages by their places in the file, instead of those in reading order."""
    return [
        (label, (order[page], x, y), _with_pages(children, order), state)
        for label, (page, x, y), children, state in bookmarks
    ]


def _visible_links(
    links: Iterable[tuple[LinkArea, ...]], redundant: Collection[LinkAnnotation], anchors: set[str]
) -> Iterator[tuple[LinkAnnotation, LinkArea]]:
    """Yield the links of pages, except those within another and those that lead nowhere."""
    for number, own in enumerate(links):
        for index, link in enumerate(own):
            key = LinkAnnotation(number, index)
            leads_somewhere = link.target in anchors or not link.is_within
            if leads_somewhere and key not in redundant:
                yield key, link


def _add_link(pdf: Any, page: Any, link: LinkArea, words: Mapping[str, str]) -> RawObject:
    target = link.target
    text = pdf_string(words.get(target, target) if link.is_within else target)
    area = b"/Rect [%.3f %.3f %.3f %.3f]" % link.box
    annotation = add_object(pdf, b"<<%b%b/Contents %b>>" % (link.annotation, area, text))
    page.setdefault("Annots", pydyf.Array()).append(annotation.reference)
    return annotation

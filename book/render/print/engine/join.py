"""Join sheets that are drawn in one file: its fonts, pages, links, bookmarks, names and structure.

WeasyPrint writes what is of the whole file: metadata, output intent, fonts with the glyphs of all sheets. Pages and links are written
here, as they were drawn elsewhere.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pydyf
import weasyprint
from weasyprint import Document
from weasyprint.pdf.anchors import add_outlines
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz

from book.errors import EditionError
from book.render.print.engine.file import write_file
from book.render.print.engine.tags.branch import string
from book.render.print.engine.tags.structure import Annotation
from book.render.print.engine.tags.tree import Tree, Written, add
from book.render.print.rendered import SCALE, Drawn, Leaf

GLYPHS = ("widths", "to_unicode")  # what a font knows by the number or the letter of a glyph
DUPLICATE = 0  # hb_memory_mode_t: HarfBuzz keeps a copy
DEFLATED = {"Filter": "/FlateDecode"}

# WeasyPrint gets its faces from Pango; a font that was carried here is made from its file (HarfBuzz, hb-blob and hb-face).
ffi.cdef("""
    hb_blob_t * hb_blob_create (const char *data, unsigned int length, int mode, void *user_data, void *destroy);
    hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);
""")

# The engine would make a structure of its own from boxes, which are elsewhere.
weasyprint.pdf.add_tags = lambda *_: None


def join(
    like: Document,
    parts: Sequence[Drawn],
    files: Mapping[str, bytes],
    variant: str,
    words: Mapping[str, str],
    last: Callable[[Any], None],
    *,
    for_paper: bool = False,
) -> bytes:
    """Write sheets that are drawn, in their order, as one file: PDF, of a variant of the engine ("" for none).

    `like`: a document of the engine, for the metadata that all sheets have; `words` say where a link to an anchor leads; `last` is
    given the PDF before it is written. What is `for_paper` alone has no links, bookmarks and structure.
    """
    empty = like.copy([])
    empty.fonts = _join_fonts(parts, files)
    properties = weasyprint.pdf.VARIANTS[variant][1] if variant else {}
    options = {
        name: properties.get(name) if value is None else value
        for name, value in weasyprint.DEFAULT_OPTIONS.items()
    }
    pdf = weasyprint.pdf.generate_pdf(empty, None, 1, **{**options, "pdf_variant": variant or None})
    leaves = [leaf for part in parts for leaf in part.leaves]
    pages = _add_pages(pdf, leaves)
    _add_names(pdf, leaves, b"/Fit" if for_paper else b"")
    if not for_paper:
        _add_structure(pdf, parts, pages, words, like.metadata.lang)
        add_outlines(pdf, like.copy(leaves).make_bookmark_tree(SCALE, transform_pages=True))
    last(pdf)
    return write_file(pdf)


def _add_pages(pdf: Any, leaves: Sequence[Leaf]) -> list[Any]:
    resources = next(
        made for made in pdf.objects if isinstance(made, pydyf.Dictionary) and "ExtGState" in made
    )
    pages = []
    for leaf in leaves:
        resources["ExtGState"].update(leaf.states)
        streams = [
            pydyf.Stream([content], DEFLATED) for content in (leaf.content, leaf.over) if content
        ]
        for stream in streams:
            pdf.add_object(stream)
        # Several streams are read as one (ISO 32000-1, 7.8.2).
        contents = (
            pydyf.Array(stream.reference for stream in streams)
            if len(streams) > 1
            else streams[0].reference
        )
        page = pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": pdf.pages.reference,
                "Contents": contents,
                "Resources": resources.reference,
            }
        )
        page.update({name: pydyf.Array(box) for name, box in leaf.boxes.items()})
        pdf.add_page(page)
        pages.append(page)
    return pages


def _add_names(pdf: Any, leaves: Sequence[Leaf], instead: bytes = b"") -> None:
    """Name the places (ISO 32000-1, 7.7.4), or the whole page that they are on; of an element that is split the first counts."""
    found: dict[str, bytes] = {}
    for page, leaf in zip(pdf.page_references, leaves, strict=True):
        for anchor, place in leaf.anchors.items():
            found.setdefault(anchor, b"%b [%b %b]" % (string(anchor), page, instead or place))
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    names["Dests"] = add(
        pdf, b"<</Names [%b]>>" % b" ".join(written for _, written in sorted(found.items()))
    ).reference


def _add_structure(
    pdf: Any, parts: Iterable[Drawn], pages: Sequence[Any], words: Mapping[str, str], language: str
) -> None:
    """Add the links and the structure in which they hang, sheet by sheet."""
    known = {anchor for part in parts for leaf in part.leaves for anchor in leaf.anchors}
    tree = Tree(pdf, language)
    first = 0
    for part in parts:
        made: dict[Annotation, Written] = {}
        for number, leaf in enumerate(part.leaves):
            page = pages[first + number]
            page.update({"Tabs": "/S", "StructParents": first + number})
            for index, area in enumerate(leaf.links):
                at = Annotation(number, index)
                if at not in part.branch.redundant and (area.target in known or not area.is_within):
                    said = string(
                        words.get(area.target, area.target) if area.is_within else area.target
                    )
                    made[at] = add(pdf, b"<<%b/Contents %b>>" % (area.annotation, said))
                    page.setdefault("Annots", pydyf.Array()).append(made[at].reference)
        tree.add(
            part.branch, pdf.page_references[first : first + len(part.leaves)], made, len(pages)
        )
        first += len(part.leaves)
    tree.write()


def _join_fonts(parts: Iterable[Drawn], files: Mapping[str, bytes]) -> dict[str, Any]:
    """Make one font of those of the same name, with the glyphs of all."""
    contents = {
        hashlib.sha256(content).hexdigest(): content
        for name, content in files.items()
        if name.endswith(".ttf")
    }
    joined: dict[str, Any] = {}
    for carried in (font for part in parts for font in part.fonts):
        name = carried.state["hash"]
        if name not in joined:
            joined[name] = _font(carried.state, carried.file or contents[carried.digest])
        _see_that_none_is_lacking(carried.state)
        for glyphs in GLYPHS:
            known = getattr(joined[name], glyphs)
            known.update(
                {
                    glyph: value
                    for glyph, value in carried.state[glyphs].items()
                    if glyph not in known
                }
            )
    return joined


def _see_that_none_is_lacking(state: Mapping[str, Any]) -> None:
    """Refuse a letter that a font does not have: the engine gives it a number of its own, which in another sheet is another letter's."""
    if lacking := [chr(letter) for letter in state["missing"]]:
        raise EditionError(
            f"the font {state['family']} cannot draw {', '.join(map(repr, lacking[:8]))}",
            remedy="Use other letters or fonts.",
        )


def _font(state: Mapping[str, Any], content: bytes) -> Any:
    font = Font.__new__(Font)
    vars(font).update({**state, **{name: dict(state[name]) for name in GLYPHS}, "missing": {}})
    font.file_content = content
    blob = ffi.gc(
        harfbuzz.hb_blob_create(content, len(content), DUPLICATE, ffi.NULL, ffi.NULL),
        harfbuzz.hb_blob_destroy,
    )
    font.hb_face = ffi.gc(harfbuzz.hb_face_create(blob, font.index), harfbuzz.hb_face_destroy)
    return font

"""Faults in what a PDF has besides its words: links, bookmarks, labels, metadata, files."""

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, String

from tests.proof.fault import OutputFault, Place
from tests.proof.pdf_edits import Plant, edited

CONTENTS, INTRODUCTION, FOX, CROW, DOG, INDEX = 6, 10, 12, 13, 14, 20  # indices of pages
Spot = tuple[int, str, str]  # the index of a page, the target of a link on it, and another


def _leads(annotation: Any) -> str:
    return str(annotation.A.URI if "/A" in annotation else annotation.Dest)


def _link(pdf: pikepdf.Pdf, page: int, target: str) -> Any:
    links = pdf.pages[page].obj.Annots
    return next(link for link in links if _leads(link) == target)


def _redirected(*spots: Spot) -> Plant:
    def edit(pdf: pikepdf.Pdf, place: Place) -> None:
        page, target, other = spots[place]
        link = _link(pdf, page, target)
        if "/A" in link:
            link.A.URI = String(other)
        else:
            link.Dest = String(other)

    return edited(edit)


def _at_links(change: Callable[[pikepdf.Pdf, int, Any], None], *spots: tuple[int, str]) -> Plant:
    def edit(pdf: pikepdf.Pdf, place: Place) -> None:
        page, target = spots[place]
        change(pdf, page, _link(pdf, page, target))

    return edited(edit)


def _removed(pdf: pikepdf.Pdf, page: int, link: Any) -> None:
    links = pdf.pages[page].obj.Annots
    kept = [each for each in links if each.objgen != link.objgen]
    pdf.pages[page].obj.Annots = Array(kept)


def _displaced(_: pikepdf.Pdf, page: int, link: Any) -> None:
    left, bottom, right, top = map(float, link.Rect)
    link.Rect = Array([left, bottom + 60, right, top + 60])


def _renamed(_: pikepdf.Pdf, page: int, link: Any) -> None:
    link.Contents = String("elsewhere")


def _moved_names(pdf: pikepdf.Pdf, place: Place) -> None:
    """Lead the name of a note's call, or of a work cited, to another page."""
    name = ("call-note-part-ii-1", "ref-perry")[place]
    names = pdf.Root.Names.Dests.Names
    index = next(n for n in range(0, len(names), 2) if str(names[n]) == name)
    names[index + 1][0] = pdf.pages[DOG].obj


def _bookmarks(change: Callable[[Any, int], None]) -> Plant:
    def edit(pdf: pikepdf.Pdf, place: Place) -> None:
        with pdf.open_outline() as outline:
            change(outline.root, (2, 5)[place])

    return edited(edit)


def _retitled(bookmarks: Any, index: int) -> None:
    bookmarks[index].title = "Another"


def _swapped(bookmarks: Any, index: int) -> None:
    one, other = bookmarks[index], bookmarks[index + 1]
    one.destination, other.destination = other.destination, one.destination


def _labeled(pdf: pikepdf.Pdf, place: Place) -> None:
    numbers = pdf.Root.PageLabels.Nums
    numbers[(3, 5)[place]].St = 2


def _stated(pdf: pikepdf.Pdf, key: str, value: str) -> None:
    """Write a value of the document information, or replace one in the XMP packet."""
    if key.startswith("/"):
        pdf.docinfo[key] = value
        return
    packet = pdf.Root.Metadata.read_bytes().decode()
    assert key in packet
    pdf.Root.Metadata.write(packet.replace(key, value).encode())


def _metadata(*pairs: tuple[str, str]) -> Plant:
    return edited(lambda pdf, place: _stated(pdf, *pairs[place]))


def _language(pdf: pikepdf.Pdf, place: Place) -> None:
    if place == 0:
        pdf.Root.Lang = String("de")
    else:
        _stated(pdf, "<rdf:li>en-GB</rdf:li>", "<rdf:li>fr</rdf:li>")


def _file_altered(pdf: pikepdf.Pdf, place: Place) -> None:
    file = pdf.Root.Names.EmbeddedFiles.Names[(1, 9)[place]].EF.F
    file.write(file.read_bytes().replace(b"a", b"e", 1))


def _file_lost(pdf: pikepdf.Pdf, place: Place) -> None:
    names = pdf.Root.Names.EmbeddedFiles
    index = (0, 8)[place]
    names.Names = Array([each for n, each in enumerate(names.Names) if n not in (index, index + 1)])


FAULTS: tuple[OutputFault, ...] = (
    OutputFault(
        "a cross-reference that leads elsewhere",
        "pdf",
        _redirected((INTRODUCTION, "p-ii-2", "part-iii"), (DOG, "p-i-1", "part-i")),
        ("page ix: the link “p..2” leads to #part-iii", "page 3: the link “p..1” leads to #part-i"),
    ),
    OutputFault(
        "a locator of the index that leads elsewhere",
        "pdf",
        _redirected((INDEX, "mark-16", "mark-17"), (INDEX, "mark-3", "mark-2")),
        ("page 9: the link", "page 9: the link"),
    ),
    OutputFault(
        "an entry of the contents that leads elsewhere",
        "pdf",
        _redirected((CONTENTS, "part-i", "part-ii"), (CONTENTS, "index", "glossary")),
        ("page v: the link “I. The Fox", "page v: the link “Index”"),
    ),
    OutputFault(
        "a call that leads to another note",
        "pdf",
        _redirected(
            (FOX, "note-part-i-2", "note-parallel-3"),
            (CROW, "variant-part-ii-1", "variant-part-ii-2"),
        ),
        ("page 1: the link “2” leads to #note-parallel-3", "page 2: the link “a” leads to"),
    ),
    OutputFault(
        "a label of a note that leads elsewhere",
        "pdf",
        _redirected(
            (FOX, "call-note-part-i-2", "call-note-parallel-3"),
            (CROW, "call-variant-part-ii-1", "call-variant-part-ii-2"),
        ),
        ("page 1: the link “2.” leads to", "page 2: the link “a.” leads to"),
    ),
    OutputFault(
        "a link lost",
        "pdf",
        _at_links(_removed, (CONTENTS, "part-i"), (FOX, "ref-perry")),
        ("page v: .*I. The Fox", "page 1: .*Perry 1952, 15"),
    ),
    OutputFault(
        "a link beside its words",
        "pdf",
        _at_links(_displaced, (INTRODUCTION, "ref-townsend"), (FOX, "note-part-i-2")),
        ("page ix: .*Townsend 1867, 12.*not on its words", "page 1: .*“2” is not on its words"),
    ),
    OutputFault(
        "a link with another name",
        "pdf",
        _at_links(_renamed, (INTRODUCTION, "ref-townsend"), (FOX, "note-part-i-2")),
        ("page ix: .*Townsend.*elsewhere", "page 1: .*“2” is named “elsewhere”"),
    ),
    OutputFault(
        "a place moved",
        "pdf",
        edited(_moved_names),
        ("page 2: the link “1.” leads to page 3", "the link “Perry 1952” leads to page 3"),
    ),
    OutputFault(
        "a bookmark with another title",
        "pdf",
        _bookmarks(_retitled),
        ("expected the bookmark “Introduction", "expected the bookmark “III. The Dog"),
    ),
    OutputFault(
        "a bookmark lost",
        "pdf",
        _bookmarks(lambda bookmarks, index: bookmarks.pop(index)),
        ("expected the bookmark “Introduction", "expected the bookmark “III. The Dog"),
    ),
    OutputFault(
        "two bookmarks that lead to each other's page",
        "pdf",
        _bookmarks(_swapped),
        ("the bookmark “Introduction", "the bookmark “III. The Dog"),
    ),
    OutputFault(
        "wrong page labels", "pdf", edited(_labeled), ("page vi: expected", "page v: expected")
    ),
    OutputFault(
        "a wrong title in the metadata",
        "pdf",
        _metadata(("/Title", "Five Fables"), (">Four Fables<", ">Six Fables<")),
        ("title in the metadata is “Five Fables”", "title in the metadata is “Six Fables”"),
    ),
    OutputFault(
        "a wrong author in the metadata",
        "pdf",
        _metadata(("/Author", "Phaedrus"), ("<rdf:li>Aesop<", "<rdf:li>Babrius<")),
        ("author in the metadata is “Phaedrus”", "author in the metadata is “Babrius”"),
    ),
    OutputFault(
        "a wrong language in the metadata",
        "pdf",
        edited(_language),
        ("language in the metadata is “de”", "language in the metadata is “fr”"),
    ),
    OutputFault(
        "an attached file altered",
        "pdf",
        edited(_file_altered),
        ("townsend.md is not as it was", "four-fables.tei.xml is not as it was"),
    ),
    OutputFault(
        "an attached file lost",
        "pdf",
        edited(_file_lost),
        ("townsend.md is missing", "four-fables.tei.xml is missing"),
    ),
)

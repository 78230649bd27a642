"""The documents of the e-book: their text, their kinds, their notes and links."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urldefrag, urljoin

import pytest
from lxml import etree

from book.errors import EditionError
from book.model import Division, Link, NoteCall, Paragraph, Plain
from book.text.plaintext import Chapter, plain_chapters
from tests.render.epub.small_ebook import (
    EDITION,
    HOSTILE,
    LABELS,
    LINKED,
    OPS,
    XHTML,
    XML,
    UnzippedEbook,
    edition_of,
    gray_png,
    plain,
    render_small,
)

LINKS = ("href", "src", "{http://www.w3.org/1999/xlink}href")
PART = "EPUB/text/part-i.xhtml"


def squeeze(text: str) -> str:
    return "".join(text.split())


def text_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def typed(page: etree._Element, tag: str, kind: str) -> list[etree._Element]:
    """Return the elements with this tag and `epub:type`."""
    return [e for e in page.iter(f"{XHTML}{tag}") if e.get(f"{OPS}type") == kind]


# ── The text ─────────────────────────────────────────────────────────────────────────────────────


def expected_text(chapter: Chapter) -> str:
    parts = [part for part in chapter.flow if isinstance(part, str)]
    if chapter.notes:
        parts.append(LABELS["notes"])
    for note in chapter.notes:
        parts += [f"{note.mark}.", note.text]
    return squeeze("".join(parts))


def test_each_division_is_a_document_with_its_text(book: UnzippedEbook) -> None:
    parts = plain_chapters(EDITION)
    assert book.spine() == [f"EPUB/text/{part.id}.xhtml" for part in parts]
    pages = list(zip(parts, book.spine(), strict=True))
    for part, name in pages[1:]:  # all but the cover, which is a picture
        assert book.body(name) == expected_text(part)


def test_markup_in_the_text_is_escaped(book: UnzippedEbook) -> None:
    for name, tree in book.trees.items():
        elements = list(tree.iter())
        assert all(isinstance(e.tag, str) and not e.tag.endswith("script") for e in elements), name
    assert squeeze(HOSTILE) in book.body(PART)
    assert book.dc("title")[0] == f"A Small Book {HOSTILE}: And a Subtitle"


def test_a_character_that_xml_forbids_is_an_error() -> None:
    paragraph = Paragraph(plain("a bell \x07 rings"))
    division = Division("bad", "section", plain("Chapter"), blocks=(paragraph,))
    with pytest.raises(EditionError, match=r"U\+0007, which follows .*a bell "):
        render_small(edition_of(division))


def test_the_cover_is_a_picture_with_its_words_as_label(book: UnzippedEbook) -> None:
    svg = book.pages["EPUB/text/cover.xhtml"].find(".//{http://www.w3.org/2000/svg}svg")
    assert svg is not None
    assert svg.get("viewBox") == "0 0 30 48"
    label = svg.get("aria-label", "")
    assert squeeze(label) == squeeze(f"A Small Book {HOSTILE}. The Author")
    covers = [item for item in book.items() if item.get("properties") == "cover-image"]
    assert [cover.get("href") for cover in covers] == ["images/cover.png"]
    assert book.zip.read("EPUB/images/cover.png") == gray_png(30, 48)


def test_documents_name_their_language_kind_and_title(book: UnzippedEbook) -> None:
    for name, tree in book.pages.items():
        assert tree.get("lang") == tree.get(f"{XML}lang") == "en-GB"
        assert (tree.findtext(f"{XHTML}head/{XHTML}title") or "").strip(), name
    body = book.pages[PART].find(f"{XHTML}body")
    assert body is not None
    assert body.get(f"{OPS}type") == "bodymatter"
    assert (body[0].get(f"{OPS}type"), body[0].get("role")) == ("part", "doc-part")
    assert body[0].get("aria-label") == "I. The Part"


def test_titles_are_unique_and_chapters_have_headings(book: UnzippedEbook) -> None:
    texts = [tree for name, tree in book.pages.items() if "/text/" in name]
    titles = [tree.findtext(f"{XHTML}head/{XHTML}title") for tree in texts]
    assert titles[:3] == ["Cover", "Title page", "Contents"]
    assert len(titles) == len(set(titles))
    for name in book.spine()[1:]:
        assert len(list(book.pages[name].iter(f"{XHTML}h1"))) == 1, name
    lines = book.pages["EPUB/text/title-page.xhtml"].iter(f"{XHTML}h1", f"{XHTML}p")
    assert [(text_of(line), line.get("role")) for line in lines] == [("A Small Book", None)]


def test_the_bibliography_is_a_list_without_deprecated_roles(book: UnzippedEbook) -> None:
    tree = book.pages["EPUB/text/bibliography.xhtml"]
    assert [(e.get("id"), e.get("role")) for e in tree.iter(f"{XHTML}li")] == [("ref-law", None)]
    assert [e.get("role") for e in tree.iter(f"{XHTML}section")] == ["doc-bibliography"]


# ── Links and notes ──────────────────────────────────────────────────────────────────────────────


def test_ids_are_unique_over_the_book(book: UnzippedEbook) -> None:
    elements = (e for tree in book.trees.values() for e in tree.iter())
    counts = Counter(e.get("id") for e in elements if e.get("id"))
    assert [name for name, count in counts.items() if count > 1] == []
    assert counts["p-1"] == 1


def internal_links(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter():
        addresses = [element.get(key) for key in LINKS]
        yield from (a for a in addresses if a is not None and "://" not in a)


def resolve(name: str, address: str) -> tuple[str, str]:
    """Return the file and the fragment to which an address in the file `name` leads."""
    file, fragment = urldefrag(urljoin(name, address))
    return file, fragment


def test_each_link_within_the_book_has_a_target(book: UnzippedEbook) -> None:
    anchors = {name: {e.get("id") for e in tree.iter()} for name, tree in book.trees.items()}
    seen = 0
    for name, tree in book.trees.items():
        for address in internal_links(tree):
            file, fragment = resolve(name, address)
            assert file in book.names, (name, address)
            assert not fragment or fragment in anchors[file], (name, address)
            seen += 1
    assert seen > len(book.names)


def test_a_link_without_a_target_is_an_error() -> None:
    link = Link("#nowhere", plain("there"))
    lost = Division("lost", "section", blocks=(Paragraph((link,)),))
    with pytest.raises(EditionError, match="#nowhere"):
        render_small(edition_of(*EDITION.divisions, lost))


def test_calls_and_notes_link_to_each_other(book: UnzippedEbook) -> None:
    page = book.pages[PART]
    calls, notes = typed(page, "a", "noteref"), typed(page, "div", "footnote")
    assert [(c.text, c.get("role")) for c in calls] == [(m, "doc-noteref") for m in ("1", "a", "2")]
    assert [call.get("href") for call in calls] == [f"#{note.get('id')}" for note in notes]
    for call, note in zip(calls, notes, strict=True):
        back = next(note.iter(f"{XHTML}a"))
        assert (back.get("href"), back.get("role")) == (f"#{call.get('id')}", "doc-backlink")
        assert back.text == f"{call.text}."
        assert text_of(note).startswith(f"{call.text}. ")
        assert note.get("role") == "doc-footnote"
    assert notes[-1].getparent() is page.xpath("//*[local-name()='section'][@class='notes']")[0]


def test_successive_calls_are_apart_and_at_their_word() -> None:
    calls = (Plain("Words"), NoteCall("note-1"), NoteCall("note-2"), Plain("."))
    part = Division("part-i", "part", plain("One"), blocks=(Paragraph(calls),))
    ebook = UnzippedEbook(render_small(replace(EDITION, divisions=(part, *LINKED))))
    paragraph = ebook.pages[PART].xpath("string(//*[local-name()='p'])")
    assert paragraph == "Words1\N{NO-BREAK SPACE}2."

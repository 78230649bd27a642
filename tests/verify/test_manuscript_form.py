"""A manuscript for word processors that has lost a form is refused, and the form is named."""

import io
import re
import zipfile
from functools import cache

import pytest

from book.errors import ProofError
from book.model import Edition, Link, Paragraph, Plain
from book.pipeline.manuscripts import prove_manuscript, render_manuscript
from tests.render.formed_book import SECTIONS, formed_book

FILE = "a.docx"
DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"
# What is lost, and how: the part of the file, and what is taken out of it.
LOSSES = {
    "emphasis": (DOCUMENT, r"<w:i />"),
    "strong": (DOCUMENT, r"<w:b />"),
    "small-capitals": (DOCUMENT, r"<w:smallCaps />"),
    "superscript": (DOCUMENT, r'<w:vertAlign w:val="superscript" />'),
    "subscript": (DOCUMENT, r'<w:vertAlign w:val="subscript" />'),
    "underline": (DOCUMENT, r'<w:u w:val="single" />'),
    "deletion": (DOCUMENT, r"<w:strike />"),
    "link": ("word/_rels/document.xml.rels", r'Target="https?:[^"]*"'),
    "lists": (DOCUMENT, r"<w:numPr>.*?</w:numPr>"),
    "items": (DOCUMENT, r"<w:numPr>.*?</w:numPr>"),
    "tables": (DOCUMENT, r"</?w:tbl>"),
    "cells": (DOCUMENT, r"</?w:tc>"),
    "pictures": (DOCUMENT, r"<a:blip[^>]*>"),
    "scene-breaks": (DOCUMENT, r'o:hr="t"'),
}


@cache
def edition() -> Edition:
    link = Link("https://example.org/fox", (Plain("the fox"),))
    return formed_book(**SECTIONS, Links=(Paragraph((Plain("See "), link, Plain("."))),))


@cache
def manuscript() -> bytes:
    return render_manuscript(edition(), "docx")


def without(part: str, pattern: str, *, count: int = 0) -> bytes:
    """Return the manuscript without what a pattern matches in a part of it."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(manuscript())) as archive,
        zipfile.ZipFile(changed, "w") as copy,
    ):
        for name in archive.namelist():
            content = archive.read(name)
            if name == part:
                shorter = re.sub(pattern, "", content.decode(), count=count, flags=re.DOTALL)
                assert shorter != content.decode(), "nothing to lose"
                content = shorter.encode()
            copy.writestr(name, content)
    return changed.getvalue()


def test_a_whole_manuscript_is_proven() -> None:
    prove_manuscript(edition(), manuscript(), "docx", FILE)


@pytest.mark.parametrize("kind", LOSSES)
def test_a_lost_form_is_named(kind: str) -> None:
    part, pattern = LOSSES[kind]
    with pytest.raises(ProofError, match=r"lost here") as refused:
        prove_manuscript(edition(), without(part, pattern), "docx", FILE)
    assert kind in str(refused.value) or kind in ("items", "cells", "tables")


def test_one_lost_item_is_named() -> None:
    damaged = without(DOCUMENT, r"<w:numPr>.*?</w:numPr>", count=1)
    with pytest.raises(ProofError, match=r"1 of \d+ items"):
        prove_manuscript(edition(), damaged, "docx", FILE)


def test_items_of_a_list_that_the_file_does_not_define_are_none() -> None:
    damaged = without(
        "word/numbering.xml",
        r'<w:num w:numId="1\d*[1-9]".*?</w:num>',
    )
    with pytest.raises(ProofError, match=r"(lists|items) are lost"):
        prove_manuscript(edition(), damaged, "docx", FILE)

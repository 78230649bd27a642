"""The edition for search engines and reference managers."""

import hashlib
import json
import re
from typing import Any

import pytest

from book.pandoc.engine import convert
from book.pipeline.edition import AssembledEdition
from book.render.site.citation import csl_item
from book.verify.readback.web_page import read_web_page
from tests import stand_ins
from tests.conftest import SLUG
from tests.render.site.reading import find_all, section, text_of

FULL = {
    "url": f"https://books.example/{SLUG}/",
    "date": "2024",
    "identifier": "urn:isbn:9780306406157",
}
CHICAGO = "Aesop. 2024. Two Fables: A Tiny Edition. Edited by the Test Editors. Test Press."
APA = "Aesop. (2024). Two Fables: A Tiny Edition (the Test Editors, Ed.). Test Press."
MLA = "Aesop. Two Fables: A Tiny Edition. Edited by the Test Editors, Test Press, 2024."


def test_linked_data_describe_book_sources_and_files(
    tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    (data,) = read_web_page(outputs["index.html"], "index.html").data
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Book")
    assert (data["name"], data["inLanguage"]) == ("Two Fables", "en-GB")
    assert len(data["isBasedOn"]) == len(tiny.edition.witnesses)
    for media in data["encoding"]:
        content = outputs[media["contentUrl"]]
        assert media["sha256"] == hashlib.sha256(content).hexdigest()
        assert media["contentSize"] == f"{len(content)} B"


def test_linked_data_describe_each_format(outputs: dict[str, bytes]) -> None:
    (data,) = read_web_page(outputs["index.html"], "index.html").data
    *files, web = data["workExample"]
    assert (web["encodingFormat"], web["url"]) == ("text/html", "read/index.html")
    formats = {example["encoding"]["encodingFormat"]: example for example in files}
    pdf, epub = formats["application/pdf"], formats["application/epub+zip"]
    assert pdf["numberOfPages"] == stand_ins.PAGES
    assert epub["accessibilityFeature"] == ["tableOfContents", "pageBreakMarkers"]
    modes = {"@type": "ItemList", "itemListElement": ["textual"]}
    assert epub["accessModeSufficient"] == [modes]


def test_the_citations_are_those_of_citeproc(outputs: dict[str, bytes]) -> None:
    cite = section(outputs, "cite")
    styles = [text_of(style) for style in find_all(cite, ".//h:dt")]
    assert styles == ["Chicago", "APA", "MLA"]
    chicago, apa, mla = (text_of(entry) for entry in find_all(cite, ".//h:dd"))
    assert chicago == CHICAGO
    assert apa == APA
    assert mla == MLA


def read_back(content: bytes, reader: str, suffix: str) -> Any:
    """Read a reference with pandoc, as a reference manager does; return it as CSL."""
    (item,) = json.loads(convert(content.decode(), reader, "csljson", suffix))
    return item


@pytest.mark.parametrize("imprint", [{}, FULL], ids=["plain", "full"])
def test_a_reference_manager_reads_each_format(imprint: dict[str, Any]) -> None:
    """Pandoc reads RIS and BibTeX as CSL: what it reads is what was written."""
    assembled = stand_ins.tiny_edition(**imprint)
    outputs = stand_ins.render_files(assembled)
    (item,) = json.loads(outputs[f"{SLUG}.csl.json"])
    assert item == csl_item(assembled.edition)
    ris = read_back(outputs[f"{SLUG}.ris"], "ris", ".ris")
    bibtex = read_back(outputs[f"{SLUG}.bib"], "bibtex", ".bib")
    for reference in (ris, bibtex):
        assert reference["title"].lower() == item["title"].lower()
        assert reference["publisher"] == item["publisher"]
        assert reference["type"] == "book"
        assert reference.get("URL") == item.get("URL")
        assert "Aesop" in str(reference["author"])
    # RIS has one tag for ISBN and ISSN, and pandoc reads it as the other.
    assert ris.get("ISSN") == item.get("ISBN")


def test_ris_lines_end_as_its_specification_says(outputs: dict[str, bytes]) -> None:
    lines = outputs[f"{SLUG}.ris"].decode().split("\r\n")
    assert lines[0] == "TY  - BOOK"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])

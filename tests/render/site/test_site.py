"""The download page: what it holds, that what it says is true, and that it needs nothing from outside."""

import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from book.errors import EditionError, ProofError
from book.model import (
    Accessibility,
    Bullets,
    Division,
    Note,
    NoteCall,
    Paragraph,
    Place,
    Plain,
    Reading,
    Variant,
)
from book.pandoc.engine import convert
from book.pipeline.edition import AssembledEdition
from book.render.site import citation, pictures
from book.render.site.downloads import describe_downloads, format_size
from book.render.site.extract import ENOUGH, LIMIT, render_extract
from book.render.site.styled import visible_text
from book.runtime import catalog_state, workspace
from book.source.folder import read_folder
from book.text.coverage import coverage_of
from book.verify.proof.prove_site import prove_site
from book.verify.readback.accessibility import read_accessibility
from book.verify.readback.web_page import read_web_page
from tests import stand_ins
from tests.conftest import SLUG, error_of, substitute

HTML = {"h": "http://www.w3.org/1999/xhtml"}
PAGES = 31
URL = f"https://books.example/{SLUG}/"


@pytest.fixture(scope="module")
def tiny() -> AssembledEdition:
    return stand_ins.tiny_edition()


@pytest.fixture(scope="module")
def outputs(tiny: AssembledEdition) -> dict[str, bytes]:
    return stand_ins.render_files(tiny)


def page_of(outputs: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(outputs["index.html"])


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def section(outputs: dict[str, bytes], name: str) -> etree._Element:
    found = page_of(outputs).find(f".//h:section[@id='{name}']", HTML)
    assert found is not None
    return found


# ── What it holds ────────────────────────────────────────────────────────────────────────────────


def test_the_page_names_the_book_and_those_who_made_it(
    tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    header = page_of(outputs).find(".//h:header", HTML)
    assert header is not None
    said = words(header)
    for part in (
        "Two Fables",
        "A Tiny Edition",
        "Aesop",
        "Edited by the Test Editors, 2024-02-29",
        "Test Press",
    ):
        assert part in said
    assert tiny.edition.imprint.description in words(section(outputs, "about"))


def test_each_format_stands_with_its_size_and_its_use(outputs: dict[str, bytes]) -> None:
    items = section(outputs, "formats").findall(".//h:li", HTML)
    found = {
        str(item.xpath("string(.//h:a/@href)", namespaces=HTML)): words(item) for item in items
    }
    assert list(found) == [f"{SLUG}.pdf", f"{SLUG}.epub", f"{SLUG}.md"]
    for file, said in found.items():
        assert format_size(len(outputs[file])).replace("\N{NO-BREAK SPACE}", " ") in said
        assert len(said.split()) > 10


def test_the_headline_is_counted_from_the_ledger(
    tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    lines = sum(len(account.witness.lines) for account in tiny.ledger.accounts)
    said = words(section(outputs, "sources"))
    assert f"{lines} of {lines} lines of 3 sources accounted for." in said
    assert "Differences in words between the copies: 1. " in said


def test_a_line_that_is_in_no_entry_is_not_counted(tiny: AssembledEdition) -> None:
    first, *others = tiny.ledger.accounts
    short = replace(
        first, entries=tuple(e for e in first.entries if e.span.line != first.entries[0].span.line)
    )
    found = stand_ins.render_files(
        replace(tiny, ledger=replace(tiny.ledger, accounts=(short, *others)))
    )
    lines = sum(len(account.witness.lines) for account in tiny.ledger.accounts)
    assert f"{lines - 1} of {lines} lines" in words(section(found, "sources"))


def test_one_source_is_said_in_the_singular(tiny: AssembledEdition) -> None:
    alone = replace(tiny, ledger=replace(tiny.ledger, accounts=tiny.ledger.accounts[:1]))
    assert "lines of the one source accounted for" in words(
        section(stand_ins.render_files(alone), "sources")
    )


def test_the_pattern_of_the_cover_is_a_table_of_who_has_what(
    tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    rows = section(outputs, "sources").findall(".//h:table[@class='coverage']/h:tbody/h:tr", HTML)
    cells = {words(row[0]): [cell.get("class") for cell in row[1:]] for row in rows}
    assert cells == {"A": ["has", "missing", "has"], "B": ["has", "missing", "lacks"]}
    found = coverage_of(tiny.edition)
    assert [found.is_lacuna(n) for n in range(len(found.parts))] == [False, True, False]


def test_the_contents_lead_to_the_pages_of_print(outputs: dict[str, bytes]) -> None:
    links = section(outputs, "contents").findall(".//h:a", HTML)
    assert {link.get("href") for link in links} == {f"{SLUG}.pdf#page=7", f"{SLUG}.pdf"}
    assert "II. The Crow and the Pitcher in none of the sources 6" in words(
        section(outputs, "contents")
    )


def test_the_extract_has_its_notes_below_and_links_both_ways(outputs: dict[str, bytes]) -> None:
    extract = section(outputs, "extract")
    calls = extract.findall(".//h:a[@class='call']", HTML)
    marks = extract.findall(".//h:ol/h:li/h:a[@class='mark']", HTML)
    assert calls
    items = [mark.getparent() for mark in marks]
    assert [call.get("href") for call in calls] == [
        f"#{item.get('id')}" for item in items if item is not None
    ]
    assert [mark.get("href") for mark in marks] == [f"#{call.get('id')}" for call in calls]


def test_what_the_e_book_says_of_its_accessibility_is_what_the_page_says(
    outputs: dict[str, bytes],
) -> None:
    said = words(section(outputs, "accessibility"))
    assert "All of it is <text> & in order." in said
    assert "The pages of the print edition are marked" in said
    assert "audioDescription" not in said  # it refines something else


def test_the_page_of_a_german_edition_is_german(root: Any) -> None:
    substitute(root / "sources" / SLUG / "edition.toml", 'language = "en-GB"', 'language = "de-DE"')
    found = stand_ins.render_files(stand_ins.tiny_edition(root))
    assert page_of(found).get("lang") == "de-DE"
    assert "Zeilen aus 3 Quellen nachgewiesen" in words(section(found, "sources"))
    assert "DIN 1505-2" in words(section(found, "cite"))
    assert "600" not in words(section(found, "formats"))
    assert section(found, "accessibility").find(".//h:p[@lang='en']", HTML) is not None


def test_every_language_has_every_word_of_the_page() -> None:
    tables = workspace.label_tables()
    keys = {
        name: {
            key for key in table if key.startswith(("site-", "format-", "file-", "fate-", "a11y-"))
        }
        for name, table in tables.items()
    }
    assert len({frozenset(found) for found in keys.values()}) == 1


# ── That it needs nothing ────────────────────────────────────────────────────────────────────────


def test_the_page_asks_nothing_of_the_network_and_runs_no_script(outputs: dict[str, bytes]) -> None:
    page = read_web_page(outputs["index.html"], "index.html")
    assert [load for load in page.loads if not load.startswith("data:")] == ["cover-small.png"]
    root = page_of(outputs)
    assert {found.get("type") for found in root.iterfind(".//h:script", HTML)} == {
        "application/ld+json"
    }
    assert not root.xpath(
        "//@*[starts-with(local-name(), 'on')] | //h:form | //h:iframe | //h:link[@rel='stylesheet']",
        namespaces=HTML,
    )


def test_the_fonts_of_the_page_have_all_its_characters(outputs: dict[str, bytes]) -> None:
    import base64
    import io

    from fontTools.ttLib import TTFont

    fonts = re.findall(rb"font/woff2;base64,([^\"]+)", outputs["index.html"])
    have = [set(TTFont(io.BytesIO(base64.b64decode(font)))["cmap"].getBestCmap()) for font in fonts]
    shown = {
        ord(c)
        for c in visible_text(
            re.sub(rb"<(style|script).*?</\1>", b"", outputs["index.html"], flags=re.DOTALL)
        )
        if c > " "
    }
    assert len(have) == 3
    assert all(shown - {0x2009} <= found for found in have)


def test_markup_in_the_editors_words_stays_words(tiny: AssembledEdition) -> None:
    nasty = "</script><script>alert(1)</script><img src=x onerror=alert(1)> & \"'"
    changed: dict[str, Any] = dict.fromkeys(
        ("title", "subtitle", "description", "editor", "publisher", "rights"), nasty
    )
    imprint = replace(tiny.edition.imprint, **changed)
    work = replace(tiny.edition.work, author=nasty)
    found = stand_ins.render_files(
        replace(tiny, edition=replace(tiny.edition, imprint=imprint, work=work))
    )
    root = page_of(found)
    assert len(root.findall(".//h:script", HTML)) == 1
    assert len(root.findall(".//h:img", HTML)) == 1
    assert nasty.split() == words(root.find(".//h:h1", HTML)).split()  # type: ignore[arg-type]
    assert json.loads(root.find(".//h:script", HTML).text)["name"] == nasty  # type: ignore[union-attr, arg-type]
    assert etree.fromstring(found["onix.xml"]).findtext(".//{*}TitleText") == nasty


def test_the_same_edition_has_the_same_page(
    tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    assert stand_ins.render_files(tiny) == outputs


# ── That it is true ──────────────────────────────────────────────────────────────────────────────


def test_each_file_beside_the_page_has_its_checksum_there(outputs: dict[str, bytes]) -> None:
    told = read_web_page(outputs["index.html"], "index.html").sums
    assert told == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in outputs.items()
        if name != "index.html"
    }


BROKEN = {
    "a link to a file that is not there": (
        b'href="variants.csv"',
        b'href="varients.csv"',
        "a link leads to varients.csv",
    ),
    "a link to a name that is not there": (
        b'href="#cite"',
        b'href="#quote"',
        "nothing on the page has that name",
    ),
    "a page that the PDF does not have": (b"#page=7", b"#page=32", "the PDF has 31 pages"),
    "a picture from outside": (
        b'src="cover-small.png"',
        b'src="https://cdn.example/c.png"',
        "loads https://cdn.example/c.png",
    ),
    "a style sheet from outside": (
        b"</head>",
        b'<link rel="stylesheet" href="https://cdn.example/s.css" /></head>',
        "loads https://cdn",
    ),
    "a font from outside": (
        b"<style>",
        b"<style>@font-face { src: url(//cdn.example/f.woff2) }",
        "loads //cdn.example",
    ),
    "a page that is not well-formed": (b"</main>", b"", "not well-formed"),
    "an id twice": (b'<section id="cite"', b'<section id="about"', "ids stand twice: about"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_page_is_not_published(fault: str, outputs: dict[str, bytes]) -> None:
    old, new, message = BROKEN[fault]
    assert old in outputs["index.html"]
    broken = {**outputs, "index.html": outputs["index.html"].replace(old, new, 1)}
    assert prove_site(outputs, "", PAGES, SLUG) > 20
    with pytest.raises(ProofError, match=re.escape(message)):
        prove_site(broken, "", PAGES, SLUG)


@pytest.mark.parametrize("file", [f"{SLUG}.pdf", f"{SLUG}.epub", "variants.csv", "onix.xml"])
def test_a_checksum_that_is_another_files_is_seen(file: str, outputs: dict[str, bytes]) -> None:
    with pytest.raises(ProofError, match=f"the (checksum|size) told of {file}"):
        prove_site({**outputs, file: outputs[file] + b" "}, "", PAGES, SLUG)


def test_a_record_with_a_wrong_size_is_seen(outputs: dict[str, bytes]) -> None:
    record = outputs["publication.json"].replace(b'"size": ', b'"size": 1')
    broken = {**outputs, "publication.json": record}
    old, new = (
        hashlib.sha256(found["publication.json"]).hexdigest().encode()
        for found in (outputs, broken)
    )
    broken["index.html"] = outputs["index.html"].replace(old, new)
    with pytest.raises(ProofError, match="the size told of"):
        prove_site(broken, "", PAGES, SLUG)


def test_with_an_address_of_its_own_the_page_is_proven_too(tiny: AssembledEdition) -> None:
    found = stand_ins.render_files(stand_ins.tiny_edition(url=URL))
    assert prove_site(found, URL, PAGES, SLUG) > 20
    root = page_of(found)
    assert root.find(".//h:link[@rel='canonical']", HTML).get("href") == URL  # type: ignore[union-attr]
    data = read_web_page(found["index.html"], "").data[0]
    assert data["encoding"][0]["contentUrl"] == f"{URL}{SLUG}.pdf"


@pytest.mark.parametrize(
    "address", ["books.example/", "ftp://books.example/", "https://books.example/two-fables"]
)
def test_an_address_that_is_none_is_told(address: str, folder: Any, root: Any) -> None:
    substitute(
        folder / "edition.toml", 'date = "2024-02-29"', f'date = "2024-02-29"\nurl = "{address}"'
    )
    error = error_of(lambda: read_folder(SLUG, root))
    assert isinstance(error, EditionError)
    assert "is no address of a folder on the web" in error.message
    assert error.line == 9


# ── Linked data, citations ───────────────────────────────────────────────────────────────────────


def test_linked_data_names_the_book_its_sources_and_its_files(
    tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    (data,) = read_web_page(outputs["index.html"], "index.html").data
    assert (data["@context"], data["@type"], data["name"], data["inLanguage"]) == (
        "https://schema.org",
        "Book",
        "Two Fables",
        "en-GB",
    )
    assert len(data["isBasedOn"]) == len(tiny.edition.witnesses)
    formats = {example["encoding"]["encodingFormat"]: example for example in data["workExample"]}
    assert formats["application/pdf"]["numberOfPages"] == PAGES
    assert formats["application/epub+zip"]["accessibilityFeature"] == [
        "tableOfContents",
        "pageBreakMarkers",
    ]
    assert formats["application/epub+zip"]["accessModeSufficient"] == [
        {"@type": "ItemList", "itemListElement": ["textual"]}
    ]
    for media in data["encoding"]:
        assert media["sha256"] == hashlib.sha256(outputs[media["contentUrl"]]).hexdigest()
        assert media["contentSize"] == f"{len(outputs[media['contentUrl']])} B"


def test_the_citations_are_those_of_citeproc(outputs: dict[str, bytes]) -> None:
    cite = section(outputs, "cite")
    styles = [words(found) for found in cite.findall(".//h:dt", HTML)]
    assert styles == ["Chicago", "APA", "MLA"]
    chicago, apa, mla = (words(found) for found in cite.findall(".//h:dd", HTML))
    assert (
        chicago
        == "Aesop. 2024. Two Fables: A Tiny Edition. Edited by the Test Editors. Test Press."
    )
    assert (
        apa.startswith(
            "Aesop. (2024). Two fables: A tiny edition (the Test Editors, Ed.). Test Press"
        )
        or "Two Fables" in apa
    )
    assert mla == "Aesop. Two Fables: A Tiny Edition. Edited by the Test Editors, Test Press, 2024."


@pytest.mark.parametrize(
    "imprint",
    [{}, {"url": URL, "date": "2024", "identifier": "urn:isbn:9780306406157"}],
    ids=["plain", "full"],
)
def test_a_reference_manager_reads_the_item_from_each_format(imprint: dict[str, Any]) -> None:
    """Pandoc reads RIS and BibTeX back as CSL: what it reads there is what was written."""
    made = stand_ins.tiny_edition(**imprint)
    found = stand_ins.render_files(made)
    (item,) = json.loads(found[f"{SLUG}.csl.json"])
    assert item == citation.csl_item(made.edition)
    for suffix, reader in ((".ris", "ris"), (".bib", "bibtex")):
        (read,) = json.loads(convert(found[SLUG + suffix].decode(), reader, "csljson", suffix))
        assert read["title"].lower() == item["title"].lower()
        assert read["publisher"] == item["publisher"]
        assert read["type"] == "book"
        assert read.get("URL") == item.get("URL")
        if suffix == ".ris":
            assert read.get("ISSN") == item.get(
                "ISBN"
            )  # RIS has one tag for both, and pandoc takes it for the other
        assert "Aesop" in str(read["author"])


def test_ris_ends_its_lines_as_its_specification_has_it(outputs: dict[str, bytes]) -> None:
    lines = outputs[f"{SLUG}.ris"].decode().split("\r\n")
    assert lines[0] == "TY  - BOOK"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])


# ── The parts ────────────────────────────────────────────────────────────────────────────────────


def paragraph(count: int, word: str = "word") -> Paragraph:
    return Paragraph((Plain(" ".join(f"{word}{number}" for number in range(count))),))


def extract_of(tiny: AssembledEdition, *paragraphs: Paragraph, notes: tuple[Note, ...] = ()) -> str:
    body = Division("p", "part", (Plain("Part"),), blocks=paragraphs)
    return str(render_extract(replace(tiny.edition, divisions=(body,), notes=notes)))


def test_an_extract_takes_whole_paragraphs_until_there_is_enough(tiny: AssembledEdition) -> None:
    made = extract_of(tiny, paragraph(ENOUGH - 1, "a"), paragraph(30, "b"), paragraph(30, "c"))
    assert ("b29" in made, "c0" in made, "…" in made) == (True, False, False)


def test_an_extract_leaves_out_a_paragraph_that_is_too_long_after_one(
    tiny: AssembledEdition,
) -> None:
    assert "b0" not in extract_of(tiny, paragraph(50, "a"), paragraph(LIMIT, "b"))


def test_a_paragraph_that_is_too_long_is_cut_and_says_so(tiny: AssembledEdition) -> None:
    made = extract_of(tiny, paragraph(5 * LIMIT, "a"))
    assert ENOUGH <= len(re.findall(r"\ba\d+", made)) <= LIMIT
    assert made.rstrip().removesuffix("</p>").endswith("…")


def test_a_work_without_a_paragraph_has_no_extract(tiny: AssembledEdition) -> None:
    edition = replace(
        tiny.edition, divisions=(Division("p", "part", blocks=(Bullets(((Plain("x"),),)),)),)
    )
    assert render_extract(edition) == ""


def test_a_note_that_is_called_beyond_the_cut_is_not_there(tiny: AssembledEdition) -> None:
    note = Note("n1", "note", "1", "x", Place(("I",)), (Plain("said"),))
    far = Paragraph((*paragraph(5 * LIMIT).inlines, NoteCall("n1")))
    assert "said" not in extract_of(tiny, far, notes=(note,))
    assert "said" in extract_of(tiny, Paragraph((Plain("x"), NoteCall("n1"))), notes=(note,))


@given(st.integers(min_value=0, max_value=10**12))
def test_a_size_is_told_in_three_figures_at_most(size: int) -> None:
    figures, unit = format_size(size).split("\N{NO-BREAK SPACE}")
    told = float(figures) * 1000 ** ("B", "kB", "MB", "GB").index(unit)
    assert abs(told - size) <= max(0.5, size * 0.06)
    assert len(figures.replace(".", "")) <= 3 or unit == "GB"


def test_a_file_that_is_not_known_is_offered_as_it_is() -> None:
    (found,) = describe_downloads({"else.bin": b"x"}, SLUG)
    assert (found.kind, found.media_type, found.is_format) == (
        "",
        "application/octet-stream",
        False,
    )


def test_a_small_cover_stays_as_it_is() -> None:
    small = pictures.small_cover(stand_ins.stand_in_cover())
    assert pictures.png_size(small) == (480, 720)
    assert pictures.small_cover(small) is small


def test_an_e_book_that_says_nothing_of_accessibility_is_read_as_such() -> None:
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("META-INF/container.xml", stand_ins.CONTAINER)
        archive.writestr(
            "EPUB/content.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><metadata/></package>',
        )
    assert read_accessibility(made.getvalue()) == Accessibility()


def test_a_work_in_many_parts_is_numbered_and_one_in_very_many_has_no_pattern(
    tiny: AssembledEdition,
) -> None:
    def parts(count: int) -> dict[str, bytes]:
        body = tuple(
            Division(f"b-{n}", "part", (Plain(f"Part {n}"),), label=f"L{n}", blocks=(paragraph(3),))
            for n in range(count)
        )
        front = tuple(d for d in tiny.edition.divisions if d.matter != "body")
        return stand_ins.render_files(
            replace(tiny, edition=replace(tiny.edition, divisions=(*front, *body), notes=()))
        )

    heads = section(parts(20), "sources").findall(
        ".//h:table[@class='coverage']/h:thead//h:th", HTML
    )
    assert [words(head) for head in heads] == [str(number) for number in range(1, 21)]
    assert section(parts(41), "sources").find(".//h:table[@class='coverage']", HTML) is None


def test_accidental_variants_are_counted_apart(tiny: AssembledEdition) -> None:
    accidental = Variant(Place(("I",)), "a", 0, 1, (Reading(("B",), "A"),), "accidental")
    found = stand_ins.render_files(
        replace(
            tiny,
            edition=replace(
                tiny.edition, variants=(*tiny.edition.variants, accidental, accidental)
            ),
        )
    )
    before = sum(v.kind == "accidental" for v in tiny.edition.variants)
    assert f"or spacing alone: {before + 2}." in words(section(found, "sources"))
    assert catalog_state.FILES == ("index.html", "opds.json", "opds.xml")

"""What the download page says, and that it needs nothing from outside."""

import base64
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from book.model import (
    Division,
    IndexEntry,
    IndexGroup,
    NoteKind,
    Paragraph,
    Place,
    Plain,
    Reading,
    Variant,
)
from book.pipeline.edition import AssembledEdition
from book.render.site.downloads import format_size
from book.render.site.styled import visible_text
from book.runtime import catalog_state
from book.text.coverage import coverage_of
from book.verify.readback.web_page import read_web_page
from tests import stand_ins
from tests.conftest import SLUG, substitute
from tests.render.site.reading import (
    HTML,
    find,
    find_all,
    page_of,
    section,
    section_text,
    text_of,
    with_edition,
)

HEADER = (
    "Two Fables",
    "A Tiny Edition",
    "Aesop",
    "Edited by the Test Editors, 2024-02-29",
    "Test Press",
)
# What could run a program, send something or load a style sheet.
ACTIVE = (
    "//@*[starts-with(local-name(), 'on')]",
    "//h:form",
    "//h:iframe",
    "//h:link[@rel='stylesheet']",
)
KINDS: tuple[NoteKind, ...] = ("source", "parallel", "note", "variant")
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)> & \"'"


def total_lines(tiny: AssembledEdition) -> int:
    return sum(len(account.witness.lines) for account in tiny.ledger.accounts)


# ── About the book ───────────────────────────────────────────────────────────────────────────────


def test_the_page_names_the_book_and_its_makers(
    tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    header = text_of(find(page_of(outputs), ".//h:header"))
    assert [part for part in HEADER if part not in header] == []
    assert tiny.edition.imprint.description in section_text(outputs, "about")


def figures(outputs: dict[str, bytes]) -> dict[str, str]:
    rows = find_all(section(outputs, "about"), ".//h:dl[@class='figures']/h:div")
    return {text_of(find(row, "h:dt")): text_of(find(row, "h:dd")) for row in rows}


def test_all_notes_are_counted_whoever_wrote_them(tiny: AssembledEdition) -> None:
    note = next(each for each in tiny.edition.notes if each.kind == "note")
    others = (replace(note, id=f"n-{kind}", kind=kind) for kind in KINDS)
    more = with_edition(tiny, notes=(*tiny.edition.notes, *others))
    count = sum(each.kind != "variant" for each in tiny.edition.notes)
    assert figures(stand_ins.render_files(more))["notes"] == str(count + 3)


def test_the_index_is_counted_with_the_entries_below_others(tiny: AssembledEdition) -> None:
    entry = IndexEntry("fox", "Fox", entries=(IndexEntry("fox-tail", "tail"),))
    blocks = (IndexGroup((entry, IndexEntry("grapes", "Grapes"))),)
    index = Division("index", "index", (Plain("Index"),), blocks=blocks, matter="back")
    others = tuple(each for each in tiny.edition.divisions if each.kind != "index")
    counted = figures(stand_ins.render_files(with_edition(tiny, divisions=(*others, index))))
    assert counted["entries in the index"] == "3"
    without = figures(stand_ins.render_files(with_edition(tiny, divisions=others)))
    assert "entries in the index" not in without


def head_of(outputs: dict[str, bytes], **wanted: str) -> list[str]:
    (name,) = wanted.items()
    metas = find_all(page_of(outputs), f".//h:head/h:meta[@{name[0]}='{name[1]}']")
    return [meta.get("content", "") for meta in metas]


def test_where_it_is_shared_the_page_is_named_only_if_its_address_is_known() -> None:
    without = stand_ins.render_files(stand_ins.tiny_edition())
    assert head_of(without, property="og:image") == head_of(without, name="twitter:card") == []
    url = f"https://books.example/{SLUG}/"
    outputs = stand_ins.render_files(stand_ins.tiny_edition(url=url))
    assert head_of(outputs, property="og:image") == [f"{url}cover.png"]
    assert head_of(outputs, property="og:image:height") == ["900"]
    assert head_of(outputs, property="og:title") == ["Two Fables: A Tiny Edition"]
    assert head_of(outputs, name="twitter:card") == ["summary"]


def test_each_format_has_its_size_and_its_use(
    tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    items = find_all(section(outputs, "formats"), ".//h:li")
    texts = {find(item, ".//h:a").get("href", ""): text_of(item) for item in items}
    assert list(texts) == [f"{SLUG}.pdf", f"{SLUG}.epub", f"{SLUG}.md"]
    for file, text in texts.items():
        size = format_size(len(outputs[file]), tiny.edition.labels)
        assert size.replace("\N{NO-BREAK SPACE}", " ") in text
        assert len(text.split()) > 10


def test_the_contents_link_to_the_printed_pages(outputs: dict[str, bytes]) -> None:
    contents = section(outputs, "contents")
    links = {link.get("href") for link in find_all(contents, ".//h:a")}
    assert links == {f"{SLUG}.pdf#page=7", f"{SLUG}.pdf"}
    lacuna = "II. The Crow and the Pitcher in none of the sources 6"
    assert lacuna in text_of(contents)


def test_the_extract_has_notes_with_links_both_ways(outputs: dict[str, bytes]) -> None:
    extract = section(outputs, "extract")
    calls = find_all(extract, ".//h:a[@class='call']")
    items = find_all(extract, ".//h:ol/h:li")
    marks = [find(item, "h:a[@class='mark']") for item in items]
    assert calls
    assert [call.get("href") for call in calls] == [f"#{item.get('id')}" for item in items]
    assert [mark.get("href") for mark in marks] == [f"#{call.get('id')}" for call in calls]


def test_the_page_repeats_the_ebooks_accessibility(outputs: dict[str, bytes]) -> None:
    text = section_text(outputs, "accessibility")
    assert "All of it is <text> & in order." in text
    assert "The pages of the print edition are marked" in text
    assert "audioDescription" not in text  # it refines something else


def test_the_page_of_a_german_edition_is_german(root: Path) -> None:
    substitute(root / "sources" / SLUG / "edition.toml", 'language = "en-GB"', 'language = "de-DE"')
    outputs = stand_ins.render_files(stand_ins.tiny_edition(root))
    assert page_of(outputs).get("lang") == "de-DE"
    assert "Zeilen aus 3 Quellen nachgewiesen" in section_text(outputs, "sources")
    assert "DIN 1505-2" in section_text(outputs, "cite")
    assert "600" not in section_text(outputs, "formats")
    assert find_all(section(outputs, "accessibility"), ".//h:p[@lang='en']")


# ── The sources ──────────────────────────────────────────────────────────────────────────────────


def test_the_headline_is_counted_from_the_ledger(
    tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    lines, text = total_lines(tiny), section_text(outputs, "sources")
    assert f"{lines} of {lines} lines of 3 sources accounted for." in text
    assert "Differences in words between the copies: 1. " in text


def test_a_line_without_an_entry_is_not_counted(tiny: AssembledEdition) -> None:
    first, *others = tiny.ledger.accounts
    lost = first.entries[0].span.line
    short = replace(first, entries=tuple(e for e in first.entries if e.span.line != lost))
    ledger = replace(tiny.ledger, accounts=(short, *others))
    outputs = stand_ins.render_files(replace(tiny, ledger=ledger))
    lines = total_lines(tiny)
    assert f"{lines - 1} of {lines} lines" in section_text(outputs, "sources")


def test_one_source_is_named_in_the_singular(tiny: AssembledEdition) -> None:
    ledger = replace(tiny.ledger, accounts=tiny.ledger.accounts[:1])
    outputs = stand_ins.render_files(replace(tiny, ledger=ledger))
    assert "lines of the one source accounted for" in section_text(outputs, "sources")


def test_accidental_variants_are_counted_apart(tiny: AssembledEdition) -> None:
    accidental = Variant(Place(("I",)), "a", 0, 1, (Reading(("B",), "A"),), "accidental")
    variants = (*tiny.edition.variants, accidental, accidental)
    outputs = stand_ins.render_files(with_edition(tiny, variants=variants))
    before = sum(v.kind == "accidental" for v in tiny.edition.variants)
    assert f"or spacing alone: {before + 2}." in section_text(outputs, "sources")
    assert catalog_state.FIRST == ("index.html", "opds.json", "opds.xml")


def test_a_table_shows_which_witness_has_which_part(
    tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    path = ".//h:table[@class='coverage']/h:tbody/h:tr"
    rows = find_all(section(outputs, "sources"), path)
    cells = {text_of(row[0]): [cell.get("class") for cell in row[1:]] for row in rows}
    assert cells == {"A": ["has", "missing", "has"], "B": ["has", "missing", "lacks"]}
    coverage = coverage_of(tiny.edition)
    lacunae = [coverage.is_lacuna(part) for part in range(len(coverage.parts))]
    assert lacunae == [False, True, False]


def render_parts(tiny: AssembledEdition, count: int) -> dict[str, bytes]:
    """Render the edition with a work of this many parts."""
    text = Paragraph((Plain("words of the text"),))
    body = tuple(
        Division(f"b-{n}", "part", (Plain(f"Part {n}"),), label=f"L{n}", blocks=(text,))
        for n in range(count)
    )
    front = tuple(d for d in tiny.edition.divisions if d.matter != "body")
    return stand_ins.render_files(with_edition(tiny, divisions=(*front, *body), notes=()))


def test_many_parts_are_numbered_and_too_many_have_no_table(tiny: AssembledEdition) -> None:
    path = ".//h:table[@class='coverage']/h:thead//h:th"
    heads = find_all(section(render_parts(tiny, 20), "sources"), path)
    assert [text_of(head) for head in heads] == [str(number) for number in range(1, 21)]
    assert find_all(section(render_parts(tiny, 41), "sources"), path) == []


# ── Safe and complete ────────────────────────────────────────────────────────────────────────────


def test_the_page_loads_nothing_and_runs_no_script(outputs: dict[str, bytes]) -> None:
    page = read_web_page(outputs["index.html"], "index.html")
    loads = [load for load in page.loads if not load.startswith("data:")]
    assert loads == ["cover-small.png", "spread.png"]
    root = page_of(outputs)
    kinds = {script.get("type") for script in find_all(root, ".//h:script")}
    assert kinds == {"application/ld+json"}
    assert not root.xpath(" | ".join(ACTIVE), namespaces=HTML)


def test_the_pages_fonts_have_all_its_characters(outputs: dict[str, bytes]) -> None:
    page = outputs["index.html"]
    encoded = re.findall(rb"font/woff2;base64,([^\"]+)", page)
    fonts = [TTFont(io.BytesIO(base64.b64decode(font))) for font in encoded]
    text = visible_text(re.sub(rb"<(style|script).*?</\1>", b"", page, flags=re.DOTALL))
    needed = {ord(character) for character in text if character > " "} - {0x2009}
    assert len(fonts) == 3
    assert all(needed <= set(font["cmap"].getBestCmap()) for font in fonts)


def test_markup_in_the_editors_words_is_escaped(tiny: AssembledEdition) -> None:
    names = ("title", "subtitle", "description", "editor", "publisher", "rights")
    changed: dict[str, Any] = dict.fromkeys(names, HOSTILE)
    imprint = replace(tiny.edition.imprint, **changed)
    work = replace(tiny.edition.work, author=HOSTILE)
    outputs = stand_ins.render_files(with_edition(tiny, imprint=imprint, work=work))
    root = page_of(outputs)
    (script,) = find_all(root, ".//h:script")
    assert len(find_all(root, ".//h:img")) == 2  # the cover, two pages
    assert text_of(find(root, ".//h:h1")).split() == HOSTILE.split()
    assert json.loads(script.text or "")["name"] == HOSTILE
    onix = find(page_of({"index.html": outputs["onix.xml"]}), ".//{*}TitleText")
    assert onix.text == HOSTILE


def test_the_same_edition_has_the_same_page(
    tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    assert stand_ins.render_files(tiny) == outputs

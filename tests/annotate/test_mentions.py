"""Mentions of terms and events are linked with the glossary and the chronology."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from book.annotate.mentions import mark_events, mark_terms
from book.errors import EditionError
from book.model import (
    Definitions,
    Division,
    DraftEvent,
    DraftTerm,
    Edition,
    Emphasis,
    Foreign,
    Link,
    Locator,
    Mark,
    Note,
    NoteCall,
    Paragraph,
    Place,
    Plain,
    Term,
)
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.render.print.documents import render_documents
from book.source.labels import read_labels
from book.text.inlines import iter_inlines, text_of
from book.text.plaintext import plain_chapters
from tests.conftest import SLUG, ebook_of
from tests.factories import IMPRINT, WORK
from tests.render.epub.small_ebook import UnzippedEbook

UN = DraftTerm("UN", "United Nations", "", 1)
LAW = DraftTerm("law", "", "A rule.", 2)


def paragraph(number: int, *inlines: object, part: str = "I") -> Paragraph:
    parts = tuple(Plain(inline) if isinstance(inline, str) else inline for inline in inlines)
    name, place = f"p-{part}-{number}", Place((part,), number)
    return Paragraph(parts, id=name, place=place)  # type: ignore[arg-type]


def note(number: int, text: str, part: str = "I") -> Note:
    return Note(f"note-{part}-{number}", "note", str(number), "", Place((part,), 1), (Plain(text),))


def edition(*parts: tuple[Paragraph, ...], notes: tuple[Note, ...] = ()) -> Edition:
    divisions = tuple(
        Division(f"part-{n}", "part", (Plain(f"Part {n}"),), str(n), blocks=part)
        for n, part in enumerate(parts, 1)
    )
    return Edition(IMPRINT, WORK, (), divisions, notes=notes, labels=read_labels("en"))


def terms_in(edition: Edition) -> list[tuple[str, str]]:
    texts = [
        block.inlines
        for d in edition.divisions
        for block in d.blocks
        if isinstance(block, Paragraph)
    ]
    texts += [note.inlines for note in edition.notes]
    return [
        (i.id, text_of(i.inlines))
        for inlines in texts
        for i in iter_inlines(inlines)
        if isinstance(i, Term)
    ]


# ── Terms ────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_mention_in_each_chapter_is_marked() -> None:
    before = edition(
        (
            paragraph(1, "Of US and us."),
            paragraph(2, "The UN and the UN’s UNESCO."),
            paragraph(3, "The UN."),
        ),
        (paragraph(1, "The UN again.", part="II"),),
    )
    marked, located = mark_terms(before, (UN,))
    assert located == ((Locator("mention-1-1", "I ¶2"), Locator("mention-1-2", "II ¶1")),)
    assert terms_in(marked) == [("mention-1-1", "UN"), ("mention-1-2", "UN")]
    assert [c.flow for c in plain_chapters(marked)] == [c.flow for c in plain_chapters(before)]


def test_a_word_in_another_case_is_no_mention() -> None:
    marked, located = mark_terms(
        edition((paragraph(1, "Let us go, Law; the law is just."),)),
        (DraftTerm("US", "", "", 1), LAW),
    )
    assert located == ((), (Locator("mention-2-1", "I ¶1"),))
    assert terms_in(marked) == [("mention-2-1", "law")]


def test_a_mention_in_the_text_comes_before_one_in_a_note() -> None:
    text = (paragraph(1, "First", NoteCall("note-I-1"), "."), paragraph(2, "The UN."))
    marked, located = mark_terms(edition(text, notes=(note(1, "The UN and its law."),)), (UN, LAW))
    assert located == ((Locator("mention-1-1", "I ¶2"),), (Locator("mention-2-1", "I n1", "n1"),))
    assert terms_in(marked) == [("mention-1-1", "UN"), ("mention-2-1", "law")]


def test_a_term_is_marked_in_emphasis_but_not_in_a_link() -> None:
    linked = Link("https://un.example", (Plain("the UN"),))
    text = (
        paragraph(1, linked, " and ", Emphasis((Plain("the UN"),))),
        paragraph(2, Mark("m", (Plain("law,"),)), Foreign("la", (Plain("lex"),))),
    )
    marked, _ = mark_terms(edition(text), (UN, LAW))
    first, second = (block for block in marked.divisions[0].blocks if isinstance(block, Paragraph))
    assert first.inlines[0] == linked
    assert first.inlines[2] == Emphasis(
        (Plain("the "), Term("mention-1-1", "term-1", "United Nations", (Plain("UN"),)))
    )
    assert second.inlines[0] == Mark(
        "m", (Term("mention-2-1", "term-2", "", (Plain("law"),)), Plain(","))
    )


# ── Events ───────────────────────────────────────────────────────────────────────────────────────


def test_a_date_is_marked_once_in_each_passage() -> None:
    text = (
        paragraph(1, "On 5 March 1970 it was, on 5 March 1970.", NoteCall("note-I-1")),
        paragraph(2, "15 March 1970; in March 1970."),
    )
    marked, located = mark_events(
        edition(text, notes=(note(1, "March 5, 1970."),)),
        (DraftEvent("1970-03-05", "", 1), DraftEvent("1970-03", "", 2)),
        "chronology.toml",
    )
    assert [[(x.place, x.note) for x in locators] for locators in located] == [
        [("I ¶1", ""), ("I n1", "n1")],
        [("I ¶2", "")],
    ]
    marks = [
        i
        for d in marked.divisions
        for b in d.blocks
        if isinstance(b, Paragraph)
        for i in b.inlines
        if isinstance(i, Mark)
    ]
    assert [(mark.id, text_of(mark.inlines)) for mark in marks] == [
        ("date-1", "5"),
        ("date-3", "March"),
    ]


def test_a_date_is_found_whatever_its_spaces() -> None:
    """In Russian the label has a no-break space, and the text may say “year” in full."""
    text = paragraph(1, "Это было 5 марта 1970 г. или 5 марта 1970 года, не 15 марта 1970 г.")
    russian = replace(edition((text,)), labels=read_labels("ru"))
    dates = (DraftEvent("1970-03-05", "", 1), DraftEvent("1970-03", "", 2))
    _, located = mark_events(russian, dates, "chronology.toml")
    assert [[x.place for x in locators] for locators in located] == [["I ¶1"], []]


def test_a_year_is_marked_only_by_words_of_the_editor() -> None:
    text = edition((paragraph(1, "The group met in 1970 and grew."),))
    _, located = mark_events(
        text,
        (DraftEvent("1970", "", 1), DraftEvent("1970", "", 2, ("group met",))),
        "chronology.toml",
    )
    assert [[x.place for x in locators] for locators in located] == [[], ["I ¶1"]]


def test_missing_words_of_an_event_are_an_error() -> None:
    text = edition((paragraph(1, "The group met."),))
    with pytest.raises(EditionError, match="“group meets” of “1970” is not in the text") as raised:
        mark_events(text, (DraftEvent("1970", "", 7, ("group meets",)),), "chronology.toml")
    assert (raised.value.file, raised.value.line) == ("chronology.toml", 7)
    assert "I ¶1: …The group met" in raised.value.remedy


# ── In the books ─────────────────────────────────────────────────────────────────────────────────

GLOSSARY = """
[[term]]
term = "Fox"
expansion = "Vulpes vulpes & <kin>"

[[term]]
term = "Zeuxis"
definition = "A painter."
"""
CHRONOLOGY = '[[event]]\ndate = "1692"\ntext = "A dog."\nmatch = "shadow"\n'


@pytest.fixture
def assembled(root: Path, folder: Path) -> AssembledEdition:
    (folder / "glossary.toml").write_text(GLOSSARY, "utf-8")
    (folder / "chronology.toml").write_text(CHRONOLOGY, "utf-8")
    return assemble_edition(SLUG, BuildContext(root))


def test_the_ebook_links_words_and_entries_both_ways(assembled: AssembledEdition) -> None:
    book = UnzippedEbook(ebook_of(assembled))
    glossary, part = book.pages["EPUB/text/glossary.xhtml"], book.pages["EPUB/text/part-i.xhtml"]
    term = part.xpath("//*[@role='doc-glossref']")
    assert [(t.get("href"), t[0].get("title"), t[0].text) for t in term] == [
        ("glossary.xhtml#term-1", "Vulpes vulpes & <kin>", "Fox")
    ]
    back = glossary.xpath("//*[@id='term-1']//*[@class='mentions']/*")
    assert f"part-i.xhtml#{term[0].get('id')}" in [a.get("href") for a in back]
    assert glossary.xpath("//*[@id='term-2']//*[@class='mentions']") == []
    dated = book.pages["EPUB/text/chronology.xhtml"].xpath("//*[@class='mentions']/*")
    for link in dated:
        home, _, name = str(link.get("href")).partition("#")
        assert book.pages[f"EPUB/text/{home}"].xpath("//*[@id=$name]", name=name), link.get("href")
    assert dated


def test_print_has_no_links_to_the_glossary(assembled: AssembledEdition) -> None:
    bodies = "".join(sheet.body for sheet in render_documents(assembled.edition, {}))
    assert not re.search("glossref|abbr|mentions", bodies)
    lists = [b for d in assembled.edition.divisions for b in d.blocks if isinstance(b, Definitions)]
    assert all(
        item.locators for block in lists for item in block.items if text_of(item.term) != "Zeuxis"
    )

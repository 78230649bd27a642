"""Glossary, chronology and index: an editor's mistakes, the order, the page numbers, and that the proof finds what is wrong."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from book.annotate.index import build_index
from book.errors import EditionError, ProofError
from book.model import (
    Definitions,
    Division,
    DraftEntry,
    Edition,
    IndexEntry,
    IndexGroup,
    Locator,
    Mark,
    Paragraph,
    Plain,
)
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.manuscripts import render_manuscript
from book.pipeline.printing import render_print
from book.runtime import workspace
from book.text.inlines import marks_of, text_of
from book.text.locators import folio_order, write_pages
from book.text.passages import word_pattern
from book.text.sorting import Alphabet
from book.verify.proof.prove_epub import prove_epub
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.epub import read_epub
from book.verify.readback.pdf import PdfReading, read_pdf
from tests.bench.synthetic import synthetic_edition
from tests.conftest import ROOT, SLUG, ebook_of

AT = f"sources/{SLUG}/"
GLOSSARY = """
[[term]]
term = "Zeuxis"
definition = "A painter of grapes [@perry]."

[[term]]
term = "Äsop"
expansion = "Aesop"
"""
CHRONOLOGY = """
[[event]]
date = "1867"
text = "Townsend’s translation."

[[event]]
date = "1692-03-05"
text = "A *reflexion*."

[[event]]
date = "1692"
text = "The year of L’Estrange."
"""
INDEX = """
[[entry]]
heading = "fox"
match = "Fox"
see_also = ["grapes"]

[[entry]]
heading = "grapes"
match = ["Grapes", "grapes"]

[[entry]]
heading = "grapes"
sub = "sour"
match = "Grapes are sour"

[[entry]]
heading = "vine"
see = "grapes"

[[entry]]
heading = "water"
match = "reflection in the *ter"
"""
FILES = {"glossary.toml": GLOSSARY, "chronology.toml": CHRONOLOGY, "index.toml": INDEX}


@pytest.fixture
def full(root: Path, folder: Path) -> Path:
    """The tiny edition's root, with all three files."""
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return root


def entries(edition: Edition) -> dict[str, IndexEntry]:
    groups = [
        b
        for d in edition.divisions
        if d.kind == "index"
        for b in d.blocks
        if isinstance(b, IndexGroup)
    ]
    return {entry.heading: entry for group in groups for entry in group.entries}


# ── An editor's mistakes ─────────────────────────────────────────────────────────────────────────

MISTAKES: dict[str, tuple[str, Callable[[str], str], str]] = {
    "words that are nowhere": (
        "index.toml",
        lambda text: text.replace('"Fox"', '"Foxes"'),
        "index.toml:2: the words “Foxes” of “fox” are not found\n  Whole words are sought; `*` stands for any letters of a word.",
    ),
    "a heading to see that is not there": (
        "index.toml",
        lambda text: text.replace('see = "grapes"', 'see = "grape"'),
        "index.toml:16: there is no heading “grape” to see\n  Nearest headings: “grapes”",
    ),
    "an entry twice": (
        "index.toml",
        lambda text: text + '[[entry]]\nheading = "vine"\nmatch = "Fox"\n',
        "index.toml:23: “vine” is there already\n  Join it to that of line 16.",
    ),
    "a sub-entry twice": (
        "index.toml",
        lambda text: text + '[[entry]]\nheading = "grapes"\nsub = "sour"\nmatch = "Fox"\n',
        "index.toml:23: “grapes: sour” is there already\n  Join it to that of line 11.",
    ),
    "an entry that leads nowhere": (
        "index.toml",
        lambda text: text.replace('match = "Fox"\nsee_also = ["grapes"]\n', ""),
        "index.toml:2: “fox” leads nowhere\n  Give it `match`, `see` or `see_also`.",
    ),
    "an entry that leads to itself": (
        "index.toml",
        lambda text: text.replace('see = "grapes"', 'see = "vine"'),
        "index.toml:16: “vine” leads to itself\n  Name another heading.",
    ),
    "an entry with match and see": (
        "index.toml",
        lambda text: text.replace("see_also", "see"),
        "index.toml:2: “fox” has both `match` and `see`\n  Write `see_also` for `see`.",
    ),
    "an empty match": (
        "index.toml",
        lambda text: text.replace('"Fox"', '"*"'),
        "index.toml:2: “fox” has an empty `match`\n  Write words of the text.",
    ),
    "a match that is a number": (
        "index.toml",
        lambda text: text.replace('"Fox"', "7"),
        (
            "index.toml:4: `match` must be text in quotes, or a list of texts, but is a number\n"
            '  Write match = "text", or match = ["text", "text"].'
        ),
    ),
    "a misspelt key of an entry": (
        "index.toml",
        lambda text: text.replace("see_also", "see-also"),
        "index.toml:5: unknown key `see-also`\n  Valid keys: heading, match, sub, see, see_also, sort.",
    ),
    "a term twice": (
        "glossary.toml",
        lambda text: text.replace("Äsop", "Zeuxis"),
        "glossary.toml:6: the term “Zeuxis” is there already\n  Join it to that of line 2.",
    ),
    "a term of which nothing is said": (
        "glossary.toml",
        lambda text: text.replace('expansion = "Aesop"', ""),
        "glossary.toml:6: nothing is said of the term “Äsop”\n  Give it an `expansion`, a `definition`, or both.",
    ),
    "a definition of two paragraphs": (
        "glossary.toml",
        lambda text: text.replace("A painter", "A\\n\\nPainter"),
        "glossary.toml:2: a definition must be one paragraph\n",
    ),
    "a definition that cites nothing known": (
        "glossary.toml",
        lambda text: text.replace("@perry", "@pery"),
        "glossary.toml:2: the citation @pery has no reference\n",
    ),
    "a date that is none": (
        "chronology.toml",
        lambda text: text.replace("1692-03-05", "5 March 1692"),
        'chronology.toml:7: invalid `date` \'5 March 1692\'\n  Write "2026", "2026-05" or "2026-05-31".',
    ),
    "an event without words": (
        "chronology.toml",
        lambda text: text.replace('text = "Townsend’s translation."', ""),
        "chronology.toml:2: missing key `text`\n  Valid keys: date, text, match.",
    ),
    "an event with a list": (
        "chronology.toml",
        lambda text: text.replace("A *reflexion*.", "- a\\n- b"),
        "chronology.toml:6: a text of an event must be one paragraph\n",
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_told_with_file_line_and_remedy(full: Path, folder: Path, case: str) -> None:
    name, change, message = MISTAKES[case]
    changed = change(FILES[name])
    assert changed != FILES[name]
    (folder / name).write_text(changed, "utf-8")
    with pytest.raises(EditionError) as error:
        assemble_edition(SLUG, BuildContext(full))
    assert str(error.value).startswith(AT + message)


def test_words_that_are_nowhere_have_the_nearest_named(full: Path, folder: Path) -> None:
    (folder / "index.toml").write_text(INDEX.replace("are sour", "are sweet"), "utf-8")
    with pytest.raises(EditionError, match=r"Nearest words:\n    I ¶2: ….*Grapes are so"):
        assemble_edition(SLUG, BuildContext(full))


# ── What is in the book ──────────────────────────────────────────────────────────────────────────


def test_the_lists_stand_in_the_books_order(full: Path) -> None:
    made = assemble_edition(SLUG, BuildContext(full)).edition
    assert [d.id for d in made.divisions if d.matter == "back"] == [
        "chronology",
        "glossary",
        "bibliography",
        "index",
        "colophon",
    ]


def test_without_the_files_the_book_has_none_of_these_lists(root: Path, folder: Path) -> None:
    for name in FILES:
        (folder / name).unlink()
    made = assemble_edition(SLUG, BuildContext(root)).edition
    assert [d.id for d in made.divisions if d.matter == "back"] == ["bibliography", "colophon"]
    assert not [m for d in made.divisions for m in marks_in(d)]


def marks_in(division: Division) -> Iterator[str]:
    for block in division.blocks:
        if isinstance(block, Paragraph):
            yield from marks_of(block.inlines)
    for inner in division.divisions:
        yield from marks_in(inner)


def items(edition: Edition, kind: str) -> list[tuple[str, str]]:
    blocks = [
        b
        for d in edition.divisions
        if d.kind == kind
        for b in d.blocks
        if isinstance(b, Definitions)
    ]
    return [(text_of(item.term), text_of(item.inlines)) for block in blocks for item in block.items]


def test_terms_are_in_order_and_events_by_date(full: Path) -> None:
    made = assemble_edition(SLUG, BuildContext(full)).edition
    assert items(made, "glossary") == [
        ("Äsop", "Aesop"),
        ("Zeuxis", "A painter of grapes (Perry 1952)."),
    ]
    assert [date for date, _ in items(made, "chronology")] == ["1692", "5 March 1692", "1867"]


def test_what_the_lists_cite_is_in_the_bibliography(full: Path, folder: Path) -> None:
    for name in ("notes.toml", "index.toml"):
        (folder / name).unlink()
    made = assemble_edition(SLUG, BuildContext(full)).edition
    assert any(d.kind == "bibliography" for d in made.divisions)


def test_entries_lead_to_paragraphs_and_notes(full: Path) -> None:
    found = entries(assemble_edition(SLUG, BuildContext(full)).edition)
    assert list(found) == ["fox", "grapes", "vine", "water"]
    assert [r.heading for r in found["fox"].see_also] == ["grapes"]
    assert found["vine"].see[0].target == found["grapes"].id
    assert [e.heading for e in found["grapes"].entries] == ["sour"]
    assert [(x.place, x.note) for x in found["water"].locators] == [("III n2", "n2")]


def test_a_mark_is_one_word_and_two_entries_share_it(full: Path) -> None:
    made = assemble_edition(SLUG, BuildContext(full)).edition
    found = entries(made)
    sour = found["grapes"].entries[0].locators[0].target
    assert sour in [x.target for x in found["grapes"].locators]
    paragraphs = [b for d in made.divisions for b in d.blocks if isinstance(b, Paragraph)]
    marked = [i for p in paragraphs for i in p.inlines if isinstance(i, Mark) and i.id == sour]
    assert marked == [Mark(sour, (Plain("Grapes"),))]


# ── The order of the alphabet ────────────────────────────────────────────────────────────────────

ORDERS = [
    ("en", ["1540 Committee", "abuse", "Ångström", "Zürich"]),
    ("en", ["resume", "Resume", "résumé", "résumés"]),
    ("en", ["law", "law, martial", "law (Roman)", "law of war", "Lawson"]),
    ("en", ["co-op", "Cooper", "“Cord” trade", "O’Brien", "Ocean", "Xiamen", "Xi’an"]),
    ("en", ["resolution 984", "resolution 1540"]),
    ("de", ["Apfel", "Äpfel", "Apfelbaum", "Masse", "Maße", "Mast", "ueben"]),
    ("de", ["Göbel", "Goethe", "Goldmann", "Götz"]),
    ("sv", ["Zorn", "Ångström", "Ärla", "Öland"]),
    ("da", ["Zahle", "Ærø", "Østerbro", "Århus"]),
    ("es", ["nube", "ñandú", "oso"]),
]


@pytest.mark.parametrize(("language", "order"), ORDERS)
def test_headings_are_in_the_order_of_the_language(language: str, order: list[str]) -> None:
    found = order[::-1]
    found.sort(key=Alphabet(language).key)
    assert found == order


def test_a_group_is_a_letter(full: Path) -> None:
    drafts = tuple(
        DraftEntry(h, 1, ("Fox",)) for h in ("Ökonomie", "Oper", "1540", "§ 3", "Zorn", "ottern")
    )
    edition = assemble_edition(SLUG, BuildContext(full)).edition
    _, groups = build_index(edition, drafts, Alphabet("de"), "index.toml")
    assert [[e.heading for e in g.entries] for g in groups] == [
        ["§ 3", "1540"],
        ["Ökonomie", "Oper", "ottern"],
        ["Zorn"],
    ]


def test_an_article_counts_unless_the_editor_says_otherwise(full: Path) -> None:
    drafts = (
        DraftEntry("The Fox", 1, ("Fox",), sort="Fox"),
        DraftEntry("grapes", 2, ("grapes",)),
        DraftEntry("The vine", 3, ("Fox",)),
    )
    _, groups = build_index(
        assemble_edition(SLUG, BuildContext(full)).edition, drafts, Alphabet("en"), "index.toml"
    )
    assert [e.heading for g in groups for e in g.entries] == ["The Fox", "grapes", "The vine"]


# ── Page numbers ─────────────────────────────────────────────────────────────────────────────────

PAGES = [
    ("1 2 3", "1–3"),
    ("1 3 5", "1, 3, 5"),
    ("2 2 2", "2"),
    ("ix x xi 1 2", "ix–xi, 1–2"),
    ("xlix 49", "xlix, 49"),
    ("99 100 101 110", "99–101, 110"),
    ("12 12n3 12n3 13", "12–13, 12n3"),
    ("14n2 12 14n10", "12, 14n2, 14n10"),
    ("viiin2 viii", "viii, viii\xa0n2"),
]


@pytest.mark.parametrize(("found", "written"), PAGES)
def test_pages_are_merged(found: str, written: str) -> None:
    folios = [re.match(r"([ivxlc]+|\d+)(n\d+)?$", part) for part in found.split()]
    locators = tuple(Locator(str(n), "", (m[2] or "") if m else "") for n, m in enumerate(folios))
    numbers = {str(n): m[1] for n, m in enumerate(folios) if m}
    assert ", ".join(text for _, text in write_pages(locators, numbers)) == written


def test_roman_folios_come_first() -> None:
    folios = ["i", "iv", "ix", "xl", "xc", "1", "2", "10"]
    found = folios[::-1]
    found.sort(key=folio_order)
    assert found == folios


# ── The proof ────────────────────────────────────────────────────────────────────────────────────

DRAFTS = (
    DraftEntry("consideration, philosophical", 1, ("philosophical consideration",)),
    DraftEntry("annotation", 2, ("annotation annotation",), sub="of annotations"),
    DraftEntry("law", 3, ("law", "law treaty")),
    DraftEntry("statute", 4, see=("law",)),
    DraftEntry("treaty", 5, ("treaty *",), see_also=("law", "annotation")),
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return synthetic_edition(parts=2, index=DRAFTS)


@pytest.fixture(scope="module")
def reading(edition: Edition) -> PdfReading:
    return read_pdf(render_print(edition, workspace.read_assets()))


def test_the_proof_finds_a_wrong_page_number(edition: Edition, reading: PdfReading) -> None:
    at = max(index for index, page in enumerate(reading.pages) if "philosophical, " in page)
    wrong = re.sub(
        r"(philosophical, )(\d)", lambda m: m[1] + str((int(m[2]) + 1) % 10), reading.pages[at]
    )
    assert wrong != reading.pages[at]
    with pytest.raises(ProofError, match="expected"):
        prove_pdf(
            edition,
            replace(reading, pages=(*reading.pages[:at], wrong, *reading.pages[at + 1 :])),
            "x.pdf",
        )


def test_the_proof_finds_an_anchor_on_the_wrong_page(edition: Edition, reading: PdfReading) -> None:
    """Printed and linked alike, and yet wrong: the marked word is read on another page."""
    target = entries(edition)["consideration, philosophical"].locators[0].target
    moved = replace(reading, anchors={**reading.anchors, target: reading.anchors[target] + 1})
    with pytest.raises(ProofError):
        prove_pdf(edition, moved, "x.pdf")


def test_the_proof_finds_an_entry_that_is_dropped(edition: Edition, reading: PdfReading) -> None:
    at = max(index for index, page in enumerate(reading.pages) if "statute" in page)
    short = reading.pages[at].replace("statute. See law", "")
    assert short != reading.pages[at]
    with pytest.raises(ProofError):
        prove_pdf(
            edition,
            replace(reading, pages=(*reading.pages[:at], short, *reading.pages[at + 1 :])),
            "x.pdf",
        )


def test_the_proof_finds_a_mark_without_a_place(edition: Edition, reading: PdfReading) -> None:
    target = entries(edition)["law"].locators[0].target
    anchors = {name: page for name, page in reading.anchors.items() if name != target}
    with pytest.raises(ProofError, match=f"the index leads to nothing: {target}"):
        prove_pdf(edition, replace(reading, anchors=anchors), "x.pdf")


def stands(match: str, page: str, after: str) -> bool:
    """Say whether words stand on a page, or begin on it and end on the next one; calls of notes may follow each."""
    parts = match.split()

    def on(text: str, some: list[str]) -> bool:
        words = (
            word_pattern(" ".join(some))
            .pattern.removesuffix(r"(?![\w-])")
            .replace("\\ ", r"[\d\s]+")
            .replace(r"\-", "")
        )
        return bool(re.search(words + r"(?![^\W\d])", text.replace("’", "'"), re.IGNORECASE))

    return on(page, parts) or any(
        on(page, parts[:k]) and on(after[:300], parts[k:]) for k in range(1, len(parts))
    )


def hold(edition: Edition, drafts: tuple[DraftEntry, ...], reading: PdfReading) -> int:
    """See to it that each page that the index prints holds the entry's words, hyphens left out of account; count them."""
    labels = {name: reading.labels[page] for name, page in reading.anchors.items()}
    texts = [
        re.sub(r"[\N{SOFT HYPHEN}\N{HYPHEN}\x02\ufffe-]\s*", "", " ".join(page.split()))
        for page in reading.pages
    ]
    words = {(d.heading, d.sub): d.matches for d in drafts}
    count = 0
    lines = [
        (e.heading, part.heading if part is not e else "", part)
        for e in entries(edition).values()
        for part in (e, *e.entries)
    ]
    for heading, sub, part in lines:
        for _, written in write_pages(part.locators, labels):
            first, _, last = written.partition("n")[0].strip().partition("–")
            span = range(reading.labels.index(first), reading.labels.index(last or first) + 1)
            for page in span:
                after = texts[page + 1] if page + 1 < len(texts) else ""
                assert any(stands(m, texts[page], after) for m in words[heading, sub]), (
                    part.heading,
                    written,
                    reading.labels[page],
                )
                count += 1
    return count


def test_each_page_that_the_index_names_holds_the_words(
    edition: Edition, reading: PdfReading
) -> None:
    assert hold(edition, DRAFTS, reading) > 20


@pytest.mark.slow
def test_each_page_that_the_first_editions_index_names_holds_the_words() -> None:
    made = assemble_edition("chinas-export-controls", BuildContext(ROOT))
    assert (
        hold(
            made.edition,
            made.folder.index,
            read_pdf(render_print(made.edition, made.assets)),
        )
        > 200
    )


def test_the_ebook_names_places_and_links_to_them(full: Path) -> None:
    made = assemble_edition(SLUG, BuildContext(full))
    content = ebook_of(made)
    prove_epub(made.edition, read_epub(content).documents, "x.epub")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        index, glossary = (
            archive.read(f"EPUB/text/{name}.xhtml").decode() for name in ("index", "glossary")
        )
        home, mark = re.findall(r'href="([^"#]+)#([^"]+)">III n2</a>', index)[0]
        assert f'id="{mark}"' in archive.read(f"EPUB/text/{home}").decode()
    assert ">Äsop</dt>" in glossary
    assert "<dd><em>Aesop</em></dd>" in glossary


def test_the_ebooks_proof_finds_a_dropped_entry(full: Path) -> None:
    made = assemble_edition(SLUG, BuildContext(full))
    documents = read_epub(ebook_of(made)).documents
    with pytest.raises(ProofError, match="index: expected “vine"):
        prove_epub(made.edition, [d.replace("vine. See grapes", "") for d in documents], "x.epub")


def test_the_manuscript_has_the_lists(full: Path) -> None:
    written = render_manuscript(assemble_edition(SLUG, BuildContext(full)).edition, "md").decode()
    assert "# Index" in written
    assert "- vine. *See* grapes" in written

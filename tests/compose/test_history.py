"""The history of the edition: recorded by an editor, an input like others, and told in the book, the TEI and on the page."""

import gzip
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from book.model import Alteration, Differences, DraftChange, DraftRelease, Edition, PageChange, Spot
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.manuscripts import render_tei_document
from book.pipeline.printing import typeset
from book.pipeline.release import record_release
from book.runtime import workspace
from book.source.history_file import parse_history
from book.source.history_record import add_release
from book.source.toml_positions import TomlFile
from book.text.plaintext import plain_chapters
from book.text.typography import visible_characters
from book.verify.readback.epub import read_epub
from tests import stand_ins
from tests.conftest import ROOT, SLUG, TINY, ebook_of, error_of, substitute

FILE = f"sources/{SLUG}/history.toml"
SINCE = "7fb6654c5ffbfa410cd73a41942027328aa77e7daefc83a0ef1728978b4d262b"
HISTORY = f"""# Two releases.

[[release]]
date = "2024-03"
text = "The first release."

[[release]]
date = "2025-06-01"
text = "A slip was mended; on the source see [@perry, 15] and [](#III)."
since = "{SINCE}"

[[release.change]]
what = "text"
how = "changed"
place = "III ¶1"
old = "took"
new = "mistook"

[[release.change]]
what = "note"
how = "renumbered"
place = "III n. 2–3"
was = "III n. 1–2"

[[release.change]]
what = "page"
how = "changed"
place = "1, 5–6"
"""
LINES = ["III ¶1: for “took” read “mistook”", "III n. 1–2: now III n. 2–3", "Pages 1, 5–6: changed"]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> AssembledEdition:
    """The tiny edition with a history."""
    root = tmp_path_factory.mktemp("told")
    shutil.copytree(TINY, root / "sources")
    (root / "sources" / SLUG / "history.toml").write_text(HISTORY, "utf-8")
    return assemble_edition(SLUG, BuildContext(root))


# ── The file ─────────────────────────────────────────────────────────────────────────────────────


def test_the_file_gives_its_releases_in_order() -> None:
    first, second = parse_history(TomlFile(FILE, HISTORY))
    assert first == DraftRelease("2024-03", "The first release.", 3)
    assert (second.date, second.line, second.since) == ("2025-06-01", 7, SINCE)
    assert second.changes[0] == DraftChange("text", "changed", "III ¶1", old="took", new="mistook")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"2024-03"',
            '"March"',
            f'{FILE}:4: invalid `date` \'March\'\n  Write "2026", "2026-05" or "2026-05-31".',
        ),
        (
            '"2025-06-01"',
            '"2023"',
            f"{FILE}:8: 2023 is before 2024-03, the date of the release above\n  Order the releases by date, the first one first.",
        ),
        (
            SINCE,
            "abc",
            f"{FILE}:10: invalid `since` 'abc'\n  Write the 64 hexadecimal digits of a SHA-256 in lower case, or remove it.",
        ),
        (
            'how = "renumbered"',
            'how = "recounted"',
            f"{FILE}:21: invalid `how` 'recounted'\n  Expected: added, removed, changed, moved, renumbered, reflowed.",
        ),
        (
            'what = "note"',
            "what = 1",
            f'{FILE}:20: `what` must be text in quotes, but is a number\n  Write what = "text".',
        ),
        (
            'was = "III n. 1–2"',
            'from = "III n. 1–2"',
            f"{FILE}:23: unknown key `from`\n  Valid keys: what, how, place, name, note, was, old, new.",
        ),
        (
            'text = "The first release."\n',
            "",
            f"{FILE}:3: missing key `text`\n  Valid keys: date, text, since, change.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, message: str) -> None:
    assert (
        str(error_of(lambda: parse_history(TomlFile(FILE, HISTORY.replace(old, new, 1)))))
        == message
    )


# ── To record a release ──────────────────────────────────────────────────────────────────────────

FOUND = Differences(
    SLUG,
    f"dist/{SLUG}",
    SINCE,
    "2024-02-29",
    "2025-06-01",
    (
        Alteration(
            "witness", "changed", "web-copy.txt", "B", spots=(Spot("SHA-256 ab", "SHA-256 cd"),)
        ),
        Alteration(
            "text",
            "changed",
            "III ¶1",
            spots=(Spot("took", "*mistook*", "and", "it"), Spot("", "so", "that", "")),
        ),
        Alteration("text", "changed", "I ¶1", spots=(Spot("", "word " * 20),)),
        Alteration(
            "note", "added", "III ¶1", "a bridge", spots=(Spot("", "So in all copies."),), note="1"
        ),
        Alteration("index", "changed", name="dog", spots=(Spot("", "III ¶1", "at"),)),
        Alteration("matter", "changed", "title-page", spots=(Spot("2024-02-29", "2025-06-01"),)),
    ),
    (
        PageChange("figures", "1", "1", "1", "1"),
        PageChange("changed", "v", "v", "v", "v"),
        PageChange("changed", "2", "3", "2", "3", 2),
        PageChange("changed", "5", "5", "5", "5"),
        PageChange("moved", "7", "9", "6", "8", 3),
    ),
)
RECORDED = f"""
[[release]]
date = "2025-06-01"
text = "Said \\"so\\"."
since = "{SINCE}"

[[release.change]]
what = "witness"
how = "changed"
place = "web-copy.txt"
name = "B"

[[release.change]]
what = "text"
how = "changed"
place = "III ¶1"
old = "took"
new = "mistook"

[[release.change]]
what = "text"
how = "changed"
place = "III ¶1"
new = "so"

[[release.change]]
what = "text"
how = "changed"
place = "I ¶1"

[[release.change]]
what = "note"
how = "added"
place = "III ¶1"
name = "a bridge"
note = "1"

[[release.change]]
what = "page"
how = "changed"
place = "2–3, 5"

[[release.change]]
what = "page"
how = "moved"
place = "7–9"
was = "6–8"
"""


def test_what_is_recorded_stands_after_what_the_editor_has() -> None:
    former = '# Mine.\n[[release]]\ndate = "2024"\ntext = "First."  # a remark\n'
    assert add_release(former, 'Said "so".', FOUND, FILE) == former + RECORDED
    assert add_release("", 'Said "so".', FOUND, FILE).startswith(
        "# The history of the edition, the first release first."
    )


def different(**changes: object) -> Differences:
    return replace(FOUND, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "said", "found", "message"),
    [
        (
            "",
            " ",
            FOUND,
            'no description of this release\n  Describe it in a sentence or two: inv diff --record "…"',
        ),
        (
            "",
            "So.",
            different(alterations=(), pages=()),
            f"no changes since dist/{SLUG} was published: nothing to record",
        ),
        (
            "",
            "So.",
            different(date="2024-02-29"),
            (
                f"sources/{SLUG}/edition.toml: the date 2024-02-29 is also that of the former release\n"
                "  Write a new date in [edition]: readers tell releases apart by it."
            ),
        ),
        (
            HISTORY,
            "So.",
            FOUND,
            f"{FILE}:7: the changes since that release are recorded already\n  To record them anew, remove this entry.",
        ),
    ],
    ids=["no words", "no change", "no date of its own", "twice"],
)
def test_what_cannot_be_recorded_is_told(
    text: str, said: str, found: Differences, message: str
) -> None:
    assert str(error_of(lambda: add_release(text, said, found, FILE))) == message


def test_a_release_is_recorded_in_the_folder_of_the_edition(root: Path, folder: Path) -> None:
    assert record_release(FOUND, "So.", root) == FILE
    (release,) = parse_history(TomlFile(FILE, (folder / "history.toml").read_text("utf-8")))
    assert (release.text, release.since) == ("So.", SINCE)


# ── The book ─────────────────────────────────────────────────────────────────────────────────────


def history_of(edition: Edition) -> str:
    (chapter,) = (chapter for chapter in plain_chapters(edition) if chapter.id == "history")
    return "\n".join(part for part in chapter.flow if isinstance(part, str))


def test_the_book_tells_its_history_before_the_colophon_the_latest_release_first(
    told: AssembledEdition,
) -> None:
    assert [division.kind for division in told.edition.divisions][-3:] == [
        "index",
        "history",
        "colophon",
    ]
    assert history_of(told.edition).splitlines() == [
        "Edition History",
        "Places are parts and paragraphs (¶), notes and pages as the release of that date counts them.",
        "1 June 2025",
        "A slip was mended; on the source see (Perry 1952, 15) and III.",
        *LINES,
        "March 2024",
        "The first release.",
    ]


@pytest.mark.slow
def test_the_history_is_proven_in_print_and_ebook(told: AssembledEdition) -> None:
    printed = typeset(told.edition, told.assets)
    assert any("Edition History" in page for page in printed.reading.pages)
    assert any(
        visible_characters(LINES[0]) in visible_characters(document)
        for document in read_epub(ebook_of(told)).documents
    )


@pytest.mark.slow
def test_the_tei_with_a_history_is_valid(told: AssembledEdition) -> None:
    schema = etree.RelaxNG(
        etree.fromstring(
            gzip.decompress((ROOT / "tests" / "schema" / "tei_all.rng.gz").read_bytes())
        )
    )
    assert schema.validate(etree.fromstring(render_tei_document(told))), schema.error_log


def test_the_tei_has_the_history_in_its_header(told: AssembledEdition) -> None:
    content = etree.fromstring(render_tei_document(told))
    ns = {"t": "http://www.tei-c.org/ns/1.0"}
    assert content.xpath("//t:revisionDesc/t:change/@when", namespaces=ns) == [
        "2025-06-01",
        "2024-03",
    ]
    assert content.xpath("//t:change[1]/t:list/t:item/text()", namespaces=ns) == LINES
    assert content.xpath("//t:change[1]//t:idno/text()", namespaces=ns) == [SINCE]


def test_the_download_page_tells_it_too_and_leads_nowhere_that_is_not_there(
    told: AssembledEdition,
) -> None:
    page = etree.fromstring(stand_ins.render_files(told)["index.html"])
    (section,) = page.xpath("//*[@id='history']")
    said = " ".join("".join(map(str, section.itertext())).split())
    assert said.startswith(
        "Edition History 1 June 2025 A slip was mended; on the source see (Perry 1952, 15) and III."
    )
    assert all(line in said for line in (*LINES, SINCE, "The first release."))
    assert page.xpath("//*[@href='#history']")


def test_without_the_file_there_is_nothing_of_it(root: Path) -> None:
    made = assemble_edition(SLUG, BuildContext(root))
    assert made.edition.history == ()
    assert b"history" not in stand_ins.render_files(made)["index.html"]
    assert b"revisionDesc" not in render_tei_document(made)


def test_a_german_edition_tells_it_in_german(root: Path, folder: Path) -> None:
    (folder / "history.toml").write_text(HISTORY, "utf-8")
    substitute(folder / "edition.toml", 'language = "en-GB"', 'language = "de"')
    said = history_of(assemble_edition(SLUG, BuildContext(root)).edition)
    assert "III ¶1: statt „took“ lies „mistook“" in said
    assert "Seiten 1, 5–6: geändert" in said


def test_every_language_has_every_word_of_the_history() -> None:
    keys = [
        {key for key in table if key.startswith("history")}
        for table in workspace.label_tables().values()
    ]
    assert keys[0]
    assert all(found == keys[0] for found in keys)

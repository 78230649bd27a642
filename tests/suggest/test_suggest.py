"""Suggestions: what a new edition may still need, from its text alone, ready to paste."""

import io
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from book.annotate.locate import locate_notes
from book.errors import EditionError
from book.model import DraftEntry, DraftEvent, DraftNote, DraftTerm, Edition, Imprint, Suggestion
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition, suggest_additions
from book.suggest import limits, suggest
from book.terminal.report.suggestions import SECTIONS, suggested_entry, suggestion_report
from tests import factories
from tests.conftest import SLUG, Inv, substitute

GERMAN = dict(factories.LABELS) | {
    "months": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
}


def edition(*paragraphs: str, language: str = "en") -> Edition:
    bare = factories.edition(factories.text("A", *paragraphs))
    imprint = Imprint(
        "small", "The Work", language, "2026", "An Editor", "A Press", "urn:x-test:1", "None."
    )
    return Edition(
        imprint,
        bare.work,
        bare.witnesses,
        bare.divisions,
        labels=GERMAN if language == "de" else factories.LABELS,
    )


def words(suggestions: tuple[Suggestion, ...], *kinds: str) -> list[str]:
    return [s.words for s in suggestions if s.kind in kinds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Missile Technology Control Regime (MTCR) is old.",
            [("MTCR", "Missile Technology Control Regime")],
        ),
        (
            "It went to the UN General Assembly (UNGA) then.",
            [("UN", ""), ("UNGA", "UN General Assembly")],
        ),
        ("See Part IV, and the COVID-19 rules of the U.S. here.", [("COVID-19", ""), ("U.S.", "")]),
        ("THIS IS ALL SHOUTED, and no more of that.", []),
        ("A law of 1999 and I say so.", []),
    ],
)
def test_abbreviations_have_their_expansions(text: str, expected: list[tuple[str, str]]) -> None:
    assert [
        (s.words, s.detail) for s in suggest(edition(text)) if s.kind == "abbreviation"
    ] == expected


def test_an_abbreviation_in_the_glossary_is_not_suggested() -> None:
    assert (
        words(
            suggest(edition("The NSG met."), terms=(DraftTerm("NSG", "Group", "", 1),)),
            "abbreviation",
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Ada Lovelace in the town of London on Wednesday.", ["Ada Lovelace", "London"]),
        (
            "The Treaty on the Non-Proliferation of Nuclear Weapons came.",
            ["Treaty on the Non-Proliferation of Nuclear Weapons"],
        ),
        ("They sold it to Russia and China in May.", ["Russia", "China"]),
        (
            "The Academy of Trade and Economic Cooperation told us.",
            ["Academy of Trade and Economic Cooperation"],
        ),
        ("Nothing came. Everything went. We left.", []),
        ("Rain fell on them. They cursed the rain of Paris’s sky.", ["Paris"]),
    ],
)
def test_names_are_recognized_by_their_capitals(text: str, expected: list[str]) -> None:
    assert words(suggest(edition(text)), "name") == expected


def test_a_name_with_a_note_or_a_gloss_is_not_suggested() -> None:
    text = edition("He met Ada Lovelace, Charles Babbage and Mary Somerville in London.")
    notes = (DraftNote("Lovelace", "…", 1), DraftNote("met Ada Lovelace, Charles Babbage", "…", 2))
    assert words(suggest(text, notes, (DraftTerm("London", "", "A town.", 1),)), "name") == [
        "Mary Somerville"
    ]


def test_dates_need_an_event_and_allusions_a_note() -> None:
    text = edition(
        "It began yesterday.",
        "On 5 March 1970, and again in 1992 and 1993, they met. "
        "Resolution 1540 came in April 2004; 1540 men knew.",
        "On Wednesday it ended. So they said on July 4, 1776, and 2021-12-29.",
    )
    suggestions = suggest(
        text,
        notes=(DraftNote("began", "Then.", 1),),
        events=(DraftEvent("1993-05", "…", 1), DraftEvent("1776", "…", 2)),
    )
    assert words(suggestions, "date") == ["On Wednesday"]
    assert words(suggestions, "event") == ["1970-03-05", "1992", "2004-04", "2021-12-29"]
    assert (
        next(s.detail for s in suggestions if s.words == "2021-12-29")
        == "So they said on July 4, 1776, and 2021-12-29."
    )


def test_headings_are_names_and_recurring_phrases() -> None:
    text = edition(
        *(
            f"The export controls of Mary Shelley are {n} and more; the wet rain too."
            for n in ("one", "two", "three")
        )
    )
    assert words(suggest(text), "heading") == ["Mary Shelley", "export controls", "wet rain"]
    entries = (
        DraftEntry("controls", 1, ("export control*",)),
        DraftEntry("Mary Shelley", 2, see=("controls",)),
    )
    assert words(suggest(text, entries=entries), "heading") == ["wet rain"]


def test_empty_notes_and_missing_lemmas_are_suggested() -> None:
    text = edition("The law of the land is old.", "The order of the house is older.")
    notes = (
        DraftNote("law of the land", " ", 3),
        DraftNote("law of the hand", "Said.", 7),
        DraftNote("older", "Said.", 11),
    )
    assert [
        (s.words, s.place, s.line, s.detail) for s in suggest(text, notes) if s.kind == "lemma"
    ] == [
        ("law of the land", "Text ¶1", 3, "the note is empty"),
        ("law of the hand", "", 7, "not in the text; nearest: “law of the land” (Text ¶1)"),
    ]


def test_german_has_names_of_two_words_and_its_months() -> None:
    suggestions = suggest(
        edition("Am 3. Oktober 1990 kam Helmut Kohl mit dem Zug zur Feier.", language="de")
    )
    assert words(suggestions, "name") == ["Helmut Kohl"]
    assert words(suggestions, "event") == ["1990-10-03"]
    assert "German" in limits("de-DE")[0]


def test_chinese_has_titles_latin_letters_and_dates() -> None:
    suggestions = suggest(
        edition("2021年12月29日,国务院发表《中国的出口管制》白皮书,提到NPT。", language="zh-Hans")
    )
    assert words(suggestions, "name") == ["《中国的出口管制》"]
    assert words(suggestions, "event") == ["2021-12-29"]
    assert words(suggestions, "abbreviation") == ["NPT"]
    assert limits("zh")
    assert limits("en-US") == ()


VOCABULARY = (
    "The",
    "Ada",
    "Lovelace",
    "met",
    "of",
    "NATO",
    "(NATO)",
    "and",
    "1848",
    "in",
    "May 1848",
    "yesterday",
    "Rom’s",
    ".",
    "“",
    "中国",
)
SENTENCES = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=25).map(" ".join)


@settings(deadline=None, max_examples=100)
@given(st.lists(SENTENCES, min_size=1, max_size=3))
def test_each_suggested_note_finds_its_place(paragraphs: list[str]) -> None:
    text = edition(*(f"it said {paragraph} so" for paragraph in paragraphs))
    for suggestion in suggest(text):
        if suggestion.kind in ("name", "date"):
            draft = DraftNote(suggestion.lemma, "…", 1, suggestion.place)
            locate_notes(text, (draft,), "notes.toml")


# ── In a folder ──────────────────────────────────────────────────────────────────────────────────


def test_pasted_suggestions_make_an_edition(root: Path, folder: Path) -> None:
    suggestions = suggest_additions(SLUG, BuildContext(root))
    files = {
        "name": "notes.toml",
        "date": "notes.toml",
        "abbreviation": "glossary.toml",
        "event": "chronology.toml",
        "heading": "index.toml",
    }
    for kind, name in files.items():
        written = "\n".join(
            suggested_entry(s).replace('text = ""', 'text = "Said."')
            for s in suggestions
            if s.kind == kind
        )
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("\n" + written)
    assembled = assemble_edition(SLUG, BuildContext(root))
    assert len([note for note in assembled.edition.notes if note.kind == "note"]) == 3 + len(
        words(suggestions, "name", "date")
    )
    assert [
        s
        for s in suggest_additions(SLUG, BuildContext(root))
        if s.kind != "heading" or " " in s.words
    ] == []


def test_each_snippet_is_one_entry_of_a_file() -> None:
    for kind in SECTIONS:
        words = 'a "b" \\ c'
        suggestion = Suggestion(kind, words, "I ¶1", 1, "d\te", "a")  # type: ignore[arg-type]
        snippet = suggested_entry(suggestion)
        (entries,) = tomllib.loads(snippet).values()
        assert len(entries) == 1


def test_an_empty_note_is_suggested_and_stops_the_build(root: Path, folder: Path) -> None:
    substitute(folder / "notes.toml", '"The *reflection* in the water."', '""')
    assert [
        (s.words, s.detail)
        for s in suggest_additions(SLUG, BuildContext(root))
        if s.kind == "lemma"
    ] == [("shadow", "the note is empty")]
    with pytest.raises(EditionError, match="the note at “shadow” has no text"):
        assemble_edition(SLUG, BuildContext(root))


def test_the_report_can_be_read_and_pasted(inv: Inv) -> None:
    shown = inv("suggest", "--edition", SLUG)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Names without a note" in shown.stdout
    assert "to paste into notes.toml:\n\n[[note]]\nlemma = " in shown.stdout


def test_the_report_says_that_nothing_is_missing() -> None:
    shown = io.StringIO()
    Console(width=100, file=shown).print(suggestion_report((), limits("de")))
    assert shown.getvalue().endswith("\nnothing to suggest\n")


def test_crowded_headings() -> None:
    """A heading with more than six locators is named; paragraphs in a row are one locator."""
    paragraphs = [f"The law {n}." if n % 2 or n > 13 else f"Nothing {n}." for n in range(1, 18)]
    entries = (DraftEntry("law", 7, ("law",)), DraftEntry("nothing", 9, ("nothing",)))
    notes = (DraftNote("Nothing 2", "A note on the law.", 3),)
    (crowded,) = (
        s for s in suggest(edition(*paragraphs), notes, entries=entries) if s.kind == "crowded"
    )
    assert (crowded.words, crowded.count, crowded.line) == ("law", 8, 7)

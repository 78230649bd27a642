"""history.toml is read, its mistakes are reported, and releases are recorded in it."""

from dataclasses import replace
from pathlib import Path

import pytest

from book.model import Alteration, Differences, DraftChange, DraftRelease, PageChange, Spot
from book.pipeline.release import record_release
from book.source.history_file import parse_history
from book.source.history_record import add_release
from book.source.toml_positions import TomlFile
from tests.compose.history_text import FILE, HISTORY, SINCE
from tests.conftest import SLUG, error_of

# ── The file ─────────────────────────────────────────────────────────────────────────────────────


def test_the_releases_are_in_the_order_of_the_file() -> None:
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
            (
                f"{FILE}:8: 2023 is before 2024-03, the date of the release above\n"
                "  Order the releases by date, the first one first."
            ),
        ),
        (
            SINCE,
            "abc",
            (
                f"{FILE}:10: invalid `since` 'abc'\n"
                "  Write the 64 hexadecimal digits of a SHA-256 in lower case, or remove `since`."
            ),
        ),
        (
            'how = "renumbered"',
            'how = "recounted"',
            (
                f"{FILE}:21: invalid `how` 'recounted'\n"
                "  Expected: added, removed, changed, moved, renumbered, reflowed."
            ),
        ),
        (
            'what = "note"',
            "what = 1",
            f'{FILE}:20: `what` must be text in quotes, but is a number\n  Write what = "text".',
        ),
        (
            'was = "III n. 1–2"',
            'from = "III n. 1–2"',
            (
                f"{FILE}:23: unknown key `from`\n"
                "  Valid keys: what, how, place, name, note, was, old, new."
            ),
        ),
        (
            'text = "The first release."\n',
            "",
            f"{FILE}:3: missing key `text`\n  Valid keys: date, text, since, change.",
        ),
    ],
)
def test_a_mistake_is_reported_with_its_line(old: str, new: str, message: str) -> None:
    assert (
        str(error_of(lambda: parse_history(TomlFile(FILE, HISTORY.replace(old, new, 1)))))
        == message
    )


# ── To record a release ──────────────────────────────────────────────────────────────────────────

DIFFERENCES = Differences(
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


def test_a_release_is_recorded_at_the_end_of_the_file() -> None:
    former = '# Mine.\n[[release]]\ndate = "2024"\ntext = "First."  # a remark\n'
    assert add_release(former, 'Said "so".', DIFFERENCES, FILE) == former + RECORDED
    assert add_release("", 'Said "so".', DIFFERENCES, FILE).startswith(
        "# The history of the edition, the first release first."
    )


def different(**changes: object) -> Differences:
    return replace(DIFFERENCES, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "description", "differences", "message"),
    [
        (
            "",
            " ",
            DIFFERENCES,
            (
                "no description of this release\n"
                '  Describe it in a sentence or two: inv diff --record "…"'
            ),
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
                f"sources/{SLUG}/edition.toml: "
                "the date 2024-02-29 is also that of the former release\n"
                "  Write a new date in [edition]: readers tell releases apart by it."
            ),
        ),
        (
            HISTORY,
            "So.",
            DIFFERENCES,
            (
                f"{FILE}:7: the changes since the last release are already recorded here\n"
                "  To record them again, remove this entry first."
            ),
        ),
    ],
    ids=["no words", "no change", "no date of its own", "twice"],
)
def test_what_cannot_be_recorded_is_an_error(
    text: str, description: str, differences: Differences, message: str
) -> None:
    assert str(error_of(lambda: add_release(text, description, differences, FILE))) == message


def test_a_release_is_recorded_in_the_editions_folder(root: Path, folder: Path) -> None:
    assert record_release(DIFFERENCES, "So.", root) == FILE
    (release,) = parse_history(TomlFile(FILE, (folder / "history.toml").read_text("utf-8")))
    assert (release.text, release.since) == ("So.", SINCE)

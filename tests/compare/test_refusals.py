"""Releases that cannot be compared are refused with a message that says why, and what to run."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from book.pipeline.release import compare_releases
from book.runtime import fingerprint as fresh
from tests.compare.edits import NOTE, append, publish_as, report_lines
from tests.conftest import SLUG, error_of


def unpublished(root: Path) -> None:
    shutil.rmtree(root / "dist")


def damaged(root: Path) -> None:
    (root / "dist" / SLUG / f"{SLUG}.pdf").write_bytes(b"")


def without_tei(root: Path) -> None:
    (root / "dist" / SLUG / f"{SLUG}.tei.xml").unlink()
    publish_as(root, "manifest.json", (root / "dist" / SLUG / "manifest.json").read_bytes())


TEI = f"dist/{SLUG}/{SLUG}.tei.xml"
OLDER = "this release was made by another version of the program and cannot be read"
AGAIN = f"Publish with this version first, then compare: inv build --edition {SLUG}"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            unpublished,
            (
                f"dist/{SLUG}: nothing is published here yet\n"
                f"  To publish the first release: inv build --edition {SLUG}"
            ),
        ),
        (
            damaged,
            (
                f"dist/{SLUG}: published files are missing or have changed: {SLUG}.pdf\n"
                f"  Nothing can be compared with it. To publish again: inv build --edition {SLUG}"
            ),
        ),
        (without_tei, f"{TEI}: {OLDER}: it has no TEI document\n  {AGAIN}"),
        (
            lambda root: publish_as(
                root, f"{SLUG}.tei.xml", b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>"
            ),
            f"{TEI}: {OLDER}: it has no text, no date or no witnesses\n  {AGAIN}",
        ),
        (
            lambda root: publish_as(root, "manifest.json", b"{}"),
            f"{TEI}: {OLDER}: its manifest has no 'inputs_sha256'\n  {AGAIN}",
        ),
    ],
    ids=["nothing", "damaged", "no TEI", "another TEI", "another manifest"],
)
def test_an_incomparable_release_is_refused_with_a_remedy(
    spoil: Callable[[Path], None], message: str, released: Path
) -> None:
    spoil(released)
    assert str(error_of(lambda: compare_releases(SLUG, root=released))) == message


def test_engines_of_another_version_are_named(released: Path) -> None:
    manifest = json.loads((released / "dist" / SLUG / "manifest.json").read_bytes())
    manifest["engines"] = {"weasyprint": "1.0", "forgotten": "2.0"}
    manifest["inputs_sha256"] = "0"
    publish_as(released, "manifest.json", json.dumps(manifest).encode())
    differences = compare_releases(SLUG, pages=False, root=released)
    assert differences.engines == (("weasyprint", "1.0", fresh.engines()["weasyprint"]),)
    assert report_lines(differences)[-1] == (
        "no changes in text, notes, apparatus or lists; only other data, "
        "the appearance or the program changed"
    )


def test_another_edition_or_a_missing_folder_is_refused(released: Path) -> None:
    manifest = (released / "dist" / SLUG / "manifest.json").read_bytes()
    publish_as(
        released,
        "manifest.json",
        manifest.replace(f'"edition": "{SLUG}"'.encode(), b'"edition": "other"'),
    )
    assert (
        str(error_of(lambda: compare_releases(SLUG, root=released)))
        == f"dist/{SLUG}: this is a release of another edition: other"
    )
    nowhere = released / "nowhere"
    remedy = "Give a folder that holds a published release, like one in dist/."
    assert (
        str(error_of(lambda: compare_releases(SLUG, nowhere, root=released)))
        == f"{nowhere}: no such folder\n  {remedy}"
    )


def test_an_unreadable_pdf_can_be_left_out(released: Path) -> None:
    publish_as(released, f"{SLUG}.pdf", b"no PDF")
    append("notes.toml", NOTE)(released / "sources" / SLUG)
    error = error_of(lambda: compare_releases(SLUG, root=released))
    assert str(error) == (
        f"dist/{SLUG}: its PDF cannot be read\n"
        "  To compare everything except the pages: inv diff --no-pages"
    )
    assert compare_releases(SLUG, pages=False, root=released).alterations

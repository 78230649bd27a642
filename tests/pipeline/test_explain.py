"""Why an edition was built and its documents laid out, as the events say."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from book.pipeline import explain
from book.pipeline.explain import BuildRecord, DocumentDigests, LayoutRecord
from book.render.print.layout_pool import DocumentProgress
from book.runtime.events import Event, Why
from book.runtime.fingerprint import Freshness
from tests.conftest import SLUG, build_quickly, substitute

INPUTS = {"book/a.py": "1", "sources/x/notes.toml": "2", "weasyprint": "69.0"}
DIGESTS = DocumentDigests("s", "t", "f")
RECORD = BuildRecord(INPUTS, {"part-i": DIGESTS, "index": DIGESTS})


def freshness(inputs: Mapping[str, str] = INPUTS, *damaged: str) -> Freshness:
    return Freshness("x", inputs, "digest", damaged, is_current=False)


def test_a_record_is_read_as_it_was_written() -> None:
    assert explain.read_record(explain.write_record(RECORD)) == RECORD


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"{",
        b"[]",
        b'{"inputs": 1}',
        b'{"inputs": {}, "documents": {"a": ["s"]}}',
        b"\xff",
    ],
)
def test_an_unreadable_record_counts_as_missing(content: bytes | None) -> None:
    former = explain.read_record(content)
    assert former is None
    reasons = [why.reason for why in explain.why_built(former, freshness())]
    assert reasons == ["not built here before"]


WITHOUT_NOTES = {name: digest for name, digest in INPUTS.items() if "notes" not in name}


@pytest.mark.parametrize(
    ("now", "reasons"),
    [
        (freshness(INPUTS | {"book/a.py": "x"}), [("changed", ("book/a.py",))]),
        (freshness(INPUTS | {"templates/b.css": "x"}), [("new", ("templates/b.css",))]),
        (freshness(WITHOUT_NOTES), [("removed", ("sources/x/notes.toml",))]),
        (
            freshness(INPUTS | {"weasyprint": "70.0"}),
            [("version changed", ("weasyprint 69.0 → 70.0",))],
        ),
        (freshness(INPUTS, "x.pdf"), [("damaged since it was published", ("x.pdf",))]),
        (
            freshness(INPUTS, "SHA256SUMS"),
            [("not published, or without its checksums", ())],
        ),
    ],
)
def test_changed_inputs_are_named(
    now: Freshness, reasons: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(why.reason, why.names) for why in explain.why_built(RECORD, now)] == reasons


KEPT = DocumentProgress("part-i", "s", "t", "f", True, 1, 1)
SETTING = "laid out: the page size, fonts, style sheets or program changed"


@pytest.mark.parametrize(
    ("document", "reasons"),
    [
        (KEPT, []),
        (replace(KEPT, kept=False, text="x"), ["laid out: its text changed"]),
        (
            replace(KEPT, kept=False, page_numbers="x"),
            ["laid out: a page number in it gained or lost a digit"],
        ),
        (replace(KEPT, kept=False, setting="x", text="x"), [SETTING]),
        (replace(KEPT, kept=False), ["laid out: no longer in the cache"]),
        (replace(KEPT, name="part-ii", kept=False), ["laid out: new"]),
        (replace(KEPT, page_numbers="x"), ["page numbers updated, not laid out again"]),
    ],
)
def test_the_reason_for_a_layout_is_named(document: DocumentProgress, reasons: list[str]) -> None:
    layout = LayoutRecord()
    layout.note(document)
    assert [why.reason for why in explain.why_laid_out("x", RECORD, layout)] == reasons


@pytest.mark.slow
def test_after_an_edit_the_file_and_the_documents_are_named(root: Path, folder: Path) -> None:
    def reasons_of(edit: Callable[[], object]) -> list[tuple[str, tuple[str, ...]]]:
        edit()
        events: list[Event] = []
        build_quickly(root, on_event=events.append)
        return [(event.reason, event.names) for event in events if isinstance(event, Why)]

    assert reasons_of(lambda: None) == [("not built here before", ())]
    changed, documents, *results = reasons_of(
        lambda: substitute(folder / "notes.toml", "in the water", "in a stream")
    )
    assert changed == ("changed", (f"sources/{SLUG}/notes.toml",))
    assert documents[0] == "laid out: its text changed"
    assert len(documents[1]) == 1
    names = dict(results)
    assert {"cover: 1 of 1", "font subset: 6 of 6", "web font: 3 of 3"} <= {
        *names["taken from the cache"]
    }
    assert {"editor’s words: 1 of 1", "manuscript: 2 of 2"} <= {*names["made anew"]}
    (root / "build" / SLUG / "last.json").write_text("{")
    (root / "dist" / SLUG / "SHA256SUMS").unlink()
    assert reasons_of(lambda: None) == [("not built here before", ())]

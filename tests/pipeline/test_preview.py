"""Watching: a draft at each save, the pages that changed, errors told and then watching on."""

import hashlib
import json
import os
import queue
import shutil
import signal
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from book.errors import EditionError
from book.pipeline import preview as watch
from book.runtime import files, fingerprint
from book.runtime.events import Event, Failed, Previewed
from book.runtime.workers import InlineExecutor
from book.serve import preview_store as preview
from book.verify.readback.page_digests import digest_pages
from book.verify.readback.pdf import read_pdf
from tests.conftest import SLUG, start_task, substitute

NOTES = f"sources/{SLUG}/notes.toml"


def pictures(content: bytes) -> list[bytes]:
    """Draw the pages: what two drafts look like, whatever is in their files."""
    document = pypdfium2.PdfDocument(content)
    found = [page.render(scale=1).to_pil().tobytes() for page in document]
    document.close()
    return found


def watch_edits(root: Path, *edits: object, shows_ebook: bool = False) -> list[list[Event]]:
    """Watch while edits are made one by one; return the events at the start and after each."""
    seen: list[list[Event]] = [[]]

    def saves() -> Iterator[None]:
        yield
        for edit in edits:
            assert callable(edit)
            edit()
            seen.append([])
            yield

    def on_event(event: Event) -> None:
        seen[-1].append(event)

    watch.watch(SLUG, on_event, root, saves(), (InlineExecutor(),), shows_ebook=shows_ebook)
    return [[event for event in events if isinstance(event, Previewed | Failed)] for events in seen]


class Editor:
    """Edits notes.toml in steps, and keeps the drafts that it saw."""

    def __init__(self, root: Path) -> None:
        self.notes = root / NOTES
        self.draft = root / "build" / SLUG / "preview" / f"{SLUG}.pdf"
        self.drafts: list[bytes] = []
        self.root = root

    def change_a_word(self) -> None:
        self.drafts.append(self.draft.read_bytes())
        substitute(self.notes, "in the water", "in a stream")

    def break_the_file(self) -> None:
        self.drafts.append(self.draft.read_bytes())
        self.notes.write_text(self.notes.read_text("utf-8") + "x = [\n", "utf-8")

    def fix_the_file(self) -> None:
        assert preview.read_failure(SLUG, self.root)
        text = self.notes.read_text("utf-8").removesuffix("x = [\n")
        self.notes.write_text(text, "utf-8")

    def save_without_change(self) -> None:
        os.utime(self.notes)
        self.notes.with_name(".notes.toml.swp").write_bytes(b"the editor's own")
        self.notes.with_name("notes.toml~").write_bytes(b"a backup")


def test_each_save_gives_a_draft_and_the_pages_that_changed(root: Path) -> None:
    editor = Editor(root)
    first, second, broken, fixed, unchanged = watch_edits(
        root,
        editor.change_a_word,
        editor.break_the_file,
        editor.fix_the_file,
        editor.save_without_change,
    )
    before, after = map(pictures, editor.drafts)
    assert isinstance(first[0], Previewed)
    assert (first[0].pages, len(first[0].changed)) == (len(before), len(before))
    assert isinstance(second[0], Previewed)
    pairs = enumerate(zip(before, after, strict=True), 1)
    assert list(second[0].changed) == [number for number, (old, new) in pairs if old != new]
    assert 0 < len(second[0].changed) < len(before)
    labels = read_pdf(editor.drafts[1]).labels
    assert list(second[0].labels) == [labels[number - 1] for number in second[0].changed]
    failures = [(event.file, event.line > 0) for event in broken if isinstance(event, Failed)]
    assert failures == [(NOTES, True)]
    assert [event.changed for event in fixed if isinstance(event, Previewed)] == [()]
    assert unchanged == []
    assert editor.draft.read_bytes() == editor.drafts[1]
    assert preview.read_failure(SLUG, root) == ""


def test_a_draft_of_the_ebook_tells_which_chapters_changed(root: Path) -> None:
    seen: list[preview.EbookPreview] = []

    def note_ebook() -> None:
        ebook = preview.read_ebook(SLUG, root)
        assert ebook
        seen.append(ebook)

    def change_a_word() -> None:
        note_ebook()
        substitute(root / NOTES, "in the water", "in a stream")

    watch_edits(root, change_a_word, note_ebook, shows_ebook=True)
    before, after = ({each.path: each for each in ebook.chapters} for ebook in seen)
    assert before.keys() == after.keys()
    changed = [each.title for path, each in after.items() if before[path].digest != each.digest]
    assert 0 < len(changed) < len(after) // 2
    with zipfile.ZipFile(preview.draft_path(SLUG, root, "epub")) as archive:
        assert after.keys() <= set(archive.namelist())


def test_without_a_browser_there_is_no_draft_of_the_ebook(root: Path) -> None:
    watch_edits(root)
    assert preview.read_ebook(SLUG, root) is None


def test_what_is_wrong_at_the_start_is_told_too_and_watching_goes_on(
    root: Path, folder: Path
) -> None:
    (root / NOTES).write_bytes(b"\xff")
    settings = folder / "edition.toml"
    wrong, still, gone, again = watch_edits(
        root,
        lambda: (root / NOTES).write_bytes(b"["),
        lambda: settings.rename(folder / "x"),
        lambda: (folder / "x").rename(settings),
    )
    assert [event.file for event in (*wrong, *still, *gone) if isinstance(event, Failed)] == [
        NOTES,
        NOTES,
        f"sources/{SLUG}",
    ]
    assert [type(event) for event in again] == [Failed]
    with pytest.raises(EditionError, match="no such edition"):
        watch.watch("../sources", lambda _: None, root, ())


def test_a_file_that_is_gone_for_a_moment_is_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = fingerprint.edition_inputs(SLUG, root)
    asked: list[object] = []

    def inputs(*arguments: object) -> fingerprint.Inputs:
        asked.append(arguments)
        if len(asked) == 1:
            raise FileNotFoundError(NOTES)
        return whole

    monkeypatch.setattr(fingerprint, "edition_inputs", inputs)
    assert watch.inputs_or_error(SLUG, root, retry=0) == fingerprint.inputs_digest(whole)


def test_a_witness_counts_whatever_its_name(root: Path, folder: Path) -> None:
    """Leftovers of text editors are no input, unless edition.toml names them."""
    plain = fingerprint.edition_inputs(SLUG, root)
    for name in (".hidden.txt", "#x#", "copy.txt~", ".git/HEAD"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    assert fingerprint.edition_inputs(SLUG, root) == plain
    with (folder / "edition.toml").open("a") as settings:
        settings.write("# .hidden.txt\n")
    assert fingerprint.edition_inputs(SLUG, root).keys() - plain.keys() == {
        f"sources/{SLUG}/.hidden.txt"
    }


def as_vim(path: Path, content: bytes) -> None:
    """Rename, write anew, delete: as vim saves a file."""
    backup = path.with_name(path.name + "~")
    (path.parent / "4913").write_bytes(b"")
    (path.parent / "4913").unlink()
    path.rename(backup)
    path.write_bytes(content)
    backup.unlink()


def as_code(path: Path, content: bytes) -> None:
    """Write beside it, then put it in its place."""
    path.with_suffix(".tmp").write_bytes(content)
    path.with_suffix(".tmp").replace(path)


def in_place(path: Path, content: bytes) -> None:
    path.write_bytes(b"")
    for end in range(1, 6):
        path.write_bytes(content[: len(content) * end // 5])


def test_a_save_is_one_change_however_the_editor_writes_it(root: Path) -> None:
    """After a file was replaced, its successor is watched."""
    heard: queue.Queue[object] = queue.Queue()
    stop = threading.Event()

    def listen() -> None:
        for change in watch.changes(SLUG, root, stop):
            heard.put(change)

    listening = threading.Thread(target=listen, daemon=True)
    listening.start()
    try:
        assert heard.get(timeout=10) == set()  # it watches
        for number, save in enumerate((as_vim, as_code, in_place, as_vim)):
            save(root / NOTES, b"# %d\n" % number * 400)
            heard.get(timeout=10)
            assert (root / NOTES).read_bytes() == b"# %d\n" % number * 400
            _drain(heard)
    finally:
        stop.set()
        listening.join(10)
    assert not listening.is_alive()


def _drain(heard: "queue.Queue[object]") -> None:
    while True:
        try:
            heard.get(timeout=3 * watch.QUIET / 1000)
        except queue.Empty:
            return


@pytest.mark.parametrize("harm", [b"", b"{", b"[]", b'{"pdf": 1}'])
def test_a_draft_that_is_not_whole_was_never_there(harm: bytes, tmp_path: Path) -> None:
    known = preview.Preview("", "i", ("1",), ((1.0, 2.0),), ("look",), (1,))
    content = b"%PDF-1.7"
    known = replace(known, pdf=hashlib.sha256(content).hexdigest())
    preview.write_preview("x", content, known, tmp_path)
    assert preview.read_preview("x", tmp_path) == known
    assert preview.list_previews(tmp_path) == ("x",)
    files.write_file(
        preview.preview_folder("x", tmp_path) / ("preview.json" if harm else "x.pdf"), harm
    )
    assert preview.read_preview("x", tmp_path) is None


def test_a_page_that_is_no_page_of_ours_has_a_look_too(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    for width in (100, 200):
        document.new_page(width, 300)
    path = tmp_path / "blank.pdf"
    document.save(path)
    looks = digest_pages(path.read_bytes())
    assert [(look.width, look.height) for look in looks] == [(100, 300), (200, 300)]
    assert looks[0].digest != looks[1].digest


@pytest.mark.slow
def test_on_the_command_line_it_watches_until_it_is_stopped(project: Path) -> None:
    shutil.rmtree(project / "build", ignore_errors=True)
    running = start_task(project, "watch", "--json")
    assert running.stdout

    def until(wanted: str) -> dict[str, object]:
        assert running.stdout
        for line in running.stdout:
            event: dict[str, object] = json.loads(line)
            if event["event"] == wanted:
                return event
        pytest.fail(f"no {wanted}")

    try:
        pages = until("previewed")["pages"]
        substitute(project / NOTES, "in the water", "in a stream")
        changed = until("previewed")["changed"]
        assert isinstance(pages, int)
        assert isinstance(changed, list)
        assert 0 < len(changed) < pages
        substitute(project / NOTES, "lemma", "lemmma")
        assert until("failed")["file"] == NOTES
        os.killpg(running.pid, signal.SIGINT)
        _, errors = running.communicate(timeout=30)
    finally:
        running.kill()
    assert (running.returncode, errors) == (0, "")

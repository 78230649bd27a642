"""A release is verified by its bytes; what differs from its manifest only explains a difference."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.build import render_edition
from book.pipeline.context import BuildContext
from book.pipeline.reproduce import UNEXPLAINED, Rebuild, Reproduction, reproduce
from book.runtime import files
from book.runtime.events import EventHandler
from book.runtime.workers import InlineExecutor
from tests.compare.edits import publish_as
from tests.conftest import APPROVING, COVER_WIDTH, SLUG, Inv, snapshot, substitute
from tests.pipeline.conftest import all_names


def here(
    slug: str, inputs: Mapping[str, str], on_event: EventHandler, root: Path
) -> Mapping[str, bytes]:
    """Rebuild in this process, with a small cover, as the fixture was built."""
    context = BuildContext(root, (InlineExecutor(),), None, on_event, APPROVING, COVER_WIDTH)
    return render_edition(slug, inputs, context).outputs


def published(root: Path) -> dict[str, bytes]:
    folder = root / "dist" / SLUG
    sums = (folder / "SHA256SUMS").read_bytes()
    return {**dict(files.read_published(folder)), "SHA256SUMS": sums}


def giving(root: Path, **changes: bytes) -> Rebuild:
    """Return a rebuild that gives what is published now, but for some changed files."""
    outputs = published(root) | {name.replace("__", "."): text for name, text in changes.items()}
    return lambda *_: outputs


def compare(root: Path, rebuild: Rebuild, release: Path | None = None) -> Reproduction:
    return reproduce(SLUG, release, root=root, rebuild=rebuild)


@pytest.mark.slow
def test_a_release_is_rebuilt_without_cache_and_build_folder(done: Path) -> None:
    shutil.rmtree(done / "build")
    release, names = done / "downloaded", all_names(done)
    shutil.copytree(done / "dist" / SLUG, release)
    shutil.rmtree(done / "dist")
    before = snapshot(done)
    result = compare(done, here, release)
    assert result.lines()[0].startswith(
        f"verified: {len(names)} files are the same bytes as in downloaded, "
    )
    assert result.is_same
    assert snapshot(done) == before


@pytest.mark.slow
def test_a_word_of_a_note_is_found_where_it_stands(done: Path) -> None:
    substitute(done / "sources" / SLUG / "notes.toml", "in the water", "in a stream")
    result = compare(done, here)
    found = {line.split(":")[0]: line for line in result.differences}
    assert "in the water" in found[f"{SLUG}.pdf"]
    assert ": p. " in found[f"{SLUG}.pdf"]
    assert ".xhtml, line" in found[f"{SLUG}.epub"]
    assert not {"parallels.csv", "variants.csv", "cover.png"} & found.keys()
    assert result.inputs == (f"sources/{SLUG}/notes.toml is not the file that the manifest names",)


def test_a_difference_is_explained_by_the_inputs(done: Path, program: Path) -> None:
    rebuild = giving(done, variants__csv=b"other")
    names = all_names(done)
    (done / "sources" / SLUG / "more.txt").write_text("new")
    stated = json.loads(published(done)["manifest.json"])
    stated["engines"] |= {"Pango": "0.1"}
    stated["inputs"] |= {"templates/gone.css": "0", "book/gone.py": "0", "book/errors.py": "0"}
    publish_as(done, "manifest.json", json.dumps(stated).encode())
    lines = compare(done, rebuild).lines()
    assert lines[0].startswith(f"not the same as dist/{SLUG}: 3 of {len(names)} files, rebuilt in ")
    assert [line.split(":")[0] for line in lines[1:4]] == [
        "  SHA256SUMS",
        "  manifest.json",
        "  variants.csv",
    ]
    assert lines[4:7] == (
        "  because templates/gone.css is named in the manifest and not here",
        f"  because sources/{SLUG}/more.txt is new",
        "  because the program is another: book/errors.py, book/gone.py",
    )
    assert lines[7].startswith("  because the manifest has Pango 0.1, this machine ")


def test_the_same_bytes_are_verified_whatever_made_them(done: Path) -> None:
    (done / "sources" / SLUG / "more.txt").write_text("new")
    result = compare(done, giving(done))
    assert result.is_same
    assert result.lines()[1:] == (f"  although sources/{SLUG}/more.txt is new",)


def test_a_difference_without_a_cause_is_called_a_defect(done: Path) -> None:
    result = compare(done, giving(done, variants__csv=b"other"))
    assert result.lines()[2:] == (f"  because {UNEXPLAINED}",)


def test_a_forged_manifest_is_not_the_same(done: Path) -> None:
    """Its digest of the inputs is computed anew from the inputs that it names."""
    rebuild = giving(done)
    stated = json.loads(published(done)["manifest.json"]) | {"inputs_sha256": "0"}
    publish_as(done, "manifest.json", json.dumps(stated).encode())
    assert [line.split(":")[0] for line in compare(done, rebuild).differences] == [
        "SHA256SUMS",
        "manifest.json",
    ]


def test_a_file_on_one_side_only_is_a_difference(done: Path) -> None:
    def rebuild(*_: object) -> Mapping[str, bytes]:
        outputs = published(done) | {"new.csv": b""}
        del outputs["variants.csv"]
        return outputs

    assert compare(done, rebuild).differences == (
        "new.csv: only in the rebuilt edition",
        "variants.csv: only in the release",
    )


def test_an_older_manifest_names_no_inputs(done: Path) -> None:
    stated = json.loads(published(done)["manifest.json"])
    del stated["inputs"]
    publish_as(done, "manifest.json", json.dumps(stated).encode())
    assert compare(done, giving(done)).inputs == (
        "an older version of Variorum made it, whose manifest does not name the inputs",
    )


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        (b"{}", f"dist/{SLUG}: the manifest cannot be read: its manifest has no 'inputs_sha256'"),
        (
            b'{"edition": "another", "inputs_sha256": "", "engines": {}}',
            f"dist/{SLUG}: this is a release of another edition: another",
        ),
    ],
)
def test_a_release_that_cannot_be_rebuilt_is_refused(
    manifest: bytes, message: str, done: Path
) -> None:
    publish_as(done, "manifest.json", manifest)
    with pytest.raises(EditionError) as raised:
        compare(done, giving(done))
    assert str(raised.value).splitlines()[0] == message


def test_inv_verify_without_a_release_fails(inv: Inv, project: Path, tmp_path: Path) -> None:
    run = inv("verify")
    assert (run.returncode, run.stdout) == (1, "")
    assert "nothing is published here yet" in run.stderr
    run = inv("verify", "--release", str(tmp_path))
    assert run.returncode == 1
    assert "it does not say of which edition it is" in run.stderr
    assert not (project / "dist").exists()


@pytest.mark.slow
def test_inv_verify_rebuilds_a_release_made_elsewhere(
    done: Path, project: Path, inv: Inv, tmp_path: Path
) -> None:
    """The whole program, with its workers; the release has a smaller cover, and another fox."""
    publish_as(done, f"{SLUG}.md", b"Another fox.\n")
    run = inv("verify", "--release", str(done / "dist" / SLUG))
    assert run.returncode == 1, run.stderr
    lines = run.stdout.splitlines()
    assert lines[0].startswith(f"{SLUG}: not the same as {done / 'dist' / SLUG}: ")
    assert any(f"{SLUG}.md: line 1: “Another fox. ¶ ”, rebuilt “" in line for line in lines)
    assert any("cover.png" in line for line in lines)
    assert not any(f"{SLUG}.pdf" in line for line in lines)
    assert not (project / "dist").exists()
    assert [*(project / "build" / "tmp").iterdir()] == []

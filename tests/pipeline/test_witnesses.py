"""Witnesses cleaned in parallel or taken from the cache are the same as those made anew."""

import os
import random
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest

from book.errors import EditionError
from book.model import Collation, Text
from book.pipeline import witnesses
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.runtime.cache import Cache
from book.runtime.workers import InlineExecutor
from book.source.folder import Folder, read_folder
from tests.conftest import SLUG, substitute

AssembledEdition = tuple[tuple[Text, ...], Collation]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "parts", "seed")


def made(folder: Folder, cache: Cache | None = None) -> AssembledEdition:
    found = witnesses.read_texts(folder, cache)
    return found, witnesses.collate_texts(folder, found, cache)


def test_only_the_witness_that_changed_is_cleaned_again(
    root: Path, folder: Path, cache: Cache
) -> None:
    made(read_folder(SLUG, root), cache)
    assert (cache.hits, cache.added) == (0, 4)  # three texts and their collation
    assert made(read_folder(SLUG, root), cache) == made(read_folder(SLUG, root))
    assert (cache.hits, cache.added) == (4, 4)
    substitute(folder / "notes.toml", "in the water", "in a stream")  # it is no witness
    substitute(folder / "web-copy.txt", "bunches", "heaps")
    assert made(read_folder(SLUG, root), cache) == made(read_folder(SLUG, root))
    assert (cache.hits, cache.added) == (6, 6)


def test_another_program_or_engine_takes_nothing_of_this_ones(
    root: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = read_folder(SLUG, root)
    made(folder, cache)
    made(folder, Cache(cache.folder, "another"))
    monkeypatch.setattr(witnesses, "version", lambda _: "0")
    made(folder, cache)
    assert cache.hits == 0


@pytest.mark.parametrize("harm", [b"", b"harmed", None])
def test_what_is_harmed_is_made_anew(harm: bytes | None, root: Path, cache: Cache) -> None:
    folder = read_folder(SLUG, root)
    wanted = made(folder, cache)
    for path in cache.folder.iterdir():
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if harm is None else harm)
    assert made(folder, cache) == wanted
    assert cache.hits == 0


@pytest.mark.parametrize(
    "edits",
    [40, pytest.param(int(os.environ.get("VARIORUM_EDITS", "400")), marks=pytest.mark.slow)],
)
def test_after_any_edits_what_is_kept_is_what_is_made_anew(
    edits: int, root: Path, folder: Path, cache: Cache
) -> None:
    chance = random.Random(edits)  # noqa: S311
    whole = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    for _ in range(edits):
        _edit(folder, whole, chance)
        try:
            wanted: AssembledEdition | str = made(read_folder(SLUG, root))
        except EditionError as error:
            wanted = str(error)
        try:
            found: AssembledEdition | str = made(read_folder(SLUG, root), cache)
        except EditionError as error:
            found = str(error)
        assert found == wanted
    assert cache.hits > cache.added


def _edit(folder: Path, whole: dict[str, str], chance: random.Random) -> None:
    """Edit a witness or edition.toml at random: some edits change no text, some undo all others."""
    name = chance.choice(["townsend.txt", "web-copy.txt", "reflexion.txt"])
    if chance.random() < 0.1:
        for file, content in whole.items():
            (folder / file).write_text(content, "utf-8")
    elif chance.random() < 0.4:
        old, new = chance.choice((
            (f'file = "{name}"', f'file = "{name}"\ndrop = [\'fo?x\']'),
            ('title = "Fables of Aesop"', f'title = "Fables {chance.randrange(2)}"'),
            ("from a web page", f"from page {chance.randrange(3)}"),
            ('role = "commentary"', 'role = "text"'),
            ("[edition]", '[collation]\nspelling = ["our-or"]\n\n[edition]'),
        ))  # fmt: skip
        _replace(folder / "edition.toml", old, new)
    else:
        _edit_lines(folder / name, chance)


def _edit_lines(path: Path, chance: random.Random) -> None:
    lines = path.read_text("utf-8").split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.choice(("word", "word", "delete", "double", "swap")):
        case "word":
            words = lines[at].split(" ")
            words[chance.randrange(len(words))] = chance.choice(
                ("fox", "Colour", "II.", "©", "1867")
            )
            lines[at] = " ".join(words)
        case "delete":
            del lines[at]
        case "double":
            lines.insert(at, lines[at])
        case "swap":
            lines[at], lines[other] = lines[other], lines[at]
    path.write_text("\n".join(lines), "utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_long_witnesses_are_cleaned_in_the_workers_too(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = []

    class Worker(InlineExecutor):
        def submit(self, *arguments: object, **named: object) -> object:  # type: ignore[override]
            given.append(arguments[1])
            return super().submit(*arguments, **named)  # type: ignore[arg-type]

    folder = read_folder(SLUG, root)
    wanted = witnesses.read_texts(folder)
    assert witnesses.read_texts(folder, workers=(Worker(), Worker())) == wanted
    assert given == [], "for little a worker does not pay"
    monkeypatch.setattr(witnesses, "START", 0)
    assert witnesses.read_texts(folder, workers=(Worker(), Worker())) == wanted
    assert len(given) == 2


@contextmanager
def worker() -> Iterator[Executor]:
    with ProcessPoolExecutor(1, get_context("spawn")) as found:
        yield found


@pytest.mark.slow
def test_an_edition_whose_witnesses_are_cleaned_elsewhere_is_the_same(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = assemble_edition(SLUG, BuildContext(root))
    monkeypatch.setattr(witnesses, "START", 0)
    with worker() as found:
        assert assemble_edition(SLUG, BuildContext(root, (found,))) == wanted
        (root / "sources" / SLUG / "web-copy.txt").write_bytes(b"\xff\xfe\xff")
        with pytest.raises(EditionError) as raised:
            assemble_edition(SLUG, BuildContext(root, (found,)))
    with pytest.raises(EditionError) as told:
        assemble_edition(SLUG, BuildContext(root))
    assert str(raised.value) == str(told.value)


def test_a_changed_picture_is_read_again(root: Path, folder: Path, cache: Cache) -> None:
    (folder / "web-copy.txt").rename(folder / "web-copy.html")
    substitute(folder / "edition.toml", "web-copy.txt", "web-copy.html")
    made(read_folder(SLUG, root), cache)
    (folder / "fox.png").write_bytes(b"a picture")
    added = cache.added
    made(read_folder(SLUG, root), cache)
    assert cache.added == added + 2  # the text and the collation


def test_a_neighbor_is_a_file_of_the_folder(root: Path, folder: Path) -> None:
    (folder / "fox.png").write_bytes(b"a picture")
    (root / "secret.png").write_bytes(b"outside")
    witness = read_folder(SLUG, root).witnesses[0]
    names = ("fox.png", "../../secret.png", "/etc/hostname", "missing.png", "x" * 5000, "a\0b")
    assert [witness.neighbor(name) for name in names] == [b"a picture", *[None] * 5]

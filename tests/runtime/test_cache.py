"""The cache returns whole entries or none, and a book built with it has the same bytes."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from book.model import Block, DraftEntry, Edition, NoteCall, Paragraph, Plain
from book.render.print.documents import PrintDocuments
from book.render.print.layout_pool import DocumentProgress
from book.render.print.pdf import render_pdf
from book.runtime import workspace
from book.runtime.cache import Cache, digest, submit_with_cache
from book.runtime.workers import InlineExecutor
from book.source.page_size import parse_page_size
from tests.bench.synthetic import synthetic_edition


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "parts", "seed")


def test_what_was_put_in_is_found_again_and_nothing_else(cache: Cache) -> None:
    cache.put("key", b"content")
    assert (cache.get("key"), cache.get("other")) == (b"content", None)
    assert (cache.hits, cache.added) == (1, 1)


@pytest.mark.parametrize("harm", [b"", b"short", b"\0" * 40])
def test_what_is_harmed_was_never_there(harm: bytes, cache: Cache) -> None:
    cache.put("key", b"content")
    (cache.folder / "key").write_bytes(harm)
    assert cache.get("key") is None


def test_what_was_used_longest_ago_makes_room(cache: Cache) -> None:
    for number in range(4):
        cache.put(str(number), bytes(100))
        os.utime(cache.folder / str(number), (number, number))
    for number in (2, 0):
        cache.get(str(number))
    cache.prune(2 * (100 + 32))
    assert sorted(path.name for path in cache.folder.iterdir()) == ["0", "2"]


def test_what_another_build_takes_away_is_gone_already(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.put("key", bytes(100))
    found = list(cache.folder.iterdir())
    monkeypatch.setattr(Path, "iterdir", lambda _: iter([*found, cache.folder / ".other.1"]))
    cache.prune(10)
    monkeypatch.undo()
    assert list(cache.folder.iterdir()) == []


@dataclass(frozen=True)
class Book:
    """All that a print edition is made from."""

    edition: Edition
    style: bytes

    def made(self, cache: Cache | None) -> str:
        return self.laid(cache)[0]

    def laid(self, cache: Cache | None) -> tuple[str, set[str]]:
        """Make it; give its digest, and the sheets that were laid out for it."""
        assets = workspace.read_assets() | {"print.css": self.style}
        sheets: list[DocumentProgress] = []
        content = render_pdf(
            self.edition,
            PrintDocuments(self.edition),
            assets,
            cache=cache,
            on_document=sheets.append,
        )
        return hashlib.sha256(content).hexdigest(), {
            sheet.name for sheet in sheets if not sheet.kept
        }


def small_book() -> Book:
    index = (DraftEntry("law", 1, ("law", "treaty")), DraftEntry("reader", 2, ("reader",)))
    edition = synthetic_edition(parts=2, paragraphs=2, index=index, references=0.5)
    return Book(edition, workspace.read_assets()["print.css"])


def with_paragraphs(edition: Edition, part: int, change: Callable[[list[Block]], None]) -> Edition:
    """Change the paragraphs of the first section of a part."""
    found = [index for index, division in enumerate(edition.divisions) if division.kind == "part"]
    index = found[part % len(found)]
    first, *others = edition.divisions[index].divisions
    blocks = list(first.blocks)
    change(blocks)
    parts = list(edition.divisions)
    parts[index] = replace(parts[index], divisions=(replace(first, blocks=tuple(blocks)), *others))
    return replace(edition, divisions=tuple(parts))


Edit = Callable[[Edition, Random], Edition]


def lengthen(edition: Edition, random: Random) -> Edition:
    words = "And so on. " * random.choice((1, 1, 1, 90, 300))

    def change(blocks: list[Block]) -> None:
        paragraph = blocks[0]
        assert isinstance(paragraph, Paragraph)
        blocks[0] = replace(paragraph, inlines=(*paragraph.inlines, Plain(f" {words.strip()}")))

    return with_paragraphs(edition, random.randrange(2), change)


def shorten(edition: Edition, random: Random) -> Edition:
    """Cut the last paragraph of a part, unless that would lose the call of a note."""

    def change(blocks: list[Block]) -> None:
        last = blocks[-1]
        assert isinstance(last, Paragraph)
        blocks[-1] = replace(last, inlines=last.inlines[:1])  # its id stays: others refer to it

    shortened = with_paragraphs(edition, random.randrange(2), change)
    return shortened if called_notes(shortened) == called_notes(edition) else edition


def called_notes(edition: Edition) -> set[str]:
    return {
        call.note
        for division in edition.divisions
        for section in division.divisions
        for block in section.blocks
        for call in calls(block)
    }


def add_to_a_note(edition: Edition, random: Random) -> Edition:
    index = random.randrange(len(edition.notes))
    note = edition.notes[index]
    words = Plain(f" Seen {random.randrange(99)} times.")
    notes = list(edition.notes)
    notes[index] = replace(note, inlines=(*note.inlines, words))
    return replace(edition, notes=tuple(notes))


def retitle(edition: Edition, random: Random) -> Edition:
    title = f"The Work, Edition {random.randrange(9)}"
    return replace(edition, imprint=replace(edition.imprint, title=title))


def rename_the_last_part(edition: Edition, random: Random) -> Edition:
    last = replace(edition.divisions[-1], title=(Plain(f"End {random.randrange(9)}"),))
    return replace(edition, divisions=(*edition.divisions[:-1], last))


def resize(edition: Edition, random: Random) -> Edition:
    return replace(edition, trim=parse_page_size(random.choice(("6x9in", "A5"))))


EDITS: tuple[Edit, ...] = (
    *(lengthen, lengthen, lengthen, shorten, add_to_a_note, retitle, rename_the_last_part, resize),
)
STYLES = (
    b"p { orphans: 1 }",
    b"p { orphans: 3 }",
    b".figures { font-variant-numeric: tabular-nums }",
)


def edited(book: Book, random: Random) -> Book:
    """Edit at random: words, a paragraph, a note, the title, a heading, the style, the page."""
    if random.randrange(len(EDITS) + 1) == 0:
        style = workspace.read_assets()["print.css"] + random.choice(STYLES)
        return replace(book, style=style)
    return replace(book, edition=random.choice(EDITS)(book.edition, random))


def calls(block: Block) -> list[NoteCall]:
    return (
        [inline for inline in block.inlines if isinstance(inline, NoteCall)]
        if isinstance(block, Paragraph)
        else []
    )


def test_only_what_changed_is_laid_out_again_but_all_by_another_program(cache: Cache) -> None:
    book = small_book()
    first, everything = book.laid(cache)
    assert book.laid(cache) == (first, set())
    edition = book.edition
    changed = replace(edition.notes[0], inlines=(Plain("Another word."),))
    assert replace(book, edition=replace(edition, notes=(changed, *edition.notes[1:]))).laid(cache)[
        1
    ] == {"part-1"}
    assert replace(book, style=book.style + b"p { widows: 3 }").laid(cache)[1] == everything
    another = Cache(cache.folder, "another program")
    assert book.laid(another)[1] == everything
    assert another.hits == 0


def test_what_only_moves_to_other_pages_is_not_laid_out_again(cache: Cache) -> None:
    book = small_book()
    assert book.made(cache) != ""
    longer = with_paragraphs(
        book.edition, 0, lambda blocks: blocks.append(Paragraph((Plain("And so on. " * 400),)))
    )
    _, laid = replace(book, edition=longer).laid(cache)
    assert "part-1" in laid
    assert "part-2" not in laid


@pytest.mark.parametrize(
    "edits", [2, pytest.param(int(os.environ.get("VARIORUM_EDITS", "20")), marks=pytest.mark.slow)]
)
def test_a_book_made_from_what_is_kept_is_the_book_made_anew(edits: int, cache: Cache) -> None:
    random = Random(edits)  # noqa: S311
    book = small_book()
    for _ in range(edits):
        book = edited(book, random)
        if random.random() < 0.1:
            book = small_book()  # all edits taken back
        assert book.made(cache) == book.made(None)
    assert cache.hits > cache.added or edits < 10


def test_the_digest_tells_names_from_contents() -> None:
    assert (
        len({digest([("a", b"b")]), digest([("ab", b"")]), digest([("a", b""), ("b", b"")])}) == 3
    )


def count_twice(number: int, cache: Cache | None) -> int:
    for is_kept in (True, False):
        assert cache is not None
        cache.count("page", is_kept=is_kept)
    return number


def test_what_an_executor_counts_is_counted_here(cache: Cache) -> None:
    cache.count("page", is_kept=True)
    assert submit_with_cache(InlineExecutor(), cache, count_twice, 5).result() == 5
    assert (cache.results.kept["page"], cache.results.made["page"]) == (2, 1)


def test_the_error_of_an_executor_is_raised_here(cache: Cache) -> None:
    with pytest.raises(ZeroDivisionError):
        submit_with_cache(InlineExecutor(), cache, lambda _: 1 // 0).result()

"""The change report: what a build would publish otherwise than what is published, and nothing else."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from book.compare import find_alterations, find_page_changes
from book.model import Differences
from book.pipeline import build
from book.pipeline import outputs as produce
from book.pipeline import release as releases
from book.pipeline.edition import assemble_edition
from book.runtime import files, workspace
from book.runtime import fingerprint as fresh
from book.terminal.report.changes import change_report, page_line
from book.verify.readback.pdf import PageText
from book.verify.readback.release import read_release
from book.verify.readback.release.values import ApparatusEntry, LinkedText, ReleaseReading
from tests.conftest import SLUG, TINY, Inv, error_of, fingerprint, substitute

Edit = Callable[[Path], None]
Thing = TypeVar("Thing")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the tiny edition, and of what is published of it as much as a comparison reads."""
    root = tmp_path_factory.mktemp("published")
    shutil.copytree(TINY, root / "sources")
    made = assemble_edition(SLUG, root)
    outputs = {
        f"{SLUG}.tei.xml": produce.make_tei(made),
        f"{SLUG}.pdf": produce.set_print(made.edition, made.assets).content,
    }
    outputs["manifest.json"] = build._manifest(
        made, fresh.inputs_digest(fresh.inputs(SLUG, root)), outputs
    )
    outputs["SHA256SUMS"] = build.sums(outputs)
    files.write_folder(outputs, root / "dist" / SLUG)
    return root


@pytest.fixture
def done(published: Path, tmp_path: Path) -> Path:
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    return tmp_path


def said(found: Differences) -> list[str]:
    """Give the lines of the report as a program reads them from a pipe, without the one that names the edition."""
    console = Console(highlight=False, width=80, force_terminal=False)
    with console.capture() as captured:
        console.print(change_report(found), soft_wrap=True)
    head, *lines = captured.get().splitlines()
    assert head == f"{SLUG}: now, against dist/{SLUG} (2024-02-29)"
    return [line for line in lines if line and not line.startswith("[edition] date is")]


def edit(file: str, old: str, new: str) -> Edit:
    return lambda folder: substitute(folder / file, old, new)


def append(file: str, text: str) -> Edit:
    def write(folder: Path) -> None:
        path = folder / file
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    return write


def without_witness(folder: Path) -> None:
    path = folder / "edition.toml"
    text = path.read_text("utf-8")
    start = text.index('[[witness]]\nsiglum = "B"')
    path.write_text(text[:start] + text[text.index("[[witness]]", start + 1) :], "utf-8")


def third_copy(folder: Path) -> None:
    (folder / "third.txt").write_text(
        (folder / "web-copy.txt").read_text("utf-8").replace("bunches", "heaps"), "utf-8"
    )
    append("edition.toml", '\n[[witness]]\nsiglum = "D"\nfile = "third.txt"\nrole = "text"\n')(
        folder
    )


SECOND_NOTE = """[[note]]
lemma = "his own in size"
text = "The fox wants what is not hers, too ([](<#I ¶1>)); on the water see [](#reflection)."
"""
NOTE = '\n[[note]]\nlemma = "crossing a bridge"\ntext = "So in all copies."\n'
CASES: dict[str, tuple[tuple[Edit, ...], str]] = {
    "a word in one witness": (
        (edit("web-copy.txt", "bunches", "heaps"),),
        """
Witnesses
  ~ B  web-copy.txt
      [-SHA-256 c26931e2aab2…-]{+SHA-256 fbe71706eb9b…+}
Readings
  ~ I ¶1, clusters]
      [-bunches B-]{+heaps B+}
""",
    ),
    "a word in the base text": (
        (edit("townsend.txt", "took it for that", "mistook it for that"),),
        """
Witnesses
  ~ A  townsend.txt
      [-SHA-256 b095c5352c6b…-]{+SHA-256 9aee7565dd16…+}
Text
  ~ III ¶1
      the water, and [-took-]{+mistook+} it for that
""",
    ),
    "a note added": (
        (append("notes.toml", NOTE),),
        """
Notes
  + III ¶1, n. 1, at “Dog, crossing a bridge”
      {+So in all copies.+}
  # III n. 1–2: now III n. 2–3
""",
    ),
    "a note changed": (
        (edit("notes.toml", "*reflection*", "image"),),
        """
Notes
  ~ III ¶2, n. 2, at “it was a shadow;”
      The [-*reflection*-]{+image+} in the water.
""",
    ),
    "a note removed": (
        (
            edit(
                "notes.toml",
                SECOND_NOTE,
                "",
            ),
        ),
        """
Notes
  - III ¶1, n. 1, at “his own in size.”
      [-The fox wants what is not hers, too (I ¶1); on the water see III, n. 2.-]
  # III n. 2: now III n. 1
Index
  ~ fox
      at [-III n. 1-]
""",
    ),
    "a note moved": (
        (edit("notes.toml", 'lemma = "his own in size"', 'lemma = "over a stream"'),),
        """
Notes
  > III ¶1, n. 1, at “bridge over a stream”, was at III ¶1, at “his own in size.”
""",
    ),
    "a note moved and changed": (
        (
            edit(
                "notes.toml",
                'lemma = "The Grapes are sour"\ntext = "Whence',
                'lemma = "hiding her disappointment"\ntext = "From it come',
            ),
        ),
        """
Notes
  ~ I ¶2, n. 1, at “away, hiding her disappointment”, was at I ¶2, at ““The Grapes are sour,”
      [-Whence-]{+From it come+} “sour grapes”. Perry’s
""",
    ),
    "emphasis": (
        (edit("notes.toml", "*reflection*", "reflection"),),
        """
Notes
  ~ III ¶2, n. 2, at “it was a shadow;”
      The [-*reflection*-]{+reflection+} in the water.
""",
    ),
    "a paragraph before others": (
        (
            edit(
                "townsend.txt",
                "III. The Dog and the Shadow\n",
                "III. The Dog and the Shadow\nOnce upon a time there was a butcher, who had a dog.\n",
            ),
        ),
        """
Witnesses
  ~ A  townsend.txt
      [-SHA-256 b095c5352c6b…-]{+SHA-256 7f1429df0c46…+}
Text
  + III ¶1
      {+Once upon a time there was a butcher, who had a dog.+}
  # III ¶1–2: now III ¶2–3
Notes
  > III ¶2, n. 1, at “saw his own shadow”, was at III ¶2, at “it was a shadow;”
  # III n. 2: now III n. 1
  # III n. 1: now III n. 2
Index
  ~ dog
      at {+III ¶1+}
""",
    ),
    "a choice": (
        (
            append(
                "edition.toml",
                '\n[[choice]]\nplace = "I ¶1"\nlemma = "clusters"\nreading = "bunches"\nreason = "as in the manuscript"\n',
            ),
        ),
        """
Text
  ~ I ¶1
      Fox saw some [-clusters-]{+bunches+} of ripe black
Readings
  ~ I ¶1, bunches]
      [-clusters] bunches B-]{+bunches] clusters A; chosen by the editor: as in the manuscript+}
""",
    ),
    "a witness removed": (
        (without_witness,),
        """
Witnesses
  - B  web-copy.txt, with readings at 2 places
Readings
  - I ¶2, “The]
      [-"The (in its marks) A-]
  - I ¶2, thought.”]
      [-thought." (in its marks) A-]
Title page, imprint, foreword, colophon
  - imprint
      [-A and B share 62 words where they overlap. Differences in words: 1. In punctuation, case, quotes or spacing alone: 3.-]
""",
    ),
    "a witness added": (
        (third_copy,),
        """
Witnesses
  + D  third.txt, with readings at 2 places
Title page, imprint, foreword, colophon
  + imprint
      {+A and D share 62 words where they overlap. Differences in words: 1. In punctuation, case, quotes or spacing alone: 3.+}
""",
    ),
    "what is said of a witness": (
        (edit("edition.toml", "from a print of *1867*", "from a print of 1868"),),
        """
Witnesses
  ~ A  townsend.txt
      a print of [-*1867*.-]{+1868.+}
""",
    ),
    "another siglum": (
        (edit("edition.toml", 'siglum = "B"', 'siglum = "W"'),),
        """
Witnesses
  ~ W  web-copy.txt (was B)
Title page, imprint, foreword, colophon
  ~ imprint
      A and [-B-]{+W+} share 62 words
""",
    ),
    "a term": (
        (
            append("glossary.toml", '\n[[term]]\nterm = "stream"\ndefinition = "Running water."\n'),
            edit("glossary.toml", "A frame of", "A lattice of"),
        ),
        """
Glossary
  ~ trellis
      A [-frame-]{+lattice+} of crossed bars
  + stream
      {+Running water.+}
""",
    ),
    "an event": (
        (edit("chronology.toml", "1692", "1694"),),
        """
Chronology
  ~ 1694, was 1692
""",
    ),
    "an entry of the index": (
        (
            edit(
                "index.toml",
                'heading = "dog"\nmatch = "dog"',
                'heading = "dog"\nmatch = ["dog", "bridge"]',
            ),
        ),
        """
Index
  ~ dog
      at {+III ¶1+}
""",
    ),
    "a work cited": (
        (edit("references.yaml", "Aesopica", "Aesopica I"),),
        """
Bibliography
  ~ Perry, Ben Edwin. 1952. *Aesopica …
      Ben Edwin. 1952. [-*Aesopica*.-]{+*Aesopica I*.+} University of Illinois
""",
    ),
    "the introduction": (
        (
            edit("introduction.md", "from two copies.", "from two old copies."),
            edit("introduction.md", "| B    | yes | no  |", "| B    | yes | none  |"),
        ),
        """
Introduction
  ~ Introduction and Note on the Text ¶1
      12), from two {+old+} copies.
  ~ Introduction and Note on the Text ¶8
      | yes | [-no-]{+none+}
""",
    ),
    "the title and the date": (
        (
            edit("edition.toml", 'title = "Two Fables"', 'title = "Fables, Two"'),
            edit("edition.toml", 'date = "2024-02-29"', 'date = "2025"'),
        ),
        """
Title page, imprint, foreword, colophon
  ~ title page
      {+Fables,+} Two [-Fables-]
  ~ title page
      [-2024-02-29-]{+2025+}
  ~ imprint
      Test Press, [-2024-02-29-]{+2025+}
""",
    ),
    "the commentary": (
        (edit("reflexion.txt", "easy and indifferent", "easie and indifferent"),),
        """
Witnesses
  ~ C  reflexion.txt
      [-SHA-256 6e969cf9e121…-]{+SHA-256 86973dabaf63…+}
Commentaries
  ~ The Reflexion ¶1
      at, to appear [-easy-]{+easie+} and indifferent upon
""",
    ),
    "nothing": (
        (),
        """
nothing changed: all inputs of the edition are the same
""",
    ),
    "nothing but a remark": (
        (append("notes.toml", "\n# a remark\n"),),
        """
no change in text, notes, apparatus and lists; only in other data, appearance or the program
""",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_edit_is_reported_as_what_it_is(case: str, done: Path) -> None:
    edits, expected = CASES[case]
    for change in edits:
        change(done / "sources" / SLUG)
    assert said(releases.compare(SLUG, pages=False, root=done)) == expected.strip("\n").splitlines()


def test_nothing_is_written_to_what_is_published(done: Path) -> None:
    before = fingerprint(done / "dist")
    edit("notes.toml", "*reflection*", "image")(done / "sources" / SLUG)
    assert not releases.compare(SLUG, pages=False, root=done).is_empty
    assert fingerprint(done / "dist") == before


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────

LONG = "There was more to be said of it, and it was said at length. " * 30


def pages_of(*texts: str) -> tuple[PageText, ...]:
    """Make pages 1, 2, 3 … of texts, in which a bar stands before the notes."""
    parts = [text.partition("|") for text in texts]
    return tuple(
        PageText(str(number), text.strip(), foot.strip())
        for number, (text, _, foot) in enumerate(parts, 1)
    )


OLD = ("one fish | 1. A note.", "two fish, see 12", "red fish and blue fish", "the end")
PAGES: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "nothing": (OLD, []),
    "a word": (("one fish | 1. A note.", "two cats, see 12", *OLD[2:]), ["p. 2: changed"]),
    "a note": (("one fish | 1. Another note.", *OLD[1:]), ["p. 1: changed"]),
    "a figure": ((OLD[0], "two fish, see 13", *OLD[2:]), ["p. 2: only numbers changed"]),
    "a new page": (
        (OLD[0], "something wholly new", *OLD[1:]),
        ["p. 2: new", "pp. 3–5: moved, were pp. 2–4"],
    ),
    "a page gone": (OLD[1:], ["p. 1: removed", "pp. 1–3: moved, were pp. 2–4"]),
    "other page ends": (
        (*OLD[:2], "red fish", "and blue fish the end"),
        ["pp. 3–4: same words, other page breaks"],
    ),
    "a word and what follows from it": (
        (*OLD[:2], "red and brown fish", "and blue fish the end"),
        ["p. 3: changed", "p. 4: same words, other page breaks"],
    ),
    "a note on the next page": (
        ("one fish", "two fish, see 12 | 1. A note.", *OLD[2:]),
        ["pp. 1–2: same words, other page breaks"],
    ),
}


@pytest.mark.parametrize("case", PAGES)
def test_pages_are_compared_by_the_words_of_text_and_notes(case: str) -> None:
    texts, expected = PAGES[case]
    assert [
        page_line(change) for change in find_page_changes(pages_of(*OLD), pages_of(*texts))
    ] == expected


def test_a_word_that_is_broken_at_the_end_of_a_page_is_the_word_whole() -> None:
    old, new = (
        pages_of("the inter\x02national law", "of nations"),
        pages_of("the inter\x02", "national law of nations"),
    )
    assert [change.fate for change in find_page_changes(old, new)] == ["reflowed"]


@given(
    st.lists(st.lists(st.sampled_from("abc1"), max_size=4), max_size=4),
    st.lists(st.lists(st.sampled_from("abc1"), max_size=4), max_size=4),
)
def test_no_page_is_reported_if_and_only_if_all_are_equal(
    first: list[list[str]], second: list[list[str]]
) -> None:
    old, new = (pages_of(*(" ".join(page) for page in pages)) for pages in (first, second))
    assert (find_page_changes(old, new) == ()) == (old == new)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (edit("notes.toml", "*reflection*", "image"), ["  p. 5: changed"]),
        pytest.param(
            append("introduction.md", f"\n{LONG}\n\n{LONG}\n"),
            ["  p. ix: changed", "  pp. x–xi: new", "  p. xii: moved, was p. x"],
            marks=pytest.mark.slow,
        ),
    ],
    ids=["a word of a note", "a longer introduction"],
)
def test_the_pages_that_an_edit_changes_are_named(
    change: Edit, expected: list[str], done: Path
) -> None:
    change(done / "sources" / SLUG)
    lines = said(releases.compare(SLUG, root=done))
    assert lines[lines.index("Pages") + 1 :] == expected


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_another_style_changes_pages_alone(done: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append("notes.toml", "\n# a remark: other inputs\n")(done / "sources" / SLUG)
    assets = workspace.read_assets()
    larger = assets | {
        "print.css": assets["print.css"]
        + b"\n.introduction p { font-size: 60pt !important; line-height: 1.5 !important }\n"
    }
    monkeypatch.setattr(workspace, "read_assets", lambda *_: larger)
    found = releases.compare(SLUG, root=done)
    assert (found.alterations, found.is_empty) == ((), False)
    assert said(found) == [
        "Pages",
        "  p. ix: same words, other page breaks",
        "  pp. x–xi: new",
        "  p. xii: moved, was p. x",
    ]


# ── Every difference, and nothing else ───────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def release(published: Path) -> ReleaseReading:
    return read_release((published / "dist" / SLUG / f"{SLUG}.tei.xml").read_bytes())


def content(found: ReleaseReading) -> tuple[object, ...]:
    """Give all of a release that a reader can see, in order."""
    blocks = [
        (
            b.what,
            b.place,
            b.role,
            b.words.text,
            [replace(e, at=0) for e in b.entries],
            sorted(b.sigla),
        )
        for b in found.blocks
    ]
    notes = [(n.mark, n.kind, n.block, n.at, n.words.text) for n in found.notes]
    items = [
        (i.of, i.key, i.words.text, [found.holders[ref.target] for ref in i.targets])
        for i in found.items
    ]
    return blocks, notes, items, found.sources


Change = Callable[[ReleaseReading, int, str], ReleaseReading]


def replaced(things: tuple[Thing, ...], at: int, *new: Thing) -> tuple[Thing, ...]:
    return (*things[: at % len(things)], *new, *things[at % len(things) + 1 :])


def reworded(words: LinkedText, word: str) -> LinkedText:
    return LinkedText(f"{words.text} {word}".strip())


def block_word(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    block = found.blocks[at % len(found.blocks)]
    return replace(
        found, blocks=replaced(found.blocks, at, replace(block, words=reworded(block.words, word)))
    )


def block_rewritten(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    block = found.blocks[at % len(found.blocks)]
    return replace(
        found, blocks=replaced(found.blocks, at, replace(block, words=LinkedText(word), entries=()))
    )


def blocks_exchanged(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    one, two = at % len(found.blocks), (at + 1) % len(found.blocks)
    blocks = list(found.blocks)
    blocks[one], blocks[two] = (
        replace(blocks[one], words=blocks[two].words),
        replace(blocks[two], words=blocks[one].words),
    )
    return replace(found, blocks=tuple(replace(block, entries=()) for block in blocks))


def block_role(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    return replace(
        found,
        blocks=replaced(found.blocks, at, replace(found.blocks[at % len(found.blocks)], role=word)),
    )


def block_witnesses(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    block = found.blocks[at % len(found.blocks)]
    return replace(found, blocks=replaced(found.blocks, at, replace(block, sigla=block.sigla[1:])))


def note_word(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    note = found.notes[at % len(found.notes)]
    return replace(
        found, notes=replaced(found.notes, at, replace(note, words=reworded(note.words, word)))
    )


def note_gone(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    """Take a note out to which nothing refers."""
    last = len(found.notes) - 1
    kept = {name: holder for name, holder in found.holders.items() if holder != ("note", last)}
    items = tuple(
        replace(i, targets=tuple(ref for ref in i.targets if ref.target in kept))
        for i in found.items
    )
    return replace(found, notes=found.notes[:last], holders=kept, items=items) if last else found


def note_twice(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    return replace(found, notes=(*found.notes, found.notes[at % len(found.notes)]))


def note_moved(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    note = found.notes[at % len(found.notes)]
    return replace(found, notes=replaced(found.notes, at, replace(note, at=20)))


def note_number(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    return replace(
        found,
        notes=replaced(found.notes, at, replace(found.notes[at % len(found.notes)], mark=word)),
    )


def with_entries(
    found: ReleaseReading,
    change: Callable[[tuple[ApparatusEntry, ...]], tuple[ApparatusEntry, ...]],
) -> ReleaseReading:
    """Change the apparatus of the first passage that has any."""
    for index, block in enumerate(found.blocks):
        if block.entries:
            return replace(
                found,
                blocks=replaced(found.blocks, index, replace(block, entries=change(block.entries))),
            )
    return found


def reading_word(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    def change(entries: tuple[ApparatusEntry, ...]) -> tuple[ApparatusEntry, ...]:
        entry = entries[at % len(entries)]
        return replaced(
            entries,
            at,
            replace(entry, rivals=replaced(entry.rivals, 0, replace(entry.rivals[0], text=word))),
        )

    return with_entries(found, change)


def reading_gone(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    return with_entries(found, lambda entries: replaced(entries, at))


def item_word(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    item = found.items[at % len(found.items)]
    return replace(
        found, items=replaced(found.items, at, replace(item, words=reworded(item.words, word)))
    )


def item_key(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    return replace(
        found,
        items=replaced(found.items, at, replace(found.items[at % len(found.items)], key=word)),
    )


def item_places(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    item = found.items[at % len(found.items)]
    return replace(found, items=replaced(found.items, at, replace(item, targets=item.targets[1:])))


def items_exchanged(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    one, two = at % len(found.items), (at + 1) % len(found.items)
    items = list(found.items)
    items[one], items[two] = items[two], items[one]
    return replace(found, items=tuple(items))


def source_bytes(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    return replace(
        found,
        sources=replaced(
            found.sources, at, replace(found.sources[at % len(found.sources)], sha256=word)
        ),
    )


CHANGES: tuple[Change, ...] = (
    *(block_word, block_rewritten, blocks_exchanged, block_role, block_witnesses),
    *(note_word, note_gone, note_twice, note_moved, note_number, reading_word, reading_gone),
    *(item_word, item_key, item_places, items_exchanged, source_bytes),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from(CHANGES),
            st.integers(0, 60),
            st.sampled_from(("new", "word", "fox", "1")),
        ),
        max_size=3,
    )
)
def test_the_report_is_empty_if_and_only_if_nothing_differs(
    edits: list[tuple[Change, int, str]], release: ReleaseReading
) -> None:
    now = release
    for change, at, word in edits:
        now = change(now, at, word)
    assert (find_alterations(release, now) == ()) == (content(release) == content(now))
    assert (find_alterations(now, release) == ()) == (content(release) == content(now))


# ── What cannot be compared ──────────────────────────────────────────────────────────────────────


def unpublished(root: Path) -> None:
    shutil.rmtree(root / "dist")


def harmed(root: Path) -> None:
    (root / "dist" / SLUG / f"{SLUG}.pdf").write_bytes(b"")


def signed(root: Path, name: str, content: bytes) -> None:
    """Put something into what is published as if it had been published so."""
    folder = root / "dist" / SLUG
    (folder / name).write_bytes(content)
    outputs = {
        path.name: path.read_bytes() for path in folder.iterdir() if path.name != "SHA256SUMS"
    }
    (folder / "SHA256SUMS").write_bytes(build.sums(outputs))


def without_tei(root: Path) -> None:
    (root / "dist" / SLUG / f"{SLUG}.tei.xml").unlink()
    signed(root, "manifest.json", (root / "dist" / SLUG / "manifest.json").read_bytes())


TEI = f"dist/{SLUG}/{SLUG}.tei.xml"
OLDER = "this release was made by another version of the program, and cannot be read"
AGAIN = f"Publish with this one first, and compare from then on: inv build --edition {SLUG}"


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (
            unpublished,
            f"dist/{SLUG}: nothing is published here yet\n  The first release is made by: inv build --edition {SLUG}",
        ),
        (
            harmed,
            (
                f"dist/{SLUG}: what is published is damaged: {SLUG}.pdf\n"
                f"  Nothing can be compared with it. To publish anew: inv build --edition {SLUG}"
            ),
        ),
        (without_tei, f"{TEI}: {OLDER}: it has no TEI document\n  {AGAIN}"),
        (
            lambda root: signed(
                root, f"{SLUG}.tei.xml", b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>"
            ),
            f"{TEI}: {OLDER}: it has no text, no date or no witnesses\n  {AGAIN}",
        ),
        (
            lambda root: signed(root, "manifest.json", b"{}"),
            f"{TEI}: {OLDER}: its manifest has no 'inputs_sha256'\n  {AGAIN}",
        ),
    ],
    ids=["nothing", "damaged", "no TEI", "another TEI", "another manifest"],
)
def test_what_cannot_be_compared_is_told_in_one_message(
    harm: Callable[[Path], None], message: str, done: Path
) -> None:
    harm(done)
    assert str(error_of(lambda: releases.compare(SLUG, root=done))) == message


def test_engines_of_another_version_are_named(done: Path) -> None:
    manifest = json.loads((done / "dist" / SLUG / "manifest.json").read_bytes())
    manifest["engines"] = {"weasyprint": "1.0", "forgotten": "2.0"}
    manifest["inputs_sha256"] = "0"
    signed(done, "manifest.json", json.dumps(manifest).encode())
    found = releases.compare(SLUG, pages=False, root=done)
    assert found.engines == (("weasyprint", "1.0", fresh.engines()["weasyprint"]),)
    assert (
        said(found)[-1]
        == "no change in text, notes, apparatus and lists; only in other data, appearance or the program"
    )


def test_another_edition_and_no_folder_are_told(done: Path) -> None:
    manifest = (done / "dist" / SLUG / "manifest.json").read_bytes()
    signed(
        done,
        "manifest.json",
        manifest.replace(f'"edition": "{SLUG}"'.encode(), b'"edition": "other"'),
    )
    assert (
        str(error_of(lambda: releases.compare(SLUG, root=done)))
        == f"dist/{SLUG}: this is a release of another edition: other"
    )
    nowhere = done / "nowhere"
    remedy = "Name one in which a release was published, as dist/ has it."
    assert (
        str(error_of(lambda: releases.compare(SLUG, nowhere, root=done)))
        == f"{nowhere}: there is no such folder\n  {remedy}"
    )


def test_a_pdf_that_is_none_can_be_left_out(done: Path) -> None:
    signed(done, f"{SLUG}.pdf", b"no PDF")
    append("notes.toml", NOTE)(done / "sources" / SLUG)
    error = error_of(lambda: releases.compare(SLUG, root=done))
    assert (
        str(error)
        == f"dist/{SLUG}: its PDF cannot be read\n  To compare all but the pages: inv diff --no-pages"
    )
    assert releases.compare(SLUG, pages=False, root=done).alterations


# ── The command line ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_the_task_reports_in_lines_and_as_data_and_by_its_exit_code(
    published: Path, project: Path, inv: Inv
) -> None:
    shutil.copytree(published / "dist", project / "dist")
    append("notes.toml", NOTE)(project / "sources" / SLUG)
    plain = inv("diff", "--no-pages", "--exit-code")
    assert (plain.returncode, plain.stderr) == (1, "")
    assert plain.stdout.splitlines()[:5] == [
        f"{SLUG}: now, against dist/{SLUG} (2024-02-29)",
        "",
        "Notes",
        "  + III ¶1, n. 1, at “Dog, crossing a bridge”",
        "      {+So in all copies.+}",
    ]
    data = inv("diff", "--no-pages", "--json", "--since", f"dist/{SLUG}", PWD=str(project))
    assert (data.returncode, data.stderr) == (0, "")
    (found,) = json.loads(data.stdout)
    assert [(a["what"], a["how"], a["place"], a["note"]) for a in found["alterations"]] == [
        ("note", "added", "III ¶1", "1"),
        ("note", "renumbered", "III n. 2–3", ""),
    ]
    assert (found["folder"], found["pages"], found["same_inputs"]) == (f"dist/{SLUG}", None, False)

"""A picture that is not printed is named with its file, its line and what to do."""

from dataclasses import replace
from pathlib import Path

import pytest

from book.collate import collate
from book.ledger import compile_ledger
from book.merge import merge
from book.model import Ledger, Witness
from book.pipeline.lost_pictures import name_lost_pictures
from book.pipeline.witnesses import clean_witness
from book.source.witness_files import WitnessFile
from book.verify.proof.form_fates import account_for_form
from tests.factories import IMPRINT, LABELS, WORK

PNG = b"\x89PNG\r\n\x1a\n"
TEXT = "The boat never sank at the weir, so they say."
MARKDOWN = f"# I. The Weir\n\n{TEXT}\n\n![A weir](the%20weir.png)\n\nThey all went home.\n"
PAGE = (
    f"<h1>I. The Weir</h1><p>{TEXT}</p><figure><img src='the%20weir.png' alt='A weir'>"
    "<figcaption>A weir</figcaption></figure><p>They all went home.</p>"
)


def account(folder: Path, **contents: str) -> tuple[list[WitnessFile], Ledger]:
    """Return files of the folder, by siglum, and the ledger of their edition."""
    files = [
        WitnessFile(
            Witness(siglum, f"{siglum}.{'html' if content[0] == '<' else 'md'}", "text", ()),
            content.encode(),
            "",
            folder=folder / siglum,
        )
        for siglum, content in contents.items()
    ]
    texts = tuple(clean_witness(file, WORK) for file in files)
    collation = collate(texts, WORK)
    ledger = compile_ledger(texts, collation)
    edition = merge(collation, texts, IMPRINT, WORK, LABELS)
    return files, replace(ledger, form=account_for_form(edition, ledger))


def fates(ledger: Ledger) -> list[dict[str, int]]:
    return [
        dict(kind.fates)
        for witness in ledger.form.witnesses
        for kind in witness.kinds
        if kind.count.kind == "pictures"
    ]


def put(folder: Path, siglum: str, content: bytes = PNG) -> None:
    (folder / siglum).mkdir()
    (folder / siglum / "the weir.png").write_bytes(content)


def test_pictures_that_are_printed_are_not_named(tmp_path: Path) -> None:
    put(tmp_path, "A")
    put(tmp_path, "B")
    files, ledger = account(tmp_path, A=MARKDOWN, B=PAGE)
    assert name_lost_pictures(files, ledger) == ()
    assert fates(ledger) == [{"printed": 1}, {"same": 1}]


def test_a_missing_picture_is_named_with_its_line_and_is_no_witness_s_print(tmp_path: Path) -> None:
    put(tmp_path, "B")
    files, ledger = account(tmp_path, A=MARKDOWN, B=PAGE)
    missing, other = name_lost_pictures(files, ledger)
    assert missing == (
        "A.md:5: the picture the weir.png is not in the folder: put it beside edition.toml"
    )
    assert other.startswith("B.html: 1 picture not printed")
    assert fates(ledger) == [{"not carried": 1}, {"not carried": 1}]


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("https://example.org/a.png", "https://example.org/a.png is not in the folder: save it"),
        ("the%20weir.png", "the weir.png is no PNG, JPEG, GIF, SVG or WebP: save it"),
    ],
)
def test_the_remedy_fits_the_reason(tmp_path: Path, address: str, named: str) -> None:
    put(tmp_path, "A", b"BM")
    page = f"<h1>I. The Weir</h1>\n<p>{TEXT}</p>\n<p>Here: <img src='{address}'></p>"
    (line,) = name_lost_pictures(*account(tmp_path, A=page))
    assert line.startswith(f"A.html:3: the picture {named}")


def test_many_pictures_are_counted(tmp_path: Path) -> None:
    pictures = "".join(f"![A weir]({n}.png)\n\n" for n in range(1, 15))
    lines = name_lost_pictures(*account(tmp_path, A=f"# I. The Weir\n\n{TEXT}\n\n{pictures}"))
    assert len(lines) == 11
    assert lines[1].startswith("A.md:7: the picture 2.png")
    assert lines[-1] == "… and 4 more pictures: see the ledger"


def test_a_picture_that_moves_behind_a_heading_and_is_printed_twice_is_named(
    tmp_path: Path,
) -> None:
    put(tmp_path, "A")
    put(tmp_path, "B")
    picture = "![](the%20weir.png)"
    bare = MARKDOWN.replace("# I. The Weir", f"{picture}\n\n# I. The Weir", 1)
    moved = bare.replace("![A weir](the%20weir.png)\n\n", "")
    moved_line, *others = name_lost_pictures(*account(tmp_path, A=moved, B=PAGE))
    assert moved_line == (
        "A.md: the picture the weir.png is printed behind the heading “I. The Weir” that it "
        "precedes: give it a caption, which keeps it there"
    )
    assert [line.partition(":")[0] for line in others] == ["A.md, B.html"]

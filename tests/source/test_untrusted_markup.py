"""Markup in a source is text: none of it acts, and all of it is printed."""

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pypandoc
import pytest

from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.manuscripts import render_manuscript
from book.pipeline.printing import render_print
from book.verify.readback.epub import read_epub
from book.verify.readback.pdf import read_pdf
from tests.conftest import SLUG, ebook_of, substitute
from tests.ledger_pages import ledger_page
from tests.source.strangers import (
    ACTING,
    HANDLER,
    MARKED,
    MARKED_AS_PRINTED,
    PAGE,
    SECRET,
    acting_elements,
    append_lines,
    html_of,
    replace_witness_b,
    visible_characters,
)

pytestmark = pytest.mark.usefixtures("offline")


@pytest.mark.slow
def test_markup_in_a_text_is_printed_verbatim(root: Path, folder: Path) -> None:
    """Each character comes back from the pages and the e-book: none was taken for markup."""
    append_lines(folder / "townsend.txt", *MARKED)
    assembled = assemble_edition(SLUG, BuildContext(root))
    pages = visible_characters(
        "".join(read_pdf(render_print(assembled.edition, assembled.assets)).pages)
    )
    ebook = visible_characters("".join(read_epub(ebook_of(assembled)).documents))
    for line in MARKED_AS_PRINTED:
        assert visible_characters(line) in pages
        assert visible_characters(line) in ebook
    assert "root:" not in pages + ebook
    assert not acting_elements(html_of(assembled))


def test_markup_in_a_text_stays_text_on_the_ledger_page(root: Path, folder: Path) -> None:
    append_lines(folder / "townsend.txt", *MARKED)
    assembled = assemble_edition(SLUG, BuildContext(root))
    page = ledger_page(assembled).decode()
    template = assembled.assets["ledger.html"].decode()
    assert "alert(" in page
    for name in ACTING:
        numbers = [len(re.findall(rf"<{name}\b", text)) for text in (page, template)]
        assert numbers[0] == numbers[1], name
    assert page == ledger_page(assemble_edition(SLUG, BuildContext(root))).decode()


def test_markup_in_a_text_stays_text_in_the_manuscript(
    root: Path, folder: Path, tiny: AssembledEdition
) -> None:
    """A reader of Markdown finds no new elements but paragraphs of words."""
    lines = (
        *MARKED,
        "- no list",
        "(1) none",
        "IV. Of what. It is none.",
        "+ none",
        "# no heading of ours.",
        "=====",
        "> none.",
        "| a | b |",
        "--- none",
    )
    before = kinds_in(render_manuscript(tiny.edition, "md"))
    append_lines(folder / "townsend.txt", *lines)
    after = kinds_in(render_manuscript(assemble_edition(SLUG, BuildContext(root)).edition, "md"))
    before["Emph"] += 1  # _lines_, as italics are typed
    assert {kind: after[kind] - before[kind] for kind in after if kind not in WORDS} == {
        kind: 0 for kind in after if kind not in WORDS
    }


# The elements of paragraphs of words; all others, such as "Cite" and "Note", are the editor's.
WORDS = ("Para", "Str", "Space", "SoftBreak", "Quoted", "SingleQuote", "DoubleQuote")


def kinds_in(manuscript: bytes) -> Counter[str]:
    return Counter(
        re.findall(
            r'"t":"(\w+)"',
            pypandoc.convert_text(manuscript.decode(), "json", format="markdown-smart"),
        )
    )


@pytest.fixture
def page(root: Path, folder: Path) -> AssembledEdition:
    (folder / "secret.txt").write_text(SECRET)
    replace_witness_b(folder, "page.html", PAGE.encode())
    substitute(
        folder / "edition.toml",
        'role = "text"\nnote = "Townsend',
        'role = "commentary"\nnote = "Townsend',
    )
    substitute(
        folder / "edition.toml",
        (
            'outline = ["I. The Fox and the Grapes", "II. The Crow and the Pitcher", "III. '
            'The Dog and the Shadow"]\n'
        ),
        "",
    )
    (folder / "notes.toml").write_text("")
    return assemble_edition(SLUG, BuildContext(root))


def test_a_web_page_brings_words_and_no_active_content(page: AssembledEdition) -> None:
    words = render_manuscript(page.edition, "md").decode()
    assert "The fox **saw** the grapes and left." in " ".join(words.split())
    for foreign in (
        "invented words",
        "root:",
        SECRET,
        "alert(1)",
        "alert(2)",
        "alert(3)",
        "alert(4)",
        "@import",
        "javascript:",
    ):
        assert foreign not in words
    html = html_of(page)
    assert not acting_elements(html)
    assert not HANDLER.search(html)
    assert "&lt;script&gt;alert(5)&lt;/script&gt;" in html
    assert re.findall(r'(?:href|src)="(?!#|https://fables\.example/1)([^"]*)"', html) == []


@pytest.mark.slow
def test_books_made_from_a_web_page_have_no_active_content(page: AssembledEdition) -> None:
    pdf = render_print(page.edition, page.assets)
    assert b"/JavaScript" not in pdf
    assert b"/Launch" not in pdf
    content = ebook_of(page)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            assert not name.endswith((".js", ".html"))
            if name.endswith(".xhtml"):
                document = archive.read(name).decode()
                assert "<script" not in document
                assert "127.0.0.1" not in document
                assert "etc/passwd" not in document


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_document_cannot_include_another_file(suffix: str, root: Path, folder: Path) -> None:
    (folder / "secret.txt").write_text(SECRET)
    body = {
        ".html": (
            "<h1>I. The Fox and the Grapes</h1><p>A fox.</p><iframe "
            'src="secret.txt"></iframe><img src="secret.txt" alt="x">'
        ),
        ".md": (
            "# I. The Fox and the Grapes\n\nA fox. ![x](secret.txt)\n\n"
            "``` {include=secret.txt}\n```\n\n\\include{secret.txt}\n"
        ),
    }[suffix]
    replace_witness_b(folder, f"page{suffix}", body.encode())
    assembled = assemble_edition(SLUG, BuildContext(root))
    assert SECRET not in render_manuscript(assembled.edition, "md").decode()
    assert any("A fox." in line.text for text in assembled.texts for line in text.witness.lines)

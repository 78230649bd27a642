"""Documents of every kind become lines with all their words, and nothing else is read."""

from pathlib import Path

import pypandoc
import pytest

from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.manuscripts import render_manuscript
from book.text.plaintext import plain_chapters
from tests.conftest import SLUG, substitute
from tests.source.strangers import replace_witness_b

pytestmark = pytest.mark.usefixtures("offline")


DOCUMENT = """# I. The Fox and the Grapes

A *famished* fox[^1] saw **some** clusters, “ripe” and [black](https://x.example/), H~2~O and x^2^.

## Lists

- first item
    - nested item
- second item

    with a second paragraph

1. number one
2. number two

Term one
:   Definition one

> A quotation

| Head one | Head two |
|----------|----------|
| cell a   | cell b   |

    code line one
    code line two

Words at the end.

[^1]: The words of the footnote.
"""
# The kinds of documents, and pandoc's writer of each.
WRITERS = {
    ".docx": "docx",
    ".epub": "epub",
    ".html": "html",
    ".md": "markdown",
    ".odt": "odt",
    ".rtf": "rtf",
}
FOOTNOTE = "The words of the footnote."
EXPECTED = (
    *("I. The Fox and the Grapes", "A famished fox", "saw some clusters,", "ripe", "black"),
    *("Lists", "first item", "nested item", "second item", "with a second paragraph"),
    *("number one", "number two", "Term one", "Definition one", "A quotation"),
    *("Head one", "Head two", "cell a", "cell b", "code line one", "code line two"),
    "Words at the end.",
)


def test_rtf_letters_by_number_replace_only_their_fallback(root: Path, folder: Path) -> None:
    """In RTF a fallback for old programs may follow a number, and then at once the next letter."""
    replace_witness_b(
        folder,
        "copy.rtf",
        rb"{\rtf1\ansi\uc1 I. The Fox and the Grapes\par A \u8220?ripe\u8221\'94 grape.\par}",
    )
    assembled = assemble_edition(SLUG, BuildContext(root))
    assert [line.text for line in assembled.texts[1].witness.lines] == [
        "I. The Fox and the Grapes",
        "A “ripe” grape.",
    ]


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_document_keeps_all_its_words_in_order(suffix: str, root: Path, folder: Path) -> None:
    path = folder / f"copy{suffix}"
    write_document(path)
    replace_witness_b(folder, path.name, path.read_bytes())
    assembled = assemble_edition(SLUG, BuildContext(root))
    text = "\n".join(line.text for line in assembled.texts[1].witness.lines)
    assert FOOTNOTE in text
    position = 0
    for words in EXPECTED:
        assert words in text[position:], f"{words!r} is not after character {position} of\n{text}"
        position = text.index(words, position)
    lines = {line.number for line in assembled.texts[1].witness.lines}
    assert {entry.span.line for entry in assembled.ledger.accounts[1].entries} == lines


def write_document(path: Path) -> None:
    arguments = ["--standalone"] if path.suffix == ".rtf" else []
    pypandoc.convert_text(
        DOCUMENT,
        WRITERS[path.suffix],
        format="markdown",
        outputfile=str(path),
        extra_args=arguments,
    )


def test_a_numbered_heading_of_a_document_keeps_its_number(root: Path, folder: Path) -> None:
    replace_witness_b(
        folder,
        "copy.html",
        b"<h1>I. The Fox and the Grapes</h1><p>A fox.</p>"
        b"<h2>3. Of Grapes</h2><p>They hung there.</p>",
    )
    assembled = assemble_edition(SLUG, BuildContext(root))
    assert "3. Of Grapes" in render_manuscript(assembled.edition, "md").decode()


def test_a_commentary_heading_loses_the_mark_of_its_level(root: Path, folder: Path) -> None:
    (folder / "reflexion.html").write_text(
        "<p>The first words of it, of Skill.</p><h2>Of Foxes</h2><p>More words.</p>"
    )
    substitute(folder / "edition.toml", "reflexion.txt", "reflexion.html")
    assembled = assemble_edition(SLUG, BuildContext(root))
    words = [part for chapter in plain_chapters(assembled.edition) for part in chapter.flow]
    assert "Of Foxes" in words

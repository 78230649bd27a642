"""Sources are strangers: nothing of theirs acts, nothing outside is read or asked, and their words are in the book all the same."""

import io
import re
import socket
import zipfile
from collections import Counter
from pathlib import Path

import pypandoc
import pytest
from markupsafe import Markup

from book.errors import EditionError
from book.pandoc.witness import READERS
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.glyph_check import check_glyphs
from book.pipeline.manuscripts import render_manuscript
from book.pipeline.printing import render_print
from book.render import tables
from book.render.html import HtmlRenderer, Style
from book.text.plaintext import plain_chapters
from book.verify.readback.epub import read_epub
from book.verify.readback.pdf import read_pdf
from tests.conftest import SLUG, ebook_of, substitute

SECRET = "the words of a file outside"
MARKED = (
    "\\input{/etc/passwd} and ![a picture](file:///etc/passwd) and {{ 7 * 7 }} {% include 'x' %}",
    "<script>alert('one')</script> & <img src=x onerror=alert(2)> ]]> <!-- no end",
    (
        '"</style><style>*{display:none}" @import url(http://127.0.0.1/x.css); \\22 '
        '} body::after{content:"x"}'
    ),
    (
        "[a link](javascript:alert(3)) `code` *stars* _lines_ **more** ~~gone~~ $x^2$ "
        "[@nobody] ^[a note] :::"
    ),
    "&lt;b&gt;not bold&lt;/b&gt; &amp;amp; &#x3c;i&#x3e; \\textbf{x} %s {0} ${HOME} $(id) `id`",
)
MARKED_AS_PRINTED = (
    "\\input{/etc/passwd} and ![a picture](file:///etc/passwd) and {{ 7 * 7 }} {% include ‘x’ %}",
    "<script>alert(‘one’)</script> & <img src=x onerror=alert(2)> ]]> <!-- no end",
    "</style><style>*{display:none}",
    "@import url(http://127.0.0.1/x.css); \\22 } body::after{content:",
    *MARKED[3:],
)
PAGE = """<!DOCTYPE html><html><head><title>Head</title>
<style>@import url("http://127.0.0.1:9/x.css"); body { background: url(file:///etc/passwd) }</style>
<script>document.write("invented words")</script><link rel="stylesheet" href="http://127.0.0.1:9/y.css">
<base href="http://127.0.0.1:9/"><meta http-equiv="refresh" content="0; url=http://127.0.0.1:9/"></head>
<body onload="alert(1)"><h1>I. The Fox and the Grapes</h1>
<p onclick="alert(2)" style="background: url(http://127.0.0.1:9/a.png)">The fox <b>saw</b> the
<a href="javascript:alert(3)">grapes</a> and left.</p>
<iframe src="file:///etc/passwd">no frame</iframe><img src="http://127.0.0.1:9/b.png" alt="a fox"><img src="secret.txt">
<object data="file:///etc/passwd">no object</object><svg><script>alert(4)</script></svg>
<p>It said: &lt;script&gt;alert(5)&lt;/script&gt;.</p></body></html>"""
TAG = re.compile(r"<(/?)([a-z0-9]+)", re.IGNORECASE)
ACTING = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "link",
    "style",
    "img",
    "svg",
    "meta",
}
HANDLER = re.compile(
    r"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*\s(?:on\w+|style)\s*=""", re.IGNORECASE
)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each attempt to reach anything by the network fail the test."""

    def refuse(*arguments: object, **_: object) -> None:
        pytest.fail(f"the network is asked: {arguments}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def witness_b(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    substitute(folder / "edition.toml", 'file = "web-copy.txt"', f'file = "{name}"')


def visible_characters(text: str) -> str:
    return re.sub(r"[\s\u2010-]|\xad", "", text)


def rendered(made: AssembledEdition) -> str:
    """All divisions as HTML: what print and e-book are made of."""
    renderer = HtmlRenderer(
        made.edition,
        Style(
            call=lambda note, body: Markup("<sup>{}</sup><span>{}</span>").format(note.mark, body)
        ),
    )
    return "".join(renderer.division(division) for division in made.edition.divisions)


# ── Markup ───────────────────────────────────────────────────────────────────────────────────────


def test_a_text_full_of_markup_is_printed_as_it_is(root: Path, folder: Path) -> None:
    """Each character of it comes back from the pages and from the e-book: nothing was taken for markup, nothing was lost."""
    text = (folder / "townsend.txt").read_text("utf-8") + "\n".join(MARKED) + "\n"
    (folder / "townsend.txt").write_text(text, "utf-8")
    made = assemble_edition(SLUG, BuildContext(root))
    pages = visible_characters("".join(read_pdf(render_print(made.edition, made.assets)).pages))
    ebook = visible_characters("".join(read_epub(ebook_of(made)).documents))
    for line in MARKED_AS_PRINTED:
        assert visible_characters(line) in pages
        assert visible_characters(line) in ebook
    assert "root:" not in pages + ebook
    assert not ACTING & {name.lower() for _, name in TAG.findall(rendered(made))}


def test_a_text_full_of_markup_stays_words_on_the_ledgers_page(root: Path, folder: Path) -> None:
    (folder / "townsend.txt").write_text(
        (folder / "townsend.txt").read_text("utf-8") + "\n".join(MARKED) + "\n", "utf-8"
    )
    made = assemble_edition(SLUG, BuildContext(root))
    template = made.assets["ledger.html"].decode()
    page = tables.render_ledger_page(made.edition, made.ledger, template).decode()
    before = tables.render_ledger_page(
        assemble_edition(SLUG, BuildContext(root)).edition,
        assemble_edition(SLUG, BuildContext(root)).ledger,
        template,
    ).decode()
    assert "alert(" in page
    for name in ACTING:
        assert len(re.findall(rf"<{name}\b", page)) == len(re.findall(rf"<{name}\b", template)), (
            name
        )
    assert page == before


def test_a_text_full_of_markup_stays_words_in_the_manuscript(root: Path, folder: Path) -> None:
    """A program that reads the Markdown finds paragraphs, headings and notes, and in them nothing but words."""
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
    before = kinds_in(render_manuscript(assemble_edition(SLUG, BuildContext(root)).edition, "md"))
    (folder / "townsend.txt").write_text(
        (folder / "townsend.txt").read_text("utf-8") + "\n".join(lines) + "\n", "utf-8"
    )
    after = kinds_in(render_manuscript(assemble_edition(SLUG, BuildContext(root)).edition, "md"))
    assert {kind: after[kind] - before[kind] for kind in after if kind not in WORDS} == {
        kind: 0 for kind in after if kind not in WORDS
    }


# What words and paragraphs are made of; "Cite" and "Note" and all else are the editor's alone.
WORDS = ("Para", "Str", "Space", "SoftBreak", "Quoted", "SingleQuote", "DoubleQuote")


def kinds_in(manuscript: bytes) -> Counter[str]:
    return Counter(
        re.findall(
            r'"t":"(\w+)"',
            pypandoc.convert_text(manuscript.decode(), "json", format="markdown-smart"),
        )
    )


# ── Pages from the web ───────────────────────────────────────────────────────────────────────────


@pytest.fixture
def page(root: Path, folder: Path) -> AssembledEdition:
    (folder / "secret.txt").write_text(SECRET)
    witness_b(folder, "page.html", PAGE.encode())
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


def test_a_web_page_brings_its_words_and_nothing_that_acts(page: AssembledEdition) -> None:
    words = render_manuscript(page.edition, "md").decode()
    assert "The fox saw the grapes and left." in " ".join(words.split())
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
    html = rendered(page)
    assert not ACTING & {name.lower() for _, name in TAG.findall(html)}
    assert not HANDLER.search(html)
    assert "&lt;script&gt;alert(5)&lt;/script&gt;" in html
    assert re.findall(r'(?:href|src)="(?!#|https://fables\.example/1)([^"]*)"', html) == []


@pytest.mark.slow
def test_the_books_made_from_a_web_page_lead_nowhere_else(page: AssembledEdition) -> None:
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
def test_a_document_cannot_bring_in_another_file(suffix: str, root: Path, folder: Path) -> None:
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
    witness_b(folder, f"page{suffix}", body.encode())
    made = assemble_edition(SLUG, BuildContext(root))
    assert SECRET not in render_manuscript(made.edition, "md").decode()
    assert any("A fox." in line.text for text in made.texts for line in text.witness.lines)


# ── Odd characters ───────────────────────────────────────────────────────────────────────────────


def test_control_characters_are_taken_out_and_their_line_stays_in_the_ledger(
    root: Path, folder: Path
) -> None:
    substitute(folder / "townsend.txt", "A famished Fox", "A fam\x07ished\x1b[31m \u200bFox")
    made = assemble_edition(SLUG, BuildContext(root))
    words = "\n".join(row.text for row in made.collation.rows)
    assert "A famished[31m Fox saw" in words
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u200b]", words)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("A fox 🦊.", "🦊 (U+1F98A)"), ("שועל", "ו (U+05D5), ל (U+05DC), ע (U+05E2), ש (U+05E9)")],
)
def test_what_the_fonts_lack_is_refused_by_name(
    text: str, shown: str, root: Path, folder: Path
) -> None:
    """Better no book than one with boxes for letters, or with letters in an order that nobody reads."""
    (folder / "townsend.txt").write_text(
        (folder / "townsend.txt").read_text("utf-8") + text + "\n", "utf-8"
    )
    with pytest.raises(EditionError) as raised:
        check_glyphs(assemble_edition(SLUG, BuildContext(root)))
    assert str(raised.value).startswith(
        f"sources/{SLUG}/townsend.txt:10: the book's fonts cannot draw {shown}: “…"
    )


@pytest.mark.parametrize("mark", ["\N{RIGHT-TO-LEFT OVERRIDE}", "\N{LEFT-TO-RIGHT ISOLATE}"])
def test_a_mark_that_turns_the_direction_of_words_is_not_printed_unseen(
    mark: str, root: Path, folder: Path
) -> None:
    substitute(folder / "townsend.txt", "A famished Fox", f"A {mark}famished Fox")
    try:
        made = assemble_edition(SLUG, BuildContext(root))
        check_glyphs(made)
    except EditionError as error:
        assert f"U+{ord(mark):04X}" in str(error)  # noqa: PT017 (either is right)
    else:
        assert mark not in render_manuscript(made.edition, "md").decode()


@pytest.mark.slow
@pytest.mark.parametrize("character", ["a", "<", "word "])
def test_five_megabytes_in_one_line_are_read_and_accounted_for(
    character: str, root: Path, folder: Path
) -> None:
    long = character * (5_000_000 // len(character))
    (folder / "reflexion.txt").write_text(
        f"The Reflexion\nBy Roger L'Estrange\nIt begins.\n{long}\n", "utf-8"
    )
    made = assemble_edition(SLUG, BuildContext(root))
    entries = [entry for entry in made.ledger.accounts[2].entries if entry.span.line == 4]
    assert sum(entry.span.end - entry.span.start for entry in entries) == len(long)


# ── Documents of every kind ──────────────────────────────────────────────────────────────────────

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
EXPECTED = (
    "I. The Fox and the Grapes", "A famished fox", "saw some clusters,", "ripe", "black", "The words of the footnote.", "Lists",
    "first item", "nested item", "second item", "with a second paragraph", "number one", "number two", "Term one", "Definition one",
    "A quotation", "Head one", "Head two", "cell a", "cell b", "code line one", "code line two", "Words at the end.",
)  # fmt: skip


def test_rtf_letters_by_number_take_no_other_with_them(root: Path, folder: Path) -> None:
    """In RTF a number may be followed at once by what stands in for it in old programs, and that by the next letter."""
    witness_b(
        folder,
        "copy.rtf",
        rb"{\rtf1\ansi\uc1 I. The Fox and the Grapes\par A \u8220?ripe\u8221\'94 grape.\par}",
    )
    made = assemble_edition(SLUG, BuildContext(root))
    assert [line.text for line in made.texts[1].witness.lines] == [
        "I. The Fox and the Grapes",
        "A “ripe” grape.",
    ]


def test_rtf_in_another_code_page_is_refused_as_its_letters_would_be_wrong(
    root: Path, folder: Path
) -> None:
    witness_b(folder, "copy.rtf", rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\par}")
    with pytest.raises(EditionError) as raised:
        assemble_edition(SLUG, BuildContext(root))
    assert str(raised.value) == (
        f"sources/{SLUG}/copy.rtf: this RTF is in code page 1251, which is not supported\n"
        "  Open it in a word processor and save it as .docx or .odt."
    )


@pytest.mark.parametrize("suffix", [suffix for suffix in READERS if suffix != ".htm"])
def test_a_document_of_any_kind_arrives_with_all_its_words_in_order(
    suffix: str, root: Path, folder: Path
) -> None:
    path = folder / f"copy{suffix}"
    target = {".md": "markdown", ".html": "html", ".rtf": "rtf"}.get(suffix, suffix[1:])
    pypandoc.convert_text(
        DOCUMENT,
        target,
        format="markdown",
        outputfile=str(path),
        extra_args=["--standalone"] if suffix == ".rtf" else [],
    )
    witness_b(folder, path.name, path.read_bytes())
    substitute(folder / "edition.toml", 'siglum = "B"', 'siglum = "Z"')
    made = assemble_edition(SLUG, BuildContext(root))
    lines = "\n".join(
        line.text
        for text in made.texts
        if text.witness.siglum == "Z"
        for line in text.witness.lines
    )
    at = 0
    for words in EXPECTED:
        found = lines.find(words, at)
        if words == "The words of the footnote.":
            assert words in lines, lines
            continue
        assert found >= 0, f"{words!r} is not after {lines[max(0, at - 40) : at]!r} in\n{lines}"
        at = found
    fates = {
        entry.span.line
        for account in made.ledger.accounts
        if account.witness.siglum == "Z"
        for entry in account.entries
    }
    assert fates == {number for number, line in enumerate(lines.split("\n"), 1) if line} or len(
        fates
    ) == len(lines.split("\n"))


def test_a_numbered_heading_of_a_document_keeps_its_number(root: Path, folder: Path) -> None:
    witness_b(
        folder,
        "copy.html",
        b"<h1>I. The Fox and the Grapes</h1><p>A fox.</p><h2>3. Of Grapes</h2><p>They hung there.</p>",
    )
    made = assemble_edition(SLUG, BuildContext(root))
    assert "3. Of Grapes" in render_manuscript(made.edition, "md").decode()


def test_a_heading_of_a_commentary_is_printed_without_the_mark_of_its_level(
    root: Path, folder: Path
) -> None:
    (folder / "reflexion.html").write_text(
        "<p>The first words of it, of Skill.</p><h2>Of Foxes</h2><p>More words.</p>"
    )
    substitute(folder / "edition.toml", "reflexion.txt", "reflexion.html")
    made = assemble_edition(SLUG, BuildContext(root))
    words = [part for chapter in plain_chapters(made.edition) for part in chapter.flow]
    assert "Of Foxes" in words

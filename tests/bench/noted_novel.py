"""Set a book with many notes beside what its editor would run instead, from its manuscript.

`python -m tests.bench.noted_novel SLUG [--root FOLDER]` prints the CPU seconds of each program that
is installed, the pages of its PDF, and how many notes it lost. Not counted is the time of processes
that a program leaves running, as Vivliostyle does with Chromium. Variorum makes its PDF and its
e-book from the sources, cold, and proves them; the others set the annotated manuscript, which
pandoc converts for them, in the same font, size and measure, and prove nothing:

    WeasyPrint   from HTML with plain CSS, notes by `float: footnote`
    LuaLaTeX     Debian: texlive-luatex, texlive-latex-extra; it runs twice, for its references
    Typst        PyPI: typst, or the command
    Vivliostyle  npm: @vivliostyle/cli, with a Chromium
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pypandoc
import pypdfium2

from book.runtime import workspace
from book.setup.npm import ProgramUnavailableError, find_browser
from book.text.typography import without_hyphens
from tests.bench.peers import TYPST, run
from tests.bench.processes import environment
from tests.bench.projects import copy_program

Commands = list[list[str]]
Peer = Callable[[Path, Path], Commands | None]  # a folder and a PDF; None if not installed

FONTS = workspace.ROOT / "templates" / "fonts"
MANUSCRIPT = "manuscript.md"
ENDS = 6  # letters at each end of a note by which it is found; a longer one may be divided
# Notes become spans, which WeasyPrint and Vivliostyle set at the foot.
FLOATED = """function Note(note)
  return pandoc.Span(pandoc.utils.blocks_to_inlines(note.content), {class = "footnote"})
end
"""
STYLE = """@page { size: 152mm 229mm; margin: 19mm 21mm 24mm }
@page { @bottom-center { content: counter(page) } }
@font-face { font-family: "EB Garamond"; src: url(EBGaramond-Regular.ttf) }
@font-face { font-family: "EB Garamond"; src: url(EBGaramond-Italic.ttf); font-style: italic }
html { font: 11pt/14pt "EB Garamond"; text-align: justify; hyphens: auto }
p { margin: 0; text-indent: 14pt } h1, h2 { font-size: 14pt; break-before: page }
.footnote { float: footnote; font-size: 9pt; line-height: 12pt; text-indent: 0 }
"""
LATEX = r"""\usepackage[paperwidth=152mm,paperheight=229mm,margin=21mm]{geometry}
\usepackage{microtype}
\setmainfont{EBGaramond}[Path=%s/,Extension=.ttf,UprightFont=*-Regular,ItalicFont=*-Italic,
BoldFont=*-SemiBold]
"""
TYPST_STYLE = """#set page(width: 152mm, height: 229mm, margin: 21mm, numbering: "1")
#set text(font: "EB Garamond", size: 11pt)
#set par(justify: true)
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("slug")
    parser.add_argument("--root", type=Path, default=workspace.ROOT)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = copy_program(workspace.ROOT, Path(folder, "project"))
        shutil.copytree(options.root / "sources" / options.slug, root / "sources" / options.slug)
        for row in _rows(options.slug, root, Path(folder)):
            print(row, flush=True)


def _rows(slug: str, root: Path, folder: Path) -> Iterator[str]:
    invoke = [sys.executable, "-m", "invoke"]
    manuscript = subprocess.run(
        [*invoke, "merge", "--edition", slug],
        check=True,
        cwd=root,
        env=environment(root),
        stdout=subprocess.PIPE,
    ).stdout
    (folder / MANUSCRIPT).write_bytes(manuscript)
    notes = manuscript.count(b"\n[^")
    yield f"{'':34} CPU s   wall s  pages  of {notes} notes lost"
    for output in ("pdf", "epub"):
        shutil.rmtree(root / "build", ignore_errors=True)
        yield _row(
            f"Variorum, {output}, cold, proven", [[*invoke, output, "--edition", slug]], root
        )
    yield _row("Variorum, epub, after its PDF", [[*invoke, "epub", "--edition", slug]], root)
    for name, peer in PEERS.items():
        pdf = folder / f"{name}.pdf"
        commands = peer(folder, pdf)
        yield _row(name, commands, folder, pdf) if commands else f"{name:34} not installed"


def _row(name: str, commands: Commands, folder: Path, pdf: Path | None = None) -> str:
    times = [run(command, folder) for command in commands]
    done = [each for each in times if each]
    if len(done) < len(times):
        return f"{name:34} failed"
    wall, cores = (sum(each) for each in zip(*done, strict=True))
    row = f"{name:34} {cores:5.1f}  {wall:6.1f}"
    return f"{row}  {_pages_and_lost(pdf)}" if pdf else row


def _pages_and_lost(pdf: Path) -> str:
    """Return the number of pages, and of the notes of which an end is nowhere."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = _letters("".join(page.get_textpage().get_text_range() for page in document))
        count = len(document)
    written = (pdf.parent / MANUSCRIPT).read_text("utf-8").split("\n[^")[1:]
    return f"{count:5}  {sum(not _is_found(note, text) for note in written)}"


def _is_found(note: str, text: str) -> bool:
    """Return whether both ends of a note are in a text, however its lines and pages are broken."""
    letters = _letters(note.partition("]:")[2].split("\n\n")[0])
    return letters[:ENDS] in text and letters[-ENDS:] in text


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, without_hyphens(text)))


def _pandoc(*arguments: str) -> list[str]:
    return [pypandoc.get_pandoc_path(), MANUSCRIPT, "--standalone", *arguments]


def _html(folder: Path) -> list[str]:
    (folder / "floated.lua").write_text(FLOATED, "utf-8")
    (folder / "plain.css").write_text(STYLE, "utf-8")
    shutil.copytree(FONTS, folder, dirs_exist_ok=True)
    return _pandoc("--lua-filter=floated.lua", "--css=plain.css", "--output=book.html")


def _weasyprint(folder: Path, pdf: Path) -> Commands:
    return [_html(folder), [sys.executable, "-m", "weasyprint", "book.html", str(pdf)]]


def _lualatex(folder: Path, pdf: Path) -> Commands | None:
    if not (program := shutil.which("lualatex")):
        return None
    (folder / "header.tex").write_text(LATEX % FONTS, "utf-8")
    convert = _pandoc(
        *("--include-in-header=header.tex", "--top-level-division=chapter"),
        *("--variable=documentclass:book", f"--output={pdf.stem}.tex"),
    )
    return [convert, *2 * [[program, "-interaction=nonstopmode", f"{pdf.stem}.tex"]]]


def _typst(folder: Path, pdf: Path) -> Commands | None:
    (folder / "header.typ").write_text(TYPST_STYLE, "utf-8")
    convert = _pandoc("--include-in-header=header.typ", "--output=book.typ")
    if program := shutil.which("typst"):
        return [
            convert,
            [program, "compile", "--font-path", str(FONTS), "book.typ", str(pdf)],
        ]
    if find_spec("typst"):
        return [convert, [sys.executable, "-c", TYPST, "book.typ", str(pdf), str(FONTS)]]
    return None


def _vivliostyle(folder: Path, pdf: Path) -> Commands | None:
    try:
        chromium = find_browser()
    except ProgramUnavailableError:
        return None
    if not (program := shutil.which("vivliostyle")):
        return None
    options = ["--executable-browser", chromium, "--output", str(pdf)]
    return [_html(folder), [program, "build", "book.html", *options]]


PEERS: dict[str, Peer] = {
    "WeasyPrint": _weasyprint,
    "LuaLaTeX": _lualatex,
    "Typst": _typst,
    "Vivliostyle": _vivliostyle,
}

if __name__ == "__main__":
    main()

"""Measure how even the lines of a book are, beside the same paragraphs set by LuaLaTeX.

`python -m tests.bench.word_spaces SLUG` sets an edition of this workspace; `--root` names another.
LuaLaTeX sets the same texts in the same font, size and measure, with microtype, if it is installed
(Debian: texlive-luatex, texlive-latex-recommended). Both PDFs are read back in the same way.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from book.pipeline.context import BuildContext
from book.pipeline.drawings import with_rasters
from book.pipeline.edition import assemble_edition
from book.render.print.documents import PrintDocuments
from book.render.print.engine.paragraphs import plans
from book.render.print.pdf import render_pdf
from book.runtime import workspace

PIXEL = 96 / 72
HYPHENS = "-\N{HYPHEN}\N{SOFT HYPHEN}\x02"
NATURAL = 0.2  # ems, the space of EB Garamond
HANGS = 3.0  # points by which lines that are full may differ at their ends
SIZES = {"text": (11.0, 14.0), "notes": (9.0, 12.0)}  # points: size and leading
FONTS = Path(__file__).resolve().parents[2] / "templates" / "fonts"
LATEX = r"""\documentclass{article}
\usepackage[paperwidth=500bp,paperheight=700bp,textwidth=%(measure)sbp,textheight=600bp]{geometry}
\usepackage{fontspec}
\usepackage[%(language)s]{babel}
\usepackage[activate={true,nocompatibility},stretch=20,shrink=20,step=1]{microtype}
\setmainfont{EBGaramond}[Path=%(fonts)s/,Extension=.ttf,UprightFont=*-Regular,Numbers=OldStyle]
\pagestyle{empty}\setlength{\parindent}{14bp}\hyphenpenalty=%(penalty)s
\begin{document}\fontsize{%(size)sbp}{%(leading)sbp}\selectfont
%(text)s
\end{document}
"""
SPECIAL = str.maketrans({c: rf"\{c}" for c in "#$%&_{}"} | {"~": " ", "^": "", "\\": ""})
LANGUAGES = {"en": "english", "de": "ngerman", "fr": "french"}


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as it is printed: its ends and the widths of its spaces, in points."""

    left: float
    right: float
    spaces: tuple[float, ...]
    ends_in_hyphen: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How even the full lines of a size are: spaces in points, hyphens per 100 lines."""

    lines: int
    mean: float
    deviation: float
    widest: float
    wide: int
    hyphens: float
    ladders: int
    contrast: float

    def __str__(self) -> str:
        return (
            f"{self.lines} lines, space {self.mean:.2f} pt, deviation {self.deviation:.3f}, "
            f"widest {self.widest:.2f} ({self.wide} over twice natural), hyphens "
            f"{self.hyphens:.1f} per 100 lines, {self.ladders} ladders, "
            f"contrast {self.contrast:.2f}"
        )


def figures_of(content: bytes, size: float) -> Figures:
    """Return the figures of the justified lines of a PDF that are set in a size, in points."""
    spaces, contrasts, hyphens, ladders = list[float](), list[float](), 0, 0
    for page in pypdfium2.PdfDocument(content):
        lines = list(_lines(page, size))
        edge = max((line.right for line in lines), default=0)
        former: PrintedLine | None = None
        for line in lines:
            is_full = line.right > edge - HANGS and len(line.spaces) > 3
            if is_full:
                spaces.append(statistics.median(line.spaces))
                hyphens += line.ends_in_hyphen
                ladders += line.ends_in_hyphen and former is not None and former.ends_in_hyphen
                if former:
                    contrasts.append(abs(spaces[-1] - spaces[-2]))
            former = line if is_full else None
    return Figures(
        len(spaces),
        statistics.mean(spaces),
        statistics.pstdev(spaces),
        max(spaces),
        sum(space > 2 * NATURAL * size for space in spaces),
        100 * hyphens / len(spaces),
        ladders,
        statistics.mean(contrasts),
    )


def _lines(page: Any, size: float) -> Iterator[PrintedLine]:
    """Yield the lines of a page that are set in a size, as they follow each other in the file."""
    line: list[tuple[str, float, float, float]] = []
    for character in _characters(page, size):
        if line and abs(character[3] - line[-1][3]) > size / 2:
            yield from _line_of(line)
            line = []
        line.append(character)
    yield from _line_of(line)


def _characters(page: Any, size: float) -> Iterator[tuple[str, float, float, float]]:
    """Yield the letters of a size: each with its left and right end and its base line."""
    text = page.get_textpage()
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if abs(_size(text, index) - size) < 0.3 and not letter.isspace():
            left, _, right, _ = text.get_charbox(index, loose=True)
            yield letter, left, right, _origin(text, index)


def _size(text: Any, index: int) -> float:
    """Return the size of a letter in points: our files have CSS pixels, scaled by 3/4."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    return float(raw.FPDFText_GetFontSize(text, index) * abs(matrix.d))


def _origin(text: Any, index: int) -> float:
    x, y = raw.c_double(), raw.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return float(y.value)


def _line_of(letters: Sequence[tuple[str, float, float, float]]) -> Iterator[PrintedLine]:
    if len(letters) < 2:
        return
    gaps = [after[1] - before[2] for before, after in pairwise(letters)]
    spaces = tuple(gap for gap in gaps if gap > 0.3 * NATURAL * 11)
    yield PrintedLine(letters[0][1], letters[-1][2], spaces, letters[-1][0] in HYPHENS)


def set_edition(root: Path, slug: str) -> tuple[bytes, dict[str, list[str]], str]:
    """Return the PDF of an edition, the texts of its justified paragraphs, and its language."""
    texts: dict[str, list[str]] = {name: [] for name in SIZES}
    planned = plans._planned

    def listen(*arguments: Any) -> Any:
        paragraph = planned(*arguments)
        if paragraph and not paragraph.quality.rag:
            for name, (size, _) in SIZES.items():
                if abs(paragraph.paragraph.em / PIXEL - size) < 0.1:
                    texts[name].append(paragraph.measured.text)
        return paragraph

    vars(plans)["_planned"] = listen
    edition = with_rasters(assemble_edition(slug, BuildContext(root)).edition)
    content = render_pdf(edition, PrintDocuments(edition), workspace.read_assets())
    unique = {name: [*dict.fromkeys(each)] for name, each in texts.items()}
    return content, unique, edition.imprint.language


def set_by_latex(texts: Sequence[str], name: str, language: str, penalty: int) -> bytes:
    size, leading = SIZES[name]
    plain = [text.translate(SPECIAL) for text in texts if max(text) < "\u2e80"]
    options = {"measure": 306, "size": size, "leading": leading, "fonts": FONTS}
    options |= {"language": LANGUAGES[language.split("-")[0]], "penalty": penalty}
    source = LATEX % {**options, "text": "\n\n".join(plain)}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "book.tex").write_text(source, "utf-8")
        command = ["lualatex", "-interaction=batchmode", "book.tex"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        return (Path(folder) / "book.pdf").read_bytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("slug")
    parser.add_argument("--root", type=Path, default=Path.cwd())
    options = parser.parse_args()
    content, texts, language = set_edition(options.root, options.slug)
    for name, (size, _) in SIZES.items():
        if not texts[name]:
            continue
        print(f"{name}: Variorum: {figures_of(content, size)}", flush=True)
        if not shutil.which("lualatex"):
            print("LuaLaTeX is not installed", file=sys.stderr)
            continue
        for penalty in (50, 300):
            latex = set_by_latex(texts[name], name, language, penalty)
            print(f"{name}: LuaLaTeX, hyphenpenalty {penalty}: {figures_of(latex, size)}")


if __name__ == "__main__":
    main()

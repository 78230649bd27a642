"""Prove that the introduction has the words of introduction.md, its pictures and their captions."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from book.errors import ProofError
from book.model import Division, Edition, Inlines, Paragraph
from book.text.inlines import text_of
from book.text.nesting import containers_of
from book.text.traversal import blocks_of, divisions_of, inlines_of
from book.verify.editor.markdown import PICTURE, source_words
from book.verify.editor.words import REMEDY, References, printed_words, prove_words
from book.verify.intake.words import split

# A rule of a table whose cells have several lines (Pandoc User's Guide, "grid_tables",
# "multiline_tables"): the words of its cells are mingled in the file.
GRID = re.compile(
    r"^[ \t]*\+(?:[-=:]+\+)+[ \t]*$|^[ \t]*-{3,}(?:[ \t]+-{3,})+[ \t]*$", re.MULTILINE
)
TITLE = re.compile(r'\(\s*(?:<[^<>\n]*>|[^\s()]*)\s+(?:"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\')')


def prove_introduction(edition: Edition, text: str, references: References, file: str) -> None:
    """Raise ProofError if the introduction does not have the words of introduction.md, in order.

    In a file with a table whose cells have several lines, their order cannot be told, and the words
    are only counted.
    """
    divisions = [division for division in edition.divisions if division.kind == "introduction"]
    printed = printed_words(_with_titles(divisions))
    written = source_words(text)
    if GRID.search(text):
        wanted = Counter(each.word for each in written if not (each.is_gap or each.is_optional))
        if lost := wanted - Counter(each.word for each in printed):
            message = f"the introduction lacks words that are written here: {', '.join(lost)}"
            raise ProofError(message, file=file, remedy=REMEDY)
    else:
        prove_words(written, printed, "the introduction", file, 0, references.of(text))
    _prove_pictures(divisions, text, file)


def _with_titles(divisions: Sequence[Division]) -> Iterator[Inlines]:
    """Yield the passages of divisions; the title of the first is the program's."""
    for number, division in enumerate(divisions_of(divisions)):
        if number:
            yield division.title
        for block in division.blocks:
            yield from inlines_of(block)


def _prove_pictures(divisions: Sequence[Division], text: str, file: str) -> None:
    """Raise ProofError, with its line, for a picture without its words or its caption."""
    figures: dict[str, str] = {}
    captions: dict[str, str] = {}
    for block in blocks_of(divisions):
        for container in containers_of(block):
            if container.kind == "figure":
                figures.setdefault(container.id, container.get("alt"))
                if isinstance(block, Paragraph):
                    captions[container.id] = text_of(block.inlines)
    written = list(PICTURE.finditer(text))
    if len(written) != len(figures):
        message = f"the introduction has {len(figures)} pictures, and this file {len(written)}"
        raise ProofError(message, file=file, remedy=REMEDY)
    for match, (name, description) in zip(written, figures.items(), strict=True):
        line = text.count("\n", 0, match.start()) + 1
        is_decorative = ".decorative" in match[0]
        _prove_same("" if is_decorative else match[1], description, file, line)
        title = TITLE.search(match[0])
        _prove_same(
            (title[1] or title[2] or "") if title else "", captions.get(name, ""), file, line
        )


def _prove_same(written: str, printed: str, file: str, line: int) -> None:
    wanted = [each.word for each in source_words(written) if not each.is_gap]
    if wanted != split(printed):
        message = f"the picture should have the words “{written}”, and has “{printed}”"
        raise ProofError(message, file=file, line=line, remedy=REMEDY)

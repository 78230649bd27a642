"""Prove that cleaning printed the characters of the witness's lines, and no others."""

from collections.abc import Iterable, Iterator

from book.errors import ProofError
from book.model import Span, Text, Unit, line_texts
from book.verify.proof.comparable import (
    SEAM,
    SIGNS,
    comparable,
    comparable_pieces,
    first_difference,
)
from book.verify.proof.prove_foreword import prove_metadata

REMEDY = "This is a bug in Variorum: please report it with this file."
CONTEXT = 20  # characters on either side of a difference that an error quotes


def prove_cleaning(texts: Iterable[Text]) -> None:
    """Raise ProofError, with file and line, if a unit is not what its spans of the file say.

    Each character must be in one unit, removal or metadatum.

    What the character rules may change (`comparable`) does not count.
    """
    for text in texts:
        lines = line_texts(text.witness.lines)
        _prove_conserved(text, lines)
        prove_metadata(text)
        for unit in text.units:
            pieces = [lines[span.line][span.start : span.end] for span in unit.spans]
            for printed in {unit.text, unit.source}:
                if difference := first_difference(printed, pieces):
                    raise ProofError(
                        _describe(printed, pieces, difference),
                        file=text.witness.file,
                        line=_line_at(unit, pieces, difference[1]),
                        remedy=REMEDY,
                    )


def _prove_conserved(text: Text, lines: dict[int, str]) -> None:
    spans: dict[int, list[Span]] = {}
    for span in _all_spans(text):
        spans.setdefault(span.line, []).append(span)
    for number, line in lines.items():
        end = 0
        for span in sorted(spans.get(number, []), key=lambda span: span.start):
            if span.start != end:
                break
            end = span.end
        if end != len(line):
            message = f"cleaning lost or doubled a part of this line, from “{line[end:][:CONTEXT]}”"
            raise ProofError(message, file=text.witness.file, line=number, remedy=REMEDY)


def _all_spans(text: Text) -> Iterator[Span]:
    for unit in text.units:
        yield from unit.spans
    yield from (removal.span for removal in text.removals)
    yield from (datum.span for datum in text.metadata)


def _describe(printed: str, pieces: list[str], difference: tuple[int, int]) -> str:
    own = SIGNS.sub("", comparable(printed))
    source = comparable_pieces(pieces)
    here, there = difference
    wanted = source[max(0, there - CONTEXT) : there + CONTEXT].replace(SEAM, " ")
    found = own[max(0, here - CONTEXT) : here + CONTEXT]
    return f"cleaning altered this line: the file has “{wanted}”, the cleaned text “{found}”"


def _line_at(unit: Unit, pieces: list[str], offset: int) -> int:
    """Return the line of the file at an offset in the joined pieces."""
    source = comparable_pieces(pieces)
    return unit.spans[min(source.count(SEAM, 0, offset), len(unit.spans) - 1)].line

"""What the editor decides by hand, and lines that a program wrapped."""

import re
from dataclasses import replace
from itertools import pairwise

from book.clean.pieces import Pieces, each_open, remove
from book.errors import EditionError
from book.model import Witness, Work

TERMINAL = re.compile(r"[.!?:;”’\"'»。！？]$")
WRAP_COLUMNS = range(40, 101)


def editor_keeps(pieces: Pieces, witness: Witness, work: Work) -> Pieces:
    """Keep for print, whatever a rule says, the lines that match `keep` in edition.toml."""
    patterns = _compiled(witness, "keep")
    return tuple(replace(p, kept=True) if any(x.search(p.source) for x in patterns) else p for p in pieces)


def editor_drops(pieces: Pieces, witness: Witness, work: Work) -> Pieces:
    """Remove the lines that match `drop` in edition.toml."""
    patterns = _compiled(witness, "drop")
    return each_open(pieces, lambda p: (remove(p, "drop"),) if any(x.search(p.source) for x in patterns) else (p,))


def _compiled(witness: Witness, key: str) -> list[re.Pattern[str]]:
    try:
        return [re.compile(pattern) for pattern in getattr(witness, key)]
    except re.error as error:
        raise EditionError(
            f"`{key}` of witness {witness.siglum} is not a regular expression: {error}",
            file=witness.file,
            remedy="Mend the pattern in edition.toml; a backslash is written '\\.' in single quotes.",
        ) from error


def unwrap(pieces: Pieces, witness: Witness, work: Work) -> Pieces:
    """Join lines that were wrapped at a fixed width: blank lines divide paragraphs there, line ends do not."""
    printed = [p for p in pieces if p.state == "open"]
    pairs = [(a, b) for a, b in pairwise(printed) if b.span.line - a.span.line == 1]
    wrapped = [a for a, _ in pairs if len(a.text) in WRAP_COLUMNS and not TERMINAL.search(a.text)]
    has_gaps = any(b.span.line - a.span.line > 1 for a, b in pairwise(printed))
    longest = max((len(p.text) for p in printed), default=0)
    if not pairs or not has_gaps or longest > 120 or 2 * len(wrapped) < len(pairs):
        return pieces
    following = {b.span for _, b in pairs}
    return tuple(replace(p, continues=True) if p.span in following and p.state == "open" else p for p in pieces)

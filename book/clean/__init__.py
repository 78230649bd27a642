"""Clean a witness: take away what a web page put around the text, and say of each character where it went.

The rules stand in `RULES` in the order in which they are tried. Each is a function from pieces to pieces that
decides about those still open; a piece once decided stays so. What no rule claims is printed. The character
rules (`characters.FIXERS`) come last, on what is printed, so that columns always count in the witness's own line.
"""

import re

from book.clean import furniture, lines, structure, title
from book.clean.characters import fix
from book.clean.pieces import Pieces, Rule, pieces_of
from book.errors import EditionError
from book.model import Change, Metadatum, Removal, Text, Unit, Witness, Work

RULES: tuple[Rule, ...] = (
    lines.editor_keeps,
    lines.editor_drops,
    furniture.watermark,
    furniture.copyright_line,
    furniture.pager,
    furniture.breadcrumb,
    furniture.page_chrome,
    furniture.label,
    structure.contents_list,
    structure.heading,
    title.dateline,
    title.byline,
    title.title_block,
    title.credit,
    lines.unwrap,
)


def clean(witness: Witness, work: Work) -> Text:
    """Clean `witness`; `work` tells its title, its author and its outline, by which its title block is known."""
    pieces = pieces_of(witness.lines)
    for rule in RULES:
        pieces = rule(pieces, witness, work)
    units, changes = _units(pieces)
    if not units:
        raise EditionError(
            "after cleaning nothing is left of this witness",
            file=witness.file,
            remedy="Is it the right file? If a rule took too much, name its lines in `keep` in edition.toml.",
        )
    removals = tuple(Removal(p.span, p.source, p.rule) for p in pieces if p.state == "removed")
    metadata = tuple(Metadatum(p.span, p.field, _value(p.value), p.rule) for p in pieces if p.state == "metadata")
    return Text(witness, units, removals, metadata, changes)


def _value(text: str) -> str:
    return fix(text)[0]


def _units(pieces: Pieces) -> tuple[tuple[Unit, ...], tuple[Change, ...]]:
    """Join the pieces that go on a paragraph, then mend their characters."""
    units: list[Unit] = []
    changes: list[Change] = []
    open_pieces = [p for p in pieces if p.state in ("open", "heading")]
    for index, piece in enumerate(open_pieces):
        if piece.continues:
            continue
        run = [piece]
        for follower in open_pieces[index + 1 :]:
            if not follower.continues:
                break
            run.append(follower)
        source = join_wrapped([p.source.strip() for p in run])
        text, counts = fix(source)
        changes += [Change(piece.span.line, rule, count) for rule, count in counts]
        spans = tuple(p.span for p in run)
        units.append(Unit("heading" if piece.state == "heading" else "paragraph", text, source, spans, piece.label, piece.style))
    return tuple(units), tuple(changes)


BROKEN_WORD = re.compile(r"(?<=[a-z])-$")


def join_wrapped(parts: list[str]) -> str:
    """Join the lines of a paragraph. A word broken at a line's end is made whole if it stands whole elsewhere in it.

    >>> join_wrapped(["The export con-", "trol law, and control of"])
    'The export control law, and control of'
    >>> join_wrapped(["a non-", "proliferation regime"])
    'a non-proliferation regime'
    """
    joined = parts[0]
    whole = " ".join(parts)
    for part in parts[1:]:
        if BROKEN_WORD.search(joined) and part[:1].islower():
            word = joined.rsplit(None, 1)[-1][:-1] + part.split(None, 1)[0].rstrip(".,;:")
            joined = (joined[:-1] if re.search(rf"\b{re.escape(word)}\b", whole) else joined) + part
        else:
            joined += " " + part
    return joined

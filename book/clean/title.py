"""Read the title, the author and the credit of a page."""

import re
from functools import partial
from itertools import takewhile

from book.clean.datelines import HEAD_FRAGMENTS, SENTENCE, last_line_of_head
from book.clean.fragments import (
    Fragment,
    Fragments,
    as_metadata,
    open_indices,
    remove,
    replace_at,
    replace_open,
)
from book.model import Witness, Work
from book.text.typography import fold

CAPITAL = r"[A-ZÀ-ÖØ-ÞА-ЯЁ]"
NAME = rf"{CAPITAL}[\w.’'-]*(?:\s+(?:de|van|von|al|bin|{CAPITAL}[\w.’'-]*)){{1,4}}"
BYLINE = re.compile(
    r"^(?:[Bb]y|BY|Written by|Text by|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|Autore?:|Auteur:|Автор:)"
    rf"\s+(?P<author>{NAME}(?:(?:,\s*|\s+(?:and|und|et|y|e)\s+){NAME}){{0,3}})"
    r"(?:,\s*(?P<rest>.{0,59}[^.!?”]))?$"
)
CREDIT = re.compile(
    r"^(?:[-–—]{1,2}\s*\S.{2,120}[^.!?”]|\((?:by |with |source:? )?(?-i:[A-Z])[\w/&. -]{1,40}\)"
    r"|(?:reprinted from|republished from|courtesy of|reporting by)\s*[:：]?\s+\S.{0,100}[^.!?”]"
    r"|(?:source|editors?|web editors?|责任编辑|编辑|来源)\s*[:：]\s*\S.{0,100}[^.!?”])$",
    re.IGNORECASE,
)
CREDIT_DASH = re.compile(r"^[-–—\s]+")
STAMPS = ("date", "author", "agency")
TAIL_FRAGMENTS = 3
LONGEST_TITLE = 180
LONGEST_STANDFIRST = 400
NO_TITLE = re.compile(r"[.!。]”?$")


def byline(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Read the line in the page's head that names the author."""
    return replace_open(fragments, partial(_read_author, last_line_of_head(fragments)))


def _read_author(head: int, fragment: Fragment) -> Fragments:
    match = BYLINE.match(" ".join(fragment.text.split()))
    if not match or fragment.span.line > head:
        return (fragment,)
    return (as_metadata(fragment, "author", match["author"], "byline"),)


def title_block(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Read what stands above the text: the title, also repeated, the issuer and a subtitle.

    A standfirst (the summary between the title and the text) is removed.
    """
    block = _find_block(fragments, witness, work)
    title = fragments[block[0]].text if block else ""
    return replace_at(fragments, block, partial(_read_line, title=title, work=work))


def _find_block(fragments: Fragments, witness: Witness, work: Work) -> list[int]:
    """Return the indices of the open fragments of the title block.

    They stand above the date, the byline or the agency. Without these, only the first line can be
    a title: if it is a known one, or if the witness is a commentary.
    """
    above = _above_stamp(fragments)
    if _is_block([fragments[i] for i in above], witness, work):
        return above
    candidates = open_indices(fragments)
    if len(candidates) < 2 or candidates[0] > _start_of_body(fragments):
        return []
    line = fragments[candidates[0]]
    is_titled = witness.role == "commentary" or _is_known_title(line, witness, work)
    return candidates[:1] if is_titled and _may_be_title(line, witness, work) else []


def _start_of_body(fragments: Fragments) -> int:
    starts = (i for i, f in enumerate(fragments) if f.state == "heading" or f.field == "outline")
    return next(starts, len(fragments))


def _above_stamp(fragments: Fragments) -> list[int]:
    """Return the indices of the open fragments above the last date, author or agency."""
    head = fragments[: _start_of_body(fragments)]
    last = max((i for i, f in enumerate(head) if f.field in STAMPS), default=0)
    return open_indices(head[:last])


def _is_block(lines: list[Fragment], witness: Witness, work: Work) -> bool:
    """Return whether the lines above a date are a title block: few, and hardly any a sentence."""
    if not lines or len(lines) > HEAD_FRAGMENTS or not _may_be_title(lines[0], witness, work):
        return False
    return sum(bool(SENTENCE.search(line.text)) for line in lines[1:]) <= 1


def _may_be_title(fragment: Fragment, witness: Witness, work: Work) -> bool:
    """Return whether a line is a known title, or is short and not a statement.

    A question may be a title.
    """
    if len(fragment.text) > LONGEST_TITLE:
        return False
    return _is_known_title(fragment, witness, work) or not NO_TITLE.search(fragment.text)


def _is_known_title(fragment: Fragment, witness: Witness, work: Work) -> bool:
    return fold(fragment.text) in {fold(title) for title in (work.title, witness.title) if title}


def _read_line(fragment: Fragment, title: str, work: Work) -> Fragment:
    """Return a line of the title block as metadata, or removed as a standfirst."""
    text = fragment.text
    if text == title or (len(text) <= LONGEST_TITLE and fold(text) == fold(title)):
        return as_metadata(fragment, "title", text, "title block")
    if SENTENCE.search(text):
        return remove(fragment, "standfirst") if len(text) <= LONGEST_STANDFIRST else fragment
    is_author = fold(work.author).removeprefix("the") == fold(text).removeprefix("the")
    return as_metadata(fragment, "author" if is_author else "subtitle", text, "title block")


def credit(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Read the credits that close a page: an agency, an exchange, an editor."""
    candidates = open_indices(fragments)
    closing = list(takewhile(lambda i: CREDIT.match(fragments[i].text), reversed(candidates)))
    if len(closing) == len(candidates):
        return fragments  # nothing but credits: they are the text
    return replace_at(fragments, closing[:TAIL_FRAGMENTS], _as_credit)


def _as_credit(fragment: Fragment) -> Fragment:
    return as_metadata(fragment, "credit", CREDIT_DASH.sub("", fragment.text), "credit")

"""Headings, and the list of contents that repeats them."""

import re
from dataclasses import replace

from book.clean.pieces import Piece, Pieces, describe
from book.model import Witness, Work
from book.typography import fold

LONGEST_HEADING = 160
NO_HEADING = re.compile(r"[.;:,…。；：，]$")
NUMBER_WORDS = r"One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("hash", re.compile(r"^(?P<hash>#{1,6})\s+(?P<title>\S.*)$")),
    (
        "word",
        re.compile(
            rf"^(?P<word>Part|Book|Chapter|Section|Article|Annex|Appendix)\s+"
            rf"(?P<label>[IVXLC]+|\d+|[A-Z]|{NUMBER_WORDS})\b[.:]?\s*[-–—]?\s*(?P<title>.*)$"
        ),
    ),
    ("han", re.compile(r"^(?P<label>第?[一二三四五六七八九十百]+)(?:、|[章节編编部分]+\s)\s*(?P<title>\S.*)$")),
    ("roman", re.compile(r"^(?P<label>[IVXLC]+)\.\s*(?P<title>[A-Z“‘\"'].*)$")),
    ("letter", re.compile(r"^(?P<label>[A-Z])\.\s+(?P<title>[A-Z“‘\"'].*)$")),
    ("decimal", re.compile(r"^(?P<label>\d{1,2}(?:\.\d{1,2})+)\.?\s+(?P<title>[A-Z“‘\"'].*)$")),
    ("arabic", re.compile(r"^(?P<label>\d{1,2})[.)、]\s*(?P<title>[A-Z“‘\"'\u4e00-\u9fff].*)$")),
)
CAPITALS = re.compile(r"^(?=(?:.*[A-Z]){4})[A-Z0-9 ,’'&–—-]{4,80}$")
LEADERS = re.compile(r"[\s.·…_]*\s\d{1,4}$")
CONTENTS_WORD = re.compile(r"^(?:table of )?contents|目录$", re.IGNORECASE)


def read_heading(text: str, work: Work) -> tuple[str, str, str] | None:
    """Read a line as a heading: its style of numbering, its label and its title; None if it is none.

    >>> read_heading("IV. Promoting Exchanges", Work("", "", ""))
    ('roman', 'IV', 'Promoting Exchanges')
    >>> read_heading("1. It came to an end.", Work("", "", "")) is None
    True
    """
    in_outline = any(fold(text) == fold(entry) for entry in work.outline)
    if len(text) > LONGEST_HEADING or (NO_HEADING.search(text) and not in_outline):
        return None
    for style, pattern in STYLES:
        if match := pattern.match(text):
            parts = match.groupdict()
            depth = len(parts.get("hash") or "") or (parts.get("label") or "").count(".")
            name = (parts.get("word") or style).lower() + (str(depth) if depth else "")
            return name, parts.get("label") or "", (parts["title"] or text).strip("# ")
    if in_outline:
        return "outline", "", text
    return ("capitals", "", text) if CAPITALS.match(text) else None


def heading(pieces: Pieces, witness: Witness, work: Work) -> Pieces:
    """Mark the lines that head a part or a section."""
    return tuple(_as_heading(p, work) if p.is_open else p for p in pieces)


def _as_heading(piece: Piece, work: Work) -> Piece:
    read = read_heading(piece.text, work)
    return replace(piece, state="heading", style=read[0], label=read[1]) if read else piece


def contents_list(pieces: Pieces, witness: Witness, work: Work) -> Pieces:
    """Take a list of contents as the work's outline: headings with nothing between them, of which some come again."""
    entries = [i for i, p in enumerate(pieces) if p.is_open and read_heading(_entry(p), work)]
    listed: set[int] = set()
    for run in _runs(entries, pieces):
        later = {fold(p.text) for p in pieces[run[-1] + 1 :] if p.is_open}
        if len(run) > 1 and any(fold(_entry(pieces[i])) in later for i in run):
            listed |= set(run)
    word = {i for i, p in enumerate(pieces) if p.is_open and i + 1 in listed and CONTENTS_WORD.match(p.text)}
    rule = "contents list"
    return tuple(
        describe(p, "outline", _entry(p), rule) if i in listed else describe(p, "label", p.text, rule) if i in word else p
        for i, p in enumerate(pieces)
    )


def _entry(piece: Piece) -> str:
    """Strip the leaders and the page number from a line of a list of contents."""
    return LEADERS.sub("", piece.text)


def _runs(indices: list[int], pieces: Pieces) -> list[list[int]]:
    """Group headings that follow each other at once; a number that starts again at one ends the run."""
    runs: list[list[int]] = []
    for index in indices:
        seen = {fold(_entry(pieces[i])) for i in runs[-1]} if runs else set()
        if runs and all(not p.is_open for p in pieces[runs[-1][-1] + 1 : index]) and fold(_entry(pieces[index])) not in seen:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs

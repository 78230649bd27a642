"""Parse one line as a heading, by its numbering, its capitals, or the outline of the work."""

import re
from collections.abc import Collection
from typing import NamedTuple

from book.text.divisions import read_division
from book.text.typography import fold
from book.text.written_dates import DAY_MONTH, MONTH

LONGEST_HEADING = 160
LONGEST_NAMED = 300  # with the kind and number of the division
LONGEST_TITLE = 80  # on the line below a bare number
NO_HEADING = re.compile(r"[.;:,…。；：，]$")
START = r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я“‘„«\"'¿¡]"
STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("hash", re.compile(r"^(?P<hash>#{1,6})\s+(?P<title>\S.*)$")),
    (
        "han",
        re.compile(
            r"^(?P<label>第?[一二三四五六七八九十百]+)(?:、|[章节編编部分]+\s)\s*(?P<title>\S.*)$"
        ),
    ),
    ("roman", re.compile(rf"^(?P<label>[IVXLC]+)\.\s*(?P<title>{START}.*)$")),
    ("letter", re.compile(rf"^(?P<label>[A-Z])\.\s+(?P<title>{START}.*)$")),
    ("decimal", re.compile(rf"^(?P<label>\d{{1,2}}(?:\.\d{{1,2}})+)\.?\s+(?P<title>{START}.*)$")),
    (
        "arabic",
        re.compile(rf"^(?P<label>\d{{1,2}})[.)、]\s*(?P<title>(?:{START}|[\u4e00-\u9fff]).*)$"),
    ),
)
WORD = re.compile(r"[^\W\d_]+")
LONGEST_SMALL_WORD = 3  # letters of “of”, “the”, which titles write small
NO_TITLE = re.compile(r"[,;:] |[.?!] .")  # in a title that ends in a full stop
NUMERAL_LINE = re.compile(r"^([IVXLC]+|\d{1,3})\.?$")
# What may head a letter, or an entry of a diary.
LETTER_DATE = re.compile(
    rf"^(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|{DAY_MONTH})(?:,?\s+\d{{4}})?\.?$", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[.!?:;—”’\"'»)\]*…。！？]$")
CLOSING = re.compile(
    r"theend|finis|fin|ende|fine|explicit"
    r"|(?:the)?endof.{0,20}(?:volume|vol|book|part|period|act|canto|chapter).{0,8}"
)
CRY = re.compile(r"[?!] .")  # “I. Do you believe it? Thank God”
INITIALS = re.compile(r"^(?:[A-Z]\.\s*){2}")
CAPITALS = re.compile(r"^(?=(?:.*[A-Z]){4})[A-Z0-9 ,’'&–—-]{4,80}$")
CAPITAL_STYLE = "capitals"
LISTED = "outline"


class ParsedHeading(NamedTuple):
    """A heading: the style of its numbering, its number as the witness writes it, and its title."""

    style: str
    label: str
    title: str


def parse_heading(text: str, outline: Collection[str]) -> ParsedHeading | None:
    """Parse a line as a heading; return None if it is not one.

    `outline` are the folded headings that are known.

    >>> tuple(parse_heading("IV. Promoting Exchanges", ()))
    ('roman', 'IV', 'Promoting Exchanges')
    >>> parse_heading("1. It came to an end.", ()) is None
    True
    """
    if len(text) > LONGEST_NAMED:
        return None
    if named := _parse_named(text):
        return named
    if len(text) > LONGEST_HEADING:
        return None
    if outline and fold(text) in outline:
        return _parse_numbered(text) or ParsedHeading(LISTED, "", text)
    if NO_HEADING.search(text):
        return None
    return _parse_numbered(text) or _parse_capitals(text)


def parse_marked(text: str) -> ParsedHeading | None:
    """Parse what the file itself marks as a heading, by its signs: whatever it says, it is one.

    >>> tuple(parse_marked("## I.") or ())
    ('hash2', '', 'I.')
    """
    match = STYLES[0][1].match(text)
    return _from_match("hash", match) if match else None


def _parse_named(text: str) -> ParsedHeading | None:
    """Parse “Chapter I”, “Book the First. The Mill”, “2. Kapitel”: the style is the kind."""
    name = read_division(text)
    if not name.kind or text[0].islower():
        return None
    is_place = name.kind == "scene" and len(name.title) <= LONGEST_TITLE
    is_open = NO_HEADING.search(name.title) and not (is_place or _is_title(name.title))
    if name.title and is_open:
        return None
    return ParsedHeading(name.kind, name.numeral, name.title or text.rstrip("."))


def _is_title(text: str) -> bool:
    """Return whether a text that ends in a full stop is written like a title, not like a sentence.

    >>> _is_title("The Pool of Tears."), _is_title("The law shall be observed.")
    (True, False)
    """
    words = [word for word in WORD.findall(text[:-1]) if len(word) > LONGEST_SMALL_WORD]
    capitals = sum(word[0].isupper() for word in words)
    if text.isupper():
        return True
    is_one = text[-1] == "." and not NO_TITLE.search(text)
    return is_one and len(text) <= LONGEST_TITLE and 2 * capitals > len(words)


def is_bare(text: str) -> bool:
    """Return whether a line is the kind and the number of a division, without a title."""
    named = _parse_named(text) if len(text) <= LONGEST_TITLE else None
    return bool(named) and not read_division(text).title


def _parse_capitals(text: str) -> ParsedHeading | None:
    is_heading = CAPITALS.match(text) and not CLOSING.fullmatch(fold(text))
    return ParsedHeading(CAPITAL_STYLE, "", text) if is_heading else None


def _parse_numbered(text: str) -> ParsedHeading | None:
    for style, pattern in STYLES:
        match = pattern.match(text)
        is_letter = style in ("roman", "letter")
        if match and not (is_letter and (INITIALS.match(text) or CRY.search(text))):
            return _from_match(style, match)
    return None


def _from_match(style: str, match: re.Match[str]) -> ParsedHeading:
    """Name the style by the word and the depth too: “chapter”, “hash2”, “decimal1”."""
    groups = match.groupdict(default="")
    label = groups.get("label", "")
    title = groups["title"] or groups.get("named") or match.string
    return ParsedHeading(_style_name(style, groups), label, title.strip("# "))


def _style_name(style: str, groups: dict[str, str]) -> str:
    depth = len(groups.get("hash", "")) or groups.get("label", "").count(".")
    return groups.get("word", style).lower() + (str(depth) if depth else "")


def opens_title(text: str) -> bool:
    """Return whether a line is a number below which a title may stand: “CHAPTER I.”, “IV”."""
    return is_bare(text) or bool(NUMERAL_LINE.match(text))

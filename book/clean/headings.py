"""Recognize headings by their numbering, their capitals, or the outline of the work."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from book.clean.fragments import (
    Fragment,
    Fragments,
    printed_fragments,
)
from book.model import Span, Witness, Work
from book.text.divisions import read_division
from book.text.grouping import group_runs
from book.text.number_words import number_of_numeral
from book.text.typography import fold

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
SENTENCE_END = re.compile(r"[.!?:;—”’\"'»)\]*…。！？]$")
MOST_OF = 0.8  # of the numerals alone on a line
CLOSING = ("theend", "finis", "fin", "ende", "fine", "explicit")
CRY = re.compile(r"[?!] .")  # “I. Do you believe it? Thank God”
INITIALS = re.compile(r"^(?:[A-Z]\.\s*){2}")
CAPITALS = re.compile(r"^(?=(?:.*[A-Z]){4})[A-Z0-9 ,’'&–—-]{4,80}$")
# The Roman numerals beside those that are also a letter within an alphabetical list.
ROMAN_NEIGHBORS = {"L": {"XLIX", "LI"}, "C": {"XCIX", "CI"}}
LIST_STYLES = ("arabic", "letter", "decimal")


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
        return _parse_numbered(text) or ParsedHeading("outline", "", text)
    if NO_HEADING.search(text):
        return None
    return _parse_numbered(text) or _parse_capitals(text)


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
    is_heading = CAPITALS.match(text) and fold(text) not in CLOSING
    return ParsedHeading("capitals", "", text) if is_heading else None


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


def heading(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Mark the lines that head a part or a section.

    They are numbered, or in capitals, or in the outline of the work or the list of contents.
    """
    outline = _known_headings(fragments, work)
    paragraphs = group_runs(printed_fragments(fragments), lambda _, below: below.continues)
    parsed = [_parse_paragraph(paragraph, outline) for paragraph in paragraphs]
    for index, numeral in _numerals(paragraphs).items():
        parsed[index] = numeral
    for index in _title_page(paragraphs, parsed):
        parsed[index] = None
    is_outlined = [fold(paragraph[0].text) in outline for paragraph in paragraphs]
    headings = _drop_lists(_drop_lone_letters(parsed), is_outlined)
    by_span: dict[Span, ParsedHeading] = {}
    for paragraph, found in zip(paragraphs, headings, strict=True):
        if found:
            by_span |= dict.fromkeys((fragment.span for fragment in paragraph), found)
    return tuple(_as_heading(f, by_span[f.span]) if f.span in by_span else f for f in fragments)


def _numerals(paragraphs: Sequence[Sequence[Fragment]]) -> dict[int, ParsedHeading]:
    """Return the lines that are only a numeral and count the sections of the text, by their index.

    They count from 1, once or again and again. Folios do so too, but they interrupt sentences.
    """
    lines: dict[str, list[tuple[int, int]]] = {"roman": [], "arabic": []}
    for index, paragraph in enumerate(paragraphs):
        if (match := NUMERAL_LINE.match(paragraph[0].text)) and _is_alone(paragraphs, index):
            style = "arabic" if match[1].isdecimal() else "roman"
            lines[style].append((index, number_of_numeral(match[1])))
    return {
        index: ParsedHeading(style, paragraphs[index][0].text.strip(" ."), "")
        for style, numerals in lines.items()
        for index in _counting(numerals)
    }


def _is_alone(paragraphs: Sequence[Sequence[Fragment]], index: int) -> bool:
    """Return whether a line may head a section: the sentence above it is at its end."""
    own = paragraphs[index]
    above = paragraphs[index - 1][-1].text if index else ""
    is_whole = not above or bool(SENTENCE_END.search(above)) or len(above) <= LONGEST_TITLE
    is_last = index + 1 == len(paragraphs)
    has_title = all(fragment.across for fragment in own[1:])
    return has_title and own[0].is_open and own[0].form.is_plain and is_whole and not is_last


def _counting(numerals: Sequence[tuple[int, int]]) -> list[int]:
    """Return the indices of numerals that count 1, 2, 3 …; nothing if others are among them."""
    kept: list[int] = []
    last = 0
    for index, number in numerals:
        if number in (1, last + 1):
            kept.append(index)
            last = number
    return kept if len(kept) > 1 and len(kept) >= MOST_OF * len(numerals) else []


def _title_page(
    paragraphs: Sequence[Sequence[Fragment]], parsed: Sequence[ParsedHeading | None]
) -> list[int]:
    """Return the lines of the title page that look like headings: no text stands below them."""
    numbered = (n for n, h in enumerate(parsed) if h and (h.label or h.style.startswith("hash")))
    first = next(numbered, 0)
    return [n for n in range(first) if parsed[n] and _is_line(paragraphs[n + 1])]


def _is_line(paragraph: Sequence[Fragment]) -> bool:
    """Return whether a paragraph is one short line, and not of verse."""
    text = paragraph[0].text
    is_short = len(paragraph) == 1 and len(text) <= LONGEST_TITLE
    return is_short and not SENTENCE_END.search(text) and not paragraph[0].is_protected


def _known_headings(fragments: Fragments, work: Work) -> frozenset[str]:
    """Return the folded entries of the outline of the work and of the list of contents."""
    listed = [fragment.value for fragment in fragments if fragment.field == "outline"]
    titles = {title for number, title in pairwise(listed) if opens_title(number)}
    return frozenset(map(fold, (*work.outline, *(e for e in listed if e not in titles))))


def _as_heading(fragment: Fragment, parsed: ParsedHeading) -> Fragment:
    return replace(fragment, state="heading", style=parsed.style, label=parsed.label)


def _parse_paragraph(
    paragraph: Sequence[Fragment], outline: Collection[str]
) -> ParsedHeading | None:
    first = paragraph[0]
    if not first.is_open or not first.form.is_plain:
        return None
    if len(paragraph) > 1 and is_bare(first.text):
        return parse_heading(first.text, outline)
    text = " ".join(fragment.text for fragment in paragraph)
    return _parse_marked(text) if first.form.kind == "heading" else parse_heading(text, outline)


def _parse_marked(text: str) -> ParsedHeading | None:
    """Parse what the file itself marks as a heading, by its signs: whatever it says, it is one.

    >>> tuple(_parse_marked("## I.") or ())
    ('hash2', '', 'I.')
    """
    match = STYLES[0][1].match(text)
    return _from_match("hash", match) if match else None


def _drop_lone_letters(headings: list[ParsedHeading | None]) -> list[ParsedHeading | None]:
    """Accept a letter as a number only beside its neighbor in the alphabet.

    “A. Smith” alone is a name. “I.”, “V.”, “C.” and the like are Roman numerals, but letters where
    the letter before them is used as a number.
    """
    letters = {h.label for h in headings if h and h.style == "letter"}
    romans = {h.label for h in headings if h and h.style == "roman"}
    return [h and _judge_letter(h, letters, romans) for h in headings]


def _judge_letter(
    parsed: ParsedHeading, letters: set[str], romans: set[str]
) -> ParsedHeading | None:
    label = parsed.label
    if parsed.style not in ("letter", "roman") or len(label) != 1:
        return parsed
    before, after = chr(ord(label) - 1), chr(ord(label) + 1)
    if parsed.style == "letter":
        return parsed if {before, after} & (letters | romans) else None
    if before in letters:
        return parsed._replace(style="letter")
    return parsed if romans & ROMAN_NEIGHBORS.get(label, {label}) else None


def _drop_lists(
    headings: list[ParsedHeading | None], is_outlined: list[bool]
) -> list[ParsedHeading | None]:
    """Drop numbered lines that follow each other directly.

    They are a list: a heading has text under it. An entry of the outline is a heading all the same.
    """
    kept: list[ParsedHeading | None] = []
    candidates = zip(headings, is_outlined, strict=True)
    for style, group in groupby(candidates, key=lambda pair: pair[0].style if pair[0] else ""):
        run, outlined = zip(*group, strict=True)
        is_list = len(run) > 1 and style.startswith(LIST_STYLES) and not any(outlined)
        kept += [None] * len(run) if is_list else run
    return kept

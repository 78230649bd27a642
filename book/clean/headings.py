"""Recognize the headings of a text: lines that look like one, in a place for one."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from book.clean.fragments import (
    Fragment,
    Fragments,
    printed_fragments,
)
from book.clean.heading_context import FEW, drop_by_context, is_numbered_chapter
from book.clean.parsed_headings import (
    LETTER_DATE,
    LISTED,
    LONGEST_TITLE,
    NUMERAL_LINE,
    SENTENCE_END,
    ParsedHeading,
    is_bare,
    parse_heading,
    parse_marked,
)
from book.model import Span, Witness, Work
from book.text.divisions import is_frame, read_division, titles_below_numbers
from book.text.grouping import group_runs
from book.text.number_words import number_of_numeral
from book.text.typography import fold

MOST_OF = 0.8  # of the numerals alone on a line


def heading(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Mark the lines that head a part or a section.

    They are numbered, or in capitals, or in the outline of the work or the list of contents.
    """
    outline = _known_headings(fragments, work)
    paragraphs = group_runs(printed_fragments(fragments), lambda _, below: below.continues)
    parsed = [_parse_paragraph(paragraph, outline) for paragraph in paragraphs]
    for index, numeral in _numerals(paragraphs).items():
        parsed[index] = numeral
    for index in _letters(paragraphs, parsed):
        parsed[index] = ParsedHeading("date", "", paragraphs[index][0].text)
    for index in (*_title_page(paragraphs, parsed), *_repeated(parsed, outline)):
        parsed[index] = None
    is_outlined = [fold(paragraph[0].text) in outline for paragraph in paragraphs]
    headings = drop_by_context(parsed, is_outlined, [paragraph[0].text for paragraph in paragraphs])
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


def _letters(
    paragraphs: Sequence[Sequence[Fragment]], parsed: Sequence[ParsedHeading | None]
) -> list[int]:
    """Return the dates alone on a line that head letters, in a text without numbered chapters."""
    dates = [
        index
        for index, paragraph in enumerate(paragraphs)
        if LETTER_DATE.match(paragraph[0].text) and len(paragraph) == 1 and paragraph[0].is_open
    ]
    own = [h for h in parsed if h]
    marked = [h for h in own if h.style.startswith("hash") and read_division(h.title).number]
    has_chapters = any(map(is_numbered_chapter, own)) or len(marked) >= FEW
    return [] if has_chapters or len(dates) < FEW else dates


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
    return [
        n
        for n, heading in enumerate(parsed[:first])
        if heading and not _is_known(heading) and _is_line(paragraphs[n + 1])
    ]


def _is_known(heading: ParsedHeading) -> bool:
    return heading.style == LISTED or is_frame(heading.title)


def _is_line(paragraph: Sequence[Fragment]) -> bool:
    """Return whether a paragraph is one short line, and not of verse."""
    text = paragraph[0].text
    is_short = len(paragraph) == 1 and len(text) <= LONGEST_TITLE
    return is_short and not SENTENCE_END.search(text) and not paragraph[0].is_protected


def _repeated(parsed: Sequence[ParsedHeading | None], outline: Mapping[str, int]) -> Iterator[int]:
    """Yield the lines that say a listed title more often than the list does.

    So a newspaper in a story has the title of the story as its headline.
    """
    said = Counter[str]()
    for index, found in enumerate(parsed):
        if found and found.style == LISTED:
            title = fold(found.title)
            said[title] += 1
            if said[title] > outline[title]:
                yield index


def _known_headings(fragments: Fragments, work: Work) -> Mapping[str, int]:
    """Return how often the outline of the work or the list of contents has each folded title."""
    listed = [fragment.value for fragment in fragments if fragment.field == "outline"]
    titles = titles_below_numbers(listed)
    own = (entry for n, entry in enumerate(listed) if n not in titles)
    return Counter(map(fold, work.outline)) | Counter(map(fold, own))


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
    return parse_marked(text) if first.form.kind == "heading" else parse_heading(text, outline)

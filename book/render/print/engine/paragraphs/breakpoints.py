"""Where the lines of a paragraph may end, and at what cost.

No word is divided that is part of a compound with a hyphen, of an address, or written in capitals.
Names are divided only where all else is worse (*Chicago Manual of Style* 17, 7.36 to 7.47).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from book.render.print.engine.paragraphs.divisions import divisions
from book.render.print.engine.paragraphs.gaps import hangs_after
from book.render.print.engine.paragraphs.glyphs import line_breaks, text_width
from book.render.print.engine.paragraphs.measured import FORCED, OBJECT, MeasuredText
from book.render.print.engine.paragraphs.protrusion import RIGHT
from book.render.print.engine.paragraphs.total_fit import Breakpoint
from book.text.conventions import Conventions, conventions_of

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
HYPHENS = "-\N{HYPHEN}"
DASHES = "–—"
TOKEN = re.compile(r"[^\s\u2012-\u2015]+")  # between spaces and dashes
LETTERS = re.compile(r"[^\W\d_]+")
# A compound with a hyphen, an address, a word with digits; in these no word is divided.
UNDIVIDED = re.compile(r"\w[-\u2010\u2011]\w|[/@\\_\d]|\w\.\w")
LAST_WORD = re.compile(r"\w+\W*$")
WORD = re.compile(r"\w+")
DIGIT = re.compile(r"\d")
SHORT_NUMBER = re.compile(r"(?<!\S)\W*\d{1,2}\.?$")
ENDS_SENTENCE = re.compile(r"(^|[.!?:…])[\W_]*$")
SEEN_BEFORE = 40  # characters before a place that decide on it
HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff]")
IDEOGRAPH = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")

NAME = 0.8  # costs, as those of `total_fit.LineQuality`
WITHOUT_SPACE = 0.03


def find_breakpoints(measured: MeasuredText, *, protrudes: bool) -> list[Breakpoint]:
    """Return where the lines of a paragraph may end between words; the last is its end."""
    end = len(measured.text.rstrip(" "))
    found = [point for point in _between_words(measured) if point.end < end]
    found.append(Breakpoint(end, len(measured.text), is_forced=True))
    _complete(measured, found, protrudes=protrudes)
    return found


def with_divisions(
    measured: MeasuredText, points: Sequence[Breakpoint], *, protrudes: bool
) -> list[Breakpoint]:
    """Return the breakpoints of a paragraph in order: those given, and those inside words."""
    end = points[-1].end
    found = [point for point in _in_words(measured) if point.end < end]
    _complete(measured, found, protrudes=protrudes)
    return sorted([*points, *found], key=lambda point: (point.end, point.is_hyphen))


def _complete(measured: MeasuredText, points: Sequence[Breakpoint], *, protrudes: bool) -> None:
    """Give breakpoints, which are in order, the words around them and how far they hang over."""
    _note_words(measured.text, points)
    for point in points if protrudes else ():
        _hang(measured, point)


def _between_words(measured: MeasuredText) -> Iterator[Breakpoint]:
    text = measured.text
    has_number = bool(DIGIT.search(text))
    has_unbroken = any(run.box.style["white_space"] == "nowrap" for run in measured.runs)
    language = measured.runs[0].box.style["lang"]
    conventions = conventions_of(language or "")
    words = _without_raised(measured) if conventions.bound else text
    for index in line_breaks(text, language):
        if not index or text[index] == FORCED:
            continue
        before = text[index - 1]
        if before == FORCED:
            yield Breakpoint(index - 1, measured.after_spaces(index), is_forced=True)
            continue
        end = index - (before == " ")
        while end and text[end - 1] == " ":
            end -= 1
        if has_unbroken and end and _is_unbroken(measured, end):
            continue
        if before != " ":
            yield from _without_space(measured, index)
        elif end and not (
            (has_number and _belongs_together(text, end, index))
            or _is_bound(words, end, index, conventions)
        ):
            yield Breakpoint(end, index)


def _without_space(measured: MeasuredText, index: int) -> Iterator[Breakpoint]:
    """Yield the breakpoint before a character that has no space before it, if there is one."""
    text = measured.text
    # Digits without a space before them: the call of a note (UAX 14, LB13 and LB25: IS × NU).
    if text[index].isdigit() or not _can_cut(measured, index):
        return
    # UAX 14 allows a break after each syllable; Korean books with spaces keep words whole.
    sides = text[index - 1 : index + 1]
    is_korean = (measured.runs[0].box.style["lang"] or "").startswith("ko")
    if sides.isalnum() and (is_korean or HANGUL.search(sides)):
        return
    is_hyphen = text[index - 1] in HYPHENS
    is_free = bool(IDEOGRAPH.match(text[index - 1]) or IDEOGRAPH.match(text[index]))
    yield Breakpoint(index, index, 0.0 if is_free else WITHOUT_SPACE, is_hyphen=is_hyphen)


def _is_unbroken(measured: MeasuredText, index: int) -> bool:
    """Tell whether both sides of a place are in text that is kept in one line."""
    sides = (measured.run_at(index - 1), measured.run_at(index))
    return all(run.box.style["white_space"] == "nowrap" for run in sides)


def _can_cut(measured: MeasuredText, index: int) -> bool:
    """Tell whether WeasyPrint can be made to end a line at a place without a space.

    It is ended inside the text box before that place, so a note between the two boxes would go to
    the next line, away from its call.
    """
    after = measured.run_at(index)
    return measured.text[index - 1] != OBJECT and not (after.start == index and after.follows_note)


def _belongs_together(text: str, end: int, start: int) -> bool:
    """Tell whether a short number and a word with a capital meet: a day and a month, "Table 3".

    >>> _belongs_together("of 29 December", 5, 6), _belongs_together("all 29 members", 6, 7)
    (True, False)
    >>> _belongs_together("on December 29, in", 11, 12), _belongs_together("the 361 Laws", 7, 8)
    (True, False)
    """
    before = text[max(0, end - SEEN_BEFORE) : end]
    after = text[start : start + SEEN_BEFORE]
    if SHORT_NUMBER.search(before):
        return after[:1].isupper()
    word = LAST_WORD.search(before)
    number = re.match(r"\d{1,2}(?![\w-])", after)
    return bool(word and number and word[0][:1].isupper() and word[0].isalpha())


def _is_bound(text: str, end: int, start: int, conventions: Conventions) -> bool:
    """Tell whether the language lets no line end between two words.

    >>> polish = conventions_of("pl")
    >>> _is_bound("był w domu", 5, 6, polish), _is_bound("tak – rzekł", 3, 4, polish)
    (True, True)
    >>> _is_bound("był w domu", 3, 4, polish)
    False
    """
    if conventions.leads_no_line and text[start] in DASHES:
        return True
    last = text[max(0, end - SEEN_BEFORE) : end].rstrip() if conventions.bound else ""
    is_bound = last[-1:].lower() in conventions.bound if last else False
    return is_bound and not last[-2:-1].isalnum()


def _in_words(measured: MeasuredText) -> Iterator[Breakpoint]:
    """Yield where words may be divided (CSS Text 3, 5.3: `hyphens`)."""
    text = _without_raised(measured)
    has_soft_hyphen = SOFT_HYPHEN in text
    least = min(run.box.style["hyphenate_limit_chars"][0] for run in measured.runs)
    for token in TOKEN.finditer(text):
        if has_soft_hyphen and SOFT_HYPHEN in token[0]:
            yield from _at_soft_hyphens(measured, token)
        elif len(token[0]) >= least and not UNDIVIDED.search(token[0]):
            for word in LETTERS.finditer(text, *token.span()):
                if len(word[0]) >= least:
                    yield from _in_word(measured, word)


def _without_raised(measured: MeasuredText) -> str:
    """Return the text with spaces in place of raised letters: the call of a note is no word."""
    return "".join(" " * len(run.text) if run.is_raised else run.text for run in measured.runs)


def _at_soft_hyphens(measured: MeasuredText, token: re.Match[str]) -> Iterator[Breakpoint]:
    for index in range(*token.span()):
        if measured.text[index] == SOFT_HYPHEN:
            style = measured.run_at(index).box.style
            if style["hyphens"] != "none":
                yield _divided(index + 1, 0.0, _hyphen_width(measured, style))


def _in_word(measured: MeasuredText, word: re.Match[str]) -> Iterator[Breakpoint]:
    style = measured.run_at(word.start()).box.style
    least, left, right = style["hyphenate_limit_chars"]
    if style["hyphens"] != "auto" or style["white_space"] == "nowrap" or len(word[0]) < least:
        return
    if not style["lang"] or word[0].isupper():
        return
    positions = divisions(word[0], style["lang"], left, right)
    if not positions:
        return
    cost = NAME if _is_name(measured.text, word, style["lang"]) else 0.0
    for position in positions:
        index = word.start() + position
        width = _hyphen_width(measured, measured.run_at(index - 1).box.style)
        yield _divided(index, cost, width)


def _is_name(text: str, word: re.Match[str], language: str) -> bool:
    """Tell whether a capital marks a name: it does inside a sentence, but not in German."""
    if not word[0][0].isupper() or conventions_of(language).nouns_have_capitals:
        return False
    return not ENDS_SENTENCE.search(text[max(0, word.start() - SEEN_BEFORE) : word.start()])


def _divided(index: int, cost: float, hyphen: float) -> Breakpoint:
    return Breakpoint(index, index, cost, added=hyphen, is_hyphen=True)


def _hyphen_width(measured: MeasuredText, style: Any) -> float:
    known = measured.context.__dict__.setdefault("hyphen_widths", {})
    if id(style) not in known:
        hyphen = style["hyphenate_character"]
        known[id(style)] = (text_width(hyphen, style, measured.context), style)
    width: float = known[id(style)][0]
    return width


def _note_words(text: str, points: Sequence[Breakpoint]) -> None:
    """Give breakpoints the words on both sides of them."""
    words = list(WORD.finditer(text))
    following = 0  # index of the first word that begins at the end of the line or after it
    for point in points:
        while following < len(words) and words[following].start() < point.end:
            following += 1
        if following and not point.added:
            point.word = words[following - 1][0]
        is_within = following > 0 and words[following - 1].end() > point.start
        after = following - is_within
        if after < len(words):
            point.next_word = words[after][0]


def _hang(measured: MeasuredText, point: Breakpoint) -> None:
    """Note how far the last character of a line hangs into the margin."""
    if point.end == 0:
        return
    last = HYPHENS[0] if point.added else measured.text[point.end - 1]
    if not measured.is_at_edge(point.end - 1):
        return
    width = point.added or measured.x[point.end] - measured.x[point.end - 1]
    if last in RIGHT:
        point.hangs = width * RIGHT[last]
    elif measured.has_gaps:
        run = measured.run_at(point.end - 1)
        em = run.box.style["font_size"]
        if part := hangs_after(last, run.box.style["lang"] or ""):
            point.hangs = part * em
            point.kerned = max(0.0, em - width)

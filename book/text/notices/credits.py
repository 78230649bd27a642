"""Who made the file of a text, and what transcribers remark on it."""

from collections.abc import Sequence

from book.text.notices import phrases
from book.text.notices.lines import NOTICE, FileParagraph, Notices, remove_all, state_field

TRANSCRIBER = "transcriber's note"
HEAD_PARAGRAPHS = 14
LONGEST_CREDIT = 800  # characters; a longer paragraph is text
LONGEST_NOTE = 400  # paragraphs that a note in brackets may have
TAIL = 0.85  # a note after this share of the paragraphs goes on to the end
LONGEST_SECTION = 16  # paragraphs of a note at the beginning
LAST_SECTIONS = 8
LONGEST_TITLE = 60  # characters


def find_credits(paragraphs: Sequence[FileParagraph], known: Notices, *, is_known: bool) -> Notices:
    """Return the lines that say who made the file, and remarks at the beginning and the end.

    `is_known` is whether the file has the marks of a library. Without them only a credit that
    names a library is taken; and after the first words of the text, only what names one.
    """
    found: Notices = {}
    is_before_text = is_known
    for index, paragraph in enumerate(paragraphs[:HEAD_PARAGRAPHS]):
        is_named = _is_named(paragraph)
        notices = _credit(paragraph, is_known=is_known) if is_named or is_before_text else {}
        if is_before_text and _is_remark(paragraphs[index:]):
            notices = remove_all(_section(paragraphs[index:]), TRANSCRIBER)
        found |= notices
        is_before_text &= paragraph.start in known or paragraph.start in found
    return found | _last_sections(paragraphs) if is_known else found


def _is_named(paragraph: FileParagraph) -> bool:
    """Return whether a paragraph that is short enough for a credit names a library."""
    if len(paragraph.text) > LONGEST_CREDIT:
        return False
    return bool(phrases.LIBRARY.search(paragraph.text)) or _is_numbered_edition(paragraph)


def _credit(paragraph: FileParagraph, *, is_known: bool) -> Notices:
    text, lines = paragraph.text, paragraph.lines
    if len(text) > LONGEST_CREDIT:
        return {}
    if phrases.CREDIT.match(text):
        return state_field(paragraph.start, lines, "library credit", "producer", text)
    if is_known and (_is_numbered_edition(paragraph) or phrases.ABOUT_FILE.search(text)):
        return remove_all([paragraph], NOTICE)
    return remove_all([paragraph], TRANSCRIBER) if is_known and phrases.REMARK.search(text) else {}


def _is_numbered_edition(paragraph: FileParagraph) -> bool:
    return bool(phrases.NUMBERED_EDITION.fullmatch(paragraph.text))


def _is_remark(paragraphs: Sequence[FileParagraph]) -> bool:
    """Return whether a title such as “Au lecteur” stands above a remark on the file."""
    if not phrases.REMARK_TITLE.fullmatch(paragraphs[0].text):
        return False
    return _is_about_file(paragraphs[1:2])


def _section(paragraphs: Sequence[FileParagraph]) -> list[FileParagraph]:
    """Return the first two paragraphs, and those up to the end of their section if it is near."""
    reached = paragraphs[2 : 2 + LONGEST_SECTION]
    ends = (number for number, each in enumerate(reached, 2) if _ends_section(each))
    return list(paragraphs[: next(ends, 2)])


def _ends_section(paragraph: FileParagraph) -> bool:
    return paragraph.gap >= 3 or paragraph.text.startswith("#")


def _last_sections(paragraphs: Sequence[FileParagraph]) -> Notices:
    """Return the text from the first of its last sections that is about the file."""
    starts = [index for index, paragraph in enumerate(paragraphs) if paragraph.begins_section]
    for start in starts[-LAST_SECTIONS:]:
        is_title = len(paragraphs[start].text) <= LONGEST_TITLE
        section = paragraphs[start : start + 1 + is_title]
        is_note = not _is_bracketed(section[0]) and _is_about_file(section)
        if start >= TAIL * len(paragraphs) and is_note:
            return remove_all(paragraphs[start:], TRANSCRIBER)
    return {}


def _is_bracketed(paragraph: FileParagraph) -> bool:
    return paragraph.text.startswith("[")


def _is_about_file(section: Sequence[FileParagraph]) -> bool:
    head = " ".join(paragraph.text for paragraph in section)
    return bool(phrases.ABOUT_FILE.search(head) or phrases.REMARK.search(head))


# ── Notes of transcribers ────────────────────────────────────────────────────────────────────────


def find_notes(paragraphs: Sequence[FileParagraph]) -> Notices:
    """Return the notes that name themselves as a transcriber's."""
    found: Notices = {}
    for index, paragraph in enumerate(paragraphs):
        if paragraph.start not in found and phrases.NOTE.match(paragraph.text):
            is_tail = index >= TAIL * len(paragraphs)
            found |= remove_all(_note(paragraphs, index, is_tail=is_tail), TRANSCRIBER)
    return found


def _note(
    paragraphs: Sequence[FileParagraph], first: int, *, is_tail: bool
) -> Sequence[FileParagraph]:
    """Return the paragraphs of a note: to its bracket, its frame, or the end of its section."""
    note = paragraphs[first:]
    if _is_bracketed(note[0]):
        return note[: _closing(note, is_tail=is_tail)]
    frames = (n for n, each in enumerate(note[:LONGEST_NOTE], first) if _is_frame(each))
    if first and _is_frame(paragraphs[first - 1]) and (last := next(frames, None)):
        return paragraphs[first - 1 : last + 1]
    if not _is_title(note[0].text):
        return note[:1]
    return note if is_tail else _section(note)


def _is_title(text: str) -> bool:
    """Return whether a line only names a note, which follows it."""
    is_named = bool(phrases.NOTE_HEADING.fullmatch(text))
    return is_named or (len(text) <= LONGEST_TITLE and text.endswith(":"))


def _is_frame(paragraph: FileParagraph) -> bool:
    return bool(phrases.FRAME.fullmatch(paragraph.text))


def _closing(paragraphs: Sequence[FileParagraph], *, is_tail: bool) -> int:
    """Return the number of paragraphs until the first bracket is closed."""
    depth = 0
    for number, paragraph in enumerate(paragraphs[:LONGEST_NOTE], 1):
        depth += paragraph.text.count("[") - paragraph.text.count("]")
        if depth <= 0:
            return number
    return len(paragraphs) if is_tail else 1

"""Where the text begins and ends between the marks of Project Gutenberg, and its header."""

from collections.abc import Sequence

from book.text.notices import phrases
from book.text.notices.lines import Notices, NumberedLine, bare, state_field

LEAST_TEXT = 5  # lines that follow small print if it stands before the text
LONGEST_MARK = 4  # lines
HEADLESS = 60  # lines that a header without a mark may have


def find_bounds(lines: Sequence[NumberedLine]) -> tuple[int, int]:
    """Return the first and the last index (half open) between the library's marks.

    The mark of the beginning has been “*** START OF …” since 2002; before, the small print stood
    there and ended in a line of its own.
    """
    first = _find_start(lines)
    ends = (i for i in range(first, len(lines)) if phrases.END.match(bare(lines[i][1])))
    return first, next(ends, len(lines))


def _find_start(lines: Sequence[NumberedLine]) -> int:
    mark = _find_first(lines, phrases.START)
    if mark is not None:
        return _end_of_mark(lines, mark)
    small_print = _find_first(lines, phrases.SMALL_PRINT_END)
    if small_print is not None and small_print + LEAST_TEXT < len(lines):
        return small_print + 1
    return _end_of_header(lines[:HEADLESS])


def _find_first(lines: Sequence[NumberedLine], pattern: phrases.Pattern) -> int | None:
    return next((i for i, (_, line) in enumerate(lines) if pattern.match(bare(line))), None)


def _end_of_mark(lines: Sequence[NumberedLine], mark: int) -> int:
    """Return the index after a mark, which a long title divides into lines."""
    for index, (number, line) in enumerate(lines[mark : mark + LONGEST_MARK]):
        if number - lines[mark][0] > index:
            break
        if line.rstrip().endswith("*"):
            return mark + index + 1
    return mark + 1


def _end_of_header(lines: Sequence[NumberedLine]) -> int:
    """Return the index after a header without a mark, such as files of 1992 have."""
    named = [i for i, (_, line) in enumerate(lines) if phrases.PROJECT.search(line)]
    is_header = any(phrases.OFFICE.search(line) for _, line in lines)
    if not named or named[0] > 1 or not is_header:
        return 0
    last = named[-1] + 1
    while last < len(lines) and lines[last][0] - lines[last - 1][0] == 1:
        last += 1
    return last


def header_fields(lines: Sequence[NumberedLine]) -> Notices:
    """Return what the header says of the text, line by line: “Title: …”, “Author: …”.

    A value goes on in the lines right below that are indented.
    """
    fields: Notices = {}
    for index, (number, line) in enumerate(lines):
        if match := phrases.FIELD.match(bare(line)):
            name = phrases.FIELD_NAMES.get(match["name"].lower(), match["name"].lower())
            value = (match["value"], *_continuation(lines[index + 1 :], number))
            fields |= state_field(index, value, "library header", name, " ".join(value))
    return fields


def _continuation(lines: Sequence[NumberedLine], above: int) -> list[str]:
    words: list[str] = []
    for number, line in lines[:LONGEST_MARK]:
        is_below = number == above + len(words) + 1 and line.startswith((" ", "\t"))
        if not is_below or phrases.FIELD.match(bare(line)):
            break
        words.append(bare(line))
    return words

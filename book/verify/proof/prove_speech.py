"""Prove that the PDF says and shows every word of the edition once, in order, letter by letter.

Spaces and hyphens count. Only at the end of a drawn line may a hyphen be added, and a space be
missing.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NoReturn

from book.errors import ProofError
from book.model import Edition
from book.text.code_points import tell_apart
from book.text.invisible import without_invisible
from book.text.plaintext import Anchor, Chapter, NoteText, plain_chapters
from book.text.typography import BREAKS
from book.verify.intake.words import UNSPACED
from book.verify.proof.drawn_lines import DrawnLine, drawn_lines
from book.verify.proof.expected import CALL, common_length, text_of_part, with_marked_calls
from book.verify.proof.pages import printed_numbers
from book.verify.readback.pdf import PdfReading
from book.verify.readback.tagged import TaggedElement

BEFORE, AFTER = 24, 36  # characters around a difference, in an error
# In print they look the same: hyphens, and what the engine writes for one at the end of a line.
UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
HYPHENS = dict.fromkeys(map(ord, "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{SOFT HYPHEN}"), "-")


def prove_speech(edition: Edition, document: TaggedElement, reading: PdfReading, file: str) -> None:
    """Raise ProofError if the PDF does not show and say the edition, each note after its paragraph.

    `document` is the structure tree, along which a screen reader reads (ISO 14289-1, 7.1).
    """
    expected = _normal(" ".join(spoken_lines(edition, printed_numbers(reading))), is_drawn=False)
    follower = _LineFollower(expected, reading.labels, file)
    for line in drawn_lines(document):
        follower.follow(line)
    follower.check_end()


def spoken_lines(edition: Edition, numbers: Mapping[str, str]) -> Iterator[str]:
    for chapter in plain_chapters(with_marked_calls(edition), numbers):
        yield from _chapter_lines(chapter)


def _chapter_lines(chapter: Chapter) -> Iterator[str]:
    """Yield each line, and after it the notes that it calls; CALL marks their calls."""
    notes = iter(chapter.notes)
    for line in chapter.flow:
        if not isinstance(line, Anchor):
            text = text_of_part(line)
            yield text.replace(CALL, "")
            yield from map(_note_line, islice(notes, text.count(CALL)))


def _note_line(note: NoteText) -> str:
    return f"{note.label} {note.text}".replace(CALL, "")


def _normal(text: str, *, is_drawn: bool) -> str:
    """Return a text as it is compared: ligatures in letters, one kind of hyphen, single spaces.

    A soft hyphen that is drawn is seen; one in the edition is not.

    >>> _normal("the ﬁrst  inter\\N{SOFT HYPHEN}", is_drawn=True)
    'the first inter-'
    """
    if is_drawn:
        text = text.translate(HYPHENS)
    text = without_invisible(unicodedata.normalize("NFKC", text)).translate(HYPHENS)
    return " ".join(text.split())


class _LineFollower:
    """Follows an edition through the drawn lines; `end` is where the last one ended in it."""

    def __init__(self, expected: str, labels: Sequence[str], file: str) -> None:
        self.expected, self.labels, self.file = expected, labels, file
        self.end = 0
        self.torn: DrawnLine | None = None  # a line that ended within a word without a hyphen

    def follow(self, line: DrawnLine) -> None:
        text = _normal(line.text, is_drawn=True)
        if not text:
            return
        if self.expected[self.end : self.end + 1] == " ":
            self.end += 1
        elif self.torn:
            self._check_cut(self.torn, text)
        self.torn = None
        if self.expected.startswith(text, self.end):
            self.end += len(text)
            self.torn = line
        elif text.endswith("-") and self._goes_on_after(text[:-1]):
            self.end += len(text) - 1
        else:
            self._fail(line, text)

    def _goes_on_after(self, text: str) -> bool:
        """Return whether a line is what is expected, and ends within a word."""
        after = self.end + len(text)
        following = self.expected[after : after + 1]
        return self.expected.startswith(text, self.end) and following.isalnum()

    def _check_cut(self, line: DrawnLine, following: str) -> None:
        """Raise ProofError if a word that is cut at the end of a line lacks its hyphen.

        A line may end beside a dash, between the letters of Chinese, and in a word that is longer
        than a line.
        """
        before = _normal(line.text, is_drawn=True)
        beside = before[-1] + following[0]
        if not beside.isalnum() or BREAKS.search(beside) or UNSPACED_LETTER.search(beside):
            return
        if " " in before:
            word = before.rpartition(" ")[2]
            message = f"“{word}” is cut at the end of a line without a hyphen"
            self._raise(line, message)

    def _fail(self, line: DrawnLine, text: str) -> NoReturn:
        length = common_length(text, self.expected[self.end : self.end + len(text)])
        start = max(0, length - BEFORE)
        place = self.end + length
        wanted = self.expected[max(0, place - (length - start)) : place + AFTER]
        wanted, actual = tell_apart(wanted, text[start : length + AFTER])
        self._raise(line, f"a screen reader should say “{wanted}” but says “{actual}”")

    def _raise(self, line: DrawnLine, message: str) -> NoReturn:
        raise ProofError(f"page {self.labels[line.page]}: {message}", file=self.file)

    def check_end(self) -> None:
        if self.end < len(self.expected):
            missing = self.expected[self.end : self.end + AFTER]
            raise ProofError(f"a screen reader does not say “{missing}”", file=self.file)

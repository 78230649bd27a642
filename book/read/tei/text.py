"""The words of a TEI document: its white space, its ends of lines, and the ranges on the text."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from book.model import BlockKind, RangeKind
from book.read.builder import DocumentBuilder

HYPHEN_END = re.compile(r"[^\W\d_]+[-\N{HYPHEN}¬⸗]$")
LETTERS = re.compile(r"[^\W\d_]+")
WHITE = " \t\n\r"
# After one of these, the hyphen before it stands for the rest of a word.
CONJUNCTIONS = ("und", "oder", "bis", "and", "or", "et", "ou")


class TeiText:
    """Writes text to a builder, and decides about the spaces between its pieces.

    `whole_words` are the words of the document, in lower case: a word that a hyphen divides at the
    end of a line is joined if it is one of them.
    """

    def __init__(self, builder: DocumentBuilder, whole_words: frozenset[str]) -> None:
        self.builder = builder
        self._whole_words = whole_words
        self._is_spaced = False  # a space is due before the next word
        self._is_joined = False  # a line ended within a word
        self._held = ""  # a word with a hyphen, until it is known what follows

    def write(self, text: str) -> None:
        """Write text; a run of white space is one space."""
        core = text.strip(WHITE)
        if not core:
            self._is_spaced = bool(text) or self._is_spaced
            return
        self._is_spaced = self._is_spaced or text[0] in WHITE
        self._write_before(core)
        match = HYPHEN_END.search(core)
        self._held = match[0] if match else ""
        self.builder.text(core[: match.start()] if match else core)
        self._is_spaced, self._is_joined = text[-1] in WHITE, False

    def _write_before(self, core: str) -> None:
        """Write the word that was held back, and the space before what follows."""
        if self._is_joined and self._held:
            held, self._held = self._rejoined(core), ""
            self.builder.text(held)
            return
        self._write_held()
        if self._is_spaced and not self._is_joined:
            self.builder.text(" ")

    def _rejoined(self, core: str) -> str:
        """Return the held part of a divided word as it is printed before the other part."""
        after = LETTERS.match(core)
        if after and after[0] in CONJUNCTIONS:
            return f"{self._held} "
        word = (self._held[:-1] + after[0]).lower() if after else ""
        is_whole = self._held.endswith("¬") or (core[0].islower() and word in self._whole_words)
        return self._held[:-1] if is_whole else self._held

    def _write_held(self) -> None:
        held, self._held = self._held, ""
        if held:
            self.builder.text(held)

    def line_end(self, *, joins: bool = False) -> None:
        """End a line of the source; with `joins`, or after a hyphen, a word goes on."""
        if joins:
            self._held = self._held and self._held[:-1] + "¬"
        if joins or (self._held and not self._is_spaced):
            self._is_joined = True
        else:
            self._is_spaced = True

    def ends_with(self, signs: str) -> bool:
        """Return whether the last character written is one of these, with no space after it."""
        last = self.builder.last_character
        return bool(last) and last in signs and not self._is_spaced and not self._held

    def close(self, sign: str) -> None:
        """Write a closing sign directly after the last word; a space that was due follows it."""
        self._write_held()
        self.builder.text(sign)

    def remove_space(self) -> None:
        """Drop the space before a sign of punctuation."""
        self._is_spaced = False

    def end(self) -> None:
        """End what is written: no space or word goes on."""
        self._write_held()
        self._is_spaced = self._is_joined = False

    @contextmanager
    def ranges(self, *ranges: tuple[RangeKind, str]) -> Iterator[None]:
        """Let the text written inside have these forms."""
        self._write_before("x")
        self._is_spaced = False
        with ExitStack() as stack:
            for kind, value in ranges:
                stack.enter_context(self.builder.range(kind, value))
            yield
            self._write_held()

    @contextmanager
    def block(self, kind: BlockKind = "paragraph", **form: Any) -> Iterator[None]:
        """Let the text written inside be a block."""
        self.end()
        with self.builder.block(kind, **form):
            yield
            self.end()

    def note_call(self, note: str) -> None:
        """Call a note after the last word."""
        self._write_held()
        self.builder.note_call(note)

    def line_break(self, indent: int = 0) -> None:
        """Begin a new line of verse."""
        self.end()
        self.builder.line_break(indent)

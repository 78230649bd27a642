"""How print shows the form of words: in fonts, on baselines, by lines, links and languages."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from book.verify.intake.words import UNSPACED, split
from book.verify.proof.marked_form import OTHER, FormedPassage, WordForm
from book.verify.proof.spoken_form import SpokenForm, SpokenPiece

# Han, kana, Thai … have no italics, semi-bold letters and small capitals, nor has their font.
UNSLANTED = re.compile(rf"[{UNSPACED}\W_]")
PLAIN_FONTS = "Noto-"
# Hebrew has no italics: a face of half the weight is for emphasis (book/render/fonts/scripts.py).
HEBREW = re.compile("[\u05d0-\u05f2]")
FOR_EMPHASIS = re.compile(r"-Semi-Bold(?:,|-Semi-Bold)")
SCRIPTS = ("superscript", "subscript")
FARTHEST = 7  # the most that a letter is raised, in the unit of the pages
LEAST = 0.5

LOOKS: dict[str, Callable[[SpokenPiece], bool]] = {
    "strong": lambda piece: "Bold" in piece.drawn.font,
    "small-capitals": lambda piece: "Small-Caps" in piece.drawn.font,
    "underline": lambda piece: piece.drawn.is_underlined,
    "deletion": lambda piece: piece.drawn.is_struck,
    "link": lambda piece: any(element.tag == "Link" for element in piece.path),
}
IN_FONTS = ("emphasis", "strong", "small-capitals")


@dataclass(frozen=True, slots=True)
class PlacedRun:
    """The characters of a style, from a place in a spoken text to another."""

    start: int
    end: int
    style: WordForm
    begins_line: bool

    @property
    def is_script(self) -> bool:
        return any(kind in self.style.kinds for kind in SCRIPTS)

    @property
    def is_other(self) -> bool:
        return OTHER in self.style.kinds


Lost = Iterator[tuple[str, str]]  # a kind of form, and a word that lacks it


def lost_words(passage: FormedPassage, runs: Sequence[PlacedRun], spoken: SpokenForm) -> Lost:
    """Yield the kind and the word wherever a word of a passage has not the look of its form."""
    if any(run.style.kinds or run.style.language for run in runs):
        looks = _PassageLooks(passage, runs, spoken)
        for index, run in enumerate(runs):
            yield from looks.lost(index, run)


class _PassageLooks:
    """The looks of the words of one passage, which tell their form beside the others."""

    def __init__(
        self, passage: FormedPassage, runs: Sequence[PlacedRun], spoken: SpokenForm
    ) -> None:
        self.passage, self.runs, self.spoken = passage, runs, spoken

    def lost(self, index: int, run: PlacedRun) -> Lost:
        for kind in sorted(run.style.kinds - {OTHER}):
            has_look = self.look(kind, index)
            for piece in self.spoken.between(run.start, run.end):
                is_told = kind not in IN_FONTS or _slanting(piece)
                if is_told and not has_look(piece):
                    yield from ((kind, word) for word in _words(piece))
        if language := run.style.language.casefold():
            for piece in self.spoken.between(run.start, run.end):
                if piece.language.casefold() != language:
                    yield from (("foreign", word) for word in _words(piece))

    def look(self, kind: str, index: int) -> Callable[[SpokenPiece], bool]:
        """Return whether a piece of a run looks as words of a kind do."""
        if kind == "emphasis":
            return self.is_emphasized
        if kind in SCRIPTS:
            beside = tuple(self.beside(index))
            if {*SCRIPTS} <= self.runs[index].style.kinds:  # one within the other
                return lambda piece: _is_small(piece, beside)
            return lambda piece: _is_moved(piece, beside, up=kind == "superscript")
        return LOOKS.get(kind, _anything)

    def is_emphasized(self, piece: SpokenPiece) -> bool:
        """Tell whether a piece looks otherwise than the words of its script beside it."""
        slant = self.slant_of_others(is_hebrew=_is_hebrew(piece))
        if slant is None:
            return _is_slanted(piece) if self.passage.is_plain else True
        return _is_slanted(piece) != slant

    def slant_of_others(self, *, is_hebrew: bool) -> bool | None:
        """Return whether most words without emphasis are in italics, None if there are none."""
        slanted = upright = 0
        for run in self.runs:
            if not run.is_other and "emphasis" not in run.style.kinds:
                for piece in self.spoken.between(run.start, run.end):
                    if _is_hebrew(piece) != is_hebrew:
                        continue
                    letters = len(_slanting(piece))
                    slanted += letters if _is_slanted(piece) else 0
                    upright += 0 if _is_slanted(piece) else letters
        return slanted > upright if slanted or upright else None

    def beside(self, index: int) -> Iterator[SpokenPiece]:
        """Yield what stands on the line before and after a run that is raised or lowered."""
        before, after = reversed(self.runs[:index]), self.runs[index + 1 :]
        for runs, is_before in ((before, True), (after, False)):
            run = next((run for run in runs if not run.is_script and not run.is_other), None)
            if run:
                yield self.spoken.at(run.end - 1 if is_before else run.start)


def _anything(_: SpokenPiece) -> bool:
    return True


def _slanting(piece: SpokenPiece) -> str:
    """Return the letters of a piece that can have the look of a font's style."""
    is_plain = piece.drawn.font.startswith(PLAIN_FONTS)
    return "" if is_plain else UNSLANTED.sub("", piece.letters)


def _is_hebrew(piece: SpokenPiece) -> bool:
    return bool(HEBREW.search(piece.drawn.text))


def _is_slanted(piece: SpokenPiece) -> bool:
    """Tell whether a piece is in italics, or in what its script has instead."""
    if _is_hebrew(piece):
        return bool(FOR_EMPHASIS.search(piece.drawn.font))
    return "Italic" in piece.drawn.font


def _is_moved(piece: SpokenPiece, beside: Sequence[SpokenPiece], *, up: bool) -> bool:
    """Return whether a piece stands above, or below, the line of one of the pieces beside it."""
    shifts = [
        (each.drawn.baseline - piece.drawn.baseline) * (1 if up else -1)
        for each in beside
        if each.drawn.page == piece.drawn.page
    ]
    near = [shift for shift in shifts if abs(shift) < FARTHEST]
    if not near:  # it stands on a line alone
        return _is_small(piece, beside)
    return any(shift > LEAST for shift in near)


def _is_small(piece: SpokenPiece, beside: Sequence[SpokenPiece]) -> bool:
    return all(piece.drawn.size <= each.drawn.size for each in beside)


def _words(piece: SpokenPiece) -> list[str]:
    return split(piece.letters if piece.is_part else piece.drawn.text)

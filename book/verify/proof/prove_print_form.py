"""Prove that the PDF has all form of the edition: each kind, on the very words.

The edition is followed through the PDF character by character. What the style sheet does besides,
such as setting a stage direction in italics, is no form of the text: emphasis is what differs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from book.errors import ProofError
from book.model import Edition
from book.verify.intake.form import BLOCK_KINDS, WORD_KINDS
from book.verify.proof.edition_form import gather_edition
from book.verify.proof.marked_form import FormedPassage, formed_lines
from book.verify.proof.pages import printed_numbers
from book.verify.proof.print_blocks import BlockFollower, lost_elements
from book.verify.proof.prove_form import REMEDY, SHOWN, UNTOLD
from book.verify.proof.spoken_form import SpokenForm, letters_of
from book.verify.proof.word_looks import PlacedRun, lost_words
from book.verify.readback.pdf import PdfReading
from book.verify.readback.speech import TaggedBook

QUOTED = 40  # characters of a text that cannot be followed
Runs = tuple[PlacedRun, ...]
LostForm = tuple[dict[str, list[str]], Counter[str]]


def prove_print_form(
    edition: Edition, book: TaggedBook, spoken: SpokenForm, reading: PdfReading, file: str
) -> None:
    """Raise ProofError if a PDF lacks form that the edition has.

    The words must be proven: the PDF says those of the edition, in order. `spoken` is its text.
    """
    words, blocks = find_lost_form(edition, book, spoken, reading, file)
    _require_words(words, file)
    _require_blocks(blocks, edition, file)


def find_lost_form(
    edition: Edition, book: TaggedBook, spoken: SpokenForm, reading: PdfReading, file: str
) -> LostForm:
    """Return the words of each kind that have lost it, and the number of the blocks that are lost.

    Raise ProofError if the PDF has other words.
    """
    follower = BlockFollower(spoken)
    words: dict[str, list[str]] = {}
    blocks: set[tuple[str, str]] = set()
    for passage, runs in _placed(edition, spoken, printed_numbers(reading), file):
        blocks.update(follower.lost(passage, runs))
        for kind, word in lost_words(passage, runs, spoken):
            words.setdefault(kind, []).append(word)
    return words, Counter(kind for kind, _ in blocks) | lost_elements(edition, book)


def _placed(
    edition: Edition, spoken: SpokenForm, numbers: Mapping[str, str], file: str
) -> Iterator[tuple[FormedPassage, Runs]]:
    """Yield each passage of the edition with the places of its runs in the spoken text."""
    place = 0
    for line in formed_lines(edition, numbers):
        runs = []
        for run in line.runs:
            letters = letters_of(run.text)
            if not spoken.letters.startswith(letters, place):
                message = f"the form cannot be followed from here: “{letters[:QUOTED]}”"
                raise ProofError(message, file=file, remedy=REMEDY)
            end = place + len(letters)
            if letters:
                runs.append(PlacedRun(place, end, run.style, run.begins_line))
            place = end
        if line.passage and runs:
            yield line.passage, tuple(runs)


def _require_words(lost: Mapping[str, list[str]], file: str) -> None:
    for kind in WORD_KINDS:
        if words := kind not in UNTOLD["pdf"] and lost.get(kind):
            named = ", ".join(sorted(set(words))[:SHOWN])
            message = f"{len(words)} × {kind} is lost here: {named}"
            raise ProofError(message, file=file, remedy=REMEDY)


def _require_blocks(lost: Mapping[str, int], edition: Edition, file: str) -> None:
    wanted = gather_edition(edition).blocks
    for kind in BLOCK_KINDS:
        if number := lost.get(kind):
            known = len(wanted.get(kind, ())) or number
            message = f"{number} of {max(known, number)} {kind} are lost here"
            raise ProofError(message, file=file, remedy=REMEDY)

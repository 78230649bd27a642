"""Prove that a screen reader says every word of the edition once, in order."""

from collections.abc import Iterator, Mapping
from itertools import islice

from book.errors import ProofError
from book.model import Edition
from book.text.plaintext import Anchor, plain_chapters
from book.text.typography import without_hyphens
from book.verify.proof.expected import CALL, with_marked_calls
from book.verify.readback.pdf import PdfReading


def prove_speech(edition: Edition, speech: str, reading: PdfReading, file: str) -> None:
    """Check that a screen reader says every word of the edition once, in order, each note after the paragraph that calls it.

    `speech` is the text along the structure tree (ISO 14289-1, 7.1: logical reading order). Here spaces count, as words do.
    """
    labels = {anchor: reading.labels[index] for anchor, index in reading.anchors.items()}
    wanted = [word for line in _spoken(edition, labels) for word in spoken_words(line)]
    said = spoken_words(speech)
    if wanted != said:
        at = next(
            (i for i, (a, b) in enumerate(zip(wanted, said, strict=False)) if a != b),
            min(len(wanted), len(said)),
        )
        expected, found = (" ".join(words[max(0, at - 3) : at + 5]) for words in (wanted, said))
        raise ProofError(f"a screen reader should say “{expected}” and says “{found}”", file=file)


def _spoken(edition: Edition, numbers: Mapping[str, str]) -> Iterator[str]:
    """Write the edition line by line as it is to be spoken; the calls are signed, to know what is called where."""
    for chapter in plain_chapters(with_marked_calls(edition), numbers):
        notes = iter(chapter.notes)
        for line in (part for part in chapter.flow if not isinstance(part, Anchor)):
            yield line.replace(CALL, "")
            yield from (
                f"{note.mark}. {note.text}".replace(CALL, "")
                for note in islice(notes, line.count(CALL))
            )


def spoken_words(text: str) -> list[str]:
    """Split into words as they are spoken, without hyphens, which may be those of line ends.

    >>> spoken_words("the ﬁrst inter\\N{SOFT HYPHEN}national law, §\\N{NO-BREAK SPACE}2")
    ['the', 'first', 'international', 'law,', '§', '2']
    """
    return without_hyphens(text).split()

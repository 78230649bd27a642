"""Prove that a reader gave all words of a file, and none that the file lacks."""

from collections.abc import Sequence

from book.errors import EditionError, ProofError
from book.model import FormCount, Line
from book.verify.intake import words
from book.verify.intake.extract import gather, is_plain
from book.verify.intake.form import compare_form
from book.verify.intake.gathering import Gathered
from book.verify.intake.lines import gather_lines
from book.verify.intake.plain import prove_lines
from book.verify.intake.words import WORD, Words

SHOWN = 8  # words that an error names
CONTEXT = 40  # characters on either side of a word that an error quotes
REMEDY = (
    "This is a bug in Variorum: please report it with this file. Until it is mended, save the file "
    "in another format (.docx, .odt, .html, .md or .txt) and use that."
)


def prove_intake(
    name: str, content: bytes, encoding: str, lines: Sequence[Line]
) -> tuple[FormCount, ...]:
    """Return how much form a file has, and how much was read.

    Raise ProofError if the words that a reader gave are not those of the file, EditionError if the
    file cannot be read here.
    """
    there, given = _gather(name, content, encoding), gather_lines(lines)
    _prove_words(name, there, given)
    if is_plain(name):
        prove_lines(name, content, encoding, lines, REMEDY)
    return compare_form(there, given, lines)


def _gather(name: str, content: bytes, encoding: str) -> Gathered:
    try:
        return gather(name, content, encoding)
    except EditionError as error:
        raise EditionError(
            error.message, file=name, line=error.line, remedy=error.remedy
        ) from error


def _prove_words(name: str, there: Gathered, given: Gathered) -> None:
    difference = words.compare(
        words.count(there.needed),
        words.count(given.needed),
        words.count(given.optional),
        words.count(there.optional),
    )
    if difference.missing:
        message = f"words were lost as this file was read: {_list(difference.missing, there)}"
        raise ProofError(message, file=name, remedy=REMEDY)
    if difference.invented:
        message = f"words that this file lacks were read: {_list(difference.invented, given)}"
        raise ProofError(message, file=name, remedy=REMEDY)


def _list(lost: Words, found: Gathered) -> str:
    """Return the first words in their context, and how many there are."""
    passage = max(found.needed, key=lambda text: _share(text, lost))
    total = lost.total()
    first = next(word for word in words.split(passage) if word in lost)
    number = f" ({total} words)" if total > 1 else ""
    return f"{_quote(passage, first)}{number}"


def _share(passage: str, lost: Words) -> float:
    """Return the share of the words of a passage that are lost."""
    own = words.split(passage)
    return sum(word in lost for word in own) / len(own) if own else 0


def _quote(passage: str, word: str) -> str:
    """Return a word and what stands around it.

    >>> _quote("The boat  sank at the weir.", "sank")
    '“sank” in “The boat sank at the weir.”'
    """
    text = " ".join(passage.split())
    found = next((m for m in WORD.finditer(text) if word in words.split(m[0])), None)
    start, end = found.span() if found else (0, 0)
    before, after = max(start - CONTEXT, 0), end + CONTEXT
    shown = f"{'…' if before else ''}{text[before:after]}{'…' if after < len(text) else ''}"
    return f"“{word}” in “{shown}”"

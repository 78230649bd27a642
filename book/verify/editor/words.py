"""Compare the words that the editor wrote with those that the edition prints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from book.errors import ProofError
from book.model import Break as LineBreak
from book.model import Inline, Inlines, Link, PageReference, Supplied
from book.text.inlines import text_of
from book.verify.editor.markdown import SourceWord, cited_keys
from book.verify.intake.words import split

SHOWN = 6  # words that an error quotes
LONGEST_CONNECTIVE = 5  # letters: a citation has "et al.", "n.d.", "vol.", "Hrsg."
REMEDY = "This is a bug in Variorum: please report it with the edition's folder."


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word of the edition; the program generated it, or may have."""

    word: str
    is_generated: bool = False


@dataclass(frozen=True, slots=True)
class References:
    """The words of each entry of the bibliography's data, by its key."""

    words: Mapping[str, frozenset[str]]

    def of(self, text: str) -> frozenset[str]:
        """Return the words of all entries that Markdown cites."""
        return frozenset().union(*(self.words.get(key, frozenset()) for key in cited_keys(text)))


def printed_words(texts: Iterable[Inlines]) -> list[PrintedWord]:
    """Return the words of texts, each of which is a passage of its own."""
    words: list[PrintedWord] = []
    for inlines in texts:
        pieces = list(_pieces(inlines, is_generated=False))
        words += _words_of_pieces(pieces)
    return words


def _pieces(inlines: Inlines, *, is_generated: bool) -> Iterator[tuple[str, bool]]:
    for inline in inlines:
        yield from _piece(inline, is_generated=is_generated)


def _piece(inline: Inline, *, is_generated: bool) -> Iterator[tuple[str, bool]]:
    match inline:
        case PageReference():
            yield " ", True
        case LineBreak():
            yield " ", is_generated
        case Link(target=target) if target.startswith("#ref-"):
            yield text_of(inline.inlines), True
        case Supplied():
            yield from _pieces(inline.inlines, is_generated=is_generated)
        case _:
            inner = getattr(inline, "inlines", None)
            if inner is None:
                yield text_of((inline,)), is_generated
            else:
                yield from _pieces(inner, is_generated=is_generated)


def _words_of_pieces(pieces: Sequence[tuple[str, bool]]) -> Iterator[PrintedWord]:
    """Yield the words of pieces; one that goes over a seam is generated if a part of it is."""
    text = "".join(piece for piece, _ in pieces)
    plain = "".join(" " * len(piece) if generated else piece for piece, generated in pieces)
    written = split(plain)
    index = 0
    for word in split(text):
        is_written = index < len(written) and written[index] == word
        index += is_written
        yield PrintedWord(word, not is_written)


def prove_words(
    source: Sequence[SourceWord],
    printed: Sequence[PrintedWord],
    what: str,
    file: str,
    line: int,
    explained: frozenset[str] = frozenset(),
    *,
    is_whole: bool = True,
) -> None:
    """Raise ProofError unless the printed words are those of the source.

    Without `is_whole`, more may follow them. In a gap may stand what the program generated, words
    that the editor wrote there, those of `explained`, and short connectives.
    """
    reached = {0}
    for number, wanted in enumerate(source):
        if wanted.is_gap:
            reached = _past_gap(reached, printed, wanted.gap | explained)
            continue
        after = {at + 1 for at in reached if _word_at(printed, at) == wanted.word}
        if wanted.is_optional:
            after |= reached
        if not after:
            raise _differs(source[number:], printed[max(reached) :], what, file, line)
        reached = after
    if is_whole and len(printed) not in reached:
        raise _differs((), printed[max(reached) :], what, file, line)


def _past_gap(
    reached: set[int], printed: Sequence[PrintedWord], allowed: frozenset[str]
) -> set[int]:
    past = set(reached)
    for start in reached:
        at = start
        while at < len(printed) and _may_fill(printed[at], allowed):
            at += 1
            if at in past:
                break
            past.add(at)
    return past


def _may_fill(printed: PrintedWord, allowed: frozenset[str]) -> bool:
    if printed.is_generated or printed.word in allowed:
        return True
    return len(printed.word) <= LONGEST_CONNECTIVE


def _word_at(printed: Sequence[PrintedWord], at: int) -> str:
    return printed[at].word if at < len(printed) else ""


def _differs(
    source: Sequence[SourceWord],
    printed: Sequence[PrintedWord],
    what: str,
    file: str,
    line: int,
) -> ProofError:
    wanted = " ".join("…" if each.is_gap else each.word for each in source[:SHOWN])
    found = " ".join(each.word for each in printed[:SHOWN])
    expected = f"“{wanted}”" if wanted else "nothing more"
    actual = f"“{found}”" if found else "nothing"
    message = f"{what} is not printed as it is written here: expected {expected}, found {actual}"
    return ProofError(message, file=file, line=line, remedy=REMEDY)

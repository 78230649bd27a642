"""The text as the suggestions read it: paragraphs, sentences, and how often words occur."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from book.model import DraftNote, DraftTerm, Edition, Place
from book.text.traversal import paragraph_texts
from book.text.typography import STRAIGHT, fold

SENTENCE_END = re.compile(r"(?:[.!?。!?](?:[”’\"')\]]*)(?:\s+|$|(?<=[。!?])))")
ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Dr|St|No|Nos|vol|art|cf|ca|e\.g|i\.e)\.)\s+$")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
NEXT = re.compile(r"\s*\S+")
MARKS = " .,;:!?…\"'()[]"
OUTSIDE = r"[^\W\u2e80-\uffff]"  # a letter, a figure or _, but none of Chinese, Japanese or Korean, whose words nothing divides
INNER = re.compile(rf"(?<=[a-zß-ÿ,;] )([^\W\d_a-zß-ÿ](?:{OUTSIDE}|[’'-])*)")
LEAST = 4  # letters; a shorter word within a name explains nothing


@dataclass(frozen=True, slots=True)
class AnalyzedParagraph:
    """A paragraph of a witness, with where each of its sentences begins."""

    place: Place
    text: str
    starts: tuple[int, ...]

    def sentence(self, at: int) -> str:
        """Give the sentence that holds the character `at`."""
        begin = max((start for start in self.starts if start <= at), default=0)
        end = min((start for start in self.starts if start > at), default=len(self.text))
        return self.text[begin:end].strip()


def read_paragraphs(edition: Edition) -> tuple[AnalyzedParagraph, ...]:
    return tuple(
        AnalyzedParagraph(place, text, tuple(_starts(text)))
        for place, text in paragraph_texts(edition.divisions).items()
    )


def _starts(text: str) -> Iterator[int]:
    """Find where sentences begin.

    >>> list(_starts("Mr. Lee spoke. “No.” He left"))
    [0, 15, 21]
    """
    yield 0
    for match in SENTENCE_END.finditer(text):
        if match.end() < len(text) and not ABBREVIATED.search(text[: match.end()]):
            yield match.end()


@dataclass(frozen=True)
class AnalyzedText:
    """The paragraphs of an edition, in its language; `words` are those of the book itself, for its months."""

    paragraphs: tuple[AnalyzedParagraph, ...]
    language: str
    labels: Mapping[str, str]

    @cached_property
    def small(self) -> Counter[str]:
        """Count the words that are written in small letters."""
        return Counter(
            word for p in self.paragraphs for word in WORD.findall(p.text) if word[:1].islower()
        )

    @cached_property
    def months(self) -> list[str]:
        return self.labels["months"].split()

    @cached_property
    def inner(self) -> frozenset[str]:
        """The words that have a capital within a sentence."""
        return frozenset(word for p in self.paragraphs for word in INNER.findall(p.text))

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {}

    def count(self, words: str) -> int:
        if words not in self._counts:
            pattern = re.compile(rf"(?<!{OUTSIDE}){re.escape(words)}(?!{OUTSIDE})")
            self._counts[words] = sum(len(pattern.findall(p.text)) for p in self.paragraphs)
        return self._counts[words]

    def lemma(self, paragraph: AnalyzedParagraph, start: int, end: int) -> str:
        """Lengthen words until they stand in their paragraph once, as the lemma of a note must."""
        straight = paragraph.text.translate(STRAIGHT)
        while straight.count(words := straight[start:end].strip(MARKS)) > 1:
            if more := NEXT.match(straight, end):
                end = more.end()
            elif start == 0:
                break
            else:
                start = straight[:start].rstrip().rfind(" ") + 1
        at = straight.find(words, start)
        return paragraph.text[at : at + len(words)]

    def is_explained(
        self, words: str, notes: tuple[DraftNote, ...], terms: tuple[DraftTerm, ...]
    ) -> bool:
        """Say whether a note stands at these words, or the glossary has them."""
        name = fold(words)
        glossed = {fold(part) for term in terms for part in (term.term, term.expansion) if part}
        noted = {fold(note.lemma) for note in notes}
        return name in glossed or any(
            name in lemma or (lemma in name and len(lemma) >= LEAST) for lemma in noted
        )

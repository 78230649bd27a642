"""The text as the suggestions read it: its paragraphs, sentences, and the frequency of words."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from book.model import DraftNote, DraftTerm, Edition, Place
from book.text.traversal import paragraph_texts
from book.text.typography import STRAIGHT, fold

SENTENCE_END = re.compile(r"(?:[.!?。!?](?:\s?»|[”’“\"')\]])*(?:\s+|$|(?<=[。!?])))")
ABBREVIATED = re.compile(
    r"\b(?:[A-ZА-ЯΑ-Ω]|Mr|Mrs|Dr|St|No|Nos|vol|art|cf|ca|e\.g|i\.e"
    r"|MM|Sr|Sra|Dña|Sig|prof|ks|św|г|гг|т|гл|др|им|ул|κ)\.\s+$"
)
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
NEXT = re.compile(r"\s*\S+")
MARKS = " .,;:!?…\"'()[]"
# A letter, a digit or _, but not of Chinese, Japanese or Korean, which do not divide words.
OUTSIDE = r"[^\W\u2e80-\uffff]"
INNER = re.compile(rf"(?<=[a-zß-ÿ,;] )([^\W\d_a-zß-ÿ](?:{OUTSIDE}|[’'-])*)")
LEAST = 4  # letters of a lemma that, as a part of a name, explains it


@dataclass(frozen=True, slots=True)
class AnalyzedParagraph:
    """A paragraph of a witness, and the offsets at which its sentences begin."""

    place: Place
    text: str
    starts: tuple[int, ...]

    def sentence(self, position: int) -> str:
        """Return the sentence that has the character at `position`."""
        begin = max((start for start in self.starts if start <= position), default=0)
        end = min((start for start in self.starts if start > position), default=len(self.text))
        return self.text[begin:end].strip()


def analyze(edition: Edition) -> "AnalyzedText":
    """Return the text of an edition's witnesses, ready to be searched."""
    language = edition.imprint.language.split("-")[0].lower()
    paragraphs = tuple(
        AnalyzedParagraph(place, text, tuple(_sentence_starts(text, language)))
        for place, text in paragraph_texts(edition.divisions).items()
    )
    return AnalyzedText(paragraphs, language, edition.labels)


def _sentence_starts(text: str, language: str = "en") -> Iterator[int]:
    """Yield the offsets at which sentences begin. The semicolon is the question mark of Greek.

    >>> list(_sentence_starts("Mr. Lee spoke. “No.” He left"))
    [0, 15, 21]
    """
    yield 0
    text = text.replace(";", "?") if language == "el" else text
    for match in SENTENCE_END.finditer(text):
        if match.end() < len(text) and not ABBREVIATED.search(text[: match.end()]):
            yield match.end()


@dataclass(frozen=True)
class AnalyzedText:
    """The paragraphs of an edition, its language, and its labels, which have the months' names."""

    paragraphs: tuple[AnalyzedParagraph, ...]
    language: str
    labels: Mapping[str, str]
    _counts: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def lowercase(self) -> Counter[str]:
        """How often each word occurs that is written in small letters."""
        words = (word for p in self.paragraphs for word in WORD.findall(p.text))
        return Counter(word for word in words if word[:1].islower())

    @cached_property
    def months(self) -> list[str]:
        return self.labels["months"].split()

    @cached_property
    def capitalized(self) -> frozenset[str]:
        """The words that are capitalized within a sentence."""
        return frozenset(word for p in self.paragraphs for word in INNER.findall(p.text))

    def count(self, words: str) -> int:
        """Count how often words occur in the text."""
        if words not in self._counts:
            self._counts[words] = self._count(words)
        return self._counts[words]

    def _count(self, words: str) -> int:
        pattern = re.compile(rf"(?<!{OUTSIDE}){re.escape(words)}(?!{OUTSIDE})")
        return sum(len(pattern.findall(p.text)) for p in self.paragraphs)

    def lemma(self, paragraph: AnalyzedParagraph, start: int, end: int) -> str:
        """Return words lengthened until they occur once in their paragraph, as a lemma must."""
        straight = paragraph.text.translate(STRAIGHT)
        while straight.count(straight[start:end].strip(MARKS)) > 1:
            longer = _lengthened(straight, start, end)
            if longer == (start, end):
                break
            start, end = longer
        words = straight[start:end].strip(MARKS)
        position = straight.find(words, start)
        return paragraph.text[position : position + len(words)]

    def is_explained(
        self, words: str, notes: tuple[DraftNote, ...], terms: tuple[DraftTerm, ...]
    ) -> bool:
        """Return whether a note is attached to these words, or the glossary has them."""
        name = fold(words)
        glossed = {fold(part) for term in terms for part in (term.term, term.expansion) if part}
        lemmas = {fold(note.lemma) for note in notes}
        return name in glossed or any(
            name in lemma or (lemma in name and len(lemma) >= LEAST) for lemma in lemmas
        )


def _lengthened(text: str, start: int, end: int) -> tuple[int, int]:
    """Add the next word to a span, or the previous one at the end of the text."""
    if more := NEXT.match(text, end):
        return start, more.end()
    return text[:start].rstrip().rfind(" ") + 1 if start else 0, end

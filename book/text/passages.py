"""Search the passages of an edition: the paragraphs of the witnesses, and the notes on them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from book.errors import EditionError
from book.model import Block, Division, Edition, Inlines, Note, Paragraph
from book.text.digits import in_digits
from book.text.inlines import calls_of, text_of
from book.text.similar import CONTEXT, most_similar
from book.text.traversal import blocks_of
from book.text.typography import HAN, STRAIGHT
from book.text.word_index import WordIndex

WORD = r"[\w-]"
WordPosition = tuple[str, int]  # a passage's key, and an offset in its text, from 0
Rewrite = Callable[[Inlines], Inlines]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a witness, or a note; `key` identifies it.

    `place` and `note` are what its locators say. `straight` is the text with straight quotes,
    character for character, as it is searched; `folded` is `straight` without case, used to skip
    passages quickly.
    """

    key: str
    inlines: Inlines
    text: str
    place: str
    note: str = ""
    straight: str = field(init=False, repr=False)
    folded: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "straight", self.text.translate(STRAIGHT))
        object.__setattr__(self, "folded", self.straight.casefold())


class IndexedPassages:
    """Passages in order, and in which of them each word is."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = tuple(passages)
        self._index = WordIndex(passage.straight for passage in self.passages)

    def having(self, words: str) -> Iterator[tuple[int, Passage]]:
        """Yield the passages that may have these words, each after its number."""
        for number in self._index.candidates(" ".join(words.split()).translate(STRAIGHT)):
            yield number, self.passages[number]


def passages_of(edition: Edition, divisions: Iterable[Division] | None = None) -> Iterator[Passage]:
    """Yield each paragraph of a witness, followed by the notes that it calls.

    The passages are those of some `divisions`, or else of the whole edition, without the version
    that faces the text.
    """
    notes = {note.id: note for note in edition.notes}
    every = edition.divisions if divisions is None else divisions
    for block in blocks_of(division for division in every if division.kind != "facing"):
        if isinstance(block, Paragraph) and _is_witness(block):
            place = in_digits(str(block.place), edition.imprint.language)
            yield Passage(str(block.place), block.inlines, text_of(block.inlines), place)
            for call in calls_of(block.inlines):
                if notes[call].kind == "note":
                    yield _note_passage(notes[call], edition)


def _is_witness(paragraph: Paragraph) -> bool:
    return paragraph.place is not None and paragraph.style == "text"


def _note_passage(note: Note, edition: Edition) -> Passage:
    after_page = edition.labels["index-note"].format(note=note.mark)
    place = f"{'.'.join(note.place.path)} {after_page.strip()}"
    place = in_digits(place, edition.imprint.language)
    return Passage(note.id, note.inlines, text_of(note.inlines), place, after_page)


def word_pattern(match: str) -> re.Pattern[str]:
    """Compile the pattern of a `match`: whole words, in which `*` stands for any letters.

    A hyphen is part of a word, an apostrophe is not. Words in small letters match capitals too.

    >>> text = "Export controls: the UN’s non-proliferation, a control list, exports."
    >>> [word_pattern(match).findall(text) for match in ("export", "export*", "UN", "control")]
    [['Export'], ['Export', 'exports'], ['UN'], ['control']]
    >>> [word_pattern(match).findall(text) for match in ("proliferation", "*proliferation")]
    [[], ['non-proliferation']]
    """
    words = " ".join(match.split()).translate(STRAIGHT)
    core = words.strip("*").strip()
    inner = re.escape(core).replace(r"\*", f"{WORD}*")
    flags = re.IGNORECASE if core == core.lower() else 0
    return re.compile(_word_start(words, core) + inner + _word_end(words, core), flags)


def _word_start(words: str, core: str) -> str:
    if words.startswith("*"):
        return f"(?<!{WORD}){WORD}*?"
    return "" if HAN.match(core) else f"(?<!{WORD})"


def _word_end(words: str, core: str) -> str:
    if words.endswith("*"):
        return f"{WORD}*"
    return "" if HAN.match(core[-1:]) else f"(?!{WORD})"


def find_words(
    matches: Iterable[str], passages: IndexedPassages, owner: str, file: str, line: int
) -> frozenset[WordPosition]:
    """Return all positions of the words of the entry `owner`, which is in `file` at `line`.

    Raise EditionError if a match is empty or its words are in no passage.
    """
    positions: set[WordPosition] = set()
    for match in matches:
        if not match.strip("* "):
            problem = f"“{owner}” has an empty `match`"
            remedy = 'Write match = "…" with words of the text.'
            raise EditionError(problem, file=file, line=line, remedy=remedy)
        new = _positions(match, passages)
        if not new:
            problem = f"`match` “{match}” of “{owner}” is not in the text or the notes"
            raise EditionError(
                problem, file=file, line=line, remedy=_suggest(match, passages.passages)
            )
        positions |= new
    return frozenset(positions)


def _positions(match: str, passages: IndexedPassages) -> set[WordPosition]:
    pattern = word_pattern(match)
    longest = max(" ".join(match.split()).split("*"), key=len).strip()
    letters = longest.translate(STRAIGHT).casefold()
    return {
        (passage.key, hit.start())
        for _, passage in passages.having(match)
        if letters in passage.folded
        for hit in pattern.finditer(passage.straight)
    }


def _suggest(match: str, passages: tuple[Passage, ...]) -> str:
    """Return the remedy for words that are not found: the rule, and the most similar words."""
    similar = [
        (most_similar(match.strip("* "), p.text, context=CONTEXT), p.place) for p in passages
    ]
    nearest = sorted(similar, key=lambda pair: -pair[0].score)[:3]
    lines = "\n".join(f"    {place}: …{found.words}…" for found, place in nearest)
    rule = "Only whole words match; `*` stands for any letters of a word."
    return f"{rule} Nearest words:\n{lines}"


def rewrite_passages(edition: Edition, changes: Mapping[str, Rewrite]) -> Edition:
    """Return the edition with the passages of these keys changed."""
    divisions = tuple(_rewrite_division(division, changes) for division in edition.divisions)
    notes = tuple(
        replace(note, inlines=changes[note.id](note.inlines)) if note.id in changes else note
        for note in edition.notes
    )
    return replace(edition, divisions=divisions, notes=notes)


def _rewrite_division(division: Division, changes: Mapping[str, Rewrite]) -> Division:
    blocks = tuple(_rewrite_block(block, changes) for block in division.blocks)
    inner = tuple(_rewrite_division(child, changes) for child in division.divisions)
    return replace(division, blocks=blocks, divisions=inner)


def _rewrite_block(block: Block, changes: Mapping[str, Rewrite]) -> Block:
    if not isinstance(block, Paragraph) or not _is_witness(block):
        return block
    change = changes.get(str(block.place))
    return replace(block, inlines=change(block.inlines)) if change else block

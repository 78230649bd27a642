"""The passages in which words are sought: the paragraphs of the witnesses, and the notes called from each."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from book.errors import EditionError
from book.model import Block, Division, Edition, Inlines, Note, Paragraph
from book.text.inlines import calls_of, text_of
from book.text.traversal import blocks_of
from book.text.typography import HAN, STRAIGHT

WORD = r"[\w-]"
WordPosition = tuple[str, int]  # a passage's key, and the character in it from 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a witness or a note: `key` tells it from others, `place` and `note` are for its locators."""

    key: str
    inlines: Inlines
    text: str
    place: str
    note: str = ""
    straight: str = field(init=False, repr=False)  # the text as it is searched, letter for letter
    folded: str = field(
        init=False, repr=False
    )  # the same without case, to tell quickly that words are not in it

    def __post_init__(self) -> None:
        object.__setattr__(self, "straight", self.text.translate(STRAIGHT))
        object.__setattr__(self, "folded", self.straight.casefold())


def passages_of(edition: Edition, divisions: Iterable[Division] | None = None) -> Iterator[Passage]:
    """Go through the paragraphs that have a place, those of the witnesses, and the notes called from each."""
    notes = {note.id: note for note in edition.notes}
    for block in blocks_of(edition.divisions if divisions is None else divisions):
        if isinstance(block, Paragraph) and _is_witness(block):
            yield Passage(str(block.place), block.inlines, text_of(block.inlines), str(block.place))
            for call in calls_of(block.inlines):
                if notes[call].kind == "note":
                    yield _of_note(notes[call], edition.labels["index-note"])


def _is_witness(paragraph: Paragraph) -> bool:
    return paragraph.place is not None and paragraph.style == "text"


def _of_note(note: Note, words: str) -> Passage:
    after_page = words.format(note=note.mark)
    place = f"{'.'.join(note.place.path)} {after_page.strip()}"
    return Passage(note.id, note.inlines, text_of(note.inlines), place, after_page)


def word_pattern(match: str) -> re.Pattern[str]:
    """Make the pattern of words that are sought: whole words, where a hyphen is part of a word and an apostrophe is not.

    Words in small letters are found with capitals too; `*` stands for any letters of a word.

    >>> text = "Export controls: the UN’s non-proliferation, a control list, exports."
    >>> [word_pattern(match).findall(text) for match in ("export", "export*", "UN", "proliferation", "*proliferation", "control")]
    [['Export'], ['Export', 'exports'], ['UN'], [], ['non-proliferation'], ['control']]
    """
    words = " ".join(match.split()).translate(STRAIGHT)
    core = words.strip("*").strip()
    before = (
        f"(?<!{WORD}){WORD}*?"
        if words.startswith("*")
        else ""
        if HAN.match(core)
        else f"(?<!{WORD})"
    )
    after = f"{WORD}*" if words.endswith("*") else "" if HAN.match(core[-1:]) else f"(?!{WORD})"
    return re.compile(
        before + re.escape(core).replace(r"\*", f"{WORD}*") + after,
        re.IGNORECASE if core == core.lower() else 0,
    )


def find_words(
    matches: Iterable[str], passages: tuple[Passage, ...], owner: str, file: str, line: int
) -> frozenset[WordPosition]:
    """Find the words of the entry `owner`. Raise EditionError, with its line, for words that are nowhere."""
    spots: set[WordPosition] = set()
    for match in matches:
        if not match.strip("* "):
            raise EditionError(
                f"“{owner}” has an empty `match`",
                file=file,
                line=line,
                remedy="Write words of the text.",
            )
        sought = word_pattern(match)
        letters = (
            max(" ".join(match.split()).split("*"), key=len).strip().translate(STRAIGHT).casefold()
        )
        found = {
            (p.key, m.start())
            for p in passages
            if letters in p.folded
            for m in sought.finditer(p.straight)
        }
        if not found:
            remedy = f"Whole words are sought; `*` stands for any letters of a word. Nearest words:\n{_near(match, passages)}"
            raise EditionError(
                f"the words “{match}” of “{owner}” are not found",
                file=file,
                line=line,
                remedy=remedy,
            )
        spots |= found
    return frozenset(spots)


def _near(match: str, passages: tuple[Passage, ...]) -> str:
    sought = match.strip("* ").translate(STRAIGHT)
    near = sorted((_nearest(sought, passage) for passage in passages), key=lambda n: -n[0])[:3]
    return "\n".join(f"    {place}: …{snippet}…" for _, place, snippet in near)


def _nearest(sought: str, passage: Passage) -> tuple[float, str, str]:
    match = fuzz.partial_ratio_alignment(sought, passage.straight)
    if match is None:
        return 0.0, passage.place, passage.text[:40]
    return (
        match.score,
        passage.place,
        passage.text[max(match.dest_start - 10, 0) : match.dest_end + 10].strip(),
    )


def rewrite_passages(
    edition: Edition, changes: Mapping[str, Callable[[Inlines], Inlines]]
) -> Edition:
    """Change the passages of these keys."""

    def in_block(block: Block) -> Block:
        change = (
            changes.get(str(block.place))
            if isinstance(block, Paragraph) and _is_witness(block)
            else None
        )
        return (
            replace(block, inlines=change(block.inlines))
            if change and isinstance(block, Paragraph)
            else block
        )

    def in_division(division: Division) -> Division:
        blocks, inner = (
            tuple(map(in_block, division.blocks)),
            tuple(map(in_division, division.divisions)),
        )
        return replace(division, blocks=blocks, divisions=inner)

    notes = tuple(
        replace(n, inlines=changes[n.id](n.inlines)) if n.id in changes else n
        for n in edition.notes
    )
    return replace(edition, divisions=tuple(map(in_division, edition.divisions)), notes=notes)

"""Sort the bibliography in a language whose order citeproc does not have."""

from book.model import Block, Paragraph
from book.text.inlines import text_of
from book.text.sorting import Alphabet

# citeproc sorts by the letters of CLDR, but has no Chinese order, no dotless I, and puts Latin
# letters before those of any other script.
LACKING = ("az", "tr", "ja")
DASHES = "-–—―⸺⸻"  # in place of the name of the entry before
ENDS = ",.(，。（、،"


def sort_bibliography(blocks: tuple[Block, ...], alphabet: Alphabet) -> tuple[Block, ...]:
    """Return the entries by the names with which they begin; those of one name stay as they are.

    In languages whose order citeproc has, all stay as they are.
    """
    is_sorted = not (alphabet.script or alphabet.han or alphabet.language in LACKING)
    if is_sorted or not all(_is_entry(block) for block in blocks):
        return blocks
    names: list[str] = []
    for block in blocks:
        name = _first_name(block)
        names.append(names[-1] if names and not name.strip(DASHES + " ") else name)
    order = sorted(range(len(blocks)), key=lambda number: alphabet.key(names[number])[0])
    return tuple(blocks[number] for number in order)


def _is_entry(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == "reference"


def _first_name(block: Block) -> str:
    text = text_of(block.inlines) if isinstance(block, Paragraph) else ""
    end = min((at for sign in ENDS if (at := text.find(sign)) > 0), default=len(text))
    return text[:end]

"""Prove that the index has every entry, and leads to all words that match it and to no others."""

from collections import Counter
from collections.abc import Sequence

from book.errors import ProofError
from book.model import Edition, IndexEntry, IndexGroup, Locator
from book.text.traversal import blocks_of
from book.verify.editor.list_order import prove_order
from book.verify.editor.passages import ReadPassage
from book.verify.editor.patterns import matches_in
from book.verify.editor.statements import TomlTable
from book.verify.editor.words import REMEDY

Starts = dict[str, tuple[int, int]]  # the number of the passage and the offset of each anchor


def prove_index(
    edition: Edition, tables: Sequence[TomlTable], passages: Sequence[ReadPassage], file: str
) -> None:
    """Raise ProofError, with its line, for an entry that is not in the index as it is written.

    `passages` are the paragraphs and the notes. Each place in them that an entry matches must be
    among its locators, and each locator must lead to such a place.
    """
    entries = dict(_entries(edition))
    starts = {
        name: (number, offset)
        for number, passage in enumerate(passages)
        for name, offset in passage.anchors.items()
    }
    for table in tables:
        name = _name(table.words("heading"), table.words("sub"))
        entry = entries.pop(name, None)
        if entry is None:
            message = f"the entry {name} is not in the index"
            raise ProofError(message, file=file, line=table.line, remedy=REMEDY)
        _prove_references(name, entry, table, file)
        _prove_locators(name, entry, table, passages, starts, file)
    _prove_order(edition, tables, file)
    if others := [name for name, entry in entries.items() if entry.locators]:
        message = f"the index has an entry that is not written here: {others[0]}"
        raise ProofError(message, file=file, remedy=REMEDY)


def _prove_order(edition: Edition, tables: Sequence[TomlTable], file: str) -> None:
    sort_as = {(table.words("heading"), table.words("sub")): _sorted_by(table) for table in tables}
    language = edition.imprint.language
    headings = [entry.heading for entry in _headings(edition)]
    own = {heading: words for (heading, sub), words in sort_as.items() if not sub}
    prove_order(headings, own, language, "the index", file)
    for entry in _headings(edition):
        own = {sub: words for (heading, sub), words in sort_as.items() if heading == entry.heading}
        subs = [sub.heading for sub in entry.entries]
        prove_order(subs, own, language, f"the entry “{entry.heading}” of the index", file)


def _sorted_by(table: TomlTable) -> str:
    return table.words("sort_as") or table.words("sort")


def _headings(edition: Edition) -> list[IndexEntry]:
    divisions = [division for division in edition.divisions if division.kind == "index"]
    groups = (block for block in blocks_of(divisions) if isinstance(block, IndexGroup))
    return [entry for group in groups for entry in group.entries]


def _entries(edition: Edition) -> list[tuple[str, IndexEntry]]:
    entries = _headings(edition)
    return [
        *((_name(entry.heading, ""), entry) for entry in entries),
        *((_name(entry.heading, sub.heading), sub) for entry in entries for sub in entry.entries),
    ]


def _name(heading: str, sub: str) -> str:
    return f"“{heading}: {sub}”" if sub else f"“{heading}”"


def _prove_references(name: str, entry: IndexEntry, table: TomlTable, file: str) -> None:
    for key, references in (("see", entry.see), ("see_also", entry.see_also)):
        wanted = sorted(set(table.texts(key)))
        found = sorted(reference.heading for reference in references)
        if wanted != found:
            message = f"the entry {name} should have {key} {wanted}, and has {found}"
            raise ProofError(message, file=file, line=table.line, remedy=REMEDY)


def _prove_locators(
    name: str,
    entry: IndexEntry,
    table: TomlTable,
    passages: Sequence[ReadPassage],
    starts: Starts,
    file: str,
) -> None:
    texts = table.texts("match")
    wanted = Counter({spot for text in texts for spot in matches_in(text, passages)})
    found = Counter(starts.get(locator.target, (-1, -1)) for locator in entry.locators)
    if strays := found - wanted:
        stray = next(each for each in entry.locators if starts.get(each.target) in (*strays, None))
        message = f"the entry {name} leads to “{_words(stray, passages, starts)}”, at {stray.place}"
        raise ProofError(message, file=file, line=table.line, remedy=REMEDY)
    if lost := wanted - found:
        number, offset = min(lost)
        text = passages[number].text[offset : offset + 30]
        message = f"the entry {name} does not lead to “{text}”, at {passages[number].place}"
        raise ProofError(message, file=file, line=table.line, remedy=REMEDY)


def _words(locator: Locator, passages: Sequence[ReadPassage], starts: Starts) -> str:
    number, offset = starts.get(locator.target, (-1, 0))
    return passages[number].text[offset : offset + 30] if number >= 0 else ""

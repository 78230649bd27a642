"""Alterations of a release as a comparison reads it, for property tests.

An alteration changes the item with a number, modulo the number of items, by a word.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from book.verify.readback.release.values import (
    ApparatusEntry,
    Block,
    LinkedText,
    ListEntry,
    NoteReading,
    ReleaseReading,
)

Item = TypeVar("Item")
Change = Callable[[ReleaseReading, int, str], ReleaseReading]


def pick(items: tuple[Item, ...], number: int) -> Item:
    return items[number % len(items)]


def substitute_item(items: tuple[Item, ...], number: int, *new: Item) -> tuple[Item, ...]:
    index = number % len(items)
    return (*items[:index], *new, *items[index + 1 :])


def reword(words: LinkedText, word: str) -> LinkedText:
    return LinkedText(f"{words.text} {word}".strip())


def with_block(release: ReleaseReading, number: int, block: Block) -> ReleaseReading:
    return replace(release, blocks=substitute_item(release.blocks, number, block))


def with_note(release: ReleaseReading, number: int, note: NoteReading) -> ReleaseReading:
    return replace(release, notes=substitute_item(release.notes, number, note))


def with_entry(release: ReleaseReading, number: int, entry: ListEntry) -> ReleaseReading:
    return replace(release, items=substitute_item(release.items, number, entry))


def change_block(release: ReleaseReading, number: int, word: str) -> ReleaseReading:
    block = pick(release.blocks, number)
    return with_block(release, number, replace(block, words=reword(block.words, word)))


def rewrite_block(release: ReleaseReading, number: int, word: str) -> ReleaseReading:
    block = pick(release.blocks, number)
    return with_block(release, number, replace(block, words=LinkedText(word), entries=()))


def exchange_blocks(release: ReleaseReading, number: int, _: str) -> ReleaseReading:
    blocks = [replace(block, entries=()) for block in release.blocks]
    one, two = number % len(blocks), (number + 1) % len(blocks)
    blocks[one], blocks[two] = (
        replace(blocks[one], words=blocks[two].words),
        replace(blocks[two], words=blocks[one].words),
    )
    return replace(release, blocks=tuple(blocks))


def change_role(release: ReleaseReading, number: int, word: str) -> ReleaseReading:
    return with_block(release, number, replace(pick(release.blocks, number), role=word))


def remove_siglum(release: ReleaseReading, number: int, _: str) -> ReleaseReading:
    block = pick(release.blocks, number)
    return with_block(release, number, replace(block, sigla=block.sigla[1:]))


def change_note(release: ReleaseReading, number: int, word: str) -> ReleaseReading:
    note = pick(release.notes, number)
    return with_note(release, number, replace(note, words=reword(note.words, word)))


def remove_note(release: ReleaseReading, _: int, __: str) -> ReleaseReading:
    """Remove the last note and the references to it, unless it is the only one."""
    last = len(release.notes) - 1
    if not last:
        return release
    kept = {name: holder for name, holder in release.holders.items() if holder != ("note", last)}
    entries = tuple(
        replace(entry, targets=tuple(ref for ref in entry.targets if ref.target in kept))
        for entry in release.items
    )
    return replace(release, notes=release.notes[:last], holders=kept, items=entries)


def repeat_note(release: ReleaseReading, number: int, _: str) -> ReleaseReading:
    return replace(release, notes=(*release.notes, pick(release.notes, number)))


def move_note(release: ReleaseReading, number: int, _: str) -> ReleaseReading:
    return with_note(release, number, replace(pick(release.notes, number), offset=20))


def renumber_note(release: ReleaseReading, number: int, word: str) -> ReleaseReading:
    return with_note(release, number, replace(pick(release.notes, number), mark=word))


def with_apparatus(
    release: ReleaseReading,
    change: Callable[[tuple[ApparatusEntry, ...]], tuple[ApparatusEntry, ...]],
) -> ReleaseReading:
    """Change the apparatus of the first passage that has any."""
    for index, block in enumerate(release.blocks):
        if block.entries:
            return with_block(release, index, replace(block, entries=change(block.entries)))
    return release


def change_reading(release: ReleaseReading, number: int, word: str) -> ReleaseReading:
    def change(entries: tuple[ApparatusEntry, ...]) -> tuple[ApparatusEntry, ...]:
        entry = pick(entries, number)
        rival = replace(entry.rivals[0], text=word)
        changed = replace(entry, rivals=substitute_item(entry.rivals, 0, rival))
        return substitute_item(entries, number, changed)

    return with_apparatus(release, change)


def remove_reading(release: ReleaseReading, number: int, _: str) -> ReleaseReading:
    return with_apparatus(release, lambda entries: substitute_item(entries, number))


def change_entry(release: ReleaseReading, number: int, word: str) -> ReleaseReading:
    entry = pick(release.items, number)
    return with_entry(release, number, replace(entry, words=reword(entry.words, word)))


def change_key(release: ReleaseReading, number: int, word: str) -> ReleaseReading:
    return with_entry(release, number, replace(pick(release.items, number), key=word))


def remove_place(release: ReleaseReading, number: int, _: str) -> ReleaseReading:
    entry = pick(release.items, number)
    return with_entry(release, number, replace(entry, targets=entry.targets[1:]))


def exchange_entries(release: ReleaseReading, number: int, _: str) -> ReleaseReading:
    entries = list(release.items)
    one, two = number % len(entries), (number + 1) % len(entries)
    entries[one], entries[two] = entries[two], entries[one]
    return replace(release, items=tuple(entries))


def change_digest(release: ReleaseReading, number: int, word: str) -> ReleaseReading:
    source = replace(pick(release.sources, number), sha256=word)
    return replace(release, sources=substitute_item(release.sources, number, source))


CHANGES: tuple[Change, ...] = (
    *(change_block, rewrite_block, exchange_blocks, change_role, remove_siglum),
    *(change_note, remove_note, repeat_note, move_note, renumber_note),
    *(change_reading, remove_reading),
    *(change_entry, change_key, remove_place, exchange_entries, change_digest),
)


def visible_content(release: ReleaseReading) -> tuple[object, ...]:
    """Return all of a release that a reader can see, in order."""
    notes = [(n.mark, n.kind, n.block, n.offset, n.words.text) for n in release.notes]
    entries = [
        (e.kind, e.key, e.words.text, [release.holders[ref.target] for ref in e.targets])
        for e in release.items
    ]
    return [visible_block(block) for block in release.blocks], notes, entries, release.sources


def visible_block(block: Block) -> tuple[object, ...]:
    entries = [replace(entry, offset=0) for entry in block.entries]
    return block.kind, block.place, block.role, block.words.text, entries, sorted(block.sigla)

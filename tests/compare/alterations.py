"""Alterations of a release as a comparison reads it, for property tests."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from book.verify.readback.release.values import ApparatusEntry, LinkedText, ReleaseReading

Thing = TypeVar("Thing")
Change = Callable[[ReleaseReading, int, str], ReleaseReading]


def replaced(things: tuple[Thing, ...], at: int, *new: Thing) -> tuple[Thing, ...]:
    return (*things[: at % len(things)], *new, *things[at % len(things) + 1 :])


def reworded(words: LinkedText, word: str) -> LinkedText:
    return LinkedText(f"{words.text} {word}".strip())


def block_word(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    block = found.blocks[at % len(found.blocks)]
    return replace(
        found, blocks=replaced(found.blocks, at, replace(block, words=reworded(block.words, word)))
    )


def block_rewritten(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    block = found.blocks[at % len(found.blocks)]
    return replace(
        found, blocks=replaced(found.blocks, at, replace(block, words=LinkedText(word), entries=()))
    )


def blocks_exchanged(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    one, two = at % len(found.blocks), (at + 1) % len(found.blocks)
    blocks = list(found.blocks)
    blocks[one], blocks[two] = (
        replace(blocks[one], words=blocks[two].words),
        replace(blocks[two], words=blocks[one].words),
    )
    return replace(found, blocks=tuple(replace(block, entries=()) for block in blocks))


def block_role(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    return replace(
        found,
        blocks=replaced(found.blocks, at, replace(found.blocks[at % len(found.blocks)], role=word)),
    )


def block_witnesses(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    block = found.blocks[at % len(found.blocks)]
    return replace(found, blocks=replaced(found.blocks, at, replace(block, sigla=block.sigla[1:])))


def note_word(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    note = found.notes[at % len(found.notes)]
    return replace(
        found, notes=replaced(found.notes, at, replace(note, words=reworded(note.words, word)))
    )


def note_gone(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    """Take a note out to which nothing refers."""
    last = len(found.notes) - 1
    kept = {name: holder for name, holder in found.holders.items() if holder != ("note", last)}
    items = tuple(
        replace(i, targets=tuple(ref for ref in i.targets if ref.target in kept))
        for i in found.items
    )
    return replace(found, notes=found.notes[:last], holders=kept, items=items) if last else found


def note_twice(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    return replace(found, notes=(*found.notes, found.notes[at % len(found.notes)]))


def note_moved(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    note = found.notes[at % len(found.notes)]
    return replace(found, notes=replaced(found.notes, at, replace(note, at=20)))


def note_number(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    return replace(
        found,
        notes=replaced(found.notes, at, replace(found.notes[at % len(found.notes)], mark=word)),
    )


def with_entries(
    found: ReleaseReading,
    change: Callable[[tuple[ApparatusEntry, ...]], tuple[ApparatusEntry, ...]],
) -> ReleaseReading:
    """Change the apparatus of the first passage that has any."""
    for index, block in enumerate(found.blocks):
        if block.entries:
            return replace(
                found,
                blocks=replaced(found.blocks, index, replace(block, entries=change(block.entries))),
            )
    return found


def reading_word(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    def change(entries: tuple[ApparatusEntry, ...]) -> tuple[ApparatusEntry, ...]:
        entry = entries[at % len(entries)]
        return replaced(
            entries,
            at,
            replace(entry, rivals=replaced(entry.rivals, 0, replace(entry.rivals[0], text=word))),
        )

    return with_entries(found, change)


def reading_gone(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    return with_entries(found, lambda entries: replaced(entries, at))


def item_word(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    item = found.items[at % len(found.items)]
    return replace(
        found, items=replaced(found.items, at, replace(item, words=reworded(item.words, word)))
    )


def item_key(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    return replace(
        found,
        items=replaced(found.items, at, replace(found.items[at % len(found.items)], key=word)),
    )


def item_places(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    item = found.items[at % len(found.items)]
    return replace(found, items=replaced(found.items, at, replace(item, targets=item.targets[1:])))


def items_exchanged(found: ReleaseReading, at: int, _: str) -> ReleaseReading:
    one, two = at % len(found.items), (at + 1) % len(found.items)
    items = list(found.items)
    items[one], items[two] = items[two], items[one]
    return replace(found, items=tuple(items))


def source_bytes(found: ReleaseReading, at: int, word: str) -> ReleaseReading:
    return replace(
        found,
        sources=replaced(
            found.sources, at, replace(found.sources[at % len(found.sources)], sha256=word)
        ),
    )


CHANGES: tuple[Change, ...] = (
    *(block_word, block_rewritten, blocks_exchanged, block_role, block_witnesses),
    *(note_word, note_gone, note_twice, note_moved, note_number, reading_word, reading_gone),
    *(item_word, item_key, item_places, items_exchanged, source_bytes),
)


def content(found: ReleaseReading) -> tuple[object, ...]:
    """Give all of a release that a reader can see, in order."""
    blocks = [
        (
            b.what,
            b.place,
            b.role,
            b.words.text,
            [replace(e, at=0) for e in b.entries],
            sorted(b.sigla),
        )
        for b in found.blocks
    ]
    notes = [(n.mark, n.kind, n.block, n.at, n.words.text) for n in found.notes]
    items = [
        (i.of, i.key, i.words.text, [found.holders[ref.target] for ref in i.targets])
        for i in found.items
    ]
    return blocks, notes, items, found.sources

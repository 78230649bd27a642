"""Say what is otherwise in one release of an edition than in the one before, from what each of them publishes.

The rooms, in the order of the data:

    passages    each passage of the old release in the new one, by its words          (`spots`: words within a text)
    notes       each note, by the words it is called at or by its own
    readings    the apparatus and the witnesses
    lists       chronology, glossary, bibliography, index
    pages       the pages of the print edition

Nothing is known by its number: what was put in before others does not make them other ones; that they are renumbered is said once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from book.compare.lists import Named, list_changes
from book.compare.notes import NotePairing, note_changes, pair_notes
from book.compare.pages import find_page_changes
from book.compare.passages import Pair, Pairing, pair_passages, renumbered
from book.compare.readings import pair_sources, reading_changes, source_changes
from book.compare.spots import merged, spots
from book.model import Alteration, AlterationSubject, Spot
from book.verify.readback.release.values import Block, Holder, LinkedText, Ref, ReleaseReading

__all__ = ["find_alterations", "find_page_changes"]
ORDER: tuple[AlterationSubject, ...] = (
    *("witness", "text", "reading", "note", "commentary", "introduction"),
    *("chronology", "glossary", "bibliography", "index", "matter", "history"),
)


def find_alterations(old: ReleaseReading, new: ReleaseReading) -> tuple[Alteration, ...]:
    """Compare two releases. Without a difference in text, notes, apparatus and lists there is none."""
    passages = pair_passages(old.blocks, new.blocks)
    notes = pair_notes(old, new, passages)
    places = _Places(old, new, passages, notes)
    pairs, sigla = pair_sources(old.sources, new.sources)
    found = [
        *source_changes(old, new, pairs, sigla),
        *_text_changes(old, new, passages, places),
        *reading_changes(old, new, passages, sigla),
        *note_changes(old, new, notes, [places.written(note.words) for note in old.notes]),
        *list_changes(list(places.before()), list(places.after())),
    ]
    return tuple(sorted(found, key=lambda alteration: ORDER.index(alteration.subject)))


def _text_changes(
    old: ReleaseReading, new: ReleaseReading, passages: Pairing, places: "_Places"
) -> Iterator[Alteration]:
    partner = {pair.new: pair for pair in passages.pairs}
    for gone, index in merged(
        len(new.blocks), passages.removed, [(pair.old, pair.new) for pair in passages.pairs]
    ):
        block = (old if gone else new).blocks[index]
        if gone:
            yield Alteration(block.what, "removed", block.place, spots=spots(block.words.text, ""))
        elif index not in partner:
            yield Alteration(block.what, "added", block.place, spots=spots("", block.words.text))
        else:
            yield from _both(old, block, partner[index], places)
    for what in dict.fromkeys(block.what for block in new.blocks):
        kept = [
            (old.blocks[p.old].place, new.blocks[p.new].place)
            for p in passages.pairs
            if not p.moved and new.blocks[p.new].what == what
        ]
        for before, now in renumbered([pair for pair in kept if pair[0] != pair[1]]):
            yield Alteration(what, "renumbered", now, former=before)


def _both(old: ReleaseReading, block: Block, pair: Pair, places: "_Places") -> Iterator[Alteration]:
    was = old.blocks[pair.old]
    changed = spots(places.written(was.words), block.words.text)
    if was.role != block.role:
        changed = (*changed, Spot(f"({was.role})", f"({block.role})"))
    if changed or pair.moved:
        yield Alteration(
            block.what,
            "changed" if changed else "moved",
            block.place,
            former=was.place if pair.moved else "",
            spots=changed,
        )


class _Places:
    """What the places of the old release are called in the new one."""

    def __init__(
        self, old: ReleaseReading, new: ReleaseReading, passages: Pairing, notes: NotePairing
    ) -> None:
        self.old, self.new, self.passages, self.notes = old, new, passages, notes
        texts = (
            *(b.words for b in new.blocks),
            *(n.words for n in new.notes),
            *(item.words for item in new.items),
        )
        self.names: dict[Holder, str] = {
            new.holders[ref.target]: words.text[ref.start : ref.end]
            for words in texts
            for ref in words.refs
            if ref.target in new.holders
        }

    def forward(self, holder: Holder) -> Holder | None:
        """Find a passage or a note of the old release in the new one."""
        kind, index = holder
        if kind == "note":
            return (kind, self.notes.forward[index]) if index in self.notes.forward else None
        pair = self.passages.forward.get(index)
        return (kind, pair.new) if pair else None

    def written(self, words: LinkedText) -> str:
        """Write an old text with the names that the places it refers to have in the new release."""
        text = words.text
        for ref in reversed(words.refs):
            now = (
                self.forward(self.old.holders[ref.target])
                if ref.target in self.old.holders
                else None
            )
            name = self.names.get(now) if now else None
            text = text[: ref.start] + name + text[ref.end :] if name else text
        return text

    def before(self) -> Iterator[Named]:
        """Give the lists of the old release, their places named as those of the new one."""
        for item in self.old.items:
            led = (self.old.holders[ref.target] for ref in item.targets)
            yield (
                item,
                self.written(item.words),
                Counter(self._name(self.forward(h), h) for h in led),
            )

    def after(self) -> Iterator[Named]:
        for item in self.new.items:
            yield (
                item,
                item.words.text,
                Counter(
                    _place(self.new, self.new.holders[name]) for name in _targets(item.targets)
                ),
            )

    def _name(self, now: Holder | None, before: Holder) -> str:
        return _place(self.new, now) if now else _place(self.old, before)


def _targets(refs: Iterable[Ref]) -> Iterator[str]:
    return (ref.target for ref in refs)


def _place(release: ReleaseReading, holder: Holder) -> str:
    kind, index = holder
    if kind == "block":
        return release.blocks[index].place
    note = release.notes[index]
    return f"{release.blocks[note.block].part} n. {note.mark}"

"""Name the places of an old release as the new one names them."""

from collections import Counter
from collections.abc import Iterator

from book.compare.lists import PlacedEntry
from book.compare.note_matching import NoteMatching
from book.compare.notes import note_name
from book.compare.passages import PassageMatching
from book.verify.readback.release.values import Holder, LinkedText, ReleaseReading


class PlaceNames:
    """What the places of the old release are called in the new one."""

    def __init__(
        self,
        old: ReleaseReading,
        new: ReleaseReading,
        passages: PassageMatching,
        notes: NoteMatching,
    ) -> None:
        self.old, self.new, self.passages, self.notes = old, new, passages, notes
        self.names = dict(_names_in_text(new))

    def translate(self, words: LinkedText) -> str:
        """Return an old text with its references as the new release words them."""
        text = words.text
        for reference in reversed(words.refs):
            name = self._name_in_text(reference.target)
            text = text[: reference.start] + name + text[reference.end :] if name else text
        return text

    def _name_in_text(self, target: str) -> str:
        """Return the new wording of a reference, or "" if the new release has no such one."""
        holder = self.old.holders.get(target)
        successor = self._successor(holder) if holder else None
        return self.names.get(successor, "") if successor else ""

    def _successor(self, holder: Holder) -> Holder | None:
        """Return a passage or a note of the old release in the new one, if that has it."""
        kind, index = holder
        if kind == "note":
            successor = self.notes.by_old.get(index)
        else:
            pair = self.passages.by_old.get(index)
            successor = pair.new if pair else None
        return None if successor is None else (kind, successor)

    def old_entries(self) -> Iterator[PlacedEntry]:
        """Yield the entries of the old lists, with their places in the new release."""
        for entry in self.old.items:
            holders = (self.old.holders[reference.target] for reference in entry.targets)
            places = Counter(self._place(holder) for holder in holders)
            yield PlacedEntry(entry, self.translate(entry.words), places)

    def new_entries(self) -> Iterator[PlacedEntry]:
        """Yield the entries of the new lists."""
        for entry in self.new.items:
            holders = (self.new.holders[reference.target] for reference in entry.targets)
            places = Counter(_place_name(self.new, holder) for holder in holders)
            yield PlacedEntry(entry, entry.words.text, places)

    def _place(self, holder: Holder) -> str:
        """Return the new place of an old passage or note; the old one of what was removed."""
        successor = self._successor(holder)
        return _place_name(self.new, successor) if successor else _place_name(self.old, holder)


def _names_in_text(release: ReleaseReading) -> Iterator[tuple[Holder, str]]:
    """Yield the passages and notes that the release refers to, with the words that do it."""
    for words in _texts(release):
        for reference in words.refs:
            if reference.target in release.holders:
                name = words.text[reference.start : reference.end]
                yield release.holders[reference.target], name


def _texts(release: ReleaseReading) -> Iterator[LinkedText]:
    yield from (block.words for block in release.blocks)
    yield from (note.words for note in release.notes)
    yield from (entry.words for entry in release.items)


def _place_name(release: ReleaseReading, holder: Holder) -> str:
    kind, index = holder
    return (
        release.blocks[index].place if kind == "block" else note_name(release, release.notes[index])
    )

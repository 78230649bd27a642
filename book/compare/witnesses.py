"""Compare the witnesses of two releases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from book.compare.spots import find_spots
from book.model import Alteration, Spot
from book.verify.readback.release.values import ReleaseReading, Source, VariantReading

DIGEST_LENGTH = 12  # hexadecimal digits shown of a SHA-256


@dataclass(frozen=True, slots=True)
class WitnessMatching:
    """The witnesses of both releases, and the sigla of those that only one has.

    `names` are the new sigla of those with another one, by the old ones.
    """

    pairs: tuple[tuple[Source, Source], ...]
    removed: frozenset[str]
    added: frozenset[str]
    names: Mapping[str, str]

    def rename(self, sigla: Sequence[str]) -> tuple[str, ...]:
        """Return sigla of the old release as the new one has them, without removed witnesses."""
        kept = (siglum for siglum in sigla if siglum not in self.removed)
        return tuple(self.names.get(siglum, siglum) for siglum in kept)

    def without_added(self, sigla: Sequence[str]) -> tuple[str, ...]:
        """Return sigla of the new release without the witnesses that the old one lacks."""
        return tuple(siglum for siglum in sigla if siglum not in self.added)


def match_witnesses(old: Sequence[Source], new: Sequence[Source]) -> WitnessMatching:
    """Match the witnesses by their sigla, and then by their bytes."""
    left = {source.siglum: source for source in new}
    pairs = [(source, left.pop(source.siglum)) for source in old if source.siglum in left]
    for source in _without_partner(old, pairs):
        same = [siglum for siglum, other in left.items() if other.sha256 == source.sha256]
        if same:
            pairs.append((source, left.pop(same[0])))
    return WitnessMatching(
        pairs=tuple(pairs),
        removed=frozenset(source.siglum for source in _without_partner(old, pairs)),
        added=frozenset(left),
        names={one.siglum: two.siglum for one, two in pairs if one.siglum != two.siglum},
    )


def _without_partner(
    old: Sequence[Source], pairs: Sequence[tuple[Source, Source]]
) -> tuple[Source, ...]:
    paired = {source.siglum for source, _ in pairs}
    return tuple(source for source in old if source.siglum not in paired)


def witness_changes(
    old: ReleaseReading, new: ReleaseReading, matching: WitnessMatching
) -> Iterator[Alteration]:
    """Yield what became of the witnesses, and of their order of trust."""
    for source in old.sources:
        if source.siglum in matching.removed:
            yield _removed_witness(source, old)
    for one, two in matching.pairs:
        yield from _changes_of_witness(one, two)
    for source in new.sources:
        if source.siglum in matching.added:
            yield _added_witness(source, new)
    yield from _change_of_order(old, new, matching)


def _removed_witness(source: Source, old: ReleaseReading) -> Alteration:
    count = _count_readings(old, source.siglum)
    return Alteration("witness", "removed", source.file, source.siglum, count=count)


def _added_witness(source: Source, new: ReleaseReading) -> Alteration:
    spots, count = find_spots("", _description(source)), _count_readings(new, source.siglum)
    return Alteration("witness", "added", source.file, source.siglum, spots=spots, count=count)


def _changes_of_witness(old: Source, new: Source) -> Iterator[Alteration]:
    spots = (*find_spots(_description(old), _description(new)), *_digest_spots(old, new))
    if spots or (old.siglum, old.file) != (new.siglum, new.file):
        former = " ".join(
            before
            for before, after in ((old.siglum, new.siglum), (old.file, new.file))
            if before != after
        )
        yield Alteration("witness", "changed", new.file, new.siglum, former, spots)


def _digest_spots(old: Source, new: Source) -> Iterator[Spot]:
    if old.sha256 != new.sha256:
        yield Spot(_short_digest(old), _short_digest(new))


def _short_digest(source: Source) -> str:
    return f"SHA-256 {source.sha256[:DIGEST_LENGTH]}…"


def _change_of_order(
    old: ReleaseReading, new: ReleaseReading, matching: WitnessMatching
) -> Iterator[Alteration]:
    before = matching.rename([source.siglum for source in old.sources])
    after = matching.without_added([source.siglum for source in new.sources])
    if before != after:
        yield Alteration("witness", "moved", " ".join(after), former=" ".join(before))


def _description(source: Source) -> str:
    """Return what the imprint says of a witness, without its siglum and its file."""
    description = source.words.removeprefix(f"**{source.siglum}**").strip()
    return description.replace(f"{source.file}, ", "", 1).removesuffix(source.file).strip()


def _count_readings(release: ReleaseReading, siglum: str) -> int:
    """Return the number of readings that a witness has in the apparatus."""
    return sum(siglum in rival.sigla for rival in _rivals(release))


def _rivals(release: ReleaseReading) -> Iterator[VariantReading]:
    for block in release.blocks:
        for entry in block.entries:
            yield from entry.rivals

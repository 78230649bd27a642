"""Compare the apparatus of two releases, and their witnesses. What only follows from a witness's coming or going is counted, not listed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from book.compare.passages import Pairing
from book.compare.spots import align, spots
from book.model import Alteration, Spot
from book.text.typography import tokenize
from book.verify.readback.release.values import (
    ApparatusEntry,
    Block,
    ReleaseReading,
    Source,
    VariantReading,
)

KINDS = {"transposed": " (transp.)", "accidental": " (in its marks)"}
DIGITS = 12  # of a digest, so many are shown


@dataclass(frozen=True, slots=True)
class Sigla:
    """Which witnesses only one of two releases has, and those that have another siglum now."""

    removed: frozenset[str]
    added: frozenset[str]
    names: Mapping[str, str]

    def carried(self, sigla: Sequence[str]) -> tuple[str, ...]:
        """Write the sigla of the old release as those of the new one, without witnesses that are gone."""
        return tuple(
            self.names.get(siglum, siglum) for siglum in sigla if siglum not in self.removed
        )

    def known(self, sigla: Sequence[str]) -> tuple[str, ...]:
        """Leave out the witnesses that the old release did not have."""
        return tuple(siglum for siglum in sigla if siglum not in self.added)


def pair_sources(
    old: Sequence[Source], new: Sequence[Source]
) -> tuple[list[tuple[Source, Source]], Sigla]:
    """Pair the witnesses by their sigla, and then by their bytes."""
    here = {source.siglum: source for source in new}
    pairs = [(source, here.pop(source.siglum)) for source in old if source.siglum in here]
    known = {source.siglum for source, _ in pairs}
    for source in (source for source in old if source.siglum not in known):
        same = next((other for other in here.values() if other.sha256 == source.sha256), None)
        if same:
            pairs.append((source, here.pop(same.siglum)))
    known = {source.siglum for source, _ in pairs}
    removed = frozenset(source.siglum for source in old) - known
    return pairs, Sigla(
        removed, frozenset(here), {a.siglum: b.siglum for a, b in pairs if a.siglum != b.siglum}
    )


def source_changes(
    old: ReleaseReading, new: ReleaseReading, pairs: Sequence[tuple[Source, Source]], sigla: Sigla
) -> Iterator[Alteration]:
    for source in old.sources:
        if source.siglum in sigla.removed:
            yield Alteration(
                "witness",
                "removed",
                source.file,
                source.siglum,
                count=_readings(old, source.siglum),
            )
    for was, now in pairs:
        changed = list(spots(_said(was), _said(now)))
        if was.sha256 != now.sha256:
            changed.append(
                Spot(f"SHA-256 {was.sha256[:DIGITS]}…", f"SHA-256 {now.sha256[:DIGITS]}…")
            )
        if changed or was.file != now.file or was.siglum != now.siglum:
            before = " ".join(
                a for a, b in ((was.siglum, now.siglum), (was.file, now.file)) if a != b
            )
            yield Alteration("witness", "changed", now.file, now.siglum, before, tuple(changed))
    for source in new.sources:
        if source.siglum in sigla.added:
            said = spots("", _said(source))
            yield Alteration(
                "witness",
                "added",
                source.file,
                source.siglum,
                spots=said,
                count=_readings(new, source.siglum),
            )
    order = [
        " ".join(found)
        for found in (
            sigla.carried([s.siglum for s in old.sources]),
            sigla.known([s.siglum for s in new.sources]),
        )
    ]
    if order[0] != order[1]:
        yield Alteration("witness", "moved", order[1], former=order[0])


def _said(source: Source) -> str:
    """Give what the imprint says of a witness besides its siglum and its file."""
    said = source.words.removeprefix(f"**{source.siglum}**").strip()
    return said.replace(f"{source.file}, ", "", 1).removesuffix(source.file).strip()


def _readings(release: ReleaseReading, siglum: str) -> int:
    return sum(
        siglum in rival.sigla
        for block in release.blocks
        for entry in block.entries
        for rival in entry.rivals
    )


def reading_changes(
    old: ReleaseReading, new: ReleaseReading, passages: Pairing, sigla: Sigla
) -> Iterator[Alteration]:
    """Say what became of the readings, passage by passage, and which witnesses have which passages now."""
    partner = {pair.new: pair.old for pair in passages.pairs}
    for index in passages.removed:
        yield from _entries(old.blocks[index], None, sigla)
    for index, block in enumerate(new.blocks):
        yield from _entries(old.blocks[partner[index]] if index in partner else None, block, sigla)
    yield from _presence(
        [(old.blocks[pair.old], new.blocks[pair.new]) for pair in passages.pairs], sigla
    )
    yield from _orders(old, new, passages, sigla)


def _entries(was: Block | None, now: Block | None, sigla: Sigla) -> Iterator[Alteration]:
    before = [
        made for entry in (was.entries if was else ()) if (made := _entry(entry, sigla, old=True))
    ]
    after = [
        made for entry in (now.entries if now else ()) if (made := _entry(entry, sigla, old=False))
    ]
    for one, two in align(before, after, lambda e: e, lambda e: e[0], lambda _: 0):
        if one == two:
            continue
        if one and two and now:
            spot = (
                Spot(one[1], two[1])
                if one[0] == two[0]
                else Spot(f"{one[0]}] {one[1]}", f"{two[0]}] {two[1]}")
            )
            yield Alteration("reading", "changed", now.place, two[0], spots=(spot,))
        elif one and was:
            yield Alteration("reading", "removed", was.place, one[0], spots=(Spot(one[1], ""),))
        elif two and now:
            yield Alteration("reading", "added", now.place, two[0], spots=(Spot("", two[1]),))


def _entry(entry: ApparatusEntry, sigla: Sigla, *, old: bool) -> tuple[str, str] | None:
    """Write an entry as its lemma and its readings, of the witnesses that both releases have; None if it has none of these."""
    kept = [
        (rival, sigla.carried(rival.sigla) if old else sigla.known(rival.sigla))
        for rival in entry.rivals
    ]
    rivals = [(rival, who) for rival, who in kept if who]
    if not rivals and not entry.reason:
        return None
    start, end = _shared(
        tokenize(entry.lemma), [tokenize(rival.text) for rival, _ in rivals if rival.text]
    )
    whole = any(not rival.text for rival, _ in rivals)
    cut = (lambda text: text) if whole else (lambda text: _trimmed(text, start, end))
    written = [f"{_reading(rival, cut(rival.text))} {' '.join(who)}" for rival, who in rivals]
    return cut(entry.lemma), "; ".join(
        (*written, *([f"chosen by the editor: {entry.reason}"] if entry.reason else []))
    )


def _shared(lemma: Sequence[str], readings: Collection[Sequence[str]]) -> tuple[int, int]:
    """Count the words with which a lemma and all its readings begin and end: they stand there for a witness that is left out."""
    if not readings:
        return 0, 0
    start = end = 0
    shortest = min(map(len, (lemma, *readings)))
    while start < shortest and all(words[start] == lemma[start] for words in readings):
        start += 1
    while end < shortest - start and all(words[-1 - end] == lemma[-1 - end] for words in readings):
        end += 1
    return start, end


def _trimmed(text: str, start: int, end: int) -> str:
    words = text.split()
    return " ".join(words[start : len(words) - end]) if start or end else text


def _reading(rival: VariantReading, text: str) -> str:
    if rival.kind == "divided":
        return "new paragraph"
    if rival.kind == "joined":
        return "no paragraph"
    return f"{text or 'om.'}{KINDS.get(rival.kind, '')}"


def _presence(pairs: Sequence[tuple[Block, Block]], sigla: Sigla) -> Iterator[Alteration]:
    """Say which witnesses have passages that they had not, and the other way round: once for passages that follow each other."""
    both = ((now.place, sigla.carried(was.sigla), sigla.known(now.sigla)) for was, now in pairs)
    for (before, after), group in groupby(
        both, key=lambda found: (frozenset(found[1]), frozenset(found[2]))
    ):
        found = list(group)
        if before != after:
            place = found[0][0] if len(found) == 1 else f"{found[0][0]} to {found[-1][0]}"
            yield Alteration(
                "reading",
                "changed",
                place,
                spots=(Spot(*(f"in {' '.join(who) or 'none'}" for who in found[0][1:])),),
            )


def _orders(
    old: ReleaseReading, new: ReleaseReading, passages: Pairing, sigla: Sigla
) -> Iterator[Alteration]:
    """Say which witnesses have passages in another order than before."""
    forward = {index: pair.new for index, pair in passages.forward.items()}
    before = {
        sigla.names.get(siglum, siglum): [forward.get(old.holders[name][1]) for name in order]
        for siglum, order in old.orders
    }
    after = {siglum: [new.holders[name][1] for name in order] for siglum, order in new.orders}
    for siglum in dict.fromkeys((*before, *after)):
        was, now = before.get(siglum, []), list[int | None](after.get(siglum, []))
        if siglum not in sigla.added | sigla.removed and was != now:
            spot = Spot(
                *(
                    " ".join(new.blocks[i].place if i is not None else "…" for i in order)
                    for order in (was, now)
                )
            )
            yield Alteration(
                "reading", "changed", name=f"order of the passages in {siglum}", spots=(spot,)
            )

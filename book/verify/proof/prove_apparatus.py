"""Prove the apparatus of the TEI document: each variant at its place, with all its readings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from book.errors import ProofError
from book.model import FORMAL, VARIANT_KINDS, Reading, Row, Variant, VariantKind
from book.text.typography import visible_characters
from book.verify.readback.tei_transcript import (
    ApparatusRecord,
    RecordedPresence,
    RecordedReading,
    TeiTranscript,
)

EDITOR = "#editor"
OwnReadings = list[tuple[Variant, Reading]]  # of one witness


@dataclass(frozen=True, slots=True)
class WitnessPointers:
    """The sigla of the copies, and the pointers by which the document names all witnesses."""

    copies: tuple[str, ...]
    pointers: Mapping[str, str]

    def point(self, sigla: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.pointers[siglum] for siglum in sigla)

    def name(self, pointers: Iterable[str]) -> str:
        """Return the sigla that pointers stand for, as an error names them."""
        sigla = {pointer: siglum for siglum, pointer in self.pointers.items()}
        return " ".join(sigla.get(pointer, pointer) for pointer in pointers) or "no witness"


def prove_apparatus(
    transcript: TeiTranscript, passages: Mapping[str, Row], witnesses: WitnessPointers, file: str
) -> None:
    """Raise ProofError unless each variant of each passage has its entry, and nothing else has one.

    `passages` are the rows of the work by the ids of their elements.
    """
    entries = _entries_by_passage(transcript, passages, file)
    for name, row in passages.items():
        proof = _PassageProof(row, witnesses, file)
        proof.prove(entries.get(name, []))
    _prove_presences(transcript.presences, passages, witnesses, file)


def _entries_by_passage(
    transcript: TeiTranscript, passages: Mapping[str, Row], file: str
) -> dict[str, list[ApparatusRecord]]:
    notes = {note.id: note.lines for note in transcript.notes}
    entries: dict[str, list[ApparatusRecord]] = {}
    for entry in transcript.apparatus:
        lines = notes[entry.note] if entry.note else transcript.lines
        line = lines[entry.line] if entry.line < len(lines) else None
        points = line.points if line else ()
        names = [point.name for point in points if point.kind == "id" and point.name in passages]
        # What an empty paragraph holds stands in the line after it.
        names += [name for name in entry.around[:1] if name in passages]
        if not names:
            where = line.where if line else "the end"
            raise ProofError(f"{where}: an apparatus stands where no witness has words", file=file)
        entries.setdefault(names[-1], []).append(entry)
    return entries


@dataclass(frozen=True, slots=True)
class _PassageProof:
    row: Row
    witnesses: WitnessPointers
    file: str

    @property
    def sigla(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(siglum for siglum, _ in self.row.units))

    def prove(self, entries: Sequence[ApparatusRecord]) -> None:
        unproven = list(entries)
        for group in _overlapping(self._variants()):
            start, end = group[0].start, max(variant.end for variant in group)
            entry = next((e for e in unproven if (e.start, e.end) == (start, end)), None)
            if entry is None:
                self._fail_missing(group, unproven)
            else:
                unproven.remove(entry)
                self._prove_entry(entry, group)
        for entry in unproven:
            lemma = self.row.text[entry.start : entry.end]
            self._fail(f"the apparatus has an entry at “{lemma}” that is no variant")

    def _variants(self) -> list[Variant]:
        """Return the variants within the passage: those of a witness that has it."""
        own = set(self.sigla)
        within = [
            variant
            for variant in self.row.variants
            if any(r.form != "moved" and own & set(r.sigla) for r in variant.readings)
        ]
        return sorted(within, key=lambda variant: (variant.start, variant.end))

    def _fail_missing(self, group: list[Variant], others: Sequence[ApparatusRecord]) -> None:
        variant = group[0]
        near = min(others, key=lambda e: abs(e.start - variant.start), default=None)
        found = ""
        if near:
            lemma = self.row.text[near.start : near.end]
            readings = " / ".join(reading.text for reading in near.readings)
            found = f"; there is one at “{lemma}” with “{readings}”"
        self._fail(f"{_name(variant)} has no entry in the apparatus at its place{found}")

    def _prove_entry(self, entry: ApparatusRecord, group: list[Variant]) -> None:
        lemma = self.row.text[entry.start : entry.end]
        unread = list(entry.readings)
        sharing = []
        for siglum in self.sigla:
            pointer = self.witnesses.pointers[siglum]
            own = [(v, r) for v in group for r in v.readings if siglum in r.sigla]
            own = [(variant, reading) for variant, reading in own if reading.form != "moved"]
            reading = next((r for r in entry.readings if pointer in r.witnesses), None)
            if not own:
                sharing.append(siglum)
            elif reading is None:
                self._fail(f"the reading of {siglum} at “{lemma}” ({_texts(own)}) is missing")
            else:
                unread = [each for each in unread if each != reading]
                self._prove_reading(siglum, reading, own, (entry.start, entry.end))
        for reading in unread:
            self._fail(f"“{reading.text}” at “{lemma}” is no witness’s reading")
        self._prove_witnesses(entry, sharing, lemma)
        self._prove_kind(entry, group, lemma)

    def _prove_reading(
        self, siglum: str, found: RecordedReading, own: OwnReadings, extent: tuple[int, int]
    ) -> None:
        lemma = self.row.text[slice(*extent)]
        text = _text_with(self.row.text, extent, own)
        read = " ".join(found.text.split())
        is_one = len(own) == 1 and (own[0][0].start, own[0][0].end) == extent
        if read != text and (is_one or visible_characters(read) != visible_characters(text)):
            self._fail(f"{siglum} reads “{text}” for “{lemma}”, and not “{read}”")
        kinds = _kind_and_rendition(own, extent)
        if (found.kind, found.rendition) != kinds:
            stated = " ".join(filter(None, (found.kind, found.rendition)))
            wanted = " ".join(filter(None, kinds))
            self._fail(f"the reading of {siglum} at “{lemma}” is {wanted}, and not {stated}")

    def _prove_witnesses(self, entry: ApparatusRecord, sharing: list[str], lemma: str) -> None:
        if entry.witnesses != self.witnesses.point(sharing):
            wanted, stated = " ".join(sharing), self.witnesses.name(entry.witnesses)
            self._fail(f"the lemma “{lemma}” is that of {wanted}, and not of {stated}")
        named = [pointer for reading in entry.readings for pointer in reading.witnesses]
        all_named = [*entry.witnesses, *named]
        if sorted(all_named) != sorted(self.witnesses.point(self.sigla)):
            self._fail(f"the entry at “{lemma}” does not name each witness once")

    def _prove_kind(self, entry: ApparatusRecord, group: list[Variant], lemma: str) -> None:
        kind = _weightiest(v.kind for v in group if _is_read(v, self.sigla))
        reason = " ".join(variant.reason for variant in group if variant.reason)
        if entry.kind != kind:
            self._fail(f"the variant at “{lemma}” is {kind}, and not {entry.kind}")
        if entry.reason != reason or entry.responsible != (EDITOR if reason else ""):
            self._fail(f"the reason for “{lemma}” is “{reason}”, and not “{entry.reason}”")

    def _fail(self, message: str) -> None:
        raise ProofError(f"{self.row.place}: {message}", file=self.file)


def _is_read(variant: Variant, sigla: Iterable[str]) -> bool:
    return any(r.form != "moved" and set(sigla) & set(r.sigla) for r in variant.readings)


def _name(variant: Variant) -> str:
    readings = " / ".join(reading.text or reading.form or "om." for reading in variant.readings)
    return f"the variant “{variant.lemma}” ] “{readings}”"


def _texts(own: OwnReadings) -> str:
    return ", ".join(f"“{reading.text}”" for _, reading in own)


def _overlapping(variants: Iterable[Variant]) -> Iterator[list[Variant]]:
    """Yield groups of variants, in order, of which each overlaps with one before it.

    Additions at the same point are one group.
    """
    group: list[Variant] = []
    for variant in variants:
        end = max((each.end for each in group), default=0)
        at_point = bool(group) and (variant.start, variant.end) == (group[0].start, end)
        if group and not (variant.start < end or at_point):
            yield group
            group = []
        group.append(variant)
    if group:
        yield group


def _text_with(text: str, extent: tuple[int, int], own: OwnReadings) -> str:
    """Return a part of the printed text as a witness has it.

    Readings that differ in form alone leave the words as they are printed.
    """
    parts: list[str] = []
    position, end = extent
    for variant, reading in own:
        if reading.has_words:
            parts += [text[position : variant.start], reading.text]
            position = variant.end
    return " ".join("".join((*parts, text[position:end])).split())


def _kind_and_rendition(own: OwnReadings, extent: tuple[int, int]) -> tuple[str, str]:
    """Return the type and the rendition of a witness's reading."""
    kind = _weightiest(variant.kind for variant, _ in own)
    variant, reading = own[0]
    is_whole = (variant.start, variant.end) == extent
    form = reading.form if len(own) == 1 else ""
    if form in FORMAL:
        return (kind, form) if is_whole else (kind, "")
    return form or kind, ""


def _weightiest(kinds: Iterable[VariantKind]) -> VariantKind:
    ranks = {kind: rank for rank, kind in enumerate(VARIANT_KINDS)}
    return min(kinds, key=lambda kind: ranks[kind])


def _prove_presences(
    presences: Sequence[tuple[str, RecordedPresence]],
    passages: Mapping[str, Row],
    witnesses: WitnessPointers,
    file: str,
) -> None:
    """Raise ProofError unless the document says of each passage which copies lack it."""
    stated: dict[str, set[RecordedPresence]] = {}
    for name, presence in presences:
        if name in passages:
            stated.setdefault(name, set()).add(presence)
    for name, row in passages.items():
        wanted = _presence(row, witnesses)
        is_partial = bool(wanted.having) and bool(wanted.omitting or wanted.lacking)
        if stated.get(name, set()) != ({wanted} if is_partial else set()):
            found = " and ".join(_describe(each, witnesses) for each in stated.get(name, ()))
            expected = _describe(wanted, witnesses)
            message = f"{row.place}: {expected}; the document says: {found or 'all have it'}"
            raise ProofError(message, file=file)


def _presence(row: Row, witnesses: WitnessPointers) -> RecordedPresence:
    having = tuple(dict.fromkeys(siglum for siglum, _ in row.units))
    absent = [siglum for siglum in witnesses.copies if siglum not in having]
    omitting = {
        siglum
        for variant in row.variants
        for reading in variant.readings
        if not reading.form and not reading.text
        for siglum in reading.sigla
    }
    return RecordedPresence(
        witnesses.point(having),
        witnesses.point(siglum for siglum in absent if siglum in omitting),
        witnesses.point(siglum for siglum in absent if siglum not in omitting),
    )


def _describe(presence: RecordedPresence, witnesses: WitnessPointers) -> str:
    parts = [f"{witnesses.name(presence.having)} has it"]
    parts += [f"{witnesses.name(presence.omitting)} omits it"] if presence.omitting else []
    parts += [f"{witnesses.name(presence.lacking)} ends before it"] if presence.lacking else []
    return ", ".join(parts)

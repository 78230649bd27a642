"""Which witness has which part of the work: the pattern on the cover and on the download page."""

from dataclasses import dataclass

from book.model import Division, Edition, Witness


@dataclass(frozen=True, slots=True)
class Coverage:
    """The parts of the work in order, and for each copy of it whether it has them; a part that none has is a lacuna."""

    parts: tuple[Division, ...]
    rows: tuple[tuple[Witness, tuple[bool, ...]], ...]

    def is_lacuna(self, part: int) -> bool:
        return not any(has[part] for _, has in self.rows)


def coverage_of(edition: Edition) -> Coverage:
    """Find which copies of the work have which of its parts."""
    parts = tuple(division for division in edition.divisions if division.matter == "body")
    sigla = [_sigla(part) for part in parts]
    copies = (witness for witness in edition.witnesses if witness.role == "text")
    return Coverage(
        parts, tuple((copy, tuple(copy.siglum in found for found in sigla)) for copy in copies)
    )


def _sigla(division: Division) -> set[str]:
    found = {siglum for block in division.blocks for siglum in getattr(block, "sigla", ())}
    return found.union(*(_sigla(inner) for inner in division.divisions))

"""Say which witnesses have a passage, and which lack it."""

from dataclasses import dataclass

from book.model import Row
from book.render.tei.elements import Content, Element, append_content, element
from book.render.tei.sigla import Ids, pointers
from book.text.segments import row_sigla


@dataclass(frozen=True, slots=True)
class Presence:
    """The copies that have a passage, that omit it, and that do not reach so far."""

    having: tuple[str, ...] = ()
    omitting: tuple[str, ...] = ()
    ending_before: tuple[str, ...] = ()

    @property
    def is_partial(self) -> bool:
        """Whether some copies have the passage and others lack it."""
        return bool(self.having) and bool(self.omitting or self.ending_before)


def presence_of(row: Row, copies: tuple[str, ...]) -> Presence:
    """Return which of the copies have a row."""
    present, omitting = set(row_sigla(row)), _omitting(row)
    absent = [siglum for siglum in copies if siglum not in present]
    return Presence(
        row_sigla(row),
        tuple(siglum for siglum in absent if siglum in omitting),
        tuple(siglum for siglum in absent if siglum not in omitting),
    )


def _omitting(row: Row) -> set[str]:
    """Return the witnesses that omit a row, rather than not reaching so far."""
    return {
        siglum
        for variant in row.variants
        for reading in variant.readings
        if reading.form == "" and not reading.text
        for siglum in reading.sigla
    }


def presence_app(presence: Presence, ids: Ids, content: Content) -> Element:
    """Return the apparatus of what only some copies have."""
    lemma = append_content(element("lem", wit=pointers(presence.having, ids)), content)
    groups = (("omission", presence.omitting), ("lacuna", presence.ending_before))
    readings = (
        element("rdg", wit=pointers(sigla, ids), type=kind) for kind, sigla in groups if sigla
    )
    return element("app", lemma, *readings)

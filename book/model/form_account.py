"""The account of form: how much of each kind came in, and what became of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormCount:
    """How much of a kind of form a witness has.

    Emphasis and the like are counted in words, blocks in blocks. `found` is what the file states,
    `read` what its reader gave: more where it recognizes form that the format does not state, less
    by what it removed with its words. `removed` has the numbers by rule.
    """

    kind: str
    found: int
    read: int
    removed: tuple[tuple[str, int], ...] = ()

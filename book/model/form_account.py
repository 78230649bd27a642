"""The account of form: how much of each kind came in, and what became of it."""

from dataclasses import dataclass

Numbers = tuple[tuple[str, int], ...]  # a number for each name


@dataclass(frozen=True, slots=True)
class FormCount:
    """How much of a kind of form a witness has.

    Emphasis and the like are counted in words, blocks in blocks. `found` is what the file states,
    `read` what its reader gave: more where it recognizes form that the format does not state, less
    by what it removed with its words or took for another form. `removed` has the
    numbers by rule, `lost` is what no rule explains. `found` is None if the form of files of this
    format is not counted apart from their reader: nothing is known to be lost then.
    """

    kind: str
    found: int | None
    read: int
    removed: Numbers = ()
    lost: int = 0


@dataclass(frozen=True, slots=True)
class FormFate:
    """What became of the form of a kind that was read from a witness: the numbers by fate."""

    count: FormCount
    fates: Numbers


@dataclass(frozen=True, slots=True)
class WitnessForm:
    siglum: str
    kinds: tuple[FormFate, ...]


@dataclass(frozen=True, slots=True)
class FormAccount:
    """The form of each witness and of the edition, which each output is proven to have.

    `untold` names, for each output, the kinds that cannot be told from others in it.
    """

    witnesses: tuple[WitnessForm, ...] = ()
    edition: Numbers = ()
    untold: tuple[tuple[str, tuple[str, ...]], ...] = ()


NO_FORM = FormAccount()

"""Account for the form of the witnesses: what the ledger says of the words that have it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from book.model import (
    Account,
    BlockForm,
    Container,
    Edition,
    Entry,
    FormAccount,
    FormCount,
    FormFate,
    Ledger,
    Line,
    WitnessForm,
    cut_line,
    line_parts,
)
from book.verify.intake.form import BLOCK_KINDS, WORD_KINDS
from book.verify.intake.gathering import Gathered
from book.verify.intake.lines import gather_lines
from book.verify.proof.edition_form import gather_edition
from book.verify.proof.prove_form import UNTOLD

KINDS = (*WORD_KINDS, *BLOCK_KINDS)
ELSEWHERE = ("same", "variant")  # fates of what is printed as another witness has it
Seen = set[tuple[str, str]]


def account_for_form(edition: Edition, ledger: Ledger) -> FormAccount:
    """Return the account of form: of each witness, and of the edition, which each output proves."""
    found = gather_edition(edition)
    numbers = {**found.formed, **found.blocks}
    return FormAccount(
        tuple(form_of_witness(account, _illustrated(ledger)) for account in ledger.accounts),
        tuple((kind, len(numbers[kind])) for kind in KINDS if numbers.get(kind)),
        tuple((medium, tuple(sorted(untold))) for medium, untold in UNTOLD.items()),
    )


def form_of_witness(account: Account, illustrated: Set[str]) -> WitnessForm:
    """Return what became of a witness's form.

    What holds several lines, such as a list, has the fate of the first one; a picture is not
    carried if its file is not there, and if its place is not `illustrated` in the edition.
    """
    by_kind: dict[str, Counter[str]] = {}
    lacking = {figure.id for figure in _shown(account.witness.lines) if not figure.get("source")}
    for entry, line in _parts(account):
        numbers = dict(_numbers(gather_lines((line,))))
        is_absent = entry.fate in ELSEWHERE and entry.place not in illustrated
        not_carried = sum(
            each.id in lacking or (is_absent and bool(each.get("source")))
            for each in _containers(line.form)
            if each.kind == "figure"
        )
        if not_carried and entry.fate in ("printed", *ELSEWHERE):
            numbers["pictures"] -= not_carried
            by_kind.setdefault("pictures", Counter())["not carried"] += not_carried
        for kind, number in numbers.items():
            if number:
                by_kind.setdefault(kind, Counter())[entry.fate] += number
    counts = {count.kind: count for count in account.witness.form}
    uncounted = any(count.found is None for count in counts.values())
    kinds = [*counts, *(kind for kind in by_kind if kind not in counts)]
    return WitnessForm(
        account.witness.siglum,
        tuple(
            FormFate(
                counts.get(kind)
                or FormCount(kind, None if uncounted else 0, by_kind[kind].total()),
                tuple(by_kind.get(kind, Counter()).items()),
            )
            for kind in kinds
        ),
    )


def _illustrated(ledger: Ledger) -> frozenset[str]:
    """Return the places at which the edition prints the picture of a witness."""
    places = set()
    for account in ledger.accounts:
        parts = line_parts(account.witness.lines)
        for entry in account.entries:
            figures = _shown(parts[entry.span.line])
            if entry.fate == "printed" and any(figure.get("source") for figure in figures):
                places.add(entry.place)
    return frozenset(places)


def _shown(lines: Iterable[Line]) -> Iterator[Container]:
    """Yield the figure of each picture beside lines."""
    for line in lines:
        for insert in (*line.form.before, *line.form.after):
            if insert.kind == "picture" and insert.containers:
                yield insert.containers[-1]


def _containers(form: BlockForm) -> set[Container]:
    inserts = (insert.containers for insert in (*form.before, *form.after))
    return {each for containers in (form.containers, *inserts) for each in containers}


def _parts(account: Account) -> Iterator[tuple[Entry, Line]]:
    """Yield each entry with its part of the line; containers and inserts are in the first one."""
    parts = line_parts(account.witness.lines)
    seen: Seen = set()
    begun: set[tuple[int, int]] = set()
    for entry in account.entries:
        line = cut_line(parts[entry.span.line], entry.span)
        place = (line.number, line.column)
        form = _new_form(line.form, seen) if place not in begun else BlockForm()
        begun.add(place)
        yield entry, replace(line, form=form)


def _new_form(form: BlockForm, seen: Seen) -> BlockForm:
    """Return a form with the containers that no line before has."""
    if not (form.containers or form.before or form.after):
        return form
    before, after = (
        tuple(replace(insert, containers=_new(insert.containers, seen)) for insert in inserts)
        for inserts in (form.before, form.after)
    )
    containers = _new(form.containers, seen)
    return replace(form, containers=containers, before=before, after=after)


def _new(containers: tuple[Container, ...], seen: Seen) -> tuple[Container, ...]:
    fresh = tuple(each for each in containers if (each.kind, each.id) not in seen)
    seen.update((each.kind, each.id) for each in fresh)
    return fresh


def _numbers(found: Gathered) -> Iterator[tuple[str, int]]:
    for kind, ends in (*found.formed.items(), *found.blocks.items()):
        if ends:
            yield kind, len(ends)

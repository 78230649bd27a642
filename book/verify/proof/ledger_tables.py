"""Prove the tables on the page of the ledger: the lines by fate, the form, the parallels."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from book.errors import ProofError
from book.model import Account, Edition, Fate, FormFate, Ledger, Parallel, Place
from book.text.losses import count_not_carried, lost_form
from book.text.plurals import plural_label
from book.text.traversal import paragraph_texts
from book.verify.readback.ledger_page import LedgerPageReading

MEDIA = ("pdf", "xhtml", "tei", "docx", "md")  # those whose form is counted on the page
Row = tuple[str, ...]


def prove_tables(edition: Edition, ledger: Ledger, page: LedgerPageReading, file: str) -> None:
    """Raise ProofError for the first row that is not the ledger's or the edition's."""
    labels = edition.labels
    _prove_rows("lines by fate", tuple(_counts(ledger)), page.counts, file)
    forms = {form.siglum: form.kinds for form in ledger.form.witnesses}
    for witness in page.witnesses:
        rows = tuple(_form(each, labels) for each in forms.get(witness.siglum, ()))
        _prove_rows(f"form of witness {witness.siglum}", rows, witness.form, file)
    _prove_rows("form of the edition", tuple(_edition_form(ledger, labels)), page.form, file)
    _prove_editor(ledger, page, labels, file)
    _prove_parallels(edition, page, file)
    losses = tuple((loss,) for loss in _losses(ledger, labels))
    _prove_rows("what is not carried", losses, tuple((loss,) for loss in page.losses), file)


def _prove_editor(
    ledger: Ledger, page: LedgerPageReading, labels: Mapping[str, str], file: str
) -> None:
    """Raise ProofError for a line of the editor's files that is not on the page as it should be."""
    shown = {}
    for row in page.editor:
        name, lines, *rest = row
        first, _, last = lines.partition("–")
        for number in range(int(first), int(last or first) + 1):
            shown[name, number] = tuple(rest)
    for account in ledger.editorial:
        for entry in account.entries:
            expected = (entry.key.split(".")[0], labels[f"fate-{entry.fate}"], entry.place)
            given = shown.get((account.file, entry.line))
            if given != expected:
                there = " | ".join(given) if given else "not there"
                message = f"line {entry.line} of {account.file} is {there}, but {expected}"
                raise ProofError(message, file=file)
    filled = {(each.file, e.line) for each in ledger.editorial for e in each.entries}
    ends = {(name, int(end)) for name, lines, *_ in page.editor for end in lines.split("–")}
    if strays := sorted(ends - filled):
        raise ProofError(f"line {strays[0][1]} of {strays[0][0]} states nothing", file=file)


def _losses(ledger: Ledger, labels: Mapping[str, str]) -> Iterator[str]:
    for reason, number in count_not_carried(ledger):
        yield labels["ledger-lost-words"].format(number=number, reason=reason)
    for siglum, kind, number in lost_form(ledger):
        name = labels[f"kind-{kind}"]
        yield labels["ledger-lost-form"].format(number=number, kind=name, siglum=siglum)


def _prove_rows(name: str, expected: Sequence[Row], shown: Sequence[Row], file: str) -> None:
    for number, row in enumerate(expected):
        given = shown[number] if number < len(shown) else None
        if given != row:
            there = f"is {' | '.join(given)}" if given else "is missing"
            message = f"{name}: row {number + 1} {there}, but {' | '.join(row)}"
            raise ProofError(message, file=file)
    if len(shown) > len(expected):
        message = f"{name}: the row {' | '.join(shown[len(expected)])} is too many"
        raise ProofError(message, file=file)


def _counts(ledger: Ledger) -> Iterator[Row]:
    """Yield a row for each witness: its lines, and those of each fate; the last only if it is."""
    fates = get_args(Fate)
    counted = [_lines_by_fate(account) for account in ledger.accounts]
    shown = fates if any(numbers[fates[-1]] for numbers in counted) else fates[:-1]
    for account, numbers in zip(ledger.accounts, counted, strict=True):
        lines = len({line.number for line in account.witness.lines})
        yield (account.witness.siglum, str(lines), *(str(numbers[fate]) for fate in shown))


def _lines_by_fate(account: Account) -> Counter[str]:
    return Counter(fate for fate, _ in {(e.fate, e.span.line) for e in account.entries})


def _form(each: FormFate, labels: Mapping[str, str]) -> Row:
    count, fates = each.count, dict(each.fates)
    placed = ("printed", "same", "variant")
    others = [
        labels["fate-count"].format(number=fates[fate], fate=labels[f"fate-{fate}"])
        for fate in fates
        if fate not in placed
    ]
    rules = [f"{number} × {rule}" for rule, number in count.removed]
    return (
        labels[f"kind-{count.kind}"],
        str(count.found if count.found is not None else "–"),
        str(count.read),
        str(fates.get("printed", 0)),
        str(fates.get("same", 0) + fates.get("variant", 0)),
        "; ".join([*others, *rules]),
        str(count.lost) if count.lost else "",
    )


def _edition_form(ledger: Ledger, labels: Mapping[str, str]) -> Iterator[Row]:
    untold = [kinds for medium, kinds in ledger.form.untold if medium in MEDIA]
    for kind, number in ledger.form.edition:
        told = (labels["ledger-as-text"] if kind in kinds else str(number) for kinds in untold)
        yield (labels[f"kind-{kind}"], str(number), *told)


# ── Parallels ────────────────────────────────────────────────────────────────────────────────────


def _prove_parallels(edition: Edition, page: LedgerPageReading, file: str) -> None:
    anchors = {place.place: f"#{place.id}" for place in page.places}
    texts = paragraph_texts(edition.divisions)
    rows = tuple(_parallel(each, anchors, texts, edition.labels) for each in edition.parallels)
    _prove_rows("parallels", rows, page.parallels, file)


def _parallel(
    each: Parallel,
    anchors: Mapping[str, str],
    texts: Mapping[Place, str],
    labels: Mapping[str, str],
) -> Row:
    passage = texts[each.place][each.start : each.end]
    source = texts[each.source][each.source_start : each.source_end]
    places = (str(each.place), str(each.source))
    sentence = plural_label(labels, "ledger-parallel", each.words)
    return (
        *(part for place in places for part in (place, anchors.get(place, ""))),
        sentence.format(words=each.words, share=f"{each.share:.2f}"),
        *((passage,) if passage == source else (passage, source)),
    )

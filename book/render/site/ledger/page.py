"""The page of the ledger: what became of each line of the sources."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from markupsafe import Markup

from book.model import Account, Edition, EditorialAccount, FormFate, Ledger, line_texts
from book.render.form_tables import OUTPUTS, PLACED
from book.render.html.markup import direction_attribute
from book.render.site.ledger.places import PlaceWriter, Starts, link_places
from book.render.site.ledger.runs import FateRun, PlaceLink, runs_of, write_runs
from book.render.site.ledger.writing import markup
from book.render.site.sources import chinese_characters, source_characters
from book.render.site.styled import SHEETS, render_styled
from book.render.tables import count_lines_by_fate, parallel_rows
from book.text.cached import ResultCache
from book.text.coverage import fates_of
from book.text.losses import count_not_carried, lost_form
from book.text.plurals import plural_label

Values = dict[str, Any]


def render_ledger_page(
    edition: Edition,
    ledger: Ledger,
    starts: Starts,
    assets: Mapping[str, bytes],
    cache: ResultCache | None = None,
) -> bytes:
    """Return the ledger as a page, as UTF-8; `starts` are the pages of the anchors in the PDF.

    Its fonts have the characters of the sources, but not thousands of Chinese ones.
    """
    links = link_places(edition, ledger, starts)
    runs = [runs_of(account, number) for number, account in enumerate(ledger.accounts, 1)]
    places = PlaceWriter(edition, links, (run for own in runs for run in own)).write()
    lines = [
        write_runs(account, own, links, edition.labels)
        for account, own in zip(ledger.accounts, runs, strict=True)
    ]
    large = {
        "lines": [Markup(own) for own in lines],  # noqa: S704 (written by `written`)
        "places": [Markup(places)],  # noqa: S704
    }
    values = _values(edition, ledger, runs, links)
    return render_styled(
        "ledger.html",
        assets,
        values,
        large=large,
        characters=source_characters(ledger) + chinese_characters(ledger),
        sheets=(*SHEETS, "ledger.css"),
        cache=cache,
    )


def _values(
    edition: Edition,
    ledger: Ledger,
    runs: list[tuple[FateRun, ...]],
    links: Mapping[str, PlaceLink],
) -> Values:
    labels = edition.labels
    return {
        "words": labels,
        "direction": direction_attribute(edition.imprint.language),
        "language": edition.imprint.language,
        "title": edition.imprint.title,
        "fates": fates_of(ledger),
        "accounts": [
            _account(account, number) for number, account in enumerate(ledger.accounts, 1)
        ],
        "forms": {each.siglum: _form_rows(each.kinds, labels) for each in ledger.form.witnesses},
        "edition_form": _edition_form(ledger, labels),
        "losses": list(_losses(ledger, labels)),
        "editor": [row for account in ledger.editorial for row in _editor_rows(account, labels)],
        "parallels": [_parallel(row, links, labels) for row in parallel_rows(edition)],
        "total": sum(len(line_texts(account.witness.lines)) for account in ledger.accounts),
        "digits": len(str(max(run.first.span.line for own in runs for run in own))),
    }


def _account(account: Account, number: int) -> Values:
    witness = account.witness
    return {
        "number": number,
        "id": f"witness-{witness.siglum}",
        "siglum": witness.siglum,
        "role": witness.role,
        "file": witness.file.rsplit("/", 1)[-1],
        "sha256": witness.sha256,
        "lines": len(line_texts(witness.lines)),
        "counts": count_lines_by_fate(account),
    }


def _editor_rows(account: EditorialAccount, labels: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each run of lines of an editor's file that have one fate and place."""
    runs = groupby(account.entries, key=lambda e: (e.key.split(".")[0], e.fate, e.place))
    for (name, fate, place), entries in runs:
        numbers = [entry.line for entry in entries]
        lines = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
        yield account.file, lines, name, labels[f"fate-{fate}"], place


def _losses(ledger: Ledger, labels: Mapping[str, str]) -> list[str]:
    """Return what of the sources is not carried into the edition, in words."""
    words = [
        labels["ledger-lost-words"].format(number=number, reason=reason)
        for reason, number in count_not_carried(ledger)
    ]
    form = [
        labels["ledger-lost-form"].format(number=number, kind=labels[f"kind-{kind}"], siglum=siglum)
        for siglum, kind, number in lost_form(ledger)
    ]
    return [*words, *form]


def _form_rows(kinds: tuple[FormFate, ...], labels: Mapping[str, str]) -> list[Values]:
    return [_form_row(each, labels) for each in kinds]


def _form_row(each: FormFate, labels: Mapping[str, str]) -> Values:
    count, fates = each.count, dict(each.fates)
    others = [
        labels["fate-count"].format(number=number, fate=labels[f"fate-{fate}"])
        for fate, number in fates.items()
        if fate not in PLACED
    ]
    rules = [f"{number} × {rule}" for rule, number in count.removed]
    return {
        "kind": labels[f"kind-{count.kind}"],
        "found": "–" if count.found is None else count.found,
        "read": count.read,
        "printed": fates.get("printed", 0),
        "elsewhere": fates.get("same", 0) + fates.get("variant", 0),
        "removed": "; ".join((*others, *rules)),
        "lost": count.lost,
    }


def _edition_form(ledger: Ledger, labels: Mapping[str, str]) -> list[Values]:
    """Return a row for each kind of form that the edition has: its number in each output."""
    untold = {OUTPUTS[medium]: kinds for medium, kinds in ledger.form.untold if medium in OUTPUTS}
    as_text = labels["ledger-as-text"]
    return [
        {
            "kind": labels[f"kind-{kind}"],
            "number": number,
            "outputs": {
                name: as_text if kind in kinds else number for name, kinds in untold.items()
            },
        }
        for kind, number in ledger.form.edition
    ]


def _parallel(
    row: Mapping[str, str], links: Mapping[str, PlaceLink], labels: Mapping[str, str]
) -> Values:
    sentence = plural_label(labels, "ledger-parallel", int(row["words"]))
    return {
        **row,
        "shared": sentence.format(words=row["words"], share=row["share"]),
        "passage": markup(row["passage"]),
        "source_passage": markup(row["source_passage"]),
        "is_same": row["passage"] == row["source_passage"],
        "at": links[row["place"]].anchor,
        "source_at": links[row["source"]].anchor,
    }

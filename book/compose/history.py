"""Write the history of the edition: what the editor says of each release, and what it changed, as lists of corrigenda have it."""

from collections.abc import Mapping, Sequence

from book.model import (
    Block,
    Bullets,
    DraftChange,
    DraftRelease,
    Inlines,
    Paragraph,
    Release,
    Subheading,
)
from book.text.inlines import plain_inlines
from book.text.typography import write_date


def word_history(
    releases: Sequence[DraftRelease], said: Sequence[tuple[Block, ...]], labels: Mapping[str, str]
) -> tuple[Release, ...]:
    """Word the releases, the latest first; `said` are the editor's words on each, in the order of `releases`."""
    made = (
        Release(
            release.date,
            release.since,
            blocks,
            tuple(plain_inlines(word_change(change, labels)) for change in release.changes),
        )
        for release, blocks in zip(releases, said, strict=True)
    )
    return tuple(made)[::-1]


def history_blocks(releases: Sequence[Release], labels: Mapping[str, str]) -> tuple[Block, ...]:
    """Set the history: under each date the editor's words, then the changes."""
    made: list[Block] = (
        [Paragraph(plain_inlines(labels["history-places"]), "headnote")]
        if any(r.changes for r in releases)
        else []
    )
    for number, release in enumerate(releases):
        made.append(Subheading(_dated(release, labels), f"release-{len(releases) - number}"))
        made += release.remarks
        made += [Bullets(release.changes)] if release.changes else []
    return tuple(made)


def _dated(release: Release, labels: Mapping[str, str]) -> Inlines:
    return plain_inlines(write_date(release.date, labels))


def word_change(change: DraftChange, labels: Mapping[str, str]) -> str:
    """Say a change in the language of the edition.

    >>> labels = {"history-note": "{place}, note {note}", "quoted": "“{text}”"}
    >>> labels["history-for-read"] = "{subject}: for {old} read {new}"
    >>> word_change(DraftChange("note", "changed", "III ¶1", "water", "2", old="hers", new="his"), labels)
    'III ¶1, note 2: for “hers” read “his”'
    """
    key = f"history-{change.subject}"
    if change.subject == "page" and not change.place.isdecimal():
        key = "history-pages"
    subject = labels[key].format(place=change.place, name=change.name, note=change.note)
    quoted = {
        name: labels["quoted"].format(text=text)
        for name, text in (("old", change.old), ("new", change.new))
    }
    return labels[_predicate(change)].format(
        subject=subject, was=change.former, place=change.place, **quoted
    )


def _predicate(change: DraftChange) -> str:
    if change.kind != "changed" or not (change.old or change.new):
        return f"history-{change.kind}"
    return (
        "history-for-read"
        if change.old and change.new
        else "history-put-in"
        if change.new
        else "history-taken-out"
    )

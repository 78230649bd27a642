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


def make_history(
    releases: Sequence[DraftRelease], said: Sequence[tuple[Block, ...]], words: Mapping[str, str]
) -> tuple[Release, ...]:
    """Word the releases, the latest first; `said` are the editor's words on each, in the order of `releases`."""
    made = (
        Release(
            release.date,
            release.since,
            blocks,
            tuple(plain_inlines(word_change(change, words)) for change in release.changes),
        )
        for release, blocks in zip(releases, said, strict=True)
    )
    return tuple(made)[::-1]


def history_blocks(releases: Sequence[Release], words: Mapping[str, str]) -> tuple[Block, ...]:
    """Set the history: under each date the editor's words, then the changes."""
    made: list[Block] = (
        [Paragraph(plain_inlines(words["history-places"]), "headnote")]
        if any(r.changes for r in releases)
        else []
    )
    for number, release in enumerate(releases):
        made.append(Subheading(_dated(release, words), f"release-{len(releases) - number}"))
        made += release.remarks
        made += [Bullets(release.changes)] if release.changes else []
    return tuple(made)


def _dated(release: Release, words: Mapping[str, str]) -> Inlines:
    return plain_inlines(write_date(release.date, dict(words)))


def word_change(change: DraftChange, words: Mapping[str, str]) -> str:
    """Say a change in the language of the edition.

    >>> words = {"history-note": "{place}, note {note}", "history-for-read": "{subject}: for {old} read {new}", "quoted": "“{text}”"}
    >>> word_change(DraftChange("note", "changed", "III ¶1", "water", "2", old="hers", new="his"), words)
    'III ¶1, note 2: for “hers” read “his”'
    """
    key = f"history-{change.subject}"
    if change.subject == "page" and not change.place.isdecimal():
        key = "history-pages"
    subject = words[key].format(place=change.place, name=change.name, note=change.note)
    quoted = {
        name: words["quoted"].format(text=text)
        for name, text in (("old", change.old), ("new", change.new))
    }
    return words[_predicate(change)].format(
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

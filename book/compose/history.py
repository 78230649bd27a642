"""Write the history of the edition: the editor's words on each release, then its corrigenda."""

from collections.abc import Iterator, Mapping, Sequence

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
    releases: Sequence[DraftRelease],
    remarks: Sequence[tuple[Block, ...]],
    labels: Mapping[str, str],
) -> tuple[Release, ...]:
    """Return the releases with their changes in words, the latest release first.

    `remarks` are the editor's words on each, in the order of `releases`.
    """
    worded = [
        Release(release.date, release.since, blocks, _word_changes(release, labels))
        for release, blocks in zip(releases, remarks, strict=True)
    ]
    return tuple(reversed(worded))


def _word_changes(release: DraftRelease, labels: Mapping[str, str]) -> tuple[Inlines, ...]:
    return tuple(plain_inlines(word_change(change, labels)) for change in release.changes)


def history_blocks(releases: Sequence[Release], labels: Mapping[str, str]) -> tuple[Block, ...]:
    """Return the history: under each date the editor's words, then the changes."""
    blocks: list[Block] = []
    if any(release.changes for release in releases):
        blocks.append(Paragraph(plain_inlines(labels["history-places"]), "headnote"))
    for number, release in enumerate(releases):
        blocks += _release_blocks(release, f"release-{len(releases) - number}", labels)
    return tuple(blocks)


def _release_blocks(release: Release, name: str, labels: Mapping[str, str]) -> Iterator[Block]:
    yield Subheading(plain_inlines(write_date(release.date, labels)), name)
    yield from release.remarks
    if release.changes:
        yield Bullets(release.changes)


def word_change(change: DraftChange, labels: Mapping[str, str]) -> str:
    """Return a change as a sentence in the language of the edition.

    >>> labels = {"history-note": "{place}, note {note}", "quoted": "“{text}”"}
    >>> labels["history-for-read"] = "{subject}: for {old} read {new}"
    >>> change = DraftChange("note", "changed", "III ¶1", "water", "2", old="hers", new="his")
    >>> word_change(change, labels)
    'III ¶1, note 2: for “hers” read “his”'
    """
    subject = labels[_subject_label(change)].format(
        place=change.place, name=change.name, note=change.note
    )
    return labels[_predicate_label(change)].format(
        subject=subject,
        was=change.former,
        place=change.place,
        old=labels["quoted"].format(text=change.old),
        new=labels["quoted"].format(text=change.new),
    )


def _subject_label(change: DraftChange) -> str:
    if change.subject == "page" and not change.place.isdecimal():
        return "history-pages"
    return f"history-{change.subject}"


def _predicate_label(change: DraftChange) -> str:
    if change.kind != "changed" or not (change.old or change.new):
        return f"history-{change.kind}"
    if not change.new:
        return "history-taken-out"
    return "history-for-read" if change.old else "history-put-in"

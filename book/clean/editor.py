"""What the editor keeps and drops: `keep` and `drop` of a witness in edition.toml."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

from book.clean.fragments import Fragment, Fragments, cut_parts, remove
from book.errors import EditionError
from book.model import BlockForm, Selection, Span, Witness, Work
from book.text.patterns import LinePattern

REMEDY = "Correct the entry or remove it; `inv clean` shows the lines of each witness."
SLOW_REMEDY = (
    "Avoid a repetition within a repetition, as in (a|aa)+: a line can match it in many ways."
)
HEADING = "heading"
Cuts = dict[int, list[tuple[int, int]]]  # parts of fragments, by their index


def editor_keeps(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Protect what `keep` in edition.toml selects from all rules, and from the file's reader."""
    for selection in witness.keep:
        cuts = _find(fragments, selection, witness, "keep")
        fragments = _replace(fragments, cuts, _keep)
    return fragments


def editor_drops(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove what `drop` in edition.toml selects, but for headings, which are not known yet."""
    for selection in witness.drop:
        if selection.kind != HEADING:
            cuts = _find(fragments, selection, witness, "drop")
            fragments = _replace(fragments, cuts, partial(remove, rule="drop"))
            if selection.kind in ("picture", "figure"):
                fragments = tuple(part for f in fragments for part in _without_pictures(f))
    return fragments


def editor_drops_headings(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove the headings if `drop` in edition.toml selects them."""
    selection = next((each for each in witness.drop if each.kind == HEADING), None)
    if not selection:
        return fragments
    if not any(_is_heading(fragment) for fragment in fragments):
        raise _nothing_selected(selection, witness, "drop")
    return tuple(remove(f, "drop") if _is_heading(f) and not f.kept else f for f in fragments)


def _is_heading(fragment: Fragment) -> bool:
    return fragment.state == "heading" or (
        fragment.state == "open" and fragment.form.kind == HEADING
    )


def _find(fragments: Fragments, selection: Selection, witness: Witness, key: str) -> Cuts:
    """Return what a selection selects. Raise EditionError if that is nothing, or takes too long."""
    try:
        cuts = {index: spans for index, spans in _selected(fragments, selection) if spans}
    except TimeoutError as error:
        message = f"`{key}` of witness {witness.siglum} takes too long: {selection.written}"
        raise _wrong(selection, witness, message, SLOW_REMEDY) from error
    has_picture = selection.kind == "picture" and any(map(_has_picture, fragments))
    if not cuts and not has_picture:
        raise _nothing_selected(selection, witness, key)
    return cuts


def _nothing_selected(selection: Selection, witness: Witness, key: str) -> EditionError:
    message = f"`{key}` of witness {witness.siglum} matches nothing: {selection.written}"
    return _wrong(selection, witness, message, REMEDY)


def _wrong(selection: Selection, witness: Witness, message: str, remedy: str) -> EditionError:
    file = posixpath.join(posixpath.dirname(witness.file), "edition.toml")
    return EditionError(message, file=file, line=selection.position, remedy=remedy)


def _selected(
    fragments: Fragments, selection: Selection
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the index of each fragment that is selected, and the parts of it that are."""
    part, line = LinePattern(selection.part), LinePattern(selection.line)
    ranges = _ranges(fragments, selection)
    kind = "figure" if selection.kind == "picture" else selection.kind
    for index, fragment in enumerate(fragments):
        whole = [(0, len(fragment.source))]
        if selection.part:
            yield index, list(part.spans(fragment.source))
        elif selection.line:
            yield index, whole if line.search(fragment.source) else []
        elif kind:
            yield index, whole if _is_of_kind(fragment.form, kind) else []
        elif any(first <= fragment.span.line <= last for first, last in ranges):
            yield index, whole


def _is_of_kind(form: BlockForm, kind: str) -> bool:
    return form.kind == kind or any(container.kind == kind for container in form.containers)


def _ranges(fragments: Fragments, selection: Selection) -> list[tuple[int, int]]:
    """Return the first and the last line of each range, from the first pattern to the next last."""
    if not selection.first and not selection.last:
        return []
    first, last = LinePattern(selection.first), LinePattern(selection.last)
    lines = sorted({(f.span.line, f.source) for f in fragments})
    ranges: list[tuple[int, int]] = []
    start = 0 if not selection.first else -1
    for number, source in lines:
        if start < 0 and selection.first and first.search(source):
            start = number
        if start >= 0 and selection.last and last.search(source):
            ranges.append((start, number))
            start = -1
    if start >= 0 and not selection.last:
        ranges.append((start, lines[-1][0]))
    return ranges


def _replace(fragments: Fragments, cuts: Cuts, change: Callable[[Fragment], Fragment]) -> Fragments:
    """Return the fragments with the selected parts changed, if that is possible."""
    parts = (
        cut_parts(fragment, cuts[index], change)
        if index in cuts and not fragment.kept and _may_change(fragment, change)
        else (fragment,)
        for index, fragment in enumerate(fragments)
    )
    return tuple(chain.from_iterable(parts))


def _may_change(fragment: Fragment, change: Callable[[Fragment], Fragment]) -> bool:
    """Return whether nothing is decided of a fragment, or `keep` may bring it back."""
    is_removed = fragment.state == "removed" and fragment.rule != "blank"
    return fragment.state == "open" or (change is _keep and is_removed)


def _keep(fragment: Fragment) -> Fragment:
    return replace(fragment, kept=True, state="open", rule="")


def _has_picture(fragment: Fragment) -> bool:
    inserts = (*fragment.form.before, *fragment.form.after)
    return any(insert.kind == "picture" for insert in inserts)


def _without_pictures(fragment: Fragment) -> Fragments:
    """Return a fragment without pictures, after an empty one that accounts for their removal."""
    if not _has_picture(fragment):
        return (fragment,)
    form = fragment.form
    before = tuple(insert for insert in form.before if insert.kind != "picture")
    after = tuple(insert for insert in form.after if insert.kind != "picture")
    bare = replace(fragment, form=replace(form, before=before, after=after))
    start = fragment.span.start
    span = Span(fragment.span.line, start, start)
    return remove(replace(bare, span=span, source="", form=BlockForm()), "drop"), bare

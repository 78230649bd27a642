"""The notes of a TEI document: where they stand, and where they are called."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from book.read.tei.parse import ID, Element, descendants, name

# A note inside one of these is at its call.
TEXTS = {
    *("p", "l", "ab", "head", "cell", "item", "q", "quote", "said", "stage", "speaker", "seg"),
    *("label", "salute", "signed", "dateline", "byline", "trailer", "lg", "sp", "hi", "ref"),
}


@dataclass(slots=True)
class NoteIndex:
    """The notes that stand elsewhere than their calls, by the id of what calls them.

    `texts` has the notes by their own id; `calls` the notes that point to an anchor.
    """

    texts: dict[str, Element] = field(default_factory=dict)
    calls: dict[str, list[Element]] = field(default_factory=dict)
    called: set[Element] = field(default_factory=set)


def index_notes(root: Element) -> NoteIndex:
    """Return the notes of a document by what calls them."""
    index = NoteIndex()
    anchors = {each.get(ID) for each in root.iter() if name(each) and each.get(ID)}
    for note in descendants(root, "note"):
        if is_in_header(note):
            continue
        if identity := note.get(ID) or note.get("id"):
            index.texts[identity] = note
        for target in _anchors(note):
            if target in anchors and target not in _own_ids(note):
                index.calls.setdefault(target, []).append(note)
                index.called.add(note)
    for call in descendants(root, "ref", "ptr", "xref", "xptr"):
        text = called_note(call, index)
        if text is not None and text not in set(call.iterancestors()):
            index.called.add(text)
    return index


def _anchors(note: Element) -> Iterator[str]:
    """Yield the ids to which a note is attached; a note inside its text is attached there."""
    if is_in_text(note):
        return
    for attribute in ("target", "corresp"):
        for pointer in (note.get(attribute) or "").split()[:1]:
            if pointer.startswith("#"):
                yield pointer[1:]


def _own_ids(note: Element) -> set[str]:
    """Return the ids inside a note: a link back to its call is no call."""
    return {each.get(ID) or "" for each in note.iter() if name(each)}


def called_note(call: Element, index: NoteIndex) -> Element | None:
    """Return the note that a reference calls, or None."""
    target = (call.get("target") or "").strip()
    note = index.texts.get(target[1:]) if target.startswith("#") else None
    return None if note is None or is_in_text(note) else note


def is_in_header(element: Element) -> bool:
    return any(name(each) == "teiHeader" for each in element.iterancestors())


def is_in_text(note: Element) -> bool:
    """Return whether a note stands in a paragraph, a line …: at its call."""
    return any(name(each) in TEXTS for each in note.iterancestors())

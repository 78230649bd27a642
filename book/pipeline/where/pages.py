"""The printed page of words: the published e-book marks each page at its first word."""

from pathlib import Path

from book.runtime import files
from book.verify.readback.page_marks import MarkedText, read_marked_texts


class PublishedPages:
    """The pages of what is published in a folder; if nothing is, no page is known."""

    def __init__(self, folder: Path, slug: str) -> None:
        content = files.read_if_there(folder / f"{slug}.epub")
        self.texts: dict[str, MarkedText] = {}
        for text in _read(content) if content else ():
            self.texts.update(dict.fromkeys(text.anchors, text))

    def of_words(self, anchor: str, letters: str, offset: int) -> str:
        """Return the page of the letter at an offset of those that stand at an anchor.

        Return "" if the published book has other letters there.
        """
        text = self.texts.get(anchor)
        if text is None or offset < 0 or not text.folded.startswith(letters, text.anchors[anchor]):
            return ""
        return text.page_at(text.anchors[anchor] + offset)

    def of_anchor(self, anchor: str) -> str:
        """Return the page of an anchor, "" if it is not there."""
        text = self.texts.get(anchor)
        return text.page_at(text.anchors[anchor]) if text else ""

    def of_occurrences(self, chapter: str, letters: str) -> tuple[str, ...]:
        """Return the pages of all places of a chapter that have these letters, in order."""
        text = self.texts.get(chapter)
        found: list[str] = []
        begin = text.folded.find(letters) if text else -1
        while text and begin >= 0:
            found.append(text.page_at(begin))
            begin = text.folded.find(letters, begin + 1)
        return tuple(found)


def _read(content: bytes) -> tuple[MarkedText, ...]:
    try:
        return read_marked_texts(content)
    except ValueError:
        return ()

"""The text of a page in runs, each of one language, with what decides its face."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

EMPHASIZED, STRONG = "em", frozenset({"strong", "b", "h2"})
VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
UNSEEN = frozenset({"script", "style"})


@dataclass(frozen=True, slots=True)
class TextRun:
    """Characters of one language ("" if it is not known), and whether they are emphasized."""

    text: str
    language: str = ""
    is_emphasized: bool = False
    is_strong: bool = False


class _Runs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, TextRun]] = []
        self.runs: list[TextRun] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        outer = self.open[-1][1] if self.open else TextRun("")
        given = dict(attrs)
        inner = TextRun(
            "",
            given.get("lang") or given.get("xml:lang") or outer.language,
            outer.is_emphasized or tag == EMPHASIZED,
            outer.is_strong or tag in STRONG,
        )
        self.open.append((tag, inner))

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _ in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        tag, style = self.open[-1] if self.open else ("", TextRun(""))
        if tag not in UNSEEN:
            kinds = style.language, style.is_emphasized, style.is_strong
            self.runs.append(TextRun(data, *kinds))


def marked_runs(markup: str) -> Iterator[TextRun]:
    """Yield the texts of HTML, or of several documents one after the other.

    >>> list(marked_runs("<p lang='ja'>語<em>句</em></p>"))[1]
    TextRun(text='句', language='ja', is_emphasized=True, is_strong=False)
    """
    parser = _Runs()
    parser.feed(markup)
    parser.close()
    yield from parser.runs

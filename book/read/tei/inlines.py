"""The inline elements of TEI: their ranges, and which of several readings is the witness's."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext

from book.model import RangeKind
from book.read.builder import DocumentBuilder
from book.read.tei.names import HIGHLIGHTED, QUOTED, RANGES, WITNESS_FORMS
from book.read.tei.parse import Element, children, descendants, language, name, words
from book.read.tei.rendition import Renditions, range_kinds, stated
from book.read.tei.text import TeiText

QUOTATION_MARKS = "“”‘’„‚«»‹›\"'「」『』—–-"
OUTER, INNER = ("“", "”"), ("‘", "’")
CLOSING_SIGNS = set(",.;:!?)]}’”»")
WORDS = ("w", "c", "pc")
Content = Callable[[Element], None]


class TeiInlines:
    """Writes inline elements; `content` walks through what is in one."""

    def __init__(self, text: TeiText, root: Element, defined: Renditions, content: Content) -> None:
        self._text, self._defined, self._content = text, defined, content
        self._quotations = 0
        self.has_spaces = next(descendants(root, "c"), None) is not None
        self.handlers: dict[str, Content] = {
            **dict.fromkeys(QUOTED, self.quotation),
            **dict.fromkeys((*RANGES, *HIGHLIGHTED), self.ranged),
            **dict.fromkeys(WORDS, self.word),
            "foreign": self.foreign,
            "choice": self.choice,
            "app": self.apparatus,
            "ruby": self.ruby,
            "caesura": lambda _: self._text.write(" "),
        }

    @property
    def builder(self) -> DocumentBuilder:
        return self._text.builder

    def ranged(self, element: Element) -> None:
        """Write an element that may have a form."""
        with self._text.ranges(*((kind, "") for kind in self._kinds(element))):
            self._content(element)

    def _kinds(self, element: Element) -> list[RangeKind]:
        kinds = range_kinds(element, self._defined)
        own = RANGES.get(name(element))
        if own and not (own == "emphasis" and kinds):
            kinds = [own, *(kind for kind in kinds if kind != own)]
        is_bare = not stated(element, self._defined).strip()
        return kinds or (["emphasis"] if name(element) == "hi" and is_bare else [])

    def foreign(self, element: Element) -> None:
        """Write words of another language."""
        tag = language(element)
        ranges: list[tuple[RangeKind, str]] = [("foreign", tag)] if tag else []
        ranges += ((kind, "") for kind in range_kinds(element, self._defined))
        with self._text.ranges(*ranges):
            self._content(element)

    def quotation(self, element: Element) -> None:
        """Write a quotation within a paragraph, with marks if the text has none."""
        inside = words(element)
        has_marks = inside[:1] in QUOTATION_MARKS or self._text.ends_with(QUOTATION_MARKS)
        opening, closing = ("", "") if has_marks else (OUTER, INNER)[self._quotations % 2]
        self._quotations += 1
        kinds = [(kind, "") for kind in range_kinds(element, self._defined)]
        with self._text.ranges(("quotation", ""), *kinds):
            if opening:
                self._text.builder.text(opening)
            self._content(element)
            if closing:
                self._text.close(closing)
        self._quotations -= 1

    def choice(self, element: Element) -> None:
        """Write what the witness has, and record the editor's alternatives."""
        options = list(children(element))
        chosen = (each for each in options if name(each) in WITNESS_FORMS)
        self._write_one(options, next(chosen, options[0] if options else None))

    def apparatus(self, element: Element) -> None:
        """Write the lemma, or the first reading, and record the other readings."""
        options = list(_readings(element))
        lemmas = (each for each in options if name(each) == "lem")
        self._write_one(options, next(lemmas, options[0] if options else None), "other reading")
        for other in children(element):
            if name(other) not in ("lem", "rdg", "rdgGrp"):
                self.builder.removed(words(other), "description")

    def _write_one(
        self, options: list[Element], chosen: Element | None, rule: str = "editorial alternative"
    ) -> None:
        for option in options:
            if option is not chosen:
                self.builder.removed(words(option), rule)
            elif name(option) == "seg":
                self.ranged(option)
            else:
                self._content(option)

    def ruby(self, element: Element) -> None:
        """Write the base with its annotation; if one is empty, the other is text."""
        annotation = " ".join(words(each) for each in children(element, "rt")).strip()
        bases = list(children(element, "rb"))
        if not any(words(base) for base in bases):
            self._text.write(annotation)
        with self._text.ranges(("ruby", annotation)) if annotation else nullcontext():
            for base in bases:
                self._content(base)

    def word(self, element: Element) -> None:
        """Write a word or a sign of a corpus, where elements divide the words."""
        if name(element) == "c":
            self._text.write(element.text or " ")
            return
        before = element.getprevious()
        text = words(element)
        follows = before is not None and name(before) in WORDS and not before.tail
        if not self.has_spaces and name(element) == "w" and follows and not _joins(element):
            self._text.write(" ")
        if name(element) == "pc" and text[:1] in CLOSING_SIGNS and not self.has_spaces:
            self._text.remove_space()
        self.ranged(element)


def _readings(element: Element) -> Iterator[Element]:
    for child in children(element):
        if name(child) == "rdgGrp":
            yield from children(child, "lem", "rdg")
        elif name(child) in ("lem", "rdg"):
            yield child


def _joins(element: Element) -> bool:
    """Return whether a word says that no space is before it."""
    before = element.getprevious()
    own, other = element.get("join") or "", (before.get("join") or "") if before is not None else ""
    is_sign = before is not None and name(before) == "pc" and words(before)[:1] in "([“‘„«"
    return own in ("left", "both") or other in ("right", "both") or is_sign


def own_language(element: Element, main: str) -> str:
    """Return the language that a block or something around it states, if not that of the text."""
    for each in (element, *element.iterancestors()):
        if name(each) in ("text", "TEI", "body"):
            return ""
        if tag := language(each):
            return "" if tag == main else tag
    return ""

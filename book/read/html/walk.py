"""Walk through a page, and give its words and form to the builder.

The walk needs no recursion, so the depth of a page does not matter. Blocks open when their first
words come, and ranges are opened again in each block that they reach into.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from lxml import etree

from book.model import BlockKind, ContainerKind, RangeKind
from book.read.builder import DocumentBuilder
from book.read.html.parse import Element

MOST_CONTAINERS = 30  # inside each other
MOST_RANGES = 30
MOST_ALIKE = 2  # ranges of the same kind and value inside each other
NARROW = {"\N{NO-BREAK SPACE}", "\N{EN SPACE}", "\N{FIGURE SPACE}"}  # about half an em
WIDE = {"\N{EM SPACE}", "\N{IDEOGRAPHIC SPACE}"}

Step = Element | str | Callable[[], object]
Entered = bool | list[Step]  # what to walk through: nothing, all that an element holds, or this


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """What a block is going to be, when words come; `level` is that of a heading."""

    kind: BlockKind = "paragraph"
    level: int = 0
    align: Literal["", "center", "right"] = ""
    language: str = ""
    direction: Literal["", "ltr", "rtl"] = ""
    is_stanza: bool = False


@dataclass(slots=True)
class _Reach:
    """A range that began, and what closes it in the block that is open."""

    kind: RangeKind
    value: str
    stack: ExitStack | None = None


@dataclass(slots=True)
class Surroundings:
    """What holds the words that come next."""

    language: str = ""
    specs: list[BlockSpec] = field(default_factory=lambda: [BlockSpec()])
    reaches: list[_Reach] = field(default_factory=list)
    containers: list[ContainerKind] = field(default_factory=list)
    is_verse: bool = False


class HtmlWalker:
    """Walks through elements; `enter` says what an element is, and whether to go into it."""

    def __init__(
        self, builder: DocumentBuilder, enter: Callable[["HtmlWalker", Element, ExitStack], Entered]
    ) -> None:
        self.builder = builder
        self.here = Surroundings()
        self.document_language = ""
        self._enter = enter
        self._heading: ExitStack | None = None
        self._held = ""  # spaces before the first words of a line
        self._ends_line = False
        self._breaks = 0
        self._indent = 0
        self._later: list[Callable[[], None]] = []
        self._runs_later = False

    # ── The walk ─────────────────────────────────────────────────────────────────────────────────

    def walk(self, *steps: Step) -> None:
        """Walk through elements, text and calls, in order."""
        todo: list[Step] = list(reversed(steps))
        while todo:
            step = todo.pop()
            if isinstance(step, str):
                self.text(step)
            elif isinstance(step, etree._Element):
                self._visit(step, todo)
            else:
                step()

    def _visit(self, element: Element, todo: list[Step]) -> None:
        if not isinstance(element.tag, str):  # an entity that nothing defines
            self.text(element.text or "")
            return
        stack = ExitStack()
        entered = self._enter(self, element, stack)
        todo.append(stack.close)
        if entered is True:
            entered = steps_in(element)
        todo.extend(reversed(entered or []))

    def later(self, action: Callable[[], None]) -> None:
        """Do something after the block that is open, or at once."""
        self._later.append(action)
        if not self.builder.is_open:
            self._run_later()

    def _run_later(self) -> None:
        if self._runs_later:
            return
        self._runs_later = True
        while self._later:
            self._later.pop(0)()
        self._runs_later = False

    @property
    def innermost(self) -> str:
        """The kind of the innermost container, "" if there is none."""
        return self.here.containers[-1] if self.here.containers else ""

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Let what is added inside be outside all that holds the present words: a note's body."""
        outer = self.here
        self.here = Surroundings(self.document_language)
        with self.builder.elsewhere():
            yield
            self.end_block()
        self.here = outer

    # ── Blocks ───────────────────────────────────────────────────────────────────────────────────

    @property
    def spec(self) -> BlockSpec:
        return self.here.specs[-1]

    @contextmanager
    def block(self, **changes: Any) -> Iterator[None]:
        """Let words inside be in blocks of their own, which differ so from those around."""
        self.end_block()
        plain: dict[str, Any] = {"kind": "paragraph", "level": 0, "is_stanza": False}
        self.here.specs.append(replace(self.spec, **(plain | changes)))
        yield
        self.end_block()
        self.here.specs.pop()

    @contextmanager
    def container(self, kind: ContainerKind, name: str = "", **attributes: str) -> Iterator[None]:
        """Let blocks inside be in a container, unless too many hold them already."""
        self.end_block()
        if len(self.here.containers) >= MOST_CONTAINERS:
            yield
            self.end_block()
            return
        self.here.containers.append(kind)
        with self.builder.container(kind, name, **attributes):
            yield
            self.end_block()
        self.here.containers.pop()

    def end_block(self) -> None:
        """End the block that is open, then add what waited for its end."""
        for reach in reversed(self.here.reaches):
            if reach.stack:
                reach.stack.close()
                reach.stack = None
        if self._heading:
            self._heading.close()
            self._heading = None
        self.builder.end_block()
        self._held, self._ends_line, self._breaks, self._indent = "", False, 0, 0
        self._run_later()

    def _open_block(self, indent: int) -> None:
        spec = self.spec
        if spec.level:
            self._heading = ExitStack()
            self._heading.enter_context(self.builder.heading(spec.level))
            return
        language = "" if spec.language == self.document_language else spec.language
        self.builder.open_block(
            spec.kind,
            indent=indent if spec.kind == "verse" else 0,
            align=spec.align,
            language=language,
            direction=spec.direction,
        )

    # ── Words ────────────────────────────────────────────────────────────────────────────────────

    def text(self, text: str) -> None:
        """Add words."""
        if self.spec.kind == "code":
            self.code(text)
            return
        if self._ends_line or not self.builder.is_open or not self.builder.has_text:
            text = self._held + text
            words = text.lstrip()
            if not words:
                self._held = text
                return
            self._begin_line(_width(text[: len(text) - len(words)]))
            text = words
        self._open_ranges()
        self.builder.text(text)

    def code(self, text: str) -> None:
        """Add words of a program, with their spaces."""
        if not self.builder.is_open:
            self._open_block(0)
        self._open_ranges()
        self.builder.text(text)

    def _begin_line(self, width: int) -> None:
        """Begin a block, or a line in it, of which the first words follow."""
        indent = max(width, self._indent)
        if not self.builder.is_open:
            self._open_block(indent)
        elif self._ends_line:
            self.builder.line_break(indent)
        self._held, self._ends_line, self._breaks, self._indent = "", False, 0, 0

    def end_line(self) -> None:
        """End a line of verse or of an address; the next words begin another one."""
        if self.builder.is_open and self.builder.has_text:
            self._ends_line = True
        self._held, self._indent = "", 0

    def line_break(self) -> None:
        """End a line; where it is ended already, this is the empty line between two stanzas."""
        self._breaks += 1
        if self._breaks > 1 and self.builder.is_open:
            self.end_block()
        else:
            self.end_line()

    def indent(self, steps: int) -> None:
        """Indent the next line, if its words have not come yet."""
        if self._ends_line or not self.builder.is_open:
            self._indent = steps

    def note_call(self, note: str) -> None:
        """Call a note."""
        if not self.builder.is_open:
            self._open_block(0)
        self._open_ranges()
        self.builder.note_call(note)

    @contextmanager
    def range(self, kind: RangeKind, value: str = "") -> Iterator[None]:
        """Let words inside have a form, in whatever blocks they are."""
        reaches = self.here.reaches
        alike = sum(each.kind == kind and each.value == value for each in reaches)
        if alike >= MOST_ALIKE or len(reaches) >= MOST_RANGES:
            yield
            return
        reach = _Reach(kind, value)
        reaches.append(reach)
        yield
        if reach.stack:
            reach.stack.close()
        reaches.pop()

    def _open_ranges(self) -> None:
        for reach in self.here.reaches:
            if reach.stack is None:
                reach.stack = ExitStack()
                reach.stack.enter_context(self.builder.range(reach.kind, reach.value))


def steps_in(element: Element) -> list[Step]:
    """Return what an element holds: text and elements in order."""
    steps: list[Step] = [element.text] if element.text else []
    for child in element:
        steps.append(child)
        if child.tail:
            steps.append(child.tail)
    return steps


def _width(spaces: str) -> int:
    """Return the width of an indent in steps of 1 em.

    >>> _width("\\N{NO-BREAK SPACE}\\N{NO-BREAK SPACE}\\N{NO-BREAK SPACE} "), _width("\\n    ")
    (2, 0)
    """
    halves = sum(1 if each in NARROW else 2 if each in WIDE else 0 for each in spaces)
    return (halves + 1) // 2

"""The fields of Word: what their instructions say of their results."""

import re
from dataclasses import dataclass, field

CONTENTS = ("TOC", "TOA")
SYMBOL = re.compile(r'^\s*SYMBOL\s+(\d{1,5})(?:.*?\\f\s+"([^"]*)")?', re.IGNORECASE)
LINK = re.compile(r'^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\]+))', re.IGNORECASE)


@dataclass(slots=True)
class Field:
    instruction: str = ""
    has_result: bool = False

    @property
    def name(self) -> str:
        return (self.instruction.split() or [""])[0].upper()


@dataclass(slots=True)
class Fields:
    """The fields that are open where a reader stands, the innermost last."""

    _open: list[Field] = field(default_factory=list)

    def begin(self) -> None:
        self._open.append(Field())

    def instruct(self, text: str) -> None:
        if self._open and not self._open[-1].has_result:
            self._open[-1].instruction += text

    def separate(self) -> None:
        if self._open:
            self._open[-1].has_result = True

    def end(self) -> None:
        if self._open:
            self._open.pop()

    @property
    def rule(self) -> str:
        """The rule that removes the words here, "" if they are text."""
        if any(each.name in CONTENTS for each in self._open):
            return "contents list"
        return "" if all(each.has_result for each in self._open) else "field instruction"

    @property
    def symbol(self) -> tuple[int, str] | None:
        """The code and the font that a field "SYMBOL" without a result names."""
        last = self._open[-1] if self._open else Field()
        match = None if last.has_result else SYMBOL.match(last.instruction)
        return (int(match[1]), match[2] or "") if match else None

    @property
    def link(self) -> str:
        """The address to which the words here link, "" for none."""
        for each in reversed(self._open):
            if each.has_result and (match := LINK.match(each.instruction)):
                return match[1] or match[2] or ""
        return ""

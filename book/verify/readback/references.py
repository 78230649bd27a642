"""Read what reference managers read: RIS, and BibTeX as plain text."""

import re
from collections.abc import Iterator

ENTRY = re.compile(r"@(\w+)\{([^,\s]+),")
FIELD = re.compile(r"\s*(\w+)\s*=\s*\{")
ESCAPED = re.compile(r"\\([#$%&_{}\-/,])|\\([A-Za-z]+) ?|\\\^|([{}])|(~)")
# What commands of TeX stand for; others, such as \emph, leave the words as they are.
COMMANDS = {
    "textless": "<",
    "textgreater": ">",
    "textbackslash": "\\",
    "textbar": "|",
    "textasciitilde": "~",
}
SIGNS = {"-": "", "/": "", ",": "\N{NARROW NO-BREAK SPACE}"}
RIS_FIELD = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")


def read_ris(content: bytes) -> list[tuple[str, str]]:
    """Return the fields of a record in RIS, in their order. Raise ValueError if it is none."""
    fields = []
    for line in content.decode().split("\r\n"):
        if line:
            match = RIS_FIELD.fullmatch(line)
            if not match:
                raise ValueError(f"“{line}” is no field")
            fields.append((match[1], match[2].rstrip()))
    return fields


def read_bibtex(content: bytes) -> dict[str, str]:
    """Return the fields of the only entry, and its kind and key as "entry".

    Raise ValueError if there is none, or more.
    """
    text = content.decode()
    entry = ENTRY.match(text.lstrip())
    if entry is None:
        raise ValueError("it has no entry")
    fields = {"entry": f"{entry[1]} {entry[2]}"}
    start = entry.end() + len(text) - len(text.lstrip())
    while field := FIELD.match(text, start):
        end = _closing_brace(text, field.end())
        if field[1] in fields:
            raise ValueError(f"it has {field[1]} twice")
        fields[field[1]] = _plain(text[field.end() : end])
        start = end + 1 + (text[end + 1 : end + 2] == ",")
    if text[start:].strip() != "}":
        raise ValueError(f"“{text[start:].strip()}” is no field")
    return fields


def _closing_brace(text: str, start: int) -> int:
    """Return the offset of the brace that closes a value."""
    depth = 1
    for offset, character in _unescaped(text, start):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if not depth:
            return offset
    raise ValueError("a brace is not closed")


def _unescaped(text: str, start: int) -> Iterator[tuple[int, str]]:
    is_escaped = False
    for offset in range(start, len(text)):
        if not is_escaped:
            yield offset, text[offset]
        is_escaped = text[offset] == "\\" and not is_escaped


def _plain(value: str) -> str:
    """Return a value of TeX as plain text."""
    return " ".join(ESCAPED.sub(_character, value).split())


def _character(match: re.Match[str]) -> str:
    sign, command, brace, tie = match.groups()
    if sign:
        return SIGNS.get(sign, sign)
    if command:
        return COMMANDS.get(command, "")
    if brace:
        return ""
    return "\N{NO-BREAK SPACE}" if tie else "^"

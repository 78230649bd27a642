r"""The tokens of RTF: groups, control words, text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["open", "close", "word", "symbol", "byte", "text", "binary"]
TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?(?:\r\n|[ \r\n])?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<symbol>.)|(?P<text>[^\\{}\r\n\0]+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: a control word with its number, a symbol, or bytes of text."""

    kind: TokenKind
    word: str = ""
    number: int | None = None
    content: bytes = b""


def read_tokens(content: bytes) -> Iterator[Token]:
    r"""Yield the tokens of an RTF.

    >>> [token.word or token.content for token in read_tokens(rb"{\b a\'e9}")]
    [b'', 'b', b'a', b'\xe9', b'']
    """
    position = 0
    while match := TOKEN.search(content, position):
        position = match.end()
        kind = match.lastgroup or ""
        if match["word"] is not None:
            word = match["word"].decode()
            number = int(match["number"]) if match["number"] else None
            if word == "bin":
                length = max(number or 0, 0)
                yield Token("binary", content=content[position : position + length])
                position += length
            else:
                yield Token("word", word, number)
        elif match["byte"]:
            yield Token("byte", content=bytes([int(match["byte"], 16)]))
        elif match["symbol"]:
            yield Token("symbol", match["symbol"].decode("latin-1"))
        elif match["text"]:
            yield Token("text", content=match["text"])
        else:
            yield Token("open" if kind == "open" else "close")

"""Decode the text of an RTF: bytes by the code page of their font, and characters by number."""

from book.read.rtf.charsets import DEFAULTS, code_page, decode_bytes
from book.read.rtf.fonts import RtfFont, RtfTables
from book.read.word.symbols import PRIVATE, symbol_character

UNKNOWN = "\N{REPLACEMENT CHARACTER}"


class RtfDecoder:
    """Collects text of one font; `to_skip` counts what replaces a character for old programs."""

    def __init__(self, tables: RtfTables) -> None:
        self.to_skip = 0
        self._tables = tables
        self._page = "cp1252"
        self._default_font = -1
        self._bytes = bytearray()
        self._units: list[int] = []  # of UTF-16
        self._text = ""

    def obey(self, word: str, number: int) -> None:
        """Obey a control word about the code page of the file."""
        if word in DEFAULTS:
            self._page = DEFAULTS[word]
        elif word == "ansicpg" and number:
            self._page = code_page(number)
        elif word == "deff":
            self._default_font = number

    def add_bytes(self, content: bytes, font: int | None) -> None:
        skipped = min(self.to_skip, len(content))
        self.to_skip -= skipped
        if rest := content[skipped:]:
            if self._units:
                self._decode(font)
            self._bytes += rest

    def add_unicode(self, number: int, font: int | None, skips: int) -> None:
        """Add a UTF-16 code, which RTF writes as a signed number."""
        if self._bytes:
            self._decode(font)
        self._units.append(number & 0xFFFF)
        self.to_skip = skips

    def take(self, font: int | None) -> str:
        """Return the text that was collected, and begin again."""
        self._decode(font)
        text, self._text = self._text, ""
        return text

    def _decode(self, number: int | None) -> None:
        if not self._bytes and not self._units:
            return
        number = self._default_font if number is None else number
        font = self._tables.fonts.get(number) or RtfFont()
        symbols = font.symbol_font
        if self._bytes:
            content, self._bytes = bytes(self._bytes), bytearray()
            if symbols:
                self._text += "".join(_from_symbol(byte, symbols) for byte in content)
            else:
                self._text += decode_bytes(content, font.code_page or self._page)
        units, self._units = self._units, []
        packed = b"".join(unit.to_bytes(2, "little") for unit in units)
        self._text += "".join(
            _from_symbol(ord(character), symbols) if ord(character) in PRIVATE else character
            for character in packed.decode("utf-16-le", "replace")
        )


def _from_symbol(code: int, font: str) -> str:
    """Return the character that a symbol font shows, U+FFFD if Unicode has none."""
    return symbol_character(code, font) or (chr(code) if 32 <= code < 127 else UNKNOWN)

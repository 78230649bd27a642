"""The fonts and the styles that an RTF declares before its text."""

from dataclasses import dataclass, field
from functools import lru_cache

from book.read.rtf.charsets import CHARSETS, SYMBOL_CHARSET, code_page

# What the names of fonts say that state no charset.
NAMED_PAGES = (
    (" cyr", "cp1251"),
    (" ce", "cp1250"),
    (" greek", "cp1253"),
    (" tur", "cp1254"),
    (" baltic", "cp1257"),
    (" (hebrew)", "cp1255"),
    (" (arabic)", "cp1256"),
    (" (vietnamese)", "cp1258"),
)


@dataclass(slots=True)
class RtfFont:
    """A font: its name, and the code page of its letters, "" for that of the file."""

    name: str = ""
    page: str = ""

    @property
    def symbol_font(self) -> str:
        """The name of the symbol font that this is, else ""."""
        name = self.name.strip("; ").lower()
        return name if name in ("symbol", "wingdings") else ""

    @property
    def code_page(self) -> str:
        return self.page or _named_page(self.name)


@lru_cache(256)
def _named_page(name: str) -> str:
    name = name.strip("; ").lower()
    return next((page for ending, page in NAMED_PAGES if name.endswith(ending)), "")


@dataclass(slots=True)
class RtfStyle:
    name: str = ""
    base: int = -1


@dataclass(slots=True)
class RtfTables:
    """What an RTF declares: fonts and styles, by their numbers, and the tag of its language."""

    language: str = ""
    fonts: dict[int, RtfFont] = field(default_factory=dict)
    styles: dict[int, RtfStyle] = field(default_factory=dict)
    _font: RtfFont = field(default_factory=RtfFont)
    _style: RtfStyle = field(default_factory=RtfStyle)

    def obey_font(self, word: str, number: int) -> None:
        """Obey a control word in the table of fonts."""
        if word == "f":
            self._font = self.fonts.setdefault(number, RtfFont())
        elif word == "fcharset":
            self._font.page = "" if number == SYMBOL_CHARSET else CHARSETS.get(number, "")
        elif word == "cpg" and number:
            self._font.page = code_page(number)

    def obey_style(self, word: str, number: int) -> None:
        """Obey a control word in the table of styles."""
        if word in ("s", "ds", "cs", "ts"):
            self._style = RtfStyle()
            if word == "s":
                self.styles[number] = self._style
        elif word == "sbasedon":
            self._style.base = number

    def begin_style(self) -> None:
        """Begin a style; one without a number is style 0."""
        self._style = self.styles.setdefault(0, RtfStyle())

    def add_name(self, destination: str, text: str) -> None:
        """Add text in one of the tables: the name of a font or a style."""
        if destination == "fonttbl":
            self._font.name += text
        else:
            self._style.name += text

    def names(self, style: int) -> list[str]:
        """Return the names of a style and of those that it is based on."""
        names: list[str] = []
        while (found := self.styles.get(style)) and len(names) < 20:
            names.append(found.name.strip("; "))
            style = found.base
        return names

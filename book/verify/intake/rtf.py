"""Gather the words of an RTF, token by token."""

import codecs
import re
from dataclasses import dataclass, replace

from book.verify.intake.gathering import (
    ASIDE,
    OPTIONAL,
    SKIPPED,
    Gathered,
    Gatherer,
    Treatment,
    names,
)

TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)",
    re.DOTALL,
)
CHARSETS = {
    0: "cp1252",
    2: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
DEFAULTS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
CODE_PAGES = {65001: "utf-8", 10000: "mac_roman", 936: "gb18030"}
ENDS = names("par sect page column cell nestcell row nestrow")
SIGNS = {
    **dict.fromkeys(["line", "tab", "softline", "emspace", "enspace", "qmspace", "lbr"], " "),
    **dict.fromkeys(
        ["emdash", "endash", "bullet", "lquote", "rquote", "ldblquote", "rdblquote"], "·"
    ),
}
SKIPPED_NAMES = names(
    "fonttbl colortbl pict objdata themedata colorschememapping datastore generator fldinst "
    "bkmkstart bkmkend listtable listoverridetable rsidtbl latentstyles pgptbl xmlnstbl "
    "nonesttables nonshppict ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn wgrffmtfilter mmathPr "
    "filetbl revtbl operator datafield formfield objclass objname template xmlopen atnid atnref "
    "atndate atrfstart atrfend atnicn falt panose hlinkbase background pnseclvl blipuid "
    "defchp defpap company manager category keycode userprops"
)
OPTIONAL_NAMES = names(
    "sp sn sv picprop upr stylesheet listtext pntext subject keywords comment xe tc atnauthor "
    "doccomm pntxtb pntxta"
)
ASIDES = names(
    "footnote annotation header headerl headerr headerf footer footerl footerr footerf shptxt "
    "title author"
)
KINDS = {
    "i": "emphasis",
    "b": "strong",
    "scaps": "small-capitals",
    "super": "superscript",
    "sub": "subscript",
    "strike": "deletion",
    "striked": "deletion",
    "deleted": "deletion",
    **dict.fromkeys(["ul", "uld", "uldb", "ulw", "uldash", "ulth", "ulwave"], "underline"),
}
CLEARING = {
    "ulnone": {"underline"},
    "nosupersub": {"superscript", "subscript"},
    "plain": {*KINDS.values()},
}


@dataclass(frozen=True, slots=True)
class _Group:
    """The state of a group."""

    codec: str = ""
    skips: int = 1
    kinds: frozenset[str] = frozenset()
    has_destination: bool = False
    is_skipped: bool = False
    is_starred: bool = False
    is_font_table: bool = False


def gather_rtf(content: bytes, _encoding: str = "") -> Gathered:
    """Return the words and the form of an RTF."""
    return _RtfWalk().walk(content)


class _RtfWalk:
    def __init__(self) -> None:
        self._gatherer = Gatherer()
        self._group, self._outer = _Group(), list[_Group]()
        self._default = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes, self._text = bytearray(), list[str]()
        self._to_skip = 0
        self._is_new = self._was_opened = False  # whether a group has only begun

    def walk(self, content: bytes) -> Gathered:
        position = 0
        while match := TOKEN.search(content, position):
            position = match.end()
            self._is_new = self._was_opened
            self._was_opened = match[0] == b"{" or (self._is_new and match[0] == b"\\*")
            hexadecimal, word, number, symbol, brace, run = match.groups()
            if word == b"bin":
                position += max(int(number or 0), 0)
            elif word:
                self._word(word.decode(), int(number) if number else None)
            elif brace:
                self._brace(brace)
            elif symbol:
                self._symbol(symbol)
            else:
                self._run(bytes([int(hexadecimal, 16)]) if hexadecimal else run or b"")
        self._flush()
        return self._gatherer.found()

    # ── Text ─────────────────────────────────────────────────────────────────────────────────────

    def _run(self, run: bytes) -> None:
        skipped = min(self._to_skip, len(run))
        self._to_skip -= skipped
        if len(run) > skipped and not self._group.is_skipped:
            if self._text:
                self._flush()
            self._bytes += run[skipped:]

    def _character(self, text: str) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif not self._group.is_skipped:
            if self._bytes:
                self._flush()
            self._text.append(text)

    def _flush(self) -> None:
        """Hand over the text that was collected, in the form that the group has."""
        if self._bytes:
            text = bytes(self._bytes).decode(self._group.codec or self._default, "replace")
            self._gatherer.text(text, self._group.kinds)
            self._bytes.clear()
        if self._text:
            text = "".join(self._text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            self._gatherer.text(text, self._group.kinds)
            self._text.clear()

    # ── Groups and control words ─────────────────────────────────────────────────────────────────

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._to_skip = 0
        if brace == b"{":
            self._outer.append(self._group)
            self._group = replace(self._group, has_destination=False, is_starred=False)
        elif self._outer:
            if self._group.has_destination:
                self._gatherer.leave()
            self._group = self._outer.pop()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*" and self._is_new:
            self._group = replace(self._group, is_starred=True)
        elif symbol in b"{}\\":
            self._run(symbol)
        elif symbol in b"\r\n":
            self._end()
        elif symbol in b"~_:":
            self._character(" ")

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._to_skip = 0
            self._character(chr(number & 0xFFFF))
            self._to_skip = self._group.skips
        elif word in ENDS:
            self._end()
        elif word in SIGNS:
            self._character(SIGNS[word])
        elif not self._destination(word) and not self._charset(word, number):
            self._form(word, number)

    def _end(self) -> None:
        self._flush()
        if not self._group.is_skipped:
            self._gatherer.end()

    def _destination(self, word: str) -> bool:
        """Begin a destination; return whether the word is one. Unknown starred ones are skipped."""
        treatment = _treatment(word, is_starred=self._group.is_starred)
        self._group = replace(self._group, is_starred=False)
        if treatment is None or (self._group.is_font_table and word != "fonttbl"):
            return False
        self._flush()
        if word == "pict" and not self._group.is_skipped:
            self._gatherer.block("pictures")
        if not self._group.has_destination:
            self._gatherer.enter(treatment)
        is_value = word == "sv"  # of a property, also of a picture's: its text alternative
        skipped = treatment.is_skipped or (self._group.is_skipped and not is_value)
        is_fonts = word == "fonttbl"
        self._group = replace(
            self._group, has_destination=True, is_skipped=skipped, is_font_table=is_fonts
        )
        return True

    def _charset(self, word: str, number: int | None) -> bool:
        """Obey a control word that chooses how bytes are decoded; return whether it is one."""
        if word in DEFAULTS:
            self._default = DEFAULTS[word]
        elif word == "ansicpg" and number:
            self._default = _codec(CODE_PAGES.get(number, f"cp{number}"))
        elif word == "uc":
            self._group = replace(self._group, skips=max(number or 0, 0))
        elif word == "f" and self._group.is_font_table:
            self._font = number or 0
        elif word == "fcharset" and self._group.is_font_table:
            self._fonts[self._font] = CHARSETS.get(number or 0, "")
        elif word == "f":
            self._flush()
            self._group = replace(self._group, codec=self._fonts.get(number or 0, ""))
        else:
            return False
        return True

    def _form(self, word: str, number: int | None) -> None:
        kinds = self._group.kinds
        if word in CLEARING:
            kinds -= CLEARING[word]
        elif word in KINDS:
            kinds = kinds - {KINDS[word]} if number == 0 else kinds | {KINDS[word]}
        if kinds != self._group.kinds:
            self._flush()
            self._group = replace(self._group, kinds=kinds)


def _treatment(word: str, *, is_starred: bool) -> Treatment | None:
    """Return how a destination is taken; None for a word that is none."""
    if word in ("shpinst", "shppict", "fldrslt", "rtf", "ud"):
        return None
    if word in SKIPPED_NAMES:
        return SKIPPED
    if word in OPTIONAL_NAMES:
        return OPTIONAL
    if word == "footnote":
        return Treatment(is_aside=True, counts=("notes",))
    if word in ASIDES:
        return ASIDE
    return SKIPPED if is_starred else None


def _codec(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name

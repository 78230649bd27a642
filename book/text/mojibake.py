"""Find and repair UTF-8 that a program read as Windows-1252, and saved again.

The Unicode Standard, table 3-7, says which bytes follow each other in UTF-8.
"""

import re
from typing import NamedTuple

UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # in Windows-1252; programs read them as controls
BYTES = {
    bytes([byte]).decode("latin-1" if byte in UNDEFINED else "cp1252"): byte
    for byte in range(0x80, 0x100)
}
NEXT = "[" + "".join(re.escape(char) for char, byte in BYTES.items() if byte < 0xC0) + "]"
LETTER = rf"(?:[ÂÃ]{NEXT})"
PUNCTUATION = rf"(?:â{NEXT}{{2}}|ï[»¿¼½]{NEXT})"
# Of other alphabets one letter alone may be meant; several that fit each other are not.
FOREIGN = rf"(?:(?:[Ä-ß]{NEXT}|[à-áã-ï]{NEXT}{{2}}|[ð-ô]{NEXT}{{3}}){{3,}})"
# The last byte of a closing quotation mark is undefined in Windows-1252, and is often lost.
LOST = "(?:â€(?:\ufffd|(?=[\\s.,;:!?)]|$)))"
DAMAGED = re.compile(rf"(?:{PUNCTUATION}|{FOREIGN}|(?<![^\W\d_a-z])(?:{LETTER}))+|{LOST}")
CHARACTER = re.compile(rf"[Â-ß]{NEXT}|[à-ï]{NEXT}{{2}}|[ð-ô]{NEXT}{{3}}")
# In a text that is damaged for certain, each such sequence is.
ANY = re.compile(rf"(?:{CHARACTER.pattern})+|{LOST}")
CLOSING = "\N{RIGHT DOUBLE QUOTATION MARK}"
CONTEXT = 12  # characters around a damaged place


class Damage(NamedTuple):
    """A damaged place: its line, from 1, what stands there, and what was meant."""

    line: int
    found: str
    meant: str


def repair_mojibake(text: str) -> str:
    """Return a text whose damaged characters are those that were meant.

    >>> repair_mojibake("â€œHeâ€™s slow,â€\\ufffd said RenÃ©")
    '“He’s slow,” said René'
    >>> repair_mojibake("« LA CITÉ » – Ã la carte")
    '« LA CITÉ » – Ã la carte'
    """
    is_damaged = any(_meant(match) != match[0] for match in DAMAGED.finditer(text))
    return ANY.sub(_meant, text) if is_damaged else text


def _meant(match: re.Match[str]) -> str:
    if match[0].startswith("â€") and len(match[0]) <= 3 and match[0][2:] in ("", "\ufffd"):
        return CLOSING
    return CHARACTER.sub(_decoded, match[0])


def _decoded(match: re.Match[str]) -> str:
    try:
        return bytes(BYTES[char] for char in match[0]).decode()
    except UnicodeDecodeError:
        return match[0]


def find_mojibake(text: str) -> Damage | None:
    """Return the first damaged place of a text, or None.

    >>> find_mojibake("The boat\\nwas RenÃ©'s.")
    Damage(line=2, found="was RenÃ©'s.", meant="was René's.")
    """
    for match in () if text.isascii() else DAMAGED.finditer(text):
        if _meant(match) == match[0]:
            continue
        line = text.count("\n", 0, match.start()) + 1
        start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - CONTEXT)
        end = match.end() + CONTEXT
        found = text[start:end].split("\n")[0]
        return Damage(line, found, repair_mojibake(found))
    return None

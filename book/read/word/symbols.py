"""The letters of the fonts Symbol and Wingdings, whose codes are not Unicode.

The tables follow the Unicode Consortium's mapping of Symbol (VENDORS/ADOBE/symbol.txt) and, for
Wingdings, the signs that Unicode 7 took over from it; "?" stands for a code without a character.
"""

# Codes 0x20 to 0x7E, and 0xA0 to 0xFE.
SYMBOL_LOW = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?"
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
SYMBOL_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
    "?〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x23: "✁", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x41: "✌",
    0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x4E: "☠",
    0x51: "✈", 0x52: "☼", 0x54: "❄", 0x56: "✞", 0x58: "✠", 0x59: "✡", 0x5A: "☪", 0x5B: "☯",
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫",
    0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "⌧", 0x7B: "❀", 0x7C: "✿", 0x7D: "❝", 0x7E: "❞",
    0x80: "⓪", 0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦",
    0x88: "⑧", 0x89: "⑨", 0x8A: "⑩", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "◻",
    0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xAD: "✴", 0xAE: "✹", 0xD5: "⌫", 0xD8: "➢", 0xDF: "←",
    0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
PRIVATE = range(0xF020, 0xF100)  # where Word puts the codes of such a font
SYMBOL_FONTS = ("symbol", "wingdings")


def symbol_character(code: int, font: str) -> str:
    """Return the character of a code of a symbol font, "" if Unicode has none for it.

    A code of another font stands for itself.

    >>> symbol_character(0xF061, "Symbol"), symbol_character(0xFC, "Wingdings")
    ('α', '✓')
    >>> symbol_character(0xE9, "Times"), symbol_character(0xF0C3, "Unknown")
    ('é', '')
    """
    low = code - 0xF000 if code in PRIVATE else code
    name = font.strip().lower()
    if name == "symbol":
        return _of_symbol(low)
    if name == "wingdings":
        return WINGDINGS.get(low, "")
    return "" if 0xE000 <= code <= 0xF8FF or not 0 < code < 0x110000 else chr(code)


def _of_symbol(code: int) -> str:
    for table, first in ((SYMBOL_LOW, 0x20), (SYMBOL_HIGH, 0xA0)):
        if first <= code < first + len(table):
            character = table[code - first]
            return "" if character == "?" and code != 0x3F else character
    return ""

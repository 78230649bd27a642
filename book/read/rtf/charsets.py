"""The code pages of RTF: of the whole file, and of each font."""

import codecs

CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 79: "euc_kr", 80: "gb2312", 81: "big5",
    83: "mac_greek", 88: "mac_cyrillic", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOL_CHARSET = 2
PAGES = {
    65001: "utf-8", 10000: "mac_roman", 936: "gbk", 950: "cp950", 1361: "johab", 10006: "mac_greek",
    10007: "mac_cyrillic", 10029: "mac_latin2", 20866: "koi8_r", 21866: "koi8_u", 54936: "gb18030",
    28591: "iso8859_1", 28592: "iso8859_2", 28595: "iso8859_5", 28597: "iso8859_7",
}  # fmt: skip
DEFAULTS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
# Languages (LCID) whose letters word processors mark; the low ten bits are the language.
LANGUAGES = {
    0x01: "ar", 0x02: "bg", 0x03: "ca", 0x04: "zh", 0x05: "cs", 0x06: "da", 0x07: "de", 0x08: "el",
    0x09: "en", 0x0A: "es", 0x0B: "fi", 0x0C: "fr", 0x0D: "he", 0x0E: "hu", 0x0F: "is", 0x10: "it",
    0x11: "ja", 0x12: "ko", 0x13: "nl", 0x14: "no", 0x15: "pl", 0x16: "pt", 0x17: "rm", 0x18: "ro",
    0x19: "ru", 0x1B: "sk", 0x1C: "sq", 0x1D: "sv", 0x1E: "th", 0x1F: "tr", 0x20: "ur", 0x21: "id",
    0x22: "uk", 0x23: "be", 0x24: "sl", 0x25: "et", 0x26: "lv", 0x27: "lt", 0x29: "fa", 0x2A: "vi",
    0x2B: "hy", 0x2D: "eu", 0x2F: "mk", 0x36: "af", 0x37: "ka", 0x39: "hi", 0x3C: "ga", 0x3D: "yi",
    0x45: "bn", 0x49: "ta", 0x4E: "mr", 0x4F: "sa", 0x50: "mn", 0x51: "bo", 0x52: "cy", 0x56: "gl",
    0x62: "fy", 0x76: "la", 0x83: "co",
}  # fmt: skip
REGIONS = {0x0404: "zh-TW", 0x0804: "zh-CN", 0x0C04: "zh-HK", 0x0816: "pt-PT", 0x0416: "pt-BR"}


def code_page(number: int) -> str:
    """Return Python's name of a code page, "cp1252" for an unknown one.

    >>> code_page(1251), code_page(65001), code_page(77777)
    ('cp1251', 'utf-8', 'cp1252')
    """
    name = PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def language_tag(number: int) -> str:
    """Return the BCP 47 tag of a language's number, "" for none.

    >>> language_tag(1049), language_tag(2052), language_tag(1024)
    ('ru', 'zh-CN', '')
    """
    return REGIONS.get(number) or LANGUAGES.get(number & 0x3FF, "")


def decode_bytes(content: bytes, page: str) -> str:
    """Return bytes as text; what the code page lacks becomes U+FFFD.

    >>> decode_bytes(b"\\xcf\\xe0\\xf0\\xee\\xec", "cp1251")
    'Паром'
    """
    return content.decode(page, "replace")

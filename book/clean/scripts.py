"""Chinese and Latin characters, by which the rules recognize a change of script."""

import re

HAN_CLASS = "\u3400-\u4dbf\u4e00-\u9fff"
HAN = re.compile(f"[{HAN_CLASS}]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
LETTERS_PER_HAN = 3  # a Chinese character says about as much as three letters


def is_mostly_latin(texts: list[str]) -> bool:
    """Return whether a witness is written in Latin rather than Chinese characters."""
    han = sum(len(HAN.findall(text)) for text in texts)
    return LETTERS_PER_HAN * han < sum(len(LATIN.findall(text)) for text in texts)

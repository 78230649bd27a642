"""Characters that cannot be seen: they never make two words differ.

Unicode's Default_Ignorable_Code_Point (UAX #44), and the marks of interlinear annotation. They are
dropped where they do nothing, and kept where a script or a pictograph needs them:

    joiners              in scripts whose letters take another form beside one, and in emoji
    variation selectors  after ideographs, symbols and the letters of Mongolian
    direction marks      in lines with letters that run from right to left
    zero width space     between words of scripts that write no spaces
    tags, Hangul fillers after a flag, and beside a jamo
"""

import re

JOINERS = "\u200c\u200d"
# Soft hyphen, directions, zero width spaces, fillers, invisible operators, variants, tags.
ALWAYS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1c4f\ua800-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\ufe0f\U00010a00-\U00011fff\u2600-\u27bf\U0001f000-\U0001faff"
)
# Bases of the sequences in StandardizedVariants, emoji-variation-sequences and the IVD.
VARIED = (
    "\u00a9\u00ae\u1000-\u109f\u203c-\u2bff\u3000-\u303f\u3200-\u9fff\ua840-\ua87f\uf900-\ufaff"
    "\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]"
)
DIRECTIONS = re.compile("[\u061c\u200e\u200f]")

NEEDED = (
    rf"(?<=[{VARIED}])[\ufe00-\ufe0f\U000e0100-\U000e01ef]",
    "(?<=[#*0-9])\ufe0f(?=\u20e3)",
    "(?<=[\u1800-\u18af])[\u180b-\u180f]",
    rf"(?<=[{UNSPACED}])\u200b(?=[{UNSPACED}])",
    "(?<=[\U0001f3f4\U000e0020-\U000e007e])[\U000e0020-\U000e007f]",
    "[\u115f\u1160](?=[\u1160-\u11ff])|(?<=[\u1100-\u115f])\u1160",
)
LOOSE = (
    f"[{ALWAYS}]",
    rf"(?<![{JOINING}])[{JOINERS}](?![{JOINING}])",
    rf"^[{JOINERS}]+",
    rf"[{JOINERS}]+(?=\s|$)",
)
# Controls that are no space, and code points that are no characters.
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
UNSEEN = re.compile(f"[{ALWAYS}{JOINERS}]")
INVISIBLE = re.compile(rf"(?!{'|'.join(NEEDED)})(?:{'|'.join(LOOSE)})")


def without_invisible(text: str) -> str:
    """Return a text without all of these characters, to compare it.

    >>> without_invisible("wo\\u200dman\\u200e")
    'woman'
    """
    return text if text.isascii() else UNSEEN.sub("", text)


def drop_invisible(text: str) -> str:
    """Return a text without those of these characters that do nothing.

    >>> drop_invisible("ex\\u200bport\\u200e, wo\\u200dman"), drop_invisible("☺\\ufe0f")
    ('export, woman', '☺️')
    """
    if text.isascii() or not UNSEEN.search(text):
        return text
    return "\n".join(map(_drop_in_line, text.split("\n")))


def _drop_in_line(line: str) -> str:
    if not RIGHT_TO_LEFT.search(line):
        return INVISIBLE.sub("", line)
    return INVISIBLE.sub(lambda match: match[0] if DIRECTIONS.match(match[0]) else "", line)

"""Characters that cannot be seen: they never make two words differ.

Unicode Standard, section 23.2 (layout controls): joiners, directions, and the like.
"""

import re

# Soft hyphen, joiner of graphemes, directions, zero width spaces, invisible operators, variants.
ALWAYS = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0001-\U000e007f"
)
JOINERS = "\u200c\u200d"
# Scripts whose letters take another form beside a joiner, and pictographs.
JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1c4f\ua800-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\u2600-\u27bf\U0001f000-\U0001faff"
)
INVISIBLE_CLASS = ALWAYS + JOINERS
INVISIBLE = re.compile(
    rf"[{ALWAYS}]|(?<![{JOINING}])[{JOINERS}](?![{JOINING}])|^[{JOINERS}]+|[{JOINERS}]+(?=\s|$)"
)
UNSEEN = re.compile(f"[{INVISIBLE_CLASS}]")


def without_invisible(text: str) -> str:
    """Return a text without all of these characters, to compare it.

    >>> without_invisible("wo\\u200dman\\u200e")
    'woman'
    """
    return UNSEEN.sub("", text)

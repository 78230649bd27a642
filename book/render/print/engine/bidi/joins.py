"""Which Arabic letters join (Unicode Standard, 9.2; Unicode Character Database, ArabicShaping)."""

import re

JOINER = "\N{ZERO WIDTH JOINER}"
MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u08ca-\u08ff"
)
# Joining_Type R: these join the letter before them alone.
ONE_SIDED = (
    "\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0"
    "\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef\u0759-\u075b\u076b\u076c\u0771\u0773"
    "\u0774\u0778\u0779\u08aa-\u08ac\u08ae\u08b1\u08b2\u08b9"
)
LETTERS = (
    "\u0620\u0622-\u064a\u066e\u066f\u0671-\u0673\u0675-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc"
    "\u06ff\u0750-\u077f\u08a0-\u08c9"
)
JOINS_AFTER = re.compile(f"(?![{ONE_SIDED}])[{LETTERS}][{MARKS}]*$")
JOINS_BEFORE = re.compile(f"[{LETTERS}]")


def is_joined(before: str, after: str) -> bool:
    """Tell whether the last letter of a text joins the first letter of the next one.

    >>> is_joined("مك", "تبة"), is_joined("دا", "ر"), is_joined("بيت", " كبير")
    (True, False, False)
    """
    return bool(JOINS_BEFORE.match(after) and JOINS_AFTER.search(before[-8:]))

"""Language tags (BCP 47): what an edition can state of the language of words."""

import re

# BCP 47, 2.1; private use alone is a tag too, and the irregular tags of old are still valid.
_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*"
    r"(?:-x(?:-[a-z\d]{1,8})+)?"
    r"|x(?:-[a-z\d]{1,8})+"
    r"|en-gb-oed|i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)"
    r"|sgn-(?:be-fr|be-nl|ch-de)",
    re.IGNORECASE,
)


def language_tag(stated: str) -> str:
    """Return what a source states as a language if it is a well-formed tag, "" otherwise.

    >>> [language_tag(each) for each in ("de_AT", "x-local", "sl-rozaj-biske", "#la", "English")]
    ['de-AT', 'x-local', 'sl-rozaj-biske', '', '']
    """
    tag = stated.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""

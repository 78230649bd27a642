"""Gather the words of the pictures in a Markdown file: titles, and descriptions that are captions.

Written apart from pandoc's reader, after its manual: "Images", "Extension: implicit_figures".
"""

import html
import re

from book.verify.intake.gathering import Gathered

# A description, which may have links in it, then an address with a title, or a label, or neither.
IMAGE = re.compile(
    r"(?<!\\)!\[((?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.){0,300}\]){0,3000})\]"
    r"(?:\((?P<address>(?:[^\"'()]|\([^\"'()]{0,300}\)){0,500}?)"
    r"(?:\s(?:\"(?P<double>.{0,3000}?)\"|'(?P<single>.{0,3000}?)'))?\s{0,9}\)"
    r"|\[(?P<label>[^\]\n]{0,300})\])?",
    re.DOTALL,
)
DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\]\n]{1,300})\]:[ \t]*\S+"
    r"[ \t]+(?:\"([^\n]*)\"|'([^\n]*)'|\(([^\n]*)\))[ \t]*$",
    re.MULTILINE,
)


def gather_pictures(text: str, found: Gathered) -> str:
    """Add the words of pictures, and return the text without their titles and addresses.

    A reader has to give a title, and may give a description without a title twice: as caption too.

    >>> found = Gathered()
    >>> gather_pictures('![A fox](fox.png "The caption") and ![it](a.png).', found)
    '![A fox]() and ![it]().'
    >>> found.needed, found.optional
    (['The caption'], ['fox.png', 'a.png', 'it'])
    """
    titles = {_label(each[1]): each[2] or each[3] or each[4] for each in DEFINITION.finditer(text)}

    def take(image: re.Match[str]) -> str:
        title = image["double"] or image["single"] or ""
        if image["address"] is None:
            title = titles.get(_label(image["label"] or image[1])) or ""
        else:
            found.optional.append(image["address"])
        (found.needed if title else found.optional).append(html.unescape(title or image[1]))
        return image[0] if image["address"] is None else f"![{image[1]}]()"

    return IMAGE.sub(take, text)


def _label(text: str) -> str:
    return " ".join(text.casefold().split())

"""The languages of runs: which are foreign to their document."""

import re
from collections import Counter

from lxml import etree

from book.read.docx.looks import Properties, Styles, merge_properties, read_properties
from book.read.docx.package import W, child, value

LETTER = re.compile(r"[^\W\d_]")
EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
NO_LANGUAGE = ("x-none", "zxx", "und", "mul")


def main_language(body: etree._Element, styles: Styles) -> str:
    """Return the language of most letters of a document, "" if it states none."""
    counts: Counter[str] = Counter()
    for run in body.iter(W + "r"):
        text = "".join(each.text or "" for each in run.iter(W + "t"))
        if not LETTER.search(text):
            continue
        paragraph = run.getparent()
        style = value(child(paragraph, "pPr", "pStyle"))
        properties = merge_properties(styles, style, read_properties(child(run, "rPr")))
        counts[stated_language(text, properties)] += len(text)
    return max(counts, key=lambda tag: (counts[tag], tag)) if counts else ""


def stated_language(text: str, properties: Properties) -> str:
    """Return the language that is stated for the script of most of a text.

    >>> stated_language("渡口", {"lang": "en-GB", "eastAsia": "zh-CN"})
    'zh-CN'
    """
    letters = len(LETTER.findall(text))
    key = "lang"
    if 2 * len(EAST_ASIAN.findall(text)) > letters:
        key = "eastAsia"
    elif properties.get("rtl") or 2 * len(RIGHT_TO_LEFT.findall(text)) > letters:
        key = "bidi"
    tag = properties.get(key, "")
    return tag if TAG.match(tag) and tag.lower() not in NO_LANGUAGE else ""


def language_of(text: str, properties: Properties, main: str) -> str:
    """Return the language of a text if it is foreign to a document in the language `main`.

    >>> language_of("un renard", {"lang": "fr-FR"}, "en-US")
    'fr-FR'
    >>> language_of("a fox", {"lang": "en-GB"}, "en-US")
    ''
    """
    if not main or not LETTER.search(text):
        return ""
    tag = stated_language(text, properties)
    return "" if not tag or tag.split("-")[0] == main.split("-")[0] else tag

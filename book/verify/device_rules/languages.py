"""In which language a document is, and whether its parts in another script say so."""

import re
from collections.abc import Iterator

from lxml import etree

from book.text.languages import language_tag
from book.verify.device_rules.ebook import XHTML, XML, Ebook, XmlDocument
from book.verify.device_rules.rule import Rule, RuleViolation

WRONG_LANGUAGE = Rule(
    "EB-064",
    "error",
    "a document's language is missing or is not the book's",
    "Hyphenation, quotation marks and the voice are those of another language.",
    "EPUB 3.3, XHTML content documents; Ace, html-has-lang",
    "Write lang and xml:lang on html, the same as in dc:language.",
)
DIFFERENT_TAGS = Rule(
    "EB-065",
    "error",
    "lang and xml:lang differ, or are not language tags",
    "Some reading apps use the one, some the other.",
    "HTML, The lang and xml:lang attributes",
    "Write the same BCP 47 tag in both.",
)
UNMARKED_SCRIPT = Rule(
    "EB-066",
    "warning",
    "text in a script that its language does not use",
    "Voices spell it out or skip it, and the font may lack its characters.",
    "WCAG 2.2, 3.1.2 Language of parts",
    "Mark its language.",
)
RULES = (WRONG_LANGUAGE, DIFFERENT_TAGS, UNMARKED_SCRIPT)

HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
KANA = "\u3040-\u30ff"
HANGUL = "\u1100-\u11ff\uac00-\ud7af"
GREEK = "\u0370-\u03ff\u1f00-\u1fff"
CYRILLIC = "\u0400-\u052f"
HEBREW = "\u0590-\u05ff"
ARABIC = "\u0600-\u06ff\u0750-\u077f"
# Each script with the languages that are written in it.
SCRIPTS = (
    (re.compile(f"[{HAN}]"), {"zh", "ja", "ko", "yue", "lzh", "vi"}),
    (re.compile(f"[{KANA}]"), {"ja", "ain"}),
    (re.compile(f"[{HANGUL}]"), {"ko"}),
    (re.compile(f"[{GREEK}]{{3}}"), {"el", "grc"}),  # one or two letters are a sign, as in “α”
    (
        re.compile(f"[{CYRILLIC}]{{3}}"),
        {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "cu", "tt"},
    ),
    (re.compile(f"[{HEBREW}]"), {"he", "yi", "arc"}),
    (re.compile(f"[{ARABIC}]"), {"ar", "fa", "ur", "ps", "ug", "ku", "sd"}),
)


def check_document_languages(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.documents:
        root = document.root
        if {root.get("lang"), root.get(f"{XML}lang")} != {ebook.language}:
            detail = f"{root.get('lang')} in a book in {ebook.language}"
            yield WRONG_LANGUAGE.at_element(document, root, detail)


def check_tags(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.documents:
        for node in document.elements:
            yield from _check_tag(document, node, node.get("lang"), node.get(f"{XML}lang"))


def _check_tag(
    document: XmlDocument, node: etree._Element, html_tag: str | None, xml_tag: str | None
) -> Iterator[RuleViolation]:
    if html_tag != xml_tag or (html_tag is not None and not language_tag(html_tag)):
        detail = f"{html_tag or 'none'} and {xml_tag or 'none'}"
        yield DIFFERENT_TAGS.at_element(document, node, detail)


def check_scripts(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.documents:
        body = document.root.find(f"{XHTML}body")
        for node in body.iter("*") if body is not None else ():
            yield from _check_text(document, node, node.text)
            yield from _check_text(document, node.getparent(), node.tail)


def _check_text(
    document: XmlDocument, owner: etree._Element | None, text: str | None
) -> Iterator[RuleViolation]:
    """Check the text that stands directly in the element `owner`."""
    if not text or owner is None:
        return
    for script, languages in SCRIPTS:
        match = script.search(text)
        language = _language_of(owner) if match else ""
        if match and language.partition("-")[0].lower() not in languages:
            detail = f"“{text[match.start() :][:12]}” in {language}"
            yield UNMARKED_SCRIPT.at_element(document, owner, detail)


def _language_of(node: etree._Element) -> str:
    for element in (node, *node.iterancestors()):
        if language := element.get("lang") or element.get(f"{XML}lang"):
            return language
    return ""


CHECKS = (check_document_languages, check_tags, check_scripts)

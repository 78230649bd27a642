"""What is said in each document, and in which language: headings, pictures in words, tongues, roles."""

import re
from collections.abc import Iterator

from lxml import etree

from book.verify.device_rules.ebook import OPS, SVG, XHTML, XML, Ebook, XmlDocument, text_content
from book.verify.device_rules.metadata import is_tag
from book.verify.device_rules.rule import Rule, RuleViolation

SKIPPED = Rule(
    "EB-060",
    "error",
    "a heading's level is skipped",
    "Who goes from heading to heading takes it for a part of another section.",
    "WCAG 2.2, 1.3.1 Info and relationships",
    "Go down one level at a time.",
)
EMPTY_HEADING = Rule(
    "EB-061",
    "error",
    "a heading has no words",
    "A screen reader stops at nothing.",
    "WCAG 2.2, 2.4.6 Headings and labels",
    "Give it words, or take it out.",
)
NO_ALT = Rule(
    "EB-062",
    "error",
    "a picture is not told in words",
    "Who cannot see it learns nothing of it.",
    "WCAG 2.2, 1.1.1 Non-text content",
    'Write an alt text, or a title in an SVG; alt="" with role="presentation" if it only adorns.',
)
NO_SRC = Rule(
    "EB-063",
    "error",
    "a picture has no file",
    "Send to Kindle refuses the book (E999).",
    "kindle-epub-fix, fixStrayIMG",
    "Name its file, or take it out.",
)
OTHER_LANGUAGE = Rule(
    "EB-064",
    "error",
    "a document's language is missing or is not the book's",
    "Hyphenation, quotes and the voice are those of another language.",
    "EPUB 3.3, XHTML content documents; Ace, html-has-lang",
    "Write lang and xml:lang on html, as in dc:language.",
)
TWO_TONGUES = Rule(
    "EB-065",
    "error",
    "lang and xml:lang do not agree, or are no language tag",
    "Half of the readers go by the one, half by the other.",
    "HTML, The lang and xml:lang attributes",
    "Write the same BCP 47 tag in both.",
)
UNMARKED = Rule(
    "EB-066",
    "warning",
    "words in another script than that of their language",
    "A voice spells them or leaves them out, and the font may lack them.",
    "WCAG 2.2, 3.1.2 Language of parts",
    "Mark their language.",
)
UNTITLED = Rule(
    "EB-067",
    "error",
    "a document has no title",
    "Readers that go by documents show a file's name.",
    "WCAG 2.2, 2.4.2 Page titled",
    "Fill its title.",
)
NO_ROLE = Rule(
    "EB-068",
    "warning",
    "what epub:type says is not said by a role",
    "Screen readers know roles alone.",
    "Ace, epub-type-has-matching-role; DPUB-ARIA 1.1",
    "Add the role of the same name.",
)
RULES = (
    SKIPPED,
    EMPTY_HEADING,
    NO_ALT,
    NO_SRC,
    OTHER_LANGUAGE,
    TWO_TONGUES,
    UNMARKED,
    UNTITLED,
    NO_ROLE,
)

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HAN, KANA, HANGUL, GREEK, CYRILLIC, HEBREW, ARABIC = (
    *(
        "\u3400-\u9fff\U00020000-\U0003ffff",
        "\u3040-\u30ff",
        "\u1100-\u11ff\uac00-\ud7af",
        "\u0370-\u03ff\u1f00-\u1fff",
    ),
    *("\u0400-\u052f", "\u0590-\u05ff", "\u0600-\u06ff\u0750-\u077f"),
)
# A script, and the languages that are written in it.
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
# The types whose role is the same word after “doc-” (DPUB-ARIA 1.1), of those that books like these have.
ROLES = {
    **dict.fromkeys(
        (
            "noteref",
            "pagebreak",
            "toc",
            "foreword",
            "introduction",
            "preface",
            "part",
            "chapter",
            "appendix",
        ),
        "",
    ),
    **dict.fromkeys(
        (
            "bibliography",
            "index",
            "glossary",
            "colophon",
            "epilogue",
            "prologue",
            "afterword",
            "conclusion",
        ),
        "",
    ),
    "footnote": "doc-footnote",
    "endnotes": "doc-endnotes",
}


def headings(book: Ebook) -> Iterator[RuleViolation]:
    for document in book.documents:
        last = 0
        for node in document.tagged(*HEADINGS):
            level = int(etree.QName(node).localname[1])
            if not text_content(node):
                yield EMPTY_HEADING.at_element(document, node)
            if level > last + 1:
                yield SKIPPED.at_element(
                    document,
                    node,
                    f"h{level} after {f'h{last}' if last else 'nothing'}: “{text_content(node)[:40]}”",
                )
            last = level
        title = document.root.find(f"{XHTML}head/{XHTML}title")
        if title is None or not text_content(title):
            yield UNTITLED.at_element(document, document.root)


def pictures(book: Ebook) -> Iterator[RuleViolation]:
    for document in book.documents:
        for node in document.tagged("img"):
            if not node.get("src"):
                yield NO_SRC.at_element(document, node)
            told = node.get("alt", "").strip() or (
                node.get("alt") == "" and node.get("role") in ("presentation", "none")
            )
            if not told:
                yield NO_ALT.at_element(document, node, node.get("src", ""))
        for node in document.root.iter(f"{SVG}svg"):
            title = node.find(f"{SVG}title")
            if not (
                (title is not None and text_content(title))
                or node.get("aria-label")
                or node.get("aria-hidden") == "true"
            ):
                yield NO_ALT.at_element(document, node)


def tongues(book: Ebook) -> Iterator[RuleViolation]:
    for document in book.documents:
        if (
            document.root.get("lang") != book.language
            or document.root.get(f"{XML}lang") != book.language
        ):
            yield OTHER_LANGUAGE.at_element(
                document, document.root, f"{document.root.get('lang')} in a book in {book.language}"
            )
        for node in document.elements:
            two = (node.get("lang"), node.get(f"{XML}lang"))
            if two != (None, None) and (two[0] != two[1] or not is_tag(two[0] or "")):
                yield TWO_TONGUES.at_element(
                    document, node, " and ".join(str(tag or "none") for tag in two)
                )
        yield from _scripts(document)


def _scripts(document: XmlDocument) -> Iterator[RuleViolation]:
    body = document.root.find(f"{XHTML}body")
    for node in body.iter("*") if body is not None else ():
        pieces = [(node, node.text or ""), (node.getparent(), node.tail or "")]
        for owner, words in pieces:
            for letters, languages in SCRIPTS:
                match = letters.search(words)
                if (
                    match
                    and owner is not None
                    and _language(owner).partition("-")[0].lower() not in languages
                ):
                    yield UNMARKED.at_element(
                        document,
                        owner,
                        f"“{words[match.start() : match.start() + 12]}” in {_language(owner)}",
                    )


def _language(node: etree._Element) -> str:
    return next(
        (
            tag
            for one in (node, *node.iterancestors())
            if (tag := one.get("lang") or one.get(f"{XML}lang", ""))
        ),
        "",
    )


def roles(book: Ebook) -> Iterator[RuleViolation]:
    for document in book.chapters:
        for node in document.elements:
            kinds = [kind for kind in node.get(f"{OPS}type", "").split() if kind in ROLES]
            if kinds and not any(
                (ROLES[kind] or f"doc-{kind}") in node.get("role", "").split() for kind in kinds
            ):
                yield NO_ROLE.at_element(document, node, kinds[0])


CHECKS = (headings, pictures, tongues, roles)

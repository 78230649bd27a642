"""Prove that the style of the download page shows all its words."""

from lxml import etree

from book.errors import ProofError
from book.verify.readback.hidden_words import HiddenWords, StyledDocuments

# What only screen readers say, and what is seen when the keyboard reaches it.
UNSEEN = {"unseen", "skip"}
XHTML = "{http://www.w3.org/1999/xhtml}"


def prove_page_styles(root: etree._Element, file: str) -> None:
    """Raise ProofError for the first words that are hidden, on a screen or on paper.

    On paper the buttons and the list of sections may be missing, which are of no use there.
    """
    sheets = [style.text or "" for style in root.iter(f"{XHTML}style")]
    useless = set(_words_of_no_use_on_paper(root))
    for hidden in StyledDocuments(sheets).hidden_words(root, _is_unseen):
        if not _is_left_out(hidden, useless):
            raise ProofError(str(hidden), file=file)


def _is_unseen(element: etree._Element, _: str) -> bool:
    around = (element, *element.iterancestors())
    return any(UNSEEN & set(each.get("class", "").split()) for each in around)


def _words_of_no_use_on_paper(root: etree._Element) -> list[str]:
    groups = [each for each in root.iter(f"{XHTML}nav", f"{XHTML}ul") if _is_useless(each)]
    texts = (str(text) for group in groups for text in group.itertext())
    return [" ".join(text.split()) for text in texts if text.strip()]


def _is_useless(element: etree._Element) -> bool:
    return element.get("class") in ("page", "actions")


def _is_left_out(hidden: HiddenWords, useless: set[str]) -> bool:
    is_on_paper = hidden.circumstances.startswith("print")
    return is_on_paper and hidden.property == "display: none" and hidden.words in useless

"""Prove the index of the search: it has the words of each page, and leads to its paragraphs.

Pagefind writes a fragment for each page: its words, and where each element with a name begins. They
are read here without pagefind. That the index finds them is tried in a browser (tests/serve).
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from book.errors import ProofError
from book.text.code_points import tell_apart
from book.verify.readback.web_page import parse_page

FOLDER = "read/pagefind/"
NAMES = re.compile(
    r"pagefind(-worker)?\.js|pagefind-entry\.json|pagefind\.[\w-]+\.pf_meta|wasm\.[\w-]+\.pagefind"
    r"|index/[\w-]+\.pf_index|fragment/[\w-]+\.pf_fragment"
)
SIGNATURE = b"pagefind_dcd"
# What is not searched: calls of notes, links to paragraphs, the marks of pages.
LEFT_OUT_CLASSES = {"noteref", "own-link"}
LEFT_OUT_ROLES = {"doc-noteref", "doc-pagebreak"}
LETTERS = re.compile(r"[^\W_]+")
SHOWN = 40


def _is_left_out(element: etree._Element) -> bool:
    """Return whether an element is not searched; pagefind itself leaves out navigation."""
    classes = set(element.get("class", "").split())
    return (
        bool(classes & LEFT_OUT_CLASSES)
        or element.get("role") in LEFT_OUT_ROLES
        or etree.QName(element).localname == "nav"
    )


def prove_search(outputs: Mapping[str, bytes], folder: str) -> int:
    """Return the number of pages that can be searched, all of the web edition's that say so.

    Raise ProofError for a page that the index lacks, or has with other words or places, and for a
    file of another kind.
    """
    fragments = dict(_fragments(outputs, folder))
    pages = dict(_searched(outputs, folder))
    if set(fragments) != set(pages):
        wrong = ", ".join(sorted(set(fragments) ^ set(pages)))
        raise ProofError(f"the search has other pages than the edition: {wrong}", file=folder)
    for name, main in pages.items():
        _prove_fragment(fragments[name], main, f"{folder}/{name}")
    return len(pages)


def _fragments(outputs: Mapping[str, bytes], folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each fragment by the name of its page. Raise ProofError for what is no fragment."""
    for name, content in outputs.items():
        if not name.startswith(FOLDER):
            continue
        file, own = f"{folder}/{name}", name.removeprefix(FOLDER)
        if not NAMES.fullmatch(own):
            raise ProofError("the search needs no such file", file=file)
        if own.startswith("fragment/"):
            try:
                written = gzip.decompress(content)
            except (OSError, EOFError) as error:
                raise ProofError(f"the fragment cannot be read: {error}", file=file) from error
            if not written.startswith(SIGNATURE):
                raise ProofError("this is no fragment of pagefind", file=file)
            fragment: dict[str, Any] = json.loads(written.removeprefix(SIGNATURE))
            yield f"read{fragment['url']}", fragment


def _searched(outputs: Mapping[str, bytes], folder: str) -> Iterator[tuple[str, etree._Element]]:
    """Yield the text of each page that is to be searched, by the page's name."""
    for name, content in outputs.items():
        if re.fullmatch(r"read/[^/]+\.html", name):
            root = parse_page(content, f"{folder}/{name}")
            for element in root.iter(etree.Element):
                if element.get("data-pagefind-body") is not None:
                    yield name, element


def _prove_fragment(fragment: Mapping[str, Any], main: etree._Element, file: str) -> None:
    wanted, found = _letters("".join(_texts(main))), _letters(fragment["content"])
    if wanted != found:
        start = next(
            (i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b),
            min(len(wanted), len(found)),
        )
        expected, actual = tell_apart(wanted[start : start + SHOWN], found[start : start + SHOWN])
        raise ProofError(f"the search has “{actual}” where “{expected}” stands", file=file)
    words = fragment["content"].split()
    places = {str(each["id"]): each["location"] for each in fragment["anchors"]}
    for element in main.iter(etree.Element):
        name = element.get("id", "")
        if name.startswith(("t-", "note-")):
            _prove_place(element, words, places.get(name), f"{file}#{name}")


def _prove_place(element: etree._Element, words: list[str], start: int | None, file: str) -> None:
    """Raise ProofError unless the words of an element begin at a place of the page."""
    wanted = _letters("".join(_texts(element)))[:SHOWN]
    found = (
        "" if start is None else _letters("".join(words[start : start + 4 * SHOWN]))[: len(wanted)]
    )
    if wanted != found:
        raise ProofError(f"the search looks for “{wanted}” at “{found}”", file=file)


def _letters(text: str) -> str:
    return "".join(LETTERS.findall(text))


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterchildren(etree.Element):
        if not _is_left_out(child):
            yield from _texts(child)
        yield child.tail or ""

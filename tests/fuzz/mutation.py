"""Changes of a file: bytes, words, the tokens of its markup, and elements of its tree."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass

from hypothesis import strategies as st
from lxml import etree

TOKENS = {
    "markup": re.compile(rb"<[^>]*>|[^<\s]+\s*|\s+|<"),
    "rtf": re.compile(rb"\\[a-z]+-?\d* ?|\\'..|\\.|[{}]|[^\\{}\s]+\s*|\s+"),
    "text": re.compile(rb"[^\n ]+ ?|\n+| +"),
}
# What is inserted: invisible, combining, joined and broken characters, and bits of every markup.
INSERTED = (
    *("\u200b", "\u00ad", "\ufeff", "\u2028", "\u0085", "\x0b", "\x0c", "\r", "\t", "\x00", "\x1f"),
    *("\u0301", "\u0301" * 40, "\u202e", "\u2066", "\ufffc", "\ufffd", "\ufdd0", "\U000e0041"),
    *("\u00a0", "\u3000", "\ud55c", "ﬁ", "İ", "ß", "Ǆ", "\u0345", "\U0001f468\u200d\U0001f469"),
    *("[1]", "*", "_", "**", "^1^", "[^1]", "|", "#", "> ", "1. ", "- ", "(a) ", "---\n", "```\n"),
    *("<i>", "</p>", "<p>", "<br/>", "<table>", "<td>", "<!--", "]]>", "&amp;", "&#0;", "&nbsp;"),
    *("{", "}", "\\par ", "\\b ", "\\u8212?", "\\'93", "\\bin5 ", "\\fs-1 ", "\\row ", "\\intbl "),
    *("$x$", "\\", '"', "'", "“", "--", "...", "\n\n", "\n", " ", "0", "9" * 30, "9" * 5000, "-1"),
    *("IV", "Ⅷ"),
    *("ACT I", "CHAPTER I", "I. The Boat", "Footnotes", "Contents", "THE END", "[Illustration: A]"),
)
Operation = tuple[int, int, int, str]
OPERATIONS = st.lists(
    st.tuples(
        st.integers(0, 11), st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(INSERTED)
    ),
    min_size=1,
    max_size=6,
)


@dataclass(frozen=True, slots=True)
class Document:
    """A file by the end of its name and its bytes; its repr is short."""

    suffix: str
    content: bytes

    def __repr__(self) -> str:
        digest = zlib.crc32(self.content)
        shown = self.content[:400] if len(self.content) <= 400 else self.content[:100] + b" ..."
        return f"Document({self.suffix!r}, {len(self.content)} bytes, {digest:08x}, {shown!r})"


def mutate(document: Document, operations: Sequence[Operation]) -> Document:
    """Return a document after some changes, of a part of it if it is an archive."""
    if document.suffix in (".docx", ".odt", ".epub"):
        return Document(document.suffix, _mutate_archive(document.content, operations))
    return Document(document.suffix, _mutate_part(document.suffix, document.content, operations))


def _mutate_archive(content: bytes, operations: Sequence[Operation]) -> bytes:
    kind, first, second, _ = operations[0]
    if kind == 0 and second % 4 == 0:
        return _mutate_tokens(content, operations, "text")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name, part in parts.items() if part]
    large = sorted(names, key=lambda name: -len(parts[name]))[:3]
    name = (names if first % 3 == 0 else large)[
        first % (len(names) if first % 3 == 0 else len(large))
    ]
    if kind == 11:
        del parts[name]
    else:
        parts[name] = _mutate_part(".xml", parts[name], operations)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for each, part in parts.items():
            archive.writestr(zipfile.ZipInfo(each), part)
    return target.getvalue()


def _mutate_part(suffix: str, content: bytes, operations: Sequence[Operation]) -> bytes:
    if suffix in (".xml", ".xhtml") and operations[0][0] != 1:
        try:
            return _mutate_tree(content, operations)
        except (etree.LxmlError, ValueError):
            pass
    kinds = {".html": "markup", ".xml": "markup", ".xhtml": "markup", ".rtf": "rtf"}
    return _mutate_tokens(content, operations, kinds.get(suffix, "text"))


# ── Tokens ───────────────────────────────────────────────────────────────────────────────────────


def _mutate_tokens(content: bytes, operations: Sequence[Operation], kind: str) -> bytes:
    for number, first, second, inserted in operations:
        tokens = TOKENS[kind].findall(content)
        if not tokens:
            return inserted.encode("utf-8", "replace")
        start = first * len(tokens) // 10_000
        length = 1 + second % 7 if second % 3 else second * len(tokens) // 10_000
        content = b"".join(_changed(tokens, number, start, length, inserted.encode()))
    return content


def _changed(
    tokens: list[bytes], number: int, start: int, length: int, inserted: bytes
) -> list[bytes]:
    before, part, after = tokens[:start], tokens[start : start + length], tokens[start + length :]
    match number:
        case 0:  # a byte is another one
            changed = bytearray(tokens[start])
            changed[length % len(changed)] ^= 1 << (length % 8)
            return [*before, bytes(changed), *tokens[start + 1 :]]
        case 1:
            return [*before, *after]
        case 2:
            return [*before, *part, *part, *after]
        case 3:
            return [*before, *reversed(part), *after]
        case 4:  # a passage is moved
            return [*part, *before, *after]
        case 5:
            return before
        case 6:
            return [*before, *part[:3] * 40, *after]
        case 7:  # a token within another
            token, middle = tokens[start], length % len(tokens[start])
            return [*before, token[:middle], inserted, token[middle:], *tokens[start + 1 :]]
        case _:
            return [*before, inserted, *tokens[start:]]


# ── Trees ────────────────────────────────────────────────────────────────────────────────────────


def _mutate_tree(content: bytes, operations: Sequence[Operation]) -> bytes:
    """Return XML whose elements are changed. Raise an error of lxml if it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(content, parser)
    for number, first, second, inserted in operations:
        elements = [each for each in root.iter() if isinstance(each.tag, str) and each is not root]
        if not elements:
            break
        one = elements[first * len(elements) // 10_000]
        other = elements[second * len(elements) // 10_000]
        CHANGES[number % len(CHANGES)](one, other, _printable(inserted))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _printable(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "?", text)


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError(element)
    return parent


def _remove(one: etree._Element, _other: etree._Element, _text: str) -> None:
    _parent(one).remove(one)


def _double(one: etree._Element, _other: etree._Element, _text: str) -> None:
    one.addnext(deepcopy(one))


def _move(one: etree._Element, other: etree._Element, _text: str) -> None:
    if one is not other and one not in other.iterancestors():
        other.insert(0, one)


def _copy(one: etree._Element, other: etree._Element, _text: str) -> None:
    other.append(deepcopy(one))


def _rename(one: etree._Element, other: etree._Element, _text: str) -> None:
    one.tag = other.tag


def _wrap(one: etree._Element, other: etree._Element, _text: str) -> None:
    """Put an element into another of the name of a third."""
    parent, wrapper = _parent(one), etree.Element(other.tag, dict(other.attrib))
    parent.replace(one, wrapper)
    wrapper.append(one)


def _write(one: etree._Element, _other: etree._Element, text: str) -> None:
    one.text = (one.text or "")[:3] + text + (one.text or "")[3:]


def _write_after(one: etree._Element, _other: etree._Element, text: str) -> None:
    one.tail = text + (one.tail or "")


def _state(one: etree._Element, other: etree._Element, text: str) -> None:
    """Give an element the attributes of another, or change its own."""
    for name in list(one.attrib) or []:
        one.set(name, text)
    for name, value in other.attrib.items():
        one.set(name, value)


def _unstate(one: etree._Element, _other: etree._Element, text: str) -> None:
    for name in list(one.attrib)[: 1 + len(text) % 2]:
        del one.attrib[name]


def _restate(one: etree._Element, _other: etree._Element, text: str) -> None:
    for name in list(one.attrib)[:1]:
        one.set(name, text)


def _unwrap(one: etree._Element, _other: etree._Element, _text: str) -> None:
    """Put the children of an element in its place."""
    parent = _parent(one)
    for child in list(one):
        one.addprevious(child)
    parent.remove(one)


CHANGES: tuple[Callable[[etree._Element, etree._Element, str], None], ...] = (
    *(_remove, _double, _move, _copy, _rename, _wrap),
    *(_write, _write_after, _state, _unstate, _restate, _unwrap),
)

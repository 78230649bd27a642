"""Build TEI elements (Text Encoding Initiative, P5)."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
Element = etree._Element  # the only name that lxml has for the type
Content = list[Element | str]
# What may not stand in an address as it is (RFC 3986, 2), and a percent sign that encodes nothing.
UNSAFE = re.compile(r"[^\w.~:/?#@!$&'()*+,;=%-]|%(?![0-9A-Fa-f]{2})")


def element(tag: str, *children: "Element | str", **attributes: str) -> Element:
    """Return an element with its children; attributes with an empty value are left out.

    `xml_id` stands for xml:id, `from_` for from.

    >>> etree.tostring(element("ref", "there", target="#x"))
    b'<ref xmlns="http://www.tei-c.org/ns/1.0" target="#x">there</ref>'
    """
    new = etree.Element(f"{{{TEI}}}{tag}", nsmap={None: TEI})
    for name, value in attributes.items():
        if value:
            new.set(_attribute_name(name), value)
    return append_content(new, children)


def _attribute_name(identifier: str) -> str:
    prefix, _, rest = identifier.partition("_")
    return f"{{{XML}}}{rest}" if prefix == "xml" and rest else identifier.rstrip("_")


def optional_element(tag: str, text: str, **attributes: str) -> Iterator[Element]:
    """Yield an element with a text, or nothing if the text is empty."""
    if text:
        yield element(tag, text, **attributes)


def append_content(parent: Element, content: Iterable["Element | str"]) -> Element:
    """Append elements and texts; return the parent."""
    for child in content:
        append_child(parent, child)
    return parent


def append_child(parent: Element, child: "Element | str") -> None:
    """Append an element or text; text goes to the tail of the last element, if there is one."""
    if isinstance(child, str):
        _append_text(parent, child)
    else:
        parent.append(child)


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def percent_encoded(address: str) -> str:
    """Return an address as XML Schema requires it: without spaces and the like.

    >>> percent_encoded("https://a.org/the fox|1%")
    'https://a.org/the%20fox%7C1%25'
    """
    before, hash_sign, fragment = UNSAFE.sub(_encoded, address).partition("#")
    return before + hash_sign + fragment.replace("#", "%23")


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())

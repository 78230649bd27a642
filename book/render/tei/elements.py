"""Build TEI elements (Text Encoding Initiative, P5)."""

from collections.abc import Iterator

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
Element = etree._Element  # the only name that lxml has for the type


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
    for child in children:
        append_child(new, child)
    return new


def _attribute_name(identifier: str) -> str:
    prefix, _, rest = identifier.partition("_")
    return f"{{{XML}}}{rest}" if prefix == "xml" and rest else identifier.rstrip("_")


def optional_element(tag: str, text: str, **attributes: str) -> Iterator[Element]:
    """Yield an element with a text, or nothing if the text is empty."""
    if text:
        yield element(tag, text, **attributes)


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

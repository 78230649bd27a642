"""Build ONIX elements by their reference names."""

from lxml import etree

Element = etree._Element  # the only name that lxml has for the type


def element(name: str, *content: "Element | str", **attributes: str) -> Element:
    """Return an element with a text or with children.

    >>> etree.tostring(element("Sender", element("SenderName", "A Press")))
    b'<Sender><SenderName>A Press</SenderName></Sender>'
    """
    new = etree.Element(name, attributes)
    for part in content:
        if isinstance(part, str):
            new.text = part or None
        else:
            new.append(part)
    return new

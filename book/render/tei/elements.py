"""Make TEI elements (Text Encoding Initiative, P5)."""

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
Element = etree._Element  # lxml names its type so


def element(tag: str, *children: "Element | str", **attributes: str) -> Element:
    """Make an element with its children; an empty attribute is left out, `xml_id` is xml:id, `from_` is from.

    >>> etree.tostring(element("ref", "there", target="#x"))
    b'<ref xmlns="http://www.tei-c.org/ns/1.0" target="#x">there</ref>'
    """
    made = etree.Element(f"{{{TEI}}}{tag}", nsmap={None: TEI})
    for name, value in attributes.items():
        if value:
            prefix, _, rest = name.partition("_")
            made.set(f"{{{XML}}}{rest}" if prefix == "xml" and rest else name.rstrip("_"), value)
    for child in children:
        add(made, child)
    return made


def add(parent: Element, child: "Element | str") -> None:
    """Put a child behind those that are there: words go to the tail of the last one."""
    if not isinstance(child, str):
        parent.append(child)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + child
    else:
        parent.text = (parent.text or "") + child

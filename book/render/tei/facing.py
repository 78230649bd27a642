"""Point from each paragraph to those that correspond in the other version.

TEI P5, “Linking, Segmentation, and Alignment”, has the attribute under “Correspondence”.
"""

from book.model import Edition
from book.render.tei.elements import XML, Element
from book.text.facing import counterparts


def point_to_counterparts(book: Element, edition: Edition) -> None:
    """Give elements the attribute `corresp`, in both versions."""
    others = counterparts(edition.facing)
    for each in book.iter():
        if anchors := others.get(each.get(f"{{{XML}}}id", "")):
            each.set("corresp", " ".join(f"#{anchor}" for anchor in anchors))

"""Formulas of documents as MathML that holds nothing else."""

from copy import deepcopy

from lxml import etree

MATH = "http://www.w3.org/1998/Math/MathML"
ANNOTATIONS = ("annotation", "annotation-xml")
LEAVES = [f"{{{MATH}}}{name}" for name in ("mi", "mn", "mo", "mtext", "ms")]
ATTRIBUTES = {
    *("display", "mathvariant", "stretchy", "form", "fence", "separator", "accent", "accentunder"),
    *("columnalign", "rowalign", "columnspan", "rowspan", "open", "close", "separators", "width"),
    *("height", "depth", "linethickness", "notation", "lspace", "rspace", "largeop", "symmetric"),
    *("movablelimits", "dir", "scriptlevel", "displaystyle"),
}


def clean_mathml(root: etree._Element) -> tuple[str, str]:
    """Return the words of a formula, and its MathML without anything else.

    >>> clean_mathml(etree.XML(f'<math xmlns="{MATH}" onclick="x()"><mi>E</mi></math>'))
    ('E', '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>E</mi></math>')
    """
    formula = deepcopy(root)
    formula.tail = None
    for each in list(formula.iter()):
        name = etree.QName(each) if isinstance(each.tag, str) else None
        if name is None or name.namespace != MATH or name.localname in ANNOTATIONS:
            parent = each.getparent()
            if parent is not None:
                parent.remove(each)
            continue
        for key in [key for key in each.attrib if key not in ATTRIBUTES]:
            del each.attrib[key]
    etree.cleanup_namespaces(formula, top_nsmap={None: MATH})
    words = "".join((leaf.text or "").strip() for leaf in formula.iter(*LEAVES))
    return words, etree.tostring(formula, encoding="unicode")

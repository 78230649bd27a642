"""Formulas in MathML, without anything that could act or load."""

from lxml import etree
from markupsafe import Markup

from book.text.typography import visible_characters

MATHML = "http://www.w3.org/1998/Math/MathML"
ELEMENT_NAMES = (
    "math mi mn mo ms mspace mtext mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub "
    "msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd menclose "
    "mfenced semantics"
)
ELEMENTS = frozenset(ELEMENT_NAMES.split())
ATTRIBUTE_NAMES = (
    "display dir mathvariant form fence separator stretchy symmetric accent accentunder open "
    "close linethickness separators notation columnalign rowalign columnspan rowspan lspace "
    "rspace"
)
ATTRIBUTES = frozenset(ATTRIBUTE_NAMES.split())
LONGEST = 100_000  # characters of a formula
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def safe_formula(value: str, words: str) -> Markup:
    """Return a formula as MathML that shows these words; "" if it does not, or is not safe.

    >>> print(safe_formula('<math><mi onclick="x()">a</mi></math>', "a"))
    <math xmlns="http://www.w3.org/1998/Math/MathML" alttext="a"><mi>a</mi></math>
    >>> safe_formula("<math><script>a</script></math>", "a")
    Markup('')
    """
    root = _parse(value)
    if root is None:
        return Markup("")
    formula = _copy(root)
    if formula is None or formula.tag != f"{{{MATHML}}}math":
        return Markup("")
    if visible_characters("".join(formula.itertext())) != visible_characters(words):
        return Markup("")
    formula.set("alttext", words)
    return Markup(etree.tostring(formula, encoding="unicode"))  # noqa: S704 (only known elements)


def _parse(value: str) -> etree._Element | None:
    if not value.strip() or len(value) > LONGEST:
        return None
    try:
        return etree.fromstring(value.encode(), PARSER)
    except etree.XMLSyntaxError:
        return None


def _copy(element: etree._Element) -> etree._Element | None:
    """Return a copy with known elements and attributes; None if an element is unknown.

    Annotations are left out: they repeat the formula in another language.
    """
    name = etree.QName(element).localname
    if name not in ELEMENTS:
        return None
    copy = etree.Element(f"{{{MATHML}}}{name}", nsmap={None: MATHML})
    for key, value in element.attrib.items():
        if str(key) in ATTRIBUTES:
            copy.set(key, value)
    copy.text = element.text
    for child in element:
        if not isinstance(child.tag, str) or _is_annotation(child):
            continue
        inner = _copy(child)
        if inner is None:
            return None
        inner.tail = child.tail
        copy.append(inner)
    return copy


def _is_annotation(element: etree._Element) -> bool:
    return etree.QName(element).localname in ("annotation", "annotation-xml")

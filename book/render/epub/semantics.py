"""What blocks are, in the vocabularies of e-books.

The types are those of EPUB 3 Structural Semantics 1.1 and of Z39.98-2012; the roles are those of
DPUB-ARIA 1.1.
"""

from markupsafe import Markup

from book.render.html.markup import attributes_of

TYPES = {
    "poem": "z3998:poem",
    "speaker": "z3998:persona",
    "stage": "z3998:stage-direction",
    "letter": "z3998:letter",
    "salutation": "z3998:salutation",
    "signature": "z3998:signature",
    "epigraph": "epigraph",
    "dedication": "dedication",
}
ROLES = {"epigraph": "doc-epigraph", "dedication": "doc-dedication"}


def _attributes(name: str) -> Markup:
    attributes = {"epub:type": TYPES[name]}
    if role := ROLES.get(name):
        attributes["role"] = role
    return attributes_of(attributes)


SEMANTICS = {name: _attributes(name) for name in TYPES}

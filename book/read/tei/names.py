"""The elements of TEI, by what a reader makes of them."""

from book.model import BlockKind, RangeKind

DIVISIONS = {"div", *(f"div{number}" for number in range(8))}
STRUCTURE = DIVISIONS | {
    *("TEI", "TEI.2", "teiCorpus", "teiCorpus.2", "text", "group", "front", "body", "back"),
    *("floatingText", "lg", "argument", "opener", "closer", "postscript", "set", "performance"),
    *("noteGrp", "listBibl", "div", "castGroup", "sp", "spGrp", "entryFree", "entry"),
}
# Blocks, and the kind of each.
BLOCKS: dict[str, BlockKind] = {
    "p": "paragraph",
    "ab": "paragraph",
    "speaker": "speaker",
    "stage": "stage",
    "salute": "salutation",
    "dateline": "dateline",
    "signed": "signature",
    "byline": "credit",
    "bibl": "paragraph",
    "biblStruct": "paragraph",
    "biblFull": "paragraph",
    "address": "paragraph",
    "trailer": "paragraph",
    "label": "paragraph",
    "imprimatur": "paragraph",
    "docAuthor": "credit",
    "docDate": "dateline",
    "castItem": "paragraph",
    "u": "paragraph",
    "head": "paragraph",
    "eg": "code",
    "sourceDesc": "paragraph",
}
# What makes what holds it a block.
BLOCK_CONTENT = {
    "p",
    "ab",
    "lg",
    "l",
    "sp",
    "list",
    "table",
    "figure",
    "div",
    "floatingText",
    "cit",
}
RANGES: dict[str, RangeKind] = {
    "emph": "emphasis",
    "del": "deletion",
    "add": "insertion",
    "code": "code",
    "ident": "code",
    "gi": "code",
    "formula": "formula",
}
HIGHLIGHTED = {"hi", "highlight", "seg", "title", "name", "term", "mentioned", "distinct", "label"}
QUOTED = {"q", "quote", "said", "soCalled"}
# In a choice, what the witness has, and what an editor puts beside it.
WITNESS_FORMS = ("sic", "orig", "abbr", "unclear", "lem", "am", "seg")
# What is no text, and the rule that removes it.
REMOVED = {
    "fw": "running head",
    "gap": "gap",
    "desc": "description",
    "certainty": "description",
    "index": "index entry",
    "interp": "interpretation",
    "interpGrp": "interpretation",
    "facsimile": "facsimile",
    "sourceDoc": "source document",
    "standOff": "standoff annotation",
    "teiHeader": "TEI header",
    "xenoData": "TEI header",
    "figDesc": "description",
    "spanGrp": "annotation",
    "linkGrp": "annotation",
    "witDetail": "description",
}
LINE_ENDS = ("pb", "cb", "gb", "lb")
SCENE_BREAKS = ("tb", "***", "* * *", "scene-break", "separator", "ornament", "thoughtbreak")

"""The control words of RTF that this reader obeys: signs, destinations."""

SIGNS = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": "\N{EM SPACE}",
    "enspace": "\N{EN SPACE}",
    "qmspace": "\N{FOUR-PER-EM SPACE}",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\N{ZERO WIDTH JOINER}",
    "zwnj": "\N{ZERO WIDTH NON-JOINER}",
    "ltrmark": "\N{LEFT-TO-RIGHT MARK}",
    "rtlmark": "\N{RIGHT-TO-LEFT MARK}",
    "zwbo": "\N{ZERO WIDTH SPACE}",
    "zwnbo": "\N{WORD JOINER}",
}
SYMBOLS = {
    "~": "\N{NO-BREAK SPACE}",
    "_": "\N{NON-BREAKING HYPHEN}",
    "-": "\N{SOFT HYPHEN}",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
# Groups whose text is not that of the document, and the rule that removes it, "" for none that
# anybody reads: names of fonts, numbers, settings.
NO_TEXT = {
    *("fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "filetbl"),
    *("revtbl", "themedata", "colorschememapping", "datastore", "latentstyles", "generator"),
    *(
        "xmlnstbl",
        "mmathPr",
        "wgrffmtfilter",
        "pgptbl",
        "fldinst",
        "bkmkstart",
        "bkmkend",
        "objdata",
    ),
    *("objclass", "objname", "nonshppict", "panose", "falt", "template", "operator", "company"),
    *("manager", "category", "hlinkbase", "keycode", "userprops", "docvar", "atrfstart", "atrfend"),
    *("atnref", "atndate", "atnid", "atnicn", "atnauthor", "atnparent", "atntime", "datafield"),
    *("formfield", "ffname", "sp", "sn", "sv", "picprop", "blipuid", "blipid", "pnseclvl", "pn"),
    *("defchp", "defpap", "passwordhash", "fchars", "lchars", "background", "xe", "tc", "rxe"),
    *("pntxta", "pntxtb", "private", "creatim", "revtim", "printim", "buptim"),
    *("tblstylerow", "listpicture", "oldcprops", "oldpprops", "oldtprops", "oldsprops"),
    *(
        "writereservhash",
        "linkval",
        "propname",
        "staticval",
        "shprslt",
        "nonesttables",
        "fname",
        "factoidname",
    ),
}
REMOVED = {
    **dict.fromkeys(
        (
            *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr"),
            *("footerf",),
        ),
        "running head",
    ),
    "annotation": "comment",
    **dict.fromkeys(
        ("ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn"), "note separator"
    ),
}
METADATA = {
    "title": "title",
    "author": "author",
    "subject": "subject",
    "doccomm": "description",
    "comment": "description",
    "keywords": "keywords",
}
LABELS = ("listtext", "pntext")
NOTES = ("footnote",)
PICTURES = ("pict",)
BOXES = ("shptxt", "dptxbxtext")
# Starred groups whose text is part of the document.
TRANSPARENT = {
    *("rtf", "shpinst", "shppict", "shp", "shpgrp", "do", "field", "fldrslt", "object"),
    *("result", "ud", "moMath", "moMathPara", "nesttableprops", "mmath"),
}
KNOWN = {*NO_TEXT, *REMOVED, *METADATA, *LABELS, *NOTES, *PICTURES, *BOXES}
FORMULA_SETTINGS = {
    *("mchr", "mtype", "mdegHide", "mbegChr", "mendChr", "msepChr", "mpos", "mvertJc", "mgrow"),
    *("mlimLoc", "msubHide", "msupHide", "mcount", "mcJc", "mshp", "mbaseJc", "mdiff", "mnoBreak"),
}

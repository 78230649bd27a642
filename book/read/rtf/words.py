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
# Groups whose text nobody reads: names of fonts, numbers, settings.
NO_TEXT = {
    *("atnauthor", "atndate", "atnicn", "atnid", "atnparent", "atnref", "atntime", "atrfend"),
    *("atrfstart", "background", "bkmkend", "bkmkstart", "blipid", "blipuid", "buptim"),
    *("category", "colorschememapping", "colortbl", "company", "creatim", "datafield"),
    *("datastore", "defchp", "defpap", "docvar", "factoidname", "falt", "fchars", "ffname"),
    *("filetbl", "fldinst", "fname", "fonttbl", "formfield", "generator", "hlinkbase", "htmltag"),
    *("keycode", "latentstyles", "lchars", "linkval", "listoverridetable", "listpicture"),
    *("listtable", "manager", "mmathPr", "nonesttables", "nonshppict", "objclass", "objdata"),
    *("objname", "oldcprops", "oldpprops", "oldsprops", "oldtprops", "operator", "panose"),
    *("passwordhash", "pgptbl", "picprop", "pn", "pnseclvl", "pntxta", "pntxtb", "printim"),
    *("private", "propname", "revtbl", "revtim", "rsidtbl", "rxe", "shprslt", "sn", "sp"),
    *("staticval", "stylesheet", "sv", "tblstylerow", "tc", "template", "themedata", "upr"),
    *("userprops", "wgrffmtfilter", "writereservhash", "xe", "xmlnstbl"),
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

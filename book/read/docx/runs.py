"""Read the runs of a paragraph of a DOCX."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from book.read.docx.formulas import KEY as MATHML
from book.read.docx.looks import Properties, is_code, look_of, merge_properties, read_properties
from book.read.docx.package import MC, M, R, W, child, value
from book.read.docx.shared import Context, PartReader
from book.read.word.document import (
    PLAIN_LOOK,
    Dropped,
    Inset,
    LineEnd,
    Look,
    Piece,
    Run,
)
from book.read.word.fields import Fields
from book.read.word.inline import link_look
from book.read.word.languages import stated_language
from book.read.word.symbols import PRIVATE, SYMBOL_FONTS, symbol_character

DELETED = ("del", "moveFrom")
TEXTS = (W + "t", W + "delText")
PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData")
SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def read_pieces(parent: etree._Element, reader: PartReader, context: Context) -> Iterator[Piece]:
    """Yield the pieces of a paragraph, or of what holds runs in it; an unknown element is read."""
    for each in parent:
        if isinstance(each.tag, str):
            yield from read_piece(each, reader, context)


def read_piece(each: etree._Element, reader: PartReader, context: Context) -> Iterator[Piece]:
    """Yield the pieces of a run, or of what holds runs."""
    name = etree.QName(each).localname
    if each.tag == W + "r":
        yield from _read_run(each, reader, context)
    elif str(each.tag).startswith(M):
        yield from _formula(each, reader, context)
    elif each.tag == MC + "AlternateContent":
        yield from read_alternative(each, reader, context)
    elif name == "fldSimple":
        yield from _simple_field(each, reader, context)
    elif name not in PROPERTIES:
        yield from read_pieces(each, reader, _context_in(each, name, reader, context))


def _context_in(each: etree._Element, name: str, reader: PartReader, context: Context) -> Context:
    """Return the context of the runs that an element holds."""
    if name == "hyperlink":
        return replace(context, look=context.look | _link(each, reader, context))
    if name in DELETED:
        return replace(context, rule=context.rule or "tracked deletion")
    if name == "sdt":
        return replace(context, rule=context.rule or placeholder_rule(each))
    return context


def placeholder_rule(element: etree._Element) -> str:
    """Return the rule that removes a form's field that nobody has filled in."""
    shows = child(element, "sdtPr", "showingPlcHdr")
    return "" if shows is None or value(shows) in ("0", "false") else "placeholder"


def read_alternative(
    element: etree._Element, reader: PartReader, context: Context
) -> Iterator[Piece]:
    """Yield the pieces of the first form of what Word writes in several, if it has any."""
    for form in element:
        if pieces := list(_run_pieces(form, reader, context, {})):
            yield from pieces
            return


def _link(element: etree._Element, reader: PartReader, context: Context) -> Look:
    target, is_external = reader.package.target(context.part, element.get(R + "id", ""))
    return link_look(target) if is_external else PLAIN_LOOK


def _simple_field(element: etree._Element, reader: PartReader, context: Context) -> Iterator[Piece]:
    fields = Fields()
    fields.begin()
    fields.instruct(value(element, "instr"))
    fields.separate()
    yield from read_pieces(element, reader, replace(context, rule=context.rule or fields.rule))


def _formula(element: etree._Element, reader: PartReader, context: Context) -> Iterator[Piece]:
    words = "".join(each.text or "" for each in element.iter(M + "t", W + "t"))
    if context.rule or not words.strip():
        if words.strip():
            yield Dropped(words, context.rule)
        return
    formulas = [element] if etree.QName(element).localname == "oMath" else element.iter(M + "oMath")
    for each in formulas:
        text = "".join(part.text or "" for part in each.iter(M + "t", W + "t"))
        yield Run(text, context.look | {("formula", each.get(MATHML, ""))}, alone=True)


# ── Runs ─────────────────────────────────────────────────────────────────────────────────────────


def _read_run(run: etree._Element, reader: PartReader, context: Context) -> Iterator[Piece]:
    direct = read_properties(child(run, "rPr"))
    properties = merge_properties(reader.styles, context.style, direct)
    yield from _run_pieces(run, reader, context, properties)


def _run_pieces(
    run: etree._Element, reader: PartReader, context: Context, properties: Properties
) -> Iterator[Piece]:
    rule = "hidden text" if properties.get("vanish") else ""
    for each in run:
        if not isinstance(each.tag, str):
            continue
        fields = reader.fields
        inner = replace(context, rule=context.rule or fields.rule or rule)
        for piece in _element_pieces(each, reader, inner, properties):
            yield _with_rule(piece, inner, fields)


def _with_rule(piece: Piece, context: Context, fields: Fields) -> Piece:
    """Return a piece as what its place makes of it: removed, or part of a link."""
    if not isinstance(piece, Run):
        return piece
    if context.rule:
        return Dropped(piece.text, context.rule)
    look = piece.look | context.look | link_look(fields.link)
    if any(kind == "link" for kind, _ in look):
        look -= {("underline", "")}
    return replace(piece, look=look)


def _element_pieces(
    each: etree._Element, reader: PartReader, context: Context, properties: Properties
) -> Iterator[Piece]:
    """Yield the pieces of an element of a run."""
    name = etree.QName(each).localname
    if each.tag in TEXTS:
        yield from _text(each.text or "", reader, context, properties)
    elif name in SIGNS:
        yield Run(SIGNS[name], look_of(properties, context.base))
    elif name in ("br", "cr") and value(each, "type") not in ("page", "column"):
        yield LineEnd()
    elif name == "sym":
        yield _symbol(value(each, "char"), value(each, "font"), properties, context)
    elif name in ("fldChar", "instrText", "delInstrText"):
        _field_part(name, each, reader)
    elif name in NOTES:
        yield from reader.note_reference(each, NOTES[name], context)
    else:
        yield from _holder_pieces(each, name, reader, context)


def _holder_pieces(
    each: etree._Element, name: str, reader: PartReader, context: Context
) -> Iterator[Piece]:
    """Yield the pieces of an element of a run that holds more than text."""
    if name == "commentReference":
        yield from reader.comment(value(each, "id"))
    elif name == "ruby":
        yield from _ruby(each, reader, context)
    elif name in ("drawing", "pict", "object"):
        yield from _inset(each, reader, context)
    elif each.tag == MC + "AlternateContent" or each.tag == W + "r":
        yield from read_piece(each, reader, context)
    elif str(each.tag).startswith(M):
        yield from _formula(each, reader, context)


def _text(
    text: str, reader: PartReader, context: Context, properties: Properties
) -> Iterator[Piece]:
    if reader.mark_follows:
        mark, text = reader.take_mark(text)
        if mark.strip():
            yield Dropped(mark, "note mark")
    if not text:
        return
    look = look_of(properties, context.base)
    if is_code(reader.styles, properties.get("rStyle", "")):
        look |= {("code", "")}
    if tag := stated_language(text, properties):
        look |= {("foreign", tag)}
    if properties.get("rtl"):
        look |= {("direction", "rtl")}
    yield Run(_from_symbol_font(text, properties.get("font", "")), look)


def _from_symbol_font(text: str, font: str) -> str:
    """Return the characters that a symbol font shows for private codes."""
    if font.lower() not in SYMBOL_FONTS:
        return text
    return "".join(symbol_character(ord(c), font) or c if ord(c) in PRIVATE else c for c in text)


def _symbol(code: str, font: str, properties: Properties, context: Context) -> Piece:
    try:
        character = symbol_character(int(code, 16), font)
    except ValueError:
        character = ""
    if not character:
        return Dropped(UNKNOWN, f"a sign of the font {font} has no character", "not carried")
    return Run(character, look_of(properties, context.base))


def _ruby(each: etree._Element, reader: PartReader, context: Context) -> Iterator[Piece]:
    base, above = child(each, "rubyBase"), child(each, "rt")
    pieces = [] if base is None else list(read_pieces(base, reader, context))
    words = "".join(piece.text for piece in pieces if isinstance(piece, Run))
    note = "" if above is None else "".join(part.text or "" for part in above.iter(*TEXTS))
    if not words or not note.strip():
        yield from pieces
        yield from [Run(note)] if note.strip() else []
        return
    look = next(piece.look for piece in pieces if isinstance(piece, Run))
    yield from (piece for piece in pieces if not isinstance(piece, Run))
    yield Run(words, look | {("ruby", note.strip())}, alone=True)


def _field_part(name: str, each: etree._Element, reader: PartReader) -> None:
    fields = reader.fields
    if name != "fldChar":
        fields.instruct(each.text or "")
        return
    match value(each, "fldCharType"):
        case "begin":
            fields.begin()
        case "separate":
            fields.separate()
        case "end":
            fields.end()


def _inset(each: etree._Element, reader: PartReader, context: Context) -> Iterator[Piece]:
    blocks = tuple(reader.drawing_blocks(each, context))
    if not blocks:
        return
    if context.rule:
        yield from (Dropped(words, context.rule) for words in reader.words(blocks))
    else:
        yield Inset(blocks)

"""Write rows of the collation as blocks, in the form of the witness that is printed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from book.model import Block, BlockForm, Container, Insert, Paragraph, Row, Unit
from book.text.formed import formed_inlines
from book.text.typography import xml_id


def row_blocks(row: Row) -> Iterator[Block]:
    """Yield the paragraph of a row, between the pictures and scene breaks that stand beside it."""
    siglum, unit = row.units[0]
    form = _form(siglum, unit)
    sigla = tuple(dict.fromkeys(siglum for siglum, _ in row.units))
    yield from form.before
    yield Paragraph(
        formed_inlines(row.text, row.ranges),
        id=xml_id(f"p {row.place}"),
        place=row.place,
        sigla=sigla,
        form=replace(form, before=(), after=()),
    )
    yield from form.after


def inserts_of(row: Row) -> Iterator[Insert]:
    """Yield the pictures and scene breaks beside the heading of a row."""
    form = _form(*row.units[0])
    yield from (*form.before, *form.after)


def _form(siglum: str, unit: Unit) -> BlockForm:
    """Return the form of a unit with containers that no other witness has."""
    form = unit.form
    if not (form.containers or form.before or form.after):
        return form
    return replace(
        form,
        containers=_own(siglum, form.containers),
        before=tuple(_own_insert(siglum, insert) for insert in form.before),
        after=tuple(_own_insert(siglum, insert) for insert in form.after),
    )


def _own_insert(siglum: str, insert: Insert) -> Insert:
    return replace(insert, containers=_own(siglum, insert.containers))


def _own(siglum: str, containers: tuple[Container, ...]) -> tuple[Container, ...]:
    return tuple(replace(each, id=f"{siglum} {each.id}") for each in containers)


def rename_pictures(block: Block, names: Mapping[tuple[str, str], str]) -> Block:
    """Return a block whose figures name their pictures as the edition does.

    `names` are by the siglum of the witness and the picture's name there; a picture that is not
    among them does not exist.
    """
    match block:
        case Paragraph() if block.form.containers:
            containers = _renamed(block.form.containers, names)
            return replace(block, form=replace(block.form, containers=containers))
        case Insert():
            return replace(block, containers=_renamed(block.containers, names))
    return block


def _renamed(
    containers: tuple[Container, ...], names: Mapping[tuple[str, str], str]
) -> tuple[Container, ...]:
    return tuple(_with_source(each, names) for each in containers)


def _with_source(figure: Container, names: Mapping[tuple[str, str], str]) -> Container:
    if figure.kind != "figure":
        return figure
    siglum = figure.id.split(" ", 1)[0]
    name = names.get((siglum, figure.get("source")), "")
    others = tuple(pair for pair in figure.attributes if pair[0] != "source")
    return replace(figure, attributes=((("source", name),) if name else ()) + others)

"""Nest blocks, which stand in one row, in the containers that hold them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from book.model import Block, Container, Insert, Paragraph


@dataclass(frozen=True, slots=True)
class Nest:
    """A container and what it holds, in order."""

    container: Container
    children: tuple["Nested", ...]


Nested = Block | Nest


def nest(blocks: Iterable[Block]) -> tuple[Nested, ...]:
    """Return blocks nested in their containers; neighbors with equal containers share them.

    >>> quotation = Container("quotation", "1")
    >>> from book.model import BlockForm
    >>> one, two = (Paragraph((), form=BlockForm(containers=(quotation,))) for _ in range(2))
    >>> [(each.container.kind, len(each.children)) for each in nest((one, two))]
    [('quotation', 2)]
    """
    return tuple(_nest(list(blocks), 0))


def containers_of(block: Block) -> tuple[Container, ...]:
    """Return the containers that hold a block, the outermost first."""
    match block:
        case Paragraph():
            return block.form.containers
        case Insert():
            return block.containers
    return ()


def _nest(blocks: Sequence[Block], depth: int) -> Iterator[Nested]:
    for container, group in groupby(blocks, lambda block: _container(block, depth)):
        if container:
            yield Nest(container, tuple(_nest(list(group), depth + 1)))
        else:
            yield from group


def _container(block: Block, depth: int) -> Container | None:
    containers = containers_of(block)
    return containers[depth] if depth < len(containers) else None

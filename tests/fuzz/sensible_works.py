"""Works of any form that a reader could give: items in lists, cells in rows, words in formulas."""

from collections.abc import Iterator
from dataclasses import replace

from book.model import BlockForm, Container, ContainerKind, Insert, Range
from tests.formed_works import Words
from tests.generated_works import WorkGenerator

# What stands directly in a container of each kind; in all others, whatever is in FREE.
INNER: dict[ContainerKind, ContainerKind] = {
    "list": "item",
    "definitions": "definition",
    "table": "row",
    "row": "cell",
}
FREE: tuple[ContainerKind, ...] = (
    *("quotation", "epigraph", "dedication", "letter", "poem", "list", "definitions", "table"),
    *("figure", "aside"),
)


class SensibleWorks(WorkGenerator):
    """Generates works without what random words make nonsense of: code, formulas, empty links."""

    def blocks(self, containers: tuple[Container, ...], depth: int) -> Iterator[Words | Insert]:
        outer = containers[-1].kind if containers else None
        if outer not in INNER:
            yield from self.free_blocks(containers, depth)
            return
        for _ in range(self.random.randint(1, 3)):
            yield from self.blocks((*containers, self.container_of(INNER[outer])), depth)

    def free_blocks(
        self, containers: tuple[Container, ...], depth: int
    ) -> Iterator[Words | Insert]:
        """Yield words, each of them perhaps in further containers."""
        for _ in range(self.random.randint(1, 3)):
            inner = containers
            if depth and self.random.random() < 0.45:
                inner = (*containers, self.container_of(self.random.choice(FREE)))
                if inner[-1].kind == "figure":
                    yield Insert("picture", inner)
                yield from self.blocks(inner, depth - 1)
            else:
                yield self.words(inner)

    def container_of(self, kind: ContainerKind) -> Container:
        container = replace(self.container(), kind=kind)
        if kind in ("cell", "row", "table"):
            kept = tuple((k, v) for k, v in container.attributes if k in ("source", "alt"))
            return replace(container, attributes=kept)
        return container

    def words(self, containers: tuple[Container, ...]) -> Words:
        words = super().words(containers)
        if words.block_form.kind in ("code", "term"):
            return replace(words, form=BlockForm("paragraph", containers))
        if words.block_form.kind == "stage":  # which is in italics: more make no difference
            words = replace(words, ranges=tuple(r for r in words.ranges if r.kind != "emphasis"))
        return replace(words, form=replace(words.block_form, direction=""))  # they are English

    def ranges(self, text: list[str]) -> tuple[Range, ...]:
        wordless = ("code", "formula", "link")
        return tuple(r for r in super().ranges(text) if r.kind not in wordless)

"""Works of any form, sensible or not, for the tests of what must hold for all."""

import random
from collections.abc import Iterator

from book.model import BlockForm, BlockKind, Container, ContainerKind, Insert, Range, RangeKind
from tests.formed_works import FormedWork, Words, formed_work

KINDS: tuple[BlockKind, ...] = (
    *("paragraph", "paragraph", "verse", "speaker", "stage", "code", "caption", "credit"),
    *("term", "salutation", "dateline", "signature", "attribution"),
)
CONTAINERS: tuple[ContainerKind, ...] = (
    *("quotation", "epigraph", "dedication", "letter", "poem", "speech", "list", "item"),
    *("definitions", "definition", "table", "row", "cell", "figure", "aside"),
)
RANGES: tuple[RangeKind, ...] = (
    *("emphasis", "strong", "small-capitals", "superscript", "subscript", "underline"),
    *("deletion", "insertion", "code", "quotation", "link", "ruby", "formula"),
)
VALUES = {"link": "https://a.org/", "ruby": "note", "formula": "<math/>"}
WORDS = ("one", "two", "three", "four")


class WorkGenerator:
    """Generates works of any form, sensible or not."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 (no secret)
        self.count = 0

    def work(self) -> FormedWork:
        return formed_work(*self.blocks((), 3))

    def blocks(self, containers: tuple[Container, ...], depth: int) -> Iterator[Words | Insert]:
        for _ in range(self.random.randint(1, 4)):
            chance = self.random.random()
            if chance < 0.45 and depth:
                inner = (*containers, self.container())
                if inner[-1].kind == "figure":
                    yield Insert("picture", inner)
                yield from self.blocks(inner, depth - 1)
            elif chance < 0.55:
                yield Insert("scene-break", containers, self.random.choice(("", "* * *", "❦︎")))
            else:
                yield self.words(containers)

    def container(self) -> Container:
        self.count += 1
        attributes = {
            "label": self.random.choice(("", "1.", "(a)")),
            "column": str(self.random.randint(0, 2)),
            "columns": str(self.random.randint(1, 3)),
            "rows": str(self.random.randint(1, 3)),
            "source": "fox.png",
            "alt": "A fox",
        }
        kind = self.random.choice(CONTAINERS)
        return Container(kind, str(self.count), tuple(attributes.items()))

    def words(self, containers: tuple[Container, ...]) -> Words:
        count = self.random.randint(1, 6)
        text = [self.random.choice(WORDS) for _ in range(count)]
        other = list(text)
        if self.random.random() < 0.5:
            other[self.random.randrange(count)] = "other"
        words = None if self.random.random() < 0.7 else "" if count < 3 else " ".join(other)
        form = BlockForm(
            self.random.choice(KINDS),
            containers,
            indent=self.random.choice((0, 0, 2)),
            number=self.random.choice((0, 7)),
            align=self.random.choice(("", "center")),
            language=self.random.choice(("", "la")),
            direction=self.random.choice(("", "rtl")),
        )
        return Words(" ".join(text), ranges=self.ranges(text), other=words, form=form)

    def ranges(self, text: list[str]) -> tuple[Range, ...]:
        length = len(" ".join(text))
        chosen = []
        for _ in range(self.random.randint(0, 3)):
            start, end = sorted(self.random.choices(range(length + 1), k=2))
            kind = self.random.choice(RANGES)
            if start < end:
                chosen.append(Range(start, end, kind, VALUES.get(kind, "")))
        offset = -1
        for word in text[:-1]:
            offset += len(word) + 1
            if self.random.random() < 0.3:
                chosen.append(Range(offset, offset + 1, "break", "1"))
        return tuple(chosen)

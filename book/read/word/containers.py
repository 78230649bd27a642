"""The containers that are open where a block is written."""

from contextlib import AbstractContextManager
from dataclasses import dataclass

from book.model import ContainerKind
from book.read.builder import DocumentBuilder
from book.read.word.document import ListPlace, PartKind, WordParagraph

CONTAINERS: dict[PartKind, tuple[ContainerKind, ...]] = {
    "quotation": ("quotation",),
    "epigraph": ("epigraph",),
    "dedication": ("dedication",),
    "letter": ("letter",),
    "verse": ("poem",),
    "quoted-verse": ("quotation", "poem"),
    "term": ("definitions",),
    "definition": ("definitions", "definition"),
    "speaker": ("speech",),
}
# What belongs to the container before it, if that is one of these.
FOLLOWERS: dict[PartKind, tuple[ContainerKind, ...]] = {
    "attribution": ("quotation", "epigraph", "poem"),
    "signature": ("letter", "quotation"),
    "salutation": ("letter",),
    "dateline": ("letter",),
    "text": ("speech",),
    "verse": ("speech",),
    "stage": ("speech",),
}


@dataclass(slots=True)
class _Step:
    """A container that is open; `place` is that of a list's last item."""

    kind: ContainerKind
    manager: AbstractContextManager[None]
    level: int = -1
    list_id: str = ""
    place: ListPlace | None = None


def _is_same(step: _Step, place: ListPlace) -> bool:
    """Return whether an item belongs to a list: some writers name each item's list anew."""
    last = step.place
    if step.list_id == place.list_id:
        return place.number != 1 or last is None or last.number < 1
    is_next = last is not None and place.number > 1 and place.number == last.number + 1
    return is_next and last is not None and last.style == place.style


class OpenContainers:
    """The containers that are open in a row of blocks, the outermost first."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._path: list[_Step] = []

    def enter(self, block: WordParagraph) -> None:
        """Open the containers of a paragraph, and close those that it is not in."""
        place = block.list_place
        if place and not (place.continues and not self._in_item()):
            self._enter_item(block.part, place)
            return
        kinds = tuple(step.kind for step in self._path)
        wanted = CONTAINERS.get(block.part, ())
        kept = next(
            (n for n, kind in enumerate(kinds) if kind in FOLLOWERS.get(block.part, ())), -1
        )
        if kept >= 0 and block.part != "verse":
            wanted = kinds[: kept + 1]
        elif kept >= 0:
            wanted = (*kinds[: kept + 1], *wanted)
        if block.part in ("definition", "speaker"):
            self._close(len(wanted) - 1)  # each is one of its own
        self._enter_kinds(wanted)

    def _in_item(self) -> bool:
        return bool(self._path) and self._path[-1].kind == "item"

    def _enter_kinds(self, wanted: tuple[ContainerKind, ...]) -> None:
        same = 0
        for step, kind in zip(self._path, wanted, strict=False):
            if step.kind != kind:
                break
            same += 1
        self._close(same)
        for kind in wanted[same:]:
            self._open(kind)

    def _enter_item(self, part: PartKind, place: ListPlace) -> None:
        outer = CONTAINERS.get(part, ())
        kinds = tuple(step.kind for step in self._path)
        if kinds[: len(outer)] != outer or kinds[len(outer) :][:1] not in ((), ("list",)):
            self._enter_kinds(outer)
        if place.continues:
            if place.level >= 0:
                self._close_lists(place.level)
            return
        self._close_lists(place.level)
        last = next((step for step in reversed(self._path) if step.kind == "list"), None)
        if last and last.level == place.level:
            position = self._path.index(last)
            is_same = _is_same(last, place)
            self._close(position + 1 if is_same else position)
            last = last if is_same else None
        if last is None or last.level < place.level:
            self._open("list", place.level, place.list_id, style=place.style)
        self._path[-1].place = place
        self._open("item", label=place.label)

    def _close_lists(self, level: int) -> None:
        """Close the lists that are nested deeper than a level."""
        for position, step in enumerate(self._path):
            if step.kind == "list" and step.level > level:
                self._close(position)
                return

    def _open(
        self, kind: ContainerKind, level: int = -1, list_id: str = "", **attributes: str
    ) -> None:
        manager = self._builder.container(kind, **attributes)
        manager.__enter__()
        self._path.append(_Step(kind, manager, level, list_id))

    def close(self) -> None:
        """Close all containers."""
        self._close(0)

    def _close(self, length: int) -> None:
        """Close containers until `length` are left open."""
        while len(self._path) > max(length, 0):
            self._path.pop().manager.__exit__(None, None, None)

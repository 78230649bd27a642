"""What the pieces of an editor's Markdown share: the names of containers, and the pictures."""

from dataclasses import dataclass, field

from book.model import Container, ContainerKind, Picture


@dataclass(slots=True)
class ReadingRecord:
    """Counts containers, so that no two are the same, and collects the pictures by their names."""

    count: int = 0
    pictures: dict[str, Picture] = field(default_factory=dict)

    def container(self, kind: ContainerKind, **attributes: str) -> Container:
        """Return a new container; attributes that are "" are left out."""
        self.count += 1
        given = tuple((name, value) for name, value in attributes.items() if value)
        return Container(kind, f"editor {self.count}", given)

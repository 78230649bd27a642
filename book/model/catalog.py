"""What catalogs and shops file an edition by: its subjects, and the ISBN of each product."""

from dataclasses import dataclass
from typing import Literal

SubjectScheme = Literal["thema", "bisac", "lcsh"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A [[subject]]: what the book is about, by its code in a scheme, and the words for it."""

    scheme: SubjectScheme
    code: str
    heading: str


@dataclass(frozen=True, slots=True)
class Isbns:
    """[isbn]: the numbers of the products, as the editor writes them; "" for one without."""

    print: str = ""
    epub: str = ""
    pdf: str = ""

    @property
    def stated(self) -> tuple[tuple[str, str], ...]:
        """The kinds of products that have a number, each with its number."""
        numbers = (("print", self.print), ("epub", self.epub), ("pdf", self.pdf))
        return tuple((kind, number) for kind, number in numbers if number)


NO_ISBNS = Isbns()

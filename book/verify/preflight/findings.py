"""A line of the preflight, and the report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from book.model import Edition
from book.model.press import PrinterProfile

MM = 72 / 25.4  # points
TOLERANCE = 0.01  # points, some 4 micrometers

PressPart = Literal["inside", "cover"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PreflightFinding:
    """What was found of a subject in one of the files.

    `is_met` is None if there is nothing to meet. A serious finding that is not met makes the files
    useless.
    """

    part: PressPart
    subject: str
    is_met: bool | None
    text: str
    is_serious: bool = True

    def __str__(self) -> str:
        verdict = {None: "note", True: "met", False: "NOT MET"}[self.is_met]
        return f"  {verdict:<8} {self.subject:<12} {self.text}"


def write_report(
    edition: Edition, findings: Sequence[PreflightFinding], profile: PrinterProfile
) -> str:
    """Return the report of both files, with the documents that ask for what is measured.

    Files that meet all of it may still not suit a printer: papers, folds and inks differ from house
    to house, and printers change their rules.
    """
    imprint = edition.imprint
    head = (
        f"Preflight of {imprint.title}, {imprint.date}, for {profile.title}. "
        "All values are measured in the files."
    )
    inside = _section("inside", f"{imprint.slug}-press.pdf", findings)
    cover = _section("cover", f"{imprint.slug}-cover.pdf", findings)
    count = sum(finding.is_met is False for finding in findings)
    verdict = f"{count} not met" if count else "all met"
    sources = ("rules:", *(f"  {source}" for source in profile.sources))
    return "\n".join([head, "", *inside, "", *cover, "", *sources, "", verdict, ""])


def _section(part: PressPart, file: str, findings: Iterable[PreflightFinding]) -> list[str]:
    return [f"{part}: {file}", *(str(finding) for finding in findings if finding.part == part)]


def is_outside(box: Box, other: Box) -> bool:
    """Return whether a box lies wholly beside another one. A shared edge counts as beside."""
    is_beside = _is_apart(box[0::2], other[0::2])
    return is_beside or _is_apart(box[1::2], other[1::2])


def _is_apart(extent: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Return whether two extents, each from a start to an end, do not overlap."""
    return extent[1] <= other[0] + TOLERANCE or extent[0] >= other[1] - TOLERANCE


def color_spaces(spaces: Iterable[str]) -> str:
    return ", ".join(sorted(set(spaces))) or "none"

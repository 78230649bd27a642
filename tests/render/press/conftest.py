"""The tiny edition as a printer gets it, rendered and measured once for all tests here."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from book.pipeline.edition import AssembledEdition
from book.render.press import PressFiles, render_press, render_wrap
from book.render.press.paper import find_paper
from book.render.press.wrap import plan_spine
from book.verify.readback.press import Ink, PressReading, measure

BLACK = Ink("DeviceCMYK", (0, 0, 0, 1))
ISBN = "urn:isbn:978-3-16-148410-0"
PAPER = find_paper("kdp-cream")


@dataclass(frozen=True)
class CoverMaker:
    """Renders covers of the tiny edition."""

    assembled: AssembledEdition

    def render(self, pages: int, **changes: Any) -> bytes:
        """Return the cover for this many pages, with changes of the imprint."""
        edition = self.assembled.edition
        edition = replace(edition, imprint=replace(edition.imprint, **changes))
        return render_wrap(edition, self.assembled.assets, plan_spine(edition, pages, PAPER))


@pytest.fixture(scope="package")
def press_files(tiny: AssembledEdition) -> PressFiles:
    return render_press(tiny.edition, tiny.assets)


@pytest.fixture(scope="package")
def inside(press_files: PressFiles) -> PressReading:
    return measure(press_files.inside)


@pytest.fixture(scope="package")
def cover(press_files: PressFiles) -> PressReading:
    return measure(press_files.cover)


@pytest.fixture(scope="package")
def covers(tiny: AssembledEdition) -> CoverMaker:
    return CoverMaker(tiny)

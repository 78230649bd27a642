"""The tiny edition as a printer gets it, rendered and measured once for all tests here."""

import shutil
from dataclasses import dataclass, replace
from typing import Any

import pytest

from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.render.press import PressFiles, render_press, render_wrap
from book.render.press.paper import find_paper
from book.render.press.wrap import plan_spine
from book.verify.readback.press import Ink, PressReading, measure
from tests.conftest import SLUG, TINY

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
def assembled(tmp_path_factory: pytest.TempPathFactory) -> AssembledEdition:
    root = tmp_path_factory.mktemp("press")
    shutil.copytree(TINY, root / "sources")
    return assemble_edition(SLUG, BuildContext(root))


@pytest.fixture(scope="package")
def press_files(assembled: AssembledEdition) -> PressFiles:
    return render_press(assembled.edition, assembled.assets)


@pytest.fixture(scope="package")
def inside(press_files: PressFiles) -> PressReading:
    return measure(press_files.inside)


@pytest.fixture(scope="package")
def cover(press_files: PressFiles) -> PressReading:
    return measure(press_files.cover)


@pytest.fixture(scope="package")
def covers(assembled: AssembledEdition) -> CoverMaker:
    return CoverMaker(assembled)

"""Records that the rules of both feeds are tested on."""

from collections.abc import Mapping
from typing import Any

import pytest

from book.pipeline.edition import AssembledEdition
from tests import stand_ins
from tests.conftest import SLUG
from tests.render.opds.published_editions import LIBRARY_URL, records_of, render_variation


@pytest.fixture(scope="package")
def outputs(tiny: AssembledEdition) -> dict[str, bytes]:
    return stand_ins.render_files(tiny)


@pytest.fixture(scope="package")
def addressed() -> dict[str, bytes]:
    """Return the files of an edition with an address."""
    return stand_ins.render_files(stand_ins.tiny_edition(url=f"{LIBRARY_URL}{SLUG}/"))


@pytest.fixture(params=["relative", "with an address", "two editions", "none"])
def records(
    request: pytest.FixtureRequest,
    tiny: AssembledEdition,
    outputs: dict[str, bytes],
    addressed: dict[str, bytes],
) -> Mapping[str, Any]:
    match request.param:
        case "relative":
            return records_of(two_fables=outputs)
        case "with an address":
            return records_of(two_fables=addressed)
        case "two editions":
            other = render_variation(tiny, "other", date="2025", subtitle="", description="")
            return records_of(two_fables=outputs, other=other)
    return {}

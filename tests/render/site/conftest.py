import pytest

from book.pipeline.edition import AssembledEdition
from tests import stand_ins


@pytest.fixture(scope="session")
def outputs(tiny: AssembledEdition) -> dict[str, bytes]:
    """All outputs of the tiny edition, with stand-ins for its books."""
    return stand_ins.render_files(tiny)

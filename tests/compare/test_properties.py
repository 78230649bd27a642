"""Whatever differs between two releases is reported, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from book.compare import find_alterations
from book.verify.readback.release import read_release
from book.verify.readback.release.values import ReleaseReading
from tests.compare.alterations import CHANGES, Change, visible_content
from tests.conftest import SLUG


@pytest.fixture(scope="module")
def release(published: Path) -> ReleaseReading:
    return read_release((published / "dist" / SLUG / f"{SLUG}.tei.xml").read_bytes())


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from(CHANGES),
            st.integers(0, 60),
            st.sampled_from(("new", "word", "fox", "1")),
        ),
        max_size=3,
    )
)
def test_the_report_is_empty_if_and_only_if_nothing_differs(
    edits: list[tuple[Change, int, str]], release: ReleaseReading
) -> None:
    now = release
    for change, at, word in edits:
        now = change(now, at, word)
    assert (find_alterations(release, now) == ()) == (
        visible_content(release) == visible_content(now)
    )
    assert (find_alterations(now, release) == ()) == (
        visible_content(release) == visible_content(now)
    )

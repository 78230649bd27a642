"""The description of the published files, and what is read from them."""

from hypothesis import given
from hypothesis import strategies as st

from book.model import Accessibility
from book.render.site import pictures
from book.render.site.downloads import describe_downloads, format_size
from book.verify.readback.accessibility import read_accessibility
from tests import stand_ins
from tests.conftest import SLUG

SILENT_PACKAGE = '<package xmlns="http://www.idpf.org/2007/opf"><metadata/></package>'
UNITS = ("B", "kB", "MB", "GB")
LABELS = {"byte-units": " ".join(UNITS), "decimal": "."}


@given(st.integers(min_value=0, max_value=10**12))
def test_a_size_has_at_most_three_digits(size: int) -> None:
    digits, unit = format_size(size, LABELS).split("\N{NO-BREAK SPACE}")
    written = float(digits) * 1000 ** UNITS.index(unit)
    assert abs(written - size) <= max(0.5, size * 0.06)
    assert len(digits.replace(".", "")) <= 3 or unit == "GB"


def test_an_unknown_file_is_described_as_bytes() -> None:
    (download,) = describe_downloads({"else.bin": b"x"}, SLUG)
    assert (download.kind, download.is_format) == ("", False)
    assert download.media_type == "application/octet-stream"


def test_a_small_cover_is_not_scaled() -> None:
    small = pictures.small_cover(stand_ins.stand_in_cover())
    assert pictures.png_size(small) == (480, 720)
    assert pictures.small_cover(small) is small


def test_an_ebook_may_state_nothing_about_accessibility() -> None:
    assert read_accessibility(stand_ins.zip_package(SILENT_PACKAGE)) == Accessibility()

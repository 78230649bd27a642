"""Archives that unpack to far more than they are."""

import pytest

from book.errors import EditionError
from book.read.archive import MAX_TEXT, Archive
from tests.verify.intake.zips import pack

BOMB = pack({"mimetype": "", "big.xml": b" " * (MAX_TEXT + 1)})


def test_a_part_that_is_parsed_has_a_smaller_limit_than_others() -> None:
    assert len(BOMB) < MAX_TEXT / 500
    with pytest.raises(EditionError, match=r"a\.docx: the part big\.xml is too large"):
        Archive(BOMB, "a.docx").tree("big.xml")
    assert len(Archive(BOMB, "a.docx").part("big.xml")) == MAX_TEXT + 1

"""The title of a picture on a page is its caption, or what became of it is said."""

import pytest

from tests.read.html_views import read, show

TITLES = {
    "no caption": ("<p>a <img src=x.gif alt=Fig title='The weir'></p>", "caption: The weir"),
    "a figure without one": (
        "<figure><img src=x.gif title='The weir'></figure>",
        "caption: The weir",
    ),
    "repeated": (
        "<p>a <img src=x.gif alt='Fig 1' title='fig. 1'></p>",
        "that repeats its words: fig. 1",
    ),
    "name of the file": ("<p>a <img src=x.gif title=X></p>", "that repeats its words: X"),
    "caption": (
        "<figure><img src=x.gif title='The weir'><figcaption>A boat</figcaption></figure>",
        "that has a caption: The weir",
    ),
    "removed": ("<p>a<nav hidden><img src=x.gif title='The weir'></nav>", "is not shown: The weir"),
}


@pytest.mark.parametrize("case", TITLES)
def test_the_title_of_a_picture_is_accounted_for(case: str) -> None:
    markup, expected = TITLES[case]
    shown = show(read(f"<p>Text.</p>{markup}<p>End.</p>", lambda _: b"GIF89a"))
    assert [expected in line for line in shown].count(True) == 1, shown

"""Tables and shortened text, as all reports have them."""

from rich.table import Table

TEXT_WIDTH = 76  # characters of a text that a table shows


def new_table(*columns: str) -> Table:
    """Return an empty table without rules; long cells are folded."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name in columns:
        table.add_column(
            name,
            overflow="fold",
            justify="right" if name == "line" else "left",
            no_wrap=name in ("place", ""),
        )
    return table


def shorten(text: str, width: int = TEXT_WIDTH) -> str:
    """Cut a text after a word if it is longer than `width` characters.

    >>> shorten("the quick brown fox", 12)
    'the quick …'
    """
    return text if len(text) <= width else f"{text[:width].rsplit(None, 1)[0]} …"

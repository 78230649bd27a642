"""Read a table of data, as any program that reads CSV would."""

import csv
import io

Row = tuple[str, ...]


def read_table(content: bytes) -> tuple[Row, ...]:
    """Return the rows of a table (RFC 4180, in UTF-8), the heads of its columns first.

    Raise ValueError if it is none.
    """
    try:
        return tuple(map(tuple, csv.reader(io.StringIO(content.decode(), newline=""), strict=True)))
    except csv.Error as error:
        raise ValueError(str(error)) from error

"""What witnesses and the editor state of a witness: its title, author, publisher and date."""

from collections.abc import Mapping

from book.model import Text, Witness
from book.text.typography import fold, parse_date, write_date


def own_statement(text: Text, field: str) -> str:
    """Return what the witness itself says first for a field of its metadata; "" for nothing."""
    return next((datum.value for datum in text.metadata if datum.field == field), "")


def editors_statement(witness: Witness, field: str) -> str:
    """Return what edition.toml says of a witness for "author", "publisher" or "date"."""
    stated = {"author": witness.author, "publisher": witness.publisher, "date": witness.date}
    return stated[field]


def agree(own: str, given: str) -> bool:
    """Return whether two statements say the same.

    >>> agree("The Agency", "the agency"), agree("2021-12-30", "30 December 2021")
    (True, True)
    """
    if fold(own) == fold(given):
        return True
    return parse_date(own) is not None and parse_date(own) == parse_date(given)


def format_date(text: str, labels: Mapping[str, str]) -> str:
    """Return a full date as the book writes it, whatever form it has; return other text unchanged.

    >>> labels = {"months": "I II III IV V VI VII VIII IX X XI XII", "date": "{day} {month} {year}"}
    >>> labels["first-day"] = "1"
    >>> format_date("December 30, 2021", labels), format_date("in winter", labels)
    ('30 XII 2021', 'in winter')
    """
    date = parse_date(text)
    return write_date(date.isoformat(), labels) if date else text

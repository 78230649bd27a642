"""Numbers of things in English messages."""


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun; `several` is the plural unless it only adds an s.

    >>> counted(1, "witness", "witnesses"), counted(2, "witness", "witnesses"), counted(0, "note")
    ('1 witness', '2 witnesses', '0 notes')
    """
    return f"{number} {one if number == 1 else several or one + 's'}"

"""The command line, before Invoke reads it."""


def named_files(arguments: list[str]) -> list[str]:
    """Name the files of `new SLUG FILES...` by the option that Invoke knows: it takes no list by position.

    >>> named_files(["new", "letters", "a.txt", "b c.html"])
    ['new', 'letters', '--file', 'a.txt', '--file', 'b c.html']
    """
    if arguments[:1] != ["new"] or any(a.startswith("-") for a in arguments):
        return arguments
    return arguments[:2] + [word for name in arguments[2:] for word in ("--file", name)]

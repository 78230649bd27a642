"""The command line, before Invoke reads it."""


def named_files(arguments: list[str]) -> list[str]:
    """Return the arguments of `new SLUG FILES...` with an option before each file.

    Invoke accepts a list as a repeated option, not by position.

    >>> named_files(["new", "letters", "a.txt", "b c.html"])
    ['new', 'letters', '--file', 'a.txt', '--file', 'b c.html']
    """
    if arguments[:1] != ["new"] or any(argument.startswith("-") for argument in arguments):
        return arguments
    named = arguments[:2]
    for name in arguments[2:]:
        named += ["--file", name]
    return named

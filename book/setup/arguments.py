"""The command line, before Invoke reads it."""

NAMED = ("--file", "-f")
HELP = ("-h", "--help")


def named_files(arguments: list[str]) -> list[str]:
    """Return the arguments of `new SLUG FILES...` with an option before each file.

    Invoke accepts a list as a repeated option, not by position, and takes a `--help` after `new`
    for SLUG.

    >>> named_files(["new", "letters", "a.txt", "b c.html", "--yes"])
    ['new', 'letters', '--file', 'a.txt', '--file', 'b c.html', '--yes']
    >>> named_files(["new", "--help"])
    ['--help', 'new']
    """
    if arguments[:1] == ["new"] and not set(HELP).isdisjoint(arguments):
        return ["--help", "new"]
    if arguments[:1] != ["new"] or any(argument.startswith(NAMED) for argument in arguments):
        return arguments
    named = arguments[:2]
    for name in arguments[2:]:
        named += [name] if name.startswith("-") else ["--file", name]
    return named

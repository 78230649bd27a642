"""The versions of installed libraries."""

import re
from functools import cache
from importlib import metadata

# Core metadata specification, "Version". To parse all of a package's metadata takes a millisecond.
VERSION = re.compile(r"^Version: *(\S+)", re.MULTILINE)


@cache  # those that a process has loaded stay the same
def version(library: str) -> str:
    """Return the installed version of a library. Raise PackageNotFoundError if there is none."""
    found = VERSION.search(metadata.distribution(library).read_text("METADATA") or "")
    return found[1] if found else metadata.version(library)

"""The versions of installed libraries."""

from functools import cache
from importlib import metadata


@cache  # those that a process has loaded stay the same, and each takes half a millisecond to find
def version(library: str) -> str:
    """Return the installed version of a library. Raise PackageNotFoundError if there is none."""
    return metadata.version(library)

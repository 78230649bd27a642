"""Files of installed packages: fonts, which are data and not imported."""

from importlib import metadata
from pathlib import Path


def read_packaged(package: str, file: str) -> bytes | None:
    """Return a file of an installed package, by the end of its path; None if it is not there."""
    try:
        files = metadata.files(package) or ()
    except metadata.PackageNotFoundError:
        return None
    found = next((each for each in files if each.as_posix().endswith(f"/{file}")), None)
    if found is None:
        return None
    path = Path(str(found.locate()))
    return path.read_bytes() if path.is_file() else None

"""The versions of WeasyPrint and pydyf that the code in this folder is written for.

It patches and calls their private parts, so another version may lay out pages differently or lose
notes. That would be found late, or only by a reader of the book: hence an error, not a warning that
scrolls by. UPGRADE.md says how to move to another version.
"""

from collections.abc import Callable
from importlib.metadata import version

from book.errors import EditionError

SUPPORTED = {"weasyprint": "70.0", "pydyf": "0.13.0"}


def require_supported_engine(installed: Callable[[str], str] = version) -> None:
    """Raise EditionError if another version of WeasyPrint or pydyf is installed.

    `installed` returns the installed version of a package.
    """
    for package, supported in SUPPORTED.items():
        if (present := installed(package)) != supported:
            raise EditionError(
                f"{package} {present} is installed, but the print engine needs {supported}",
                remedy="Run: pip install -r requirements.txt. To move to another version, "
                "follow book/render/print/engine/UPGRADE.md.",
            )

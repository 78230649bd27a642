"""The release in a folder: that it is there, whole, and of this edition."""

from pathlib import Path

from book.errors import EditionError
from book.pipeline.manifest import Manifest
from book.runtime import files, workspace

SHOWN = 3  # damaged files that an error names


def name_folder(folder: Path, root: Path = workspace.ROOT) -> str:
    """Return a folder's path for messages: from the root, if it is below that."""
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)


def check_folder(folder: Path) -> None:
    """Raise EditionError if there is no such folder."""
    if not folder.is_dir():
        raise EditionError(
            "no such folder",
            file=str(folder),
            remedy="Give a folder that holds a published release, like one in dist/.",
        )


def check_whole(folder: Path, slug: str, name: str) -> None:
    """Raise EditionError if nothing is published in a folder, or if it is damaged."""
    if not folder.is_dir():
        raise EditionError(
            "nothing is published here yet",
            file=name,
            remedy=f"To publish the first release: inv build --edition {slug}",
        )
    if damaged := files.damaged(folder):
        rest = f" and {len(damaged) - SHOWN} more" if len(damaged) > SHOWN else ""
        raise EditionError(
            f"published files are missing or have changed: {', '.join(damaged[:SHOWN])}{rest}",
            file=name,
            remedy=f"Nothing can be compared with it. To publish again: inv build --edition {slug}",
        )


def check_edition(manifest: Manifest, slug: str, name: str) -> None:
    """Raise EditionError if a manifest is that of another edition."""
    if manifest.slug not in (slug, ""):
        raise EditionError(f"this is a release of another edition: {manifest.slug}", file=name)

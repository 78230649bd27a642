"""Build the editions and the tiny edition with two checkouts of the program, and compare all bytes.

    python tests/compare_checkouts.py OLD NEW

OLD and NEW are folders that hold a checkout, and a `.venv` made by `python3 tasks.py build`. Both
build the sources of OLD, so that only the program differs. Besides what is published, the drafts
that have an output of their own are compared: the printer's files and the e-book for Kobo. In
`manifest.json` the digest of the inputs is left out, because the program is one of them.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TINY = "tests/tiny/sources/two-fables"
PROGRAM_DIGEST = re.compile(rb'"inputs_sha256": "\w+"')
DRAFTS = (("press",), ("epub", "--kepub"), ("pdf", "--size", "A5", "--screen"))
COMPARED = ("dist/**/*", "build/*/press/*.pdf", "build/*/*.kepub.epub", "build/*/*-screen.pdf")


def build(checkout: Path, sources: Path, place: Path) -> dict[str, str]:
    """Build all editions and drafts in `place`; return the SHA-256 of each output by its path."""
    for name in ("book", "templates", "tasks.py"):
        copy = shutil.copytree if (checkout / name).is_dir() else shutil.copy2
        copy(checkout / name, place / name)
    shutil.copytree(sources / "sources", place / "sources")
    shutil.copytree(sources / TINY, place / "sources" / Path(TINY).name)
    for task in (("build",), *DRAFTS):
        command = [str(checkout / ".venv/bin/python"), "-m", "invoke", *task]
        subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL)
    return {
        path.relative_to(place).as_posix(): digest(path)
        for pattern in COMPARED
        for path in sorted(place.glob(pattern))
        if path.is_file()
    }


def digest(path: Path) -> str:
    """Return the SHA-256 of a file without the digest of the program."""
    content = path.read_bytes()
    if path.name == "manifest.json":
        content = PROGRAM_DIGEST.sub(b"", content, count=1)
    elif path.name == "SHA256SUMS":  # its line for manifest.json differs with that digest
        lines = content.splitlines(keepends=True)
        content = b"".join(line for line in lines if not line.endswith(b"manifest.json\n"))
    return hashlib.sha256(content).hexdigest()


def main(old: Path, new: Path) -> int:
    """Print what differs; return 1 if anything does, 0 if nothing does."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        before = build(old, old, Path(first))
        after = build(new, old, Path(second))
    names = sorted(before.keys() | after.keys())
    differing = [name for name in names if before.get(name) != after.get(name)]
    for name in differing:
        print(f"differs: {name}")
    print(f"{len(names)} files compared, {len(differing)} differ")
    return 1 if differing or not names else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))

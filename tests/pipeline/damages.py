"""Damages to what is published, by name."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import SLUG, substitute

DAMAGES: dict[str, Callable[[Path], object]] = {
    "a changed PDF": lambda target: (target / f"{SLUG}.pdf").write_bytes(b"%PDF-1.7"),
    "a changed EPUB": lambda target: (target / f"{SLUG}.epub").write_bytes(
        (target / f"{SLUG}.epub").read_bytes() + b" "
    ),
    "a changed ledger": lambda target: substitute(target / "ledger.json", "printed", "same"),
    "a missing file": lambda target: (target / "variants.csv").unlink(),
    "a file too many": lambda target: (target / "old.pdf").write_bytes(b""),
    "a manifest cut off": lambda target: (target / "manifest.json").write_bytes(
        (target / "manifest.json").read_bytes()[:-20]
    ),
    "sums cut off": lambda target: (target / "SHA256SUMS").write_bytes(
        (target / "SHA256SUMS").read_bytes()[:200]
    ),
    "no sums": lambda target: (target / "SHA256SUMS").unlink(),
    "sums that are none": lambda target: (target / "SHA256SUMS").write_bytes(b"\xff\n\nx\n"),
}

"""What an edition was made from, and the checksums of what is published."""

import hashlib
import json
from collections.abc import Mapping

from book.pipeline.edition import AssembledEdition
from book.runtime import fingerprint


def render_manifest(
    assembled: AssembledEdition, inputs_digest: str, outputs: Mapping[str, bytes]
) -> bytes:
    """Return manifest.json: the digest of the inputs, the engines, witnesses and outputs."""
    manifest = {
        "edition": assembled.slug,
        "identifier": assembled.edition.imprint.identifier,
        "inputs_sha256": inputs_digest,
        "engines": fingerprint.engines(),
        "witnesses": {
            text.witness.siglum: {"file": text.witness.file, "sha256": text.witness.sha256}
            for text in assembled.texts
        },
        "outputs": {name: _about(content) for name, content in sorted(outputs.items())},
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _about(content: bytes) -> dict[str, int | str]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def render_checksums(outputs: Mapping[str, bytes]) -> bytes:
    """Return SHA256SUMS, as `sha256sum --check` reads it."""
    lines = (
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(outputs.items())
    )
    return "".join(lines).encode()

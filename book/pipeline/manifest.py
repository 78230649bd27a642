"""What an edition was made from, and the checksums of what is published."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book.pipeline.edition import AssembledEdition
from book.runtime import files
from book.runtime.fingerprint import inputs_digest, is_file

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a published manifest says of its edition.

    `inputs` are the SHA-256 of each file by name: of the edition's folder, the templates, the
    program; older releases name none. `slug` is "" in the oldest ones.
    """

    slug: str
    inputs_digest: str
    inputs: Mapping[str, str]
    engines: Mapping[str, str]


def render_manifest(
    assembled: AssembledEdition, inputs: Mapping[str, str], outputs: Mapping[str, bytes]
) -> bytes:
    """Return manifest.json: engines, witnesses and outputs, then the inputs, which are many."""
    manifest = {
        "edition": assembled.slug,
        "identifier": assembled.edition.imprint.identifier,
        "inputs_sha256": inputs_digest(inputs),
        "engines": {name: value for name, value in inputs.items() if not is_file(name)},
        "witnesses": {
            text.witness.siglum: {"file": text.witness.file, "sha256": text.witness.sha256}
            for text in assembled.texts
        },
        "outputs": {name: _about(content) for name, content in sorted(outputs.items())},
        "inputs": {name: digest for name, digest in inputs.items() if is_file(name)},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    return text.encode(errors="backslashreplace")  # JSON too writes a byte of a file name \udce9


def _about(content: bytes) -> dict[str, int | str]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def render_checksums(outputs: Mapping[str, bytes]) -> bytes:
    """Return SHA256SUMS, as `sha256sum --check` reads it."""
    lines = (
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(outputs.items())
    )
    return "".join(lines).encode()


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the release in a folder. Raise ValueError if it lacks what it must."""
    manifest = json.loads(files.read_if_there(folder / NAME) or b"{}")
    for key, kind in (("inputs_sha256", str), ("engines", dict)):
        if not isinstance(manifest, dict) or not isinstance(manifest.get(key), kind):
            raise ValueError(f"its manifest has no {key!r}")
    return Manifest(
        str(manifest.get("edition", "")),
        manifest["inputs_sha256"],
        _texts(manifest.get("inputs")),
        _texts(manifest["engines"]),
    )


def _texts(value: Any) -> dict[str, str]:
    return {str(key): str(text) for key, text in value.items()} if isinstance(value, dict) else {}

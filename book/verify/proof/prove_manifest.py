"""Prove what the manifest says of the published files and of what they were made from."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from book.errors import ProofError
from book.model import Edition, Text
from book.verify.proof.prove_records import compare_facts
from book.verify.readback.records import read_json, values_of

MANIFEST, CHECKSUMS = "manifest.json", "SHA256SUMS"  # these list the others


def prove_manifest(
    edition: Edition, texts: Sequence[Text], outputs: Mapping[str, bytes], folder: str
) -> int:
    """Return the number of inputs that the manifest among some outputs names.

    Raise ProofError unless its checksums and sizes are those of the published files, those of the
    witnesses are those of the files that were read, and its digest is that of its inputs.
    """
    file = f"{folder}/{MANIFEST}"
    try:
        manifest = read_json(outputs[MANIFEST])
        inputs = {**manifest["engines"], **manifest["inputs"]}
    except (ValueError, KeyError, TypeError) as error:
        raise ProofError(f"the manifest cannot be read: {error}", file=file) from error
    expected = {
        "edition": edition.imprint.slug,
        "identifier": edition.imprint.identifier,
        "inputs_sha256": _digest_of_inputs(inputs),
        "engines": manifest["engines"],
        "witnesses": _witnesses(texts),
        "outputs": _checksums(outputs),
        "inputs": manifest["inputs"],
    }
    compare_facts(values_of(expected), values_of(manifest), file)
    for text in texts:
        _prove_input(text, manifest["inputs"], file)
    return len(inputs)


def _witnesses(texts: Sequence[Text]) -> dict[str, Any]:
    return {
        text.witness.siglum: {"file": text.witness.file, "sha256": text.witness.sha256}
        for text in texts
    }


def _checksums(outputs: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the size and checksum of each published file that the manifest lists."""
    return {
        name: {"bytes": len(content), "sha256": _sha256(content)}
        for name, content in sorted(outputs.items())
        if name not in (MANIFEST, CHECKSUMS)
    }


def _prove_input(text: Text, inputs: Mapping[str, Any], file: str) -> None:
    witness = text.witness
    if inputs.get(witness.file) != witness.sha256:
        message = f"the input {witness.file} has another checksum than the witness"
        raise ProofError(message, file=file)


def _digest_of_inputs(inputs: Mapping[str, Any]) -> str:
    return _sha256(json.dumps(sorted(inputs.items())).encode())


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

"""Build one edition: assemble it, render every output, and publish all of them at once or nothing.

Only what is proven and validated is published.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.explain import BuildRecord, LayoutRecord, read_record, write_record
from book.pipeline.lost_pictures import name_lost_pictures
from book.pipeline.manifest import render_checksums, render_manifest
from book.pipeline.outputs import RenderedOutputs, render_outputs
from book.runtime import files
from book.runtime.cache import ResultCounts
from book.runtime.fingerprint import Freshness
from book.source.unfinished import check_finished
from book.text.counts import counted
from book.text.losses import list_losses
from book.verify.proof.prove_manifest import prove_manifest
from book.verify.validators.verdict import Verdict


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did, in numbers, and the verdicts of the validators."""

    witnesses: int
    notes: int
    parallels: int
    variants: int
    documents: int
    laid_out: int
    pages: int
    verdicts: tuple[Verdict, ...]
    losses: tuple[str, ...] = ()  # what of the sources is not carried into the edition
    pictures: tuple[str, ...] = ()  # those that are not, each with its file and what to do

    def lines(self) -> tuple[str, ...]:
        """Return the summary in words, a line for each subject."""
        return (
            self._witnesses_and_notes(),
            self._layout(),
            f"PDF ({counted(self.pages, 'page')}) and EPUB: {self._result()}",
            *self.pictures,
            "; ".join(map(str, self.verdicts)),
        )

    def _result(self) -> str:
        """Return "nothing lost" if the accounts of words and form are complete, else what is."""
        return f"not carried: {'; '.join(self.losses)}" if self.losses else "nothing lost"

    def _witnesses_and_notes(self) -> str:
        parallels = f", {counted(self.parallels, 'note')} on parallels" if self.parallels else ""
        return (
            f"{counted(self.witnesses, 'witness', 'witnesses')}, {counted(self.notes, 'note')}"
            f"{parallels}, {counted(self.variants, 'variant')}"
        )

    def _layout(self) -> str:
        kept = self.documents - self.laid_out
        laid_out = f"{self.laid_out} of {counted(self.documents, 'document')} laid out"
        return f"print edition: {laid_out}, {kept} from the cache"


@dataclass(frozen=True, slots=True)
class BuiltEdition:
    """What is published of an edition, how its documents were laid out, and what the build did."""

    slug: str
    outputs: Mapping[str, bytes]
    layout: LayoutRecord
    summary: BuildSummary
    results: ResultCounts = field(default_factory=ResultCounts)


def build_edition(freshness: Freshness, context: BuildContext) -> BuiltEdition:
    """Build and publish an edition, and return what was built.

    Raise EditionError for a mistake in its folder, and ProofError for anything lost or invalid:
    what was published before stays then.
    """
    built = render_edition(freshness.slug, freshness.inputs, context)
    publish_edition(built, freshness, context.root)
    return built


def render_edition(slug: str, inputs: Mapping[str, str], context: BuildContext) -> BuiltEdition:
    """Return all that is published of an edition; `inputs` are what its manifest names.

    Raise as `build_edition` does, and if the editor has still to write something; publish nothing.
    """
    check_finished(slug, context.root)
    assembled = assemble_edition(slug, context)
    rendered = render_outputs(assembled, context)
    outputs = _with_checksums(assembled, inputs, rendered.files)
    results = context.cache.results if context.cache else ResultCounts()
    return BuiltEdition(slug, outputs, rendered.layout, _summary(assembled, rendered), results)


def _with_checksums(
    assembled: AssembledEdition, inputs: Mapping[str, str], outputs: Mapping[str, bytes]
) -> dict[str, bytes]:
    manifest = render_manifest(assembled, inputs, outputs)
    listed = {**outputs, "manifest.json": manifest}
    published = {**listed, "SHA256SUMS": render_checksums(listed)}
    prove_manifest(assembled.edition, assembled.texts, published, assembled.slug)
    return published


def publish_edition(built: BuiltEdition, freshness: Freshness, root: Path) -> None:
    """Replace what is published of an edition, and record what it was made from."""
    files.write_folder(built.outputs, root / "dist" / built.slug)
    record = BuildRecord(freshness.inputs, built.layout.documents)
    files.write_file(_record_path(built.slug, root), write_record(record))


def read_build_record(slug: str, root: Path) -> BuildRecord | None:
    """Return the record of an edition's last build here, or None."""
    return read_record(files.read_if_there(_record_path(slug, root)))


def _record_path(slug: str, root: Path) -> Path:
    return root / "build" / slug / "last.json"


def _summary(assembled: AssembledEdition, rendered: RenderedOutputs) -> BuildSummary:
    kinds = Counter(note.kind for note in assembled.edition.notes)
    return BuildSummary(
        witnesses=len(assembled.texts),
        notes=kinds["note"],
        parallels=kinds["parallel"],
        variants=kinds["variant"],
        documents=len(rendered.layout.documents),
        laid_out=len(rendered.layout.laid_out),
        pages=rendered.pages,
        verdicts=rendered.verdicts,
        losses=list_losses(assembled.ledger),
        pictures=name_lost_pictures(assembled.folder.witnesses, assembled.ledger),
    )

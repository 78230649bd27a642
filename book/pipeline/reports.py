"""Report to the event handler why an edition is built, and what its build did."""

from book.pipeline.build import BuiltEdition
from book.pipeline.explain import BuildRecord, why_built, why_kept, why_laid_out
from book.runtime.events import EventHandler, Message, Published
from book.runtime.fingerprint import Freshness


def report_reasons(
    freshness: Freshness, former: BuildRecord | None, on_event: EventHandler
) -> None:
    """Report why an edition is built; `former` is the record of its last build."""
    for why in why_built(former, freshness):
        on_event(why)


def report_built(built: BuiltEdition, former: BuildRecord | None, on_event: EventHandler) -> None:
    """Report what a build did, why documents were laid out, and where the edition is published."""
    for line in built.summary.lines():
        on_event(Message(built.slug, line))
    for why in why_laid_out(built.slug, former, built.layout):
        on_event(why)
    for why in why_kept(built.slug, former, built.results):
        on_event(why)
    on_event(Published(built.slug, f"dist/{built.slug}/"))

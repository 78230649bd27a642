"""Many editions: each is a job, done wherever there are hands; this process alone writes dist/."""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from book.errors import EditionError
from book.pipeline.build import publish_outputs, tell_why
from book.pipeline.many.jobs import Outcome, do, pack, pack_templates, unpack
from book.pipeline.many.pool import ATTEMPTS, Crew
from book.runtime import fingerprint
from book.runtime.events import Begun, Ended, EventHandler, Published

Told = Callable[
    [str], AbstractContextManager[None]
]  # tells what is wrong with an edition, and goes on
AHEAD = 2  # jobs with the crew for each hand: while one is done the next is on its way, and no more wait in memory


def hand_out(
    slugs: Iterator[str], crew: Crew, on_event: EventHandler, told: Told, root: Path
) -> None:
    """Give the crew a job for each edition, as long as there are any, and publish what comes back."""
    desk = _Desk(crew, on_event, told, root)
    try:
        while True:
            wanted = max(0, AHEAD * max(1, crew.hands()) - len(desk.given))
            taken = list(islice(slugs, wanted))
            for slug in taken:
                with told(slug):
                    desk.give(slug)
            if not desk.given and len(taken) < wanted:
                return
            for future in wait(desk.given, return_when=FIRST_COMPLETED).done if desk.given else ():
                desk.take(future)
    finally:
        for future in desk.given:
            future.cancel()


@dataclass
class _Desk:
    """Where jobs are given out, and what is made of them is published; `given` are the editions that are not back."""

    crew: Crew
    on_event: EventHandler
    told: Told
    root: Path
    given: dict[Future[Outcome], tuple[str, fingerprint.Inputs]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.common, self.templates = (
            fingerprint.common_inputs(self.root),
            pack_templates(self.root),
        )

    def give(self, slug: str) -> None:
        inputs = fingerprint.inputs(
            slug, self.root, self.common
        )  # first: what changes meanwhile is not what is published
        tell_why(slug, inputs, self.on_event, self.root)
        job = pack(
            slug,
            fingerprint.inputs_digest(inputs),
            self.templates,
            self.root,
            self.crew.program,
            shared=self.crew.shared,
        )
        self.given[self.crew.executor.submit(do, job)] = slug, inputs
        self.on_event(Begun(slug, "edition"))

    def take(self, future: Future[Outcome]) -> None:
        slug, inputs = self.given.pop(future)
        if future.cancelled():
            raise EditionError(
                "those who built the editions are gone",
                remedy="What was published stays. Run the same command again.",
            )
        self.on_event(Ended(slug, "edition"))
        with self.told(slug):
            outcome = self._outcome(slug, future)
            outputs = unpack(outcome, slug)
            for event in outcome.events:
                self.on_event(event)
            publish_outputs(slug, inputs, outputs, outcome.layout, self.on_event, self.root)
            self.on_event(Published(slug, f"dist/{slug}/"))

    def _outcome(self, slug: str, future: Future[Outcome]) -> Outcome:
        try:
            return future.result()
        except self.crew.lost:
            message = f"each of the {ATTEMPTS} processes that built it ended before its time"
            remedy = f"Most often memory is short. To build it alone: inv build --edition {slug}"
            raise EditionError(message, file=f"sources/{slug}", remedy=remedy) from None

"""A Dask cluster as those who do jobs. The only module that knows `distributed`, which is installed for this alone."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from book.errors import EditionError
from book.pipeline.many.jobs import Program, check_program, own_program
from book.pipeline.many.pool import Crew

PATIENCE = 10  # seconds until somebody must have answered
AT_A_WORKER = "At each worker, in Variorum's folder: .venv/bin/python -m distributed.cli.dask_worker {address} --nthreads 1"
COUNTED = (
    "distributed",
    "dask",
    "msgpack",
    "cloudpickle",
)  # packages that must be the same for them to understand each other


@contextmanager
def cluster_at(address: str) -> Iterator[Crew]:
    """Give the workers of the scheduler at an address, such as tcp://host:8786, if they have this program.

    Raise EditionError if nobody answers, nobody works there, or they have other versions. A worker that is lost is survived: its
    job is given to another, until it has ended as many as the scheduler allows (`distributed.scheduler.allowed-failures`).
    """
    try:
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        remedy = 'Run: python3 tasks.py build --cluster ADDRESS, or in an environment of your own: pip install "distributed"'
        raise EditionError(
            f"a cluster needs the package distributed: {error}", remedy=remedy
        ) from None
    with _connected(address) as client:
        program = own_program()
        _check_versions(client, address)
        _check_workers(client, address, program)
        yield Crew(
            client.get_executor(), lambda: len(client.nthreads()), (KilledWorker,), program=program
        )


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    from distributed import Client

    connect: Any = Client  # it has half of its types
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to say is said below
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of versions, and of the size of what is sent
        try:
            client = connect(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            remedy = "Start one: .venv/bin/python -m distributed.cli.dask_scheduler, and give the address that it names."
            raise EditionError(
                f"no Dask scheduler answers at {address}: {error}", remedy=remedy
            ) from None
        try:
            yield client
        finally:
            client.close(timeout=PATIENCE)


def _check_versions(client: Any, address: str) -> None:
    """Raise EditionError if what carries the jobs has other versions there."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise EditionError(
            f"the cluster at {address} has no workers", remedy=AT_A_WORKER.format(address=address)
        ) from None
    found: dict[str, Any] = client.get_versions()
    own = _versions(found["client"])
    for who, said in (
        ("the scheduler", found["scheduler"]),
        *((f"the worker {a}", w) for a, w in found["workers"].items()),
    ):
        check_program(own, _versions(said), who)


def _versions(said: dict[str, Any]) -> Program:
    packages = said["packages"]
    python = ".".join(str(packages["python"]).split(".")[:2])
    return (("Python", python), *((name, str(packages[name])) for name in COUNTED))


def _check_workers(client: Any, address: str, program: Program) -> None:
    """Raise EditionError if a worker has not this program. One that comes later is asked by each job."""
    for worker, said in client.run(own_program, on_error="return").items():
        if isinstance(said, BaseException):
            message = f"the worker {worker} has not this program: {said!r}"
            raise EditionError(message, remedy=AT_A_WORKER.format(address=address))
        check_program(program, said, f"the worker {worker}")

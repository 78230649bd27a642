"""A Dask cluster as a pool of workers.

Only this module imports `distributed`, which is an optional package.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from book.errors import EditionError
from book.pipeline.many.jobs import check_program, own_program
from book.pipeline.many.pool import Program, WorkerPool

TIMEOUT = 10  # seconds until the scheduler and a worker must have answered
START_WORKER = (
    "On each worker machine, run in Variorum's folder: "
    ".venv/bin/python -m distributed.cli.dask_worker {address} --nthreads 1"
)
START_SCHEDULER = (
    "Start one with: .venv/bin/python -m distributed.cli.dask_scheduler. "
    "Then pass the address that it prints to --cluster."
)
# Packages whose versions must agree between client, scheduler and workers.
PROTOCOL_PACKAGES = ("distributed", "dask", "msgpack", "cloudpickle")


@contextmanager
def connect_cluster(address: str, timeout: float = TIMEOUT) -> Iterator[WorkerPool]:
    """Yield the workers of the scheduler at an address, such as tcp://host:8786.

    Raise EditionError if the scheduler does not answer, has no workers, or one of them runs another
    program. The job of a worker that is lost goes to another, until it has ended as many as the
    scheduler allows (`distributed.scheduler.allowed-failures`).
    """
    try:
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise EditionError(
            f"a cluster needs the package distributed: {error}",
            remedy="Run: python3 tasks.py build --cluster ADDRESS, "
            'or in an environment of your own: pip install "distributed"',
        ) from None
    with _client(address, timeout) as client:
        program = own_program()
        _check_versions(client, address, timeout)
        _check_workers(client, address, program)
        yield WorkerPool(
            client.get_executor(),
            lambda: len(client.nthreads()),
            (KilledWorker,),
            program=program,
        )


@contextmanager
def _client(address: str, timeout: float) -> Iterator[Any]:
    from distributed import Client

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # errors are reported below
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about versions, and about the size of what is sent
        client = _connect(Client, address, timeout)
        try:
            yield client
        finally:
            client.close(timeout=timeout)


def _connect(client_class: Any, address: str, timeout: float) -> Any:
    try:
        return client_class(address, timeout=timeout, set_as_default=False)
    except (OSError, ValueError) as error:
        raise EditionError(
            f"no Dask scheduler answers at {address}: {error}", remedy=START_SCHEDULER
        ) from None


def _check_versions(client: Any, address: str, timeout: float) -> None:
    """Raise EditionError if scheduler or workers have other versions of the protocol's packages."""
    try:
        client.wait_for_workers(1, timeout=timeout)
    except TimeoutError:
        raise EditionError(
            f"the cluster at {address} has no workers",
            remedy=START_WORKER.format(address=address),
        ) from None
    versions: dict[str, Any] = client.get_versions()
    own = _versions(versions["client"])
    check_program(own, _versions(versions["scheduler"]), "the scheduler")
    for worker, report in versions["workers"].items():
        check_program(own, _versions(report), f"the worker {worker}")


def _versions(report: dict[str, Any]) -> Program:
    packages = report["packages"]
    python = ".".join(str(packages["python"]).split(".")[:2])
    return (("Python", python), *((name, str(packages[name])) for name in PROTOCOL_PACKAGES))


def _check_workers(client: Any, address: str, program: Program) -> None:
    """Raise EditionError if a worker runs another program.

    One that joins later is checked by each job.
    """
    for worker, answer in client.run(own_program, on_error="return").items():
        if isinstance(answer, BaseException):
            raise EditionError(
                f"the worker {worker} does not run Variorum: {answer!r}",
                remedy=START_WORKER.format(address=address),
            )
        check_program(program, answer, f"the worker {worker}")

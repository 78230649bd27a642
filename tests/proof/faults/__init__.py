"""The planted faults: a module for each stage and each kind of output.

A module has `FAULTS`. Every fault is planted in two places of the edition in
`tests/proof/sources/`, and the proof must name it each time.
"""

from importlib import import_module
from pkgutil import iter_modules

from tests.proof.fault import OutputFault, StageFault

MODULES = tuple(import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
FAULTS: tuple[OutputFault | StageFault, ...] = tuple(
    fault for module in MODULES for fault in module.FAULTS
)
OUTPUT_FAULTS = tuple(fault for fault in FAULTS if isinstance(fault, OutputFault))
STAGE_FAULTS = tuple(fault for fault in FAULTS if isinstance(fault, StageFault))

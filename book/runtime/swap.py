"""Exchange two folders in one step, where the system can."""

import ctypes
import ctypes.util
import errno
import os
import sys
from pathlib import Path

HERE = {"linux": -100, "darwin": -2}  # AT_FDCWD: paths are as they stand
EXCHANGE = 2  # RENAME_EXCHANGE (renameat2(2)); RENAME_SWAP (renameatx_np(2))
CALLS = {"linux": "renameat2", "darwin": "renameatx_np"}
# The system or the file system has no such call, or does not let two folders change places.
CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at once, and return whether the system can do that.

    At no moment is either name without a folder. Raise OSError for any other reason.
    """
    call = _call()
    if call is None:
        return False
    here = HERE[sys.platform]
    if call(here, os.fsencode(one), here, os.fsencode(other), EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _call() -> "ctypes._NamedFuncPointer | None":
    name = CALLS.get(sys.platform)
    if not name:
        return None
    library = ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True)
    call: ctypes._NamedFuncPointer | None = getattr(library, name, None)
    if call is not None:
        call.argtypes = (
            *(ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p),
            ctypes.c_uint,
        )
    return call

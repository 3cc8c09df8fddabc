"""numba where it is installed, plain Python otherwise: the kernel is written once and runs either way.

`REMBUK_KERNEL=numpy` switches the compiler off, which is how the tests hold both against one another.
"""

import os
from collections.abc import Callable
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

try:
    if os.environ.get("REMBUK_KERNEL") == "numpy":
        raise ImportError
    import numba

    COMPILED = True
except ImportError:
    COMPILED = False


def compiled(function: F) -> F:
    """The function as machine code, kept beside its source for the next start."""
    return cast(F, numba.njit(cache=True)(function)) if COMPILED else function


def compiled_sum(function: F) -> F:
    """The same for a loop whose sum may be taken in any order: its error bound does not ask for one."""
    if not COMPILED:
        return function
    return cast(F, numba.njit(cache=True, fastmath={"reassoc", "nsz", "contract"})(function))

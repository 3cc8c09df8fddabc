"""Is this the practice regency? Some pages exist there alone.

Asked from below, answered from above: `core` knows no government, so the top floor says who answers.
"""

from collections.abc import Callable


class _Answer:
    by: Callable[[], bool] | None = None


def answered_by(ask: Callable[[], bool]) -> None:
    """Called once by the top floor."""
    _Answer.by = ask


def is_practice() -> bool:
    """False until somebody answers: what is for practice only stays closed."""
    return _Answer.by is not None and _Answer.by()

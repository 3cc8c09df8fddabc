"""The order that decides ties: drawn once, kept for every rule, every rerun and every what-if."""

import hashlib
from collections.abc import Sequence

from rembuk.algorithms.allocation.errors import ElectionError


def lot_order(ties: str, ids: Sequence[str], costs: Sequence[int], votes: Sequence[int]) -> tuple[int, ...]:
    """Project indices, the one that wins a tie first.

    `lot:SEED`: by SHA-256 of seed, line feed and project id, as `allocation` publishes it. `id`: by the
    text of the id. `cost-votes-id`: cheaper first, then more votes, then the id.
    """
    if ties.startswith("lot:") and len(ties) > len("lot:"):
        seed = ties.removeprefix("lot:")
        keys: list[tuple[object, ...]] = [(lot_digest(seed, name), name) for name in ids]
    elif ties == "id":
        keys = [(name,) for name in ids]
    elif ties == "cost-votes-id":
        keys = [(cost, -many, name) for cost, many, name in zip(costs, votes, ids, strict=True)]
    else:
        raise ElectionError(
            f"Aturan seri tidak dikenal: {ties}. Pilih lot:BENIH, cost-votes-id, atau id.",
            f"Unknown rule for ties: {ties}. Choose lot:SEED, cost-votes-id or id.",
        )
    return tuple(sorted(range(len(ids)), key=keys.__getitem__))


def lot_digest(seed: str, project: str) -> str:
    """Where the lot puts a project: the smaller, the earlier."""
    return hashlib.sha256(f"{seed}\n{project}".encode()).hexdigest()

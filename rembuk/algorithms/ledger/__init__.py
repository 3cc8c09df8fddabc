"""A log that can only grow: an RFC 9162 Merkle tree with proofs, checkpoints and a public file."""

from rembuk.algorithms.ledger.canonical import NotCanonicalError, canonical, commitment
from rembuk.algorithms.ledger.logfile import (
    LogCheckpoint,
    LogEntry,
    LogUnreadableError,
    read_log,
    write_log,
)
from rembuk.algorithms.ledger.proofs import (
    consistency_proof,
    inclusion_proof,
    verify_consistency,
    verify_inclusion,
)
from rembuk.algorithms.ledger.tree import EMPTY_ROOT, Frontier, Tree, leaf_hash, node_hash, root_of
from rembuk.algorithms.ledger.verifying import Misfit, MisfitKind, Verifier, first_misfit

__all__ = [
    "EMPTY_ROOT",
    "Frontier",
    "LogCheckpoint",
    "LogEntry",
    "LogUnreadableError",
    "Misfit",
    "MisfitKind",
    "NotCanonicalError",
    "Tree",
    "Verifier",
    "canonical",
    "commitment",
    "consistency_proof",
    "first_misfit",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "read_log",
    "root_of",
    "verify_consistency",
    "verify_inclusion",
    "write_log",
]

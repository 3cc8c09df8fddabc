"""What is sealed of an event: the leaf of the log, in which persons stand only as commitments."""

from datetime import UTC, datetime

from rembuk.algorithms.ledger import canonical, commitment
from rembuk.rules.actions import CONFIDENTIAL

_UNTOLD = "note"  # the event of what is confidential


def entry_bytes(
    *,
    action: str,
    tenant: str,
    subject: str,
    region: str,
    actor: str,
    at: datetime,
    data: dict[str, object],
    salt: str,
) -> bytes:
    """Canonical JSON of {event, ids, time, commitments, data} (RFC 9162 leaf input).

    Of whoever is forgotten the salt is erased, and `actor` is the commitment that was sealed. A confidential
    act stands there as a commitment alone; with its salt erased, `subject` is that commitment.
    """
    commitments = {"actor": commitment(bytes.fromhex(salt), {"actor": actor}) if salt else actor}
    if action in CONFIDENTIAL:
        case = {"data": data, "event": action, "region": region, "subject": subject}
        commitments["case"] = commitment(bytes.fromhex(salt), case) if salt else subject
        action, subject, region, data = _UNTOLD, "", "", {}
    return canonical(
        {
            "event": action,
            "ids": {"region": region, "subject": subject, "tenant": tenant},
            "time": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "commitments": commitments,
            "data": data,
        }
    )

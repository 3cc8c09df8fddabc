"""Events of the audit, written already sealed: the same bytes as `audit.entry`, a hundred times as fast."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime

from rembuk.algorithms.ledger import Frontier, leaf_hash
from rembuk.apps.audit.entry import entry_bytes
from rembuk.apps.audit.models import Checkpoint, Cursor, Event, Seal
from rembuk.apps.audit.seal import seal_all
from rembuk.rules.actions import CONFIDENTIAL

EVENT_COLUMNS = (
    "id", "tenant", "action", "subject", "region", "actor", "at", "data", "salt", "seq", "leaf",
)  # fmt: skip
REACTIONS_READER = "reactions"  # the reader of rembuk.site: it must not tell people what happened long ago


class Sealer:
    """Gives events their place, in the order in which they are handed over.

    The salts follow from the seed: practice people are invented,
    so nobody is to be protected from being guessed.
    """

    def __init__(self, seed: int, tenant: str) -> None:
        self._frontier = Frontier()
        self._tenant = tenant
        self._salts = _salts(seed)

    @property
    def size(self) -> int:
        return self._frontier.size

    def row(
        self, action: str, subject: str, region: str, actor: str, at: str, data: str
    ) -> tuple[object, ...]:
        """One row of audit.Event, its moment as the database holds it; `data` is canonical JSON."""
        salt = next(self._salts)
        place = self._frontier.size + 1
        leaf = leaf_hash(self._entry(salt, action, subject, region, actor, at, data))
        self._frontier.append(leaf)
        return (
            place, self._tenant, action, subject, region, actor, at, data, salt.hex(), place, leaf.hex(),
        )  # fmt: skip

    def _entry(
        self, salt: bytes, action: str, subject: str, region: str, actor: str, at: str, data: str
    ) -> bytes:
        if action in CONFIDENTIAL:  # rare, so as the ordinary sealing does it
            return entry_bytes(
                action=action, tenant=self._tenant, subject=subject, region=region, actor=actor,
                at=datetime.fromisoformat(at).replace(tzinfo=UTC), data=json.loads(data), salt=salt.hex(),
            )  # fmt: skip
        hidden = hashlib.sha256(salt + b'{"actor":"%b"}' % actor.encode()).hexdigest()
        return (
            f'{{"commitments":{{"actor":"{hidden}"}},"data":{data},"event":"{action}","ids":{{"region":"{region}",'
            f'"subject":"{subject}","tenant":"{self._tenant}"}},"time":"{at[:10]}T{at[11:]}.000000+00:00"}}'
        ).encode()

    def close(self) -> None:
        """Keep the frontier, so that the ordinary sealing goes on from here."""
        Seal.objects.create(name="log", size=self.size, frontier=self._frontier.to_hex())


def seal_rest(seed: int, at: datetime) -> int:
    """Seal what actions recorded while the regency was built; returns how many events there are in all.

    Nothing in the log needs a reaction any more: nobody is told what happened long ago.
    """
    salts = _salts(seed + 1)
    for event in Event.objects.filter(seq=None).order_by("id"):
        event.salt = next(salts).hex()
        event.save(update_fields=["salt"])
    seal_all()
    head = Seal.objects.get(name="log")
    if head.size:
        root = Frontier.from_hex(head.size, head.frontier).root().hex()
        Checkpoint.objects.create(size=head.size, root=root, at=at)
    Cursor.objects.create(reader=REACTIONS_READER, last_seq=head.size)
    return head.size


def _salts(seed: int) -> Iterator[bytes]:
    number = 0
    key = f"rembuk practice {seed}".encode()
    while True:
        block = hashlib.blake2b(number.to_bytes(8, "big"), digest_size=64, key=key).digest()
        yield block[:16]
        yield block[16:32]
        yield block[32:48]
        yield block[48:]
        number += 1

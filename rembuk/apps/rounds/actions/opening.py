"""Open a round: from here on nothing of it changes, and everybody can check that it did not."""

import hashlib
import secrets
from datetime import datetime

from rembuk.algorithms.ledger import canonical
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.rules.fairness import SMALL_CELL_LIMIT
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import RoundState

from ..eligible import candidates
from ..models import Round, RoundProject
from ..receipts import seed_hash
from .prepare import locked_draft, note

FEWEST = 2  # to choose among


def open_round(found: Round, *, by: User, now: datetime) -> Round:
    """Freeze proposals, costs, limits and times under one hash; promise the lot by the hash of its seed."""

    def work() -> Round:
        row = locked_draft(found)
        _check(row, now)
        row.seed = secrets.token_hex(32)
        row.seed_hash = seed_hash(row.seed)
        row.parameters = parameters(row)
        row.parameters_hash = hashlib.sha256(row.parameters.encode()).hexdigest()
        row.state, row.opened_at = RoundState.OPEN, now
        row.save()
        note(row, by, now, what="opened", parameters=row.parameters_hash, seed=row.seed_hash)
        bump(row.tenant, "rounds")
        return row

    return commit_durably(work)


def parameters(row: Round) -> str:
    """All that decides, as canonical JSON: sorted keys, no spaces, whole numbers."""
    projects = RoundProject.objects.filter(round=row).order_by("project")
    text = canonical(
        {
            "format": "rembuk-round/1",
            "code": row.code,
            "title": row.title,
            "place": row.place_code,
            "theme": row.theme,
            "plan_year": row.cycle.plan_year,
            "ballot": {
                "type": row.ballot_type, "most_projects": row.most_projects, "most_points": row.most_points,
            },
            "budget": row.budget,
            "minimum_age": row.minimum_age,
            "delegates": {"weight": row.delegate_weight, "fewest": SMALL_CELL_LIMIT},
            "opens_at": row.opens_at.isoformat(),
            "closes_at": row.closes_at.isoformat(),
            "seed_sha256": row.seed_hash,
            "projects": [
                {"id": one.project, "cost": one.cost, "need": one.need, "place": one.place_code,
                 "sector": one.sector}
                for one in projects
            ],
        }
    )  # fmt: skip
    return text.decode()


def _check(row: Round, now: datetime) -> None:
    if row.closes_at <= now:
        raise Refusal(
            "too_late",
            "Waktu tutupnya sudah lewat. Ubah dahulu waktunya, lalu buka penjaringan ini.",
            "Its closing time has passed. Change the times first, then open this round.",
        )
    chosen = set(RoundProject.objects.filter(round=row).values_list("proposal_id", flat=True))
    if len(chosen) < FEWEST:
        raise Refusal(
            "too_few",
            f"Pilih sedikitnya {FEWEST} usulan; satu usulan saja bukan pilihan.",
            f"Choose at least {FEWEST} proposals: one alone is no choice.",
        )
    if gone := chosen - set(candidates(row).filter(pk__in=chosen).values_list("pk", flat=True)):
        raise Refusal(
            "not_eligible",
            f"{len(gone)} usulan tidak lagi dapat ikut. Simpan ulang daftar usulannya, lalu buka.",
            f"{len(gone)} of the proposals can no longer take part. Save the list again, then open.",
        )

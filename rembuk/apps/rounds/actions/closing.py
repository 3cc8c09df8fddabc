"""Close a round: reveal the seed, publish the receipts, break what could still join a person to a choice."""

from datetime import datetime

from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import RoundState

from ..models import Ballot, PaperEntry, Participation, Round
from ..random_keys import random_key
from ..receipts import receipts_hash
from ..small_cells import forget_what_few_share
from .prepare import note

_BATCH = 500


def close_round(found: Round, *, by: User | None, now: datetime) -> Round:
    """After its time is over, never before: what was promised at opening holds for everybody."""

    def work() -> Round:
        # Waits for every ballot that is being written (cast.hold_open).
        row = Round.objects.select_for_update().get(pk=found.pk)
        _check(row, now)
        parts = Participation.objects.filter(round=row).count()
        marks = _mix(row)
        row.state, row.closed_at = RoundState.CLOSED, now
        row.receipts_hash = receipts_hash(marks)
        row.save()
        note(
            row, by, now, rule="" if by else "closing_time", what="closed", seed=row.seed,
            parameters=row.parameters_hash, receipts=row.receipts_hash, agrees=int(parts == len(marks)),
        )  # fmt: skip
        bump(row.tenant, "rounds")
        return row

    return commit_durably(work)


def _check(row: Round, now: datetime) -> None:
    if row.state != RoundState.OPEN:
        raise Refusal("not_open", "Penjaringan ini tidak sedang dibuka.", "This round is not open.")
    if now < row.closes_at:
        raise Refusal(
            "too_early",
            "Waktunya belum habis. Penjaringan ditutup pada waktu yang diumumkan, tidak lebih awal.",
            "Its time is not over. A round closes when it was announced to, never earlier.",
        )


def _mix(row: Round) -> list[str]:
    """Write ballots and participations anew in random order, without bands that few share; their receipts.

    The new rows stand in one transaction and in the order of new random keys: neither the place of a row in
    its table nor the transaction that wrote it says any longer who handed it in when.
    """
    ballots = list(Ballot.objects.filter(round=row))
    forget_what_few_share(ballots)
    parts = list(Participation.objects.filter(round=row))
    for old in (*ballots, *parts):
        old.pk = random_key()
    PaperEntry.objects.filter(
        round=row, code__used_by__isnull=False
    ).delete()  # the sheets are kept, on paper
    Ballot.objects.filter(round=row).delete()
    Participation.objects.filter(round=row).delete()
    Ballot.objects.bulk_create(sorted(ballots, key=lambda one: one.pk), batch_size=_BATCH)
    Participation.objects.bulk_create(sorted(parts, key=lambda one: one.pk), batch_size=_BATCH)
    return [one.receipt_hash for one in ballots]

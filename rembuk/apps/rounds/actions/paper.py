"""Residents without a telephone: codes printed on slips, and paper ballots that two people type."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import RoundState

from ..access import Voice
from ..models import Ballot, PaperEntry, Participation, PrintedCode, Round
from ..receipts import code_hash, new_secret, receipt_hash
from .cast import Choice, check, hold_open
from .cast import note as note_part
from .prepare import note

MOST_CODES = 500  # at once: what a printer takes


def print_codes(found: Round, village_code: str, count: int, *, by: User, now: datetime) -> Sequence[str]:
    """New one-time codes of a village, shown this once: only their hashes are kept."""
    if not 1 <= count <= MOST_CODES:
        raise Refusal(
            "how_many",
            f"Sekali cetak paling sedikit 1 dan paling banyak {MOST_CODES} kode.",
            f"Print at least 1 and at most {MOST_CODES} codes at once.",
        )
    codes = [new_secret() for _ in range(count)]

    def work() -> None:
        row = Round.objects.get(pk=found.pk)
        if row.state != RoundState.OPEN or now >= row.closes_at:
            raise Refusal(
                "not_open",
                "Kode dicetak selama penjaringan dibuka.",
                "Codes are printed while a round is open.",
            )
        PrintedCode.objects.bulk_create(
            PrintedCode(round=row, code_hash=code_hash(row.code, code), village_code=village_code)
            for code in codes
        )
        note(row, by, now, what="codes", village=village_code, count=count)

    commit_durably(work)
    return codes


def enter_paper(
    found: Round, slip: PrintedCode, secret: str, choice: Choice, *, by: User, now: datetime
) -> bool:
    """Type what stands on a paper ballot; True once a second person typed the same and it counts.

    `secret` is the code on the sheet, which is also the receipt on its holder's stub. Who typed already
    types again: their first reading is replaced, as long as the sheet does not count yet.
    """
    check(found, choice)

    def work() -> bool:
        hold_open(found, now)
        if Participation.objects.filter(code=slip).exists():
            raise _counted()
        entries = {row.by_id: row for row in PaperEntry.objects.select_for_update().filter(code=slip)}
        if by.pk not in entries and len(entries) > 1:
            raise Refusal(
                "typed_by_two",
                "Lembar ini sudah diketik dua orang. Salah satu dari mereka yang membacanya sekali lagi.",
                "Two people have typed this sheet. One of them reads it once more.",
            )
        mine = entries.get(by.pk) or PaperEntry(round=found, code=slip, turn=len(entries) + 1, by=by)
        mine.choice, mine.sex, mine.age_band = choice.as_kept(), str(choice.sex), str(choice.age_band)
        mine.save()
        record(
            Action.ROUND_ENTER_PAPER, by=by, subject=f"round:{found.code}", tenant=found.tenant,
            region=slip.village_code, at=now, turn=mine.turn,
        )  # fmt: skip
        other = next((row for pk, row in entries.items() if pk != by.pk), None)
        if other is None or not _same(mine, other):
            return False
        _count(found, slip, secret, mine, now)
        return True

    try:
        return commit_durably(work)
    except IntegrityError as both:
        raise Refusal(
            "at_once",
            "Orang lain baru saja mengetik lembar ini juga. Simpan sekali lagi.",
            "Somebody else has just typed this sheet too. Save once more.",
        ) from both


def _same(one: PaperEntry, other: PaperEntry) -> bool:
    return (one.choice, one.sex, one.age_band) == (other.choice, other.sex, other.age_band)


def _count(found: Round, slip: PrintedCode, secret: str, agreed: PaperEntry, now: datetime) -> None:
    voice = Voice(None, slip, slip.village_code, 1)
    Participation.objects.create(round=found, code=slip)
    Ballot.objects.create(
        round=found, receipt_hash=receipt_hash(found.code, secret), choice=agreed.choice,
        weight=voice.weight, village_code=voice.village_code, sex=agreed.sex, age_band=agreed.age_band,
    )  # fmt: skip
    note_part(found, now, "paper")


def _counted() -> Refusal:
    return Refusal(
        "already",
        "Kode pada lembar ini sudah dipakai: lembarnya sudah dihitung.",
        "The code on this sheet has been used: its ballot counts already.",
    )

"""Hand in a ballot, change it, take it back. One each is a fact of the database; a retry finds what it made.

Who took part and what was chosen are written in one transaction into two tables that share no key, moment or
order; the event says that somebody took part and carries neither a person nor a choice (docs/adr/0014).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import AgeBand, RoundState, Sex, check_choice

from ..access import Voice
from ..models import Ballot, Participation, Round, RoundProject
from ..receipts import receipt_hash


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands on a ballot: points by project (1 where none are given), sex and age band if told."""

    points: Mapping[str, int] = field(default_factory=dict)
    sex: Sex | str = ""
    age_band: AgeBand | str = ""

    def as_kept(self) -> dict[str, int]:
        """In the order of the projects, so that not even the order of choosing is kept."""
        return dict(sorted(self.points.items()))


def check(found: Round, choice: Choice) -> None:
    """Raise Refusal where a ballot goes over its limits."""
    costs = dict(RoundProject.objects.filter(round=found).values_list("project", "cost"))
    check_choice(choice.points, costs, found.limits)


def cast(found: Round, voice: Voice, choice: Choice, secret: str, *, now: datetime) -> None:
    """Hand in the one ballot of this voice, found again by `secret`. Sent twice, it is stored once."""
    check(found, choice)
    mark = receipt_hash(found.code, secret)

    def work() -> None:
        hold_open(found, now)
        if not _take_part(found, voice):
            if not Ballot.objects.filter(round=found, receipt_hash=mark).exists():
                raise _already(voice)
            return  # the same answer to the same sheet
        Ballot.objects.create(
            round=found, receipt_hash=mark, choice=choice.as_kept(), weight=voice.weight,
            village_code=voice.village_code, sex=choice.sex, age_band=choice.age_band,
        )  # fmt: skip
        note(found, now, "ballot")

    try:
        commit_durably(work)
    except IntegrityError as clash:  # the receipt belongs to another ballot: never two under one
        raise Refusal(
            "receipt_taken",
            "Bukti lembar ini sudah dipakai lembar lain. Buka lagi lembar pilihan dari awal.",
            "The receipt of this ballot belongs to another one. Open the ballot anew.",
        ) from clash


def change(found: Round, choice: Choice, secret: str, *, now: datetime) -> None:
    """Another choice on the ballot of whoever holds this receipt; nobody is asked who they are."""
    check(found, choice)

    def work() -> None:
        hold_open(found, now)
        rows = Ballot.objects.filter(round=found, receipt_hash=receipt_hash(found.code, secret))
        if rows.update(choice=choice.as_kept(), sex=choice.sex, age_band=choice.age_band) != 1:
            raise unknown_receipt()
        note(found, now, "change")

    commit_durably(work)


def withdraw(found: Round, voice: Voice, secret: str, *, now: datetime) -> None:
    """Take the ballot back and with it the participation: the voice may hand in another until closing."""

    def work() -> None:
        hold_open(found, now)
        part, _ = Participation.objects.filter(round=found, person=voice.person, code=voice.code).delete()
        gone, _ = Ballot.objects.filter(round=found, receipt_hash=receipt_hash(found.code, secret)).delete()
        if part != 1 or gone != 1:
            raise unknown_receipt()
        note(found, now, "withdrawal")

    commit_durably(work)


def hold_open(found: Round, now: datetime) -> None:
    """Refusal unless ballots are taken; until this transaction ends the round cannot be closed."""
    # A shared lock: closing waits for all who hold it, and they never wait for one another.
    lock = " FOR KEY SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT state FROM rounds_round WHERE id = %s{lock}", [found.pk])  # noqa: S608
        row = cursor.fetchone()
    if row is None or row[0] != RoundState.OPEN or not found.opens_at <= now < found.closes_at:
        raise not_taking(found, now)


def not_taking(found: Round, now: datetime) -> Refusal:
    """Why no ballot is taken at this moment."""
    if now < found.opens_at:
        return Refusal("not_yet", "Penjaringan ini belum dimulai.", "This round has not begun yet.")
    return Refusal(
        "closed",
        "Penjaringan ini sudah ditutup. Lembar yang masuk sebelumnya tetap dihitung.",
        "This round is closed. Ballots handed in before still count.",
    )


def unknown_receipt() -> Refusal:
    return Refusal(
        "unknown_receipt",
        "Bukti ini tidak dikenal dalam penjaringan ini. Periksa lagi tulisannya, huruf demi huruf.",
        "This receipt is not known in this round. Please check it sign by sign.",
    )


def note(found: Round, now: datetime, rule: str) -> None:
    """That somebody took part: no person, no choice."""
    record(
        Action.PROPOSAL_VOTE, by=None, rule=rule, subject=f"round:{found.code}", tenant=found.tenant,
        region=found.place_code, at=now,
    )  # fmt: skip


def _take_part(found: Round, voice: Voice) -> bool:
    """False where this voice has a ballot already; two at once cannot both be told True."""
    try:
        with transaction.atomic():
            Participation.objects.create(round=found, person=voice.person, code=voice.code)
    except IntegrityError:
        return False
    return True


def _already(voice: Voice) -> Refusal:
    if voice.code is not None:
        return Refusal(
            "already",
            "Kode ini sudah dipakai. Lembarnya dapat diubah dengan bukti yang Anda terima waktu itu.",
            "This code has been used. The ballot can be changed with the receipt you got then.",
        )
    return Refusal(
        "already",
        "Lembar pilihan Anda sudah masuk. Untuk mengubahnya, pakai bukti yang Anda terima waktu itu.",
        "Your ballot is in already. To change it, use the receipt you got then.",
    )

"""Move a window, or keep it open longer for named villages: always with a reason, always public."""

from collections.abc import Iterable
from datetime import datetime

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.stages import STAGE, in_year

from ..models import Stage, StageChange, StageExtension
from ..moments import closing

SHORTEST_REASON = 20


class MovedMeanwhile(Refusal):
    """Somebody else moved the same window first; `change` is what they did."""

    def __init__(self, change: StageChange | None) -> None:
        super().__init__(
            "moved_meanwhile",
            "Jendela tahapan ini baru saja diubah orang lain. Periksa jadwal terbaru di bawah, "
            "lalu simpan lagi bila perlu.",
            "Somebody else has just moved this window. See the present dates below, "
            "then save again if needed.",
        )
        self.change = change


def legal_end(stage: Stage) -> datetime | None:
    """24.00 of the last day that the law allows; None where the law names none."""
    latest = STAGE[stage.code].latest
    return closing(in_year(latest, stage.cycle.plan_year)) if latest else None


def move_stage(
    stage: Stage,
    *,
    opens_at: datetime,
    closes_at: datetime,
    reason: str,
    by: User,
    now: datetime,
    letter_number: str = "",
) -> StageChange:
    """Give a stage another window. `stage` as the person saw it: if it has moved since, MovedMeanwhile."""
    _check(stage, opens_at, closes_at, reason, letter_number)
    old = (stage.opens_at, stage.closes_at)

    def work() -> StageChange:
        seen = Stage.objects.filter(pk=stage.pk, opens_at=old[0], closes_at=old[1])
        if seen.update(opens_at=opens_at, closes_at=closes_at) != 1:
            raise MovedMeanwhile(StageChange.objects.filter(stage_id=stage.pk).select_related("by").first())
        change = StageChange.objects.create(
            stage=stage,
            at=now,
            by=by,
            old_opens_at=old[0],
            old_closes_at=old[1],
            new_opens_at=opens_at,
            new_closes_at=closes_at,
            reason=reason.strip(),
            letter_number=letter_number.strip(),
        )
        record(
            Action.CYCLE_MANAGE,
            by=by,
            subject=_subject(stage),
            tenant=stage.tenant,
            at=now,
            opens=opens_at.isoformat(),
            closes=closes_at.isoformat(),
            opened=old[0].isoformat(),
            closed=old[1].isoformat(),
            reason=reason.strip(),
            letter=letter_number.strip(),
        )
        bump(stage.tenant, "calendar")
        return change

    change = commit_durably(work)
    stage.opens_at, stage.closes_at = opens_at, closes_at
    return change


def extend_stage(
    stage: Stage,
    *,
    village_codes: Iterable[str],
    closes_at: datetime,
    letter_number: str,
    reason: str,
    by: User,
    now: datetime,
) -> list[StageExtension]:
    """Keep a stage open longer for named villages, by a letter; a later letter replaces an earlier."""
    codes = sorted(set(village_codes))
    if not codes or not letter_number.strip():
        raise Refusal(
            "extension_without_letter",
            "Perpanjangan memerlukan nomor surat dan sedikitnya satu desa atau kelurahan.",
            "An extension needs the number of a letter and at least one village.",
        )
    _check_reason(reason)
    if closes_at <= stage.closes_at:
        raise Refusal(
            "extension_not_later",
            "Perpanjangan harus berakhir sesudah penutupan tahapan.",
            "An extension has to end after the stage closes.",
        )

    def work() -> list[StageExtension]:
        values = {
            "closes_at": closes_at, "letter_number": letter_number.strip(), "reason": reason.strip(),
            "at": now, "by": by,
        }  # fmt: skip
        StageExtension.objects.bulk_create(
            [StageExtension(stage=stage, village_code=code, **values) for code in codes],
            update_conflicts=True,
            unique_fields=["stage", "village_code"],
            update_fields=list(values),
        )
        record(
            Action.CYCLE_EXTEND,
            by=by,
            subject=_subject(stage),
            tenant=stage.tenant,
            at=now,
            villages=",".join(codes),
            closes=closes_at.isoformat(),
            letter=letter_number.strip(),
            reason=reason.strip(),
        )
        bump(stage.tenant, "calendar")
        return list(stage.extensions.filter(village_code__in=codes).order_by("village_code"))

    return commit_durably(work)


def _check(stage: Stage, opens_at: datetime, closes_at: datetime, reason: str, letter_number: str) -> None:
    if closes_at <= opens_at:
        raise Refusal(
            "closes_before_it_opens",
            "Waktu tutup harus sesudah waktu buka.",
            "A stage has to close after it opens.",
        )
    _check_reason(reason)
    if passes_legal_end(stage, closes_at) and not letter_number.strip():
        raise Refusal(
            "past_the_legal_end",
            "Waktu tutup melewati batas menurut peraturan. Isi nomor surat yang mengizinkannya, "
            "atau pilih waktu yang lebih awal.",
            "This passes the last day that the law allows. Give the number of the letter that permits it, "
            "or choose an earlier moment.",
        )


def passes_legal_end(stage: Stage, closes_at: datetime) -> bool:
    last = legal_end(stage)
    return last is not None and closes_at > last


def _check_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal(
            "reason_too_short",
            f"Tuliskan alasannya, sedikitnya {SHORTEST_REASON} huruf: alasan ini dibaca warga.",
            f"Say why, in at least {SHORTEST_REASON} characters: residents read it.",
        )


def _subject(stage: Stage) -> str:
    return f"stage:{stage.cycle.plan_year}:{stage.code}"

"""The planning years as rows: cycles, stages, moved windows with their reasons, checklists, game rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from rembuk.apps.core.clock import zone
from rembuk.apps.preparation.checklist_template import CHECKLIST
from rembuk.apps.preparation.game_rules_template import FIRST_TEXT
from rembuk.apps.preparation.models import (
    ChecklistItem,
    GameRules,
    PlanningCycle,
    Stage,
    StageChange,
    Stakeholder,
)
from rembuk.apps.preparation.moments import closing, opening
from rembuk.rules.stages import StageCode

from .calendar import Part, Year
from .people import People
from .words.places import REGENCY_CODE
from .words.stakeholders import STAKEHOLDERS

_REASON_EARLY = (
    "Masa latihan: tahapan dibuka lebih awal supaya semua peran dapat mencoba langkahnya hari ini."
)
_REASON_LONGER = "Masa latihan: tahapan ditutup lebih lambat supaya selalu ada usulan yang dapat diperiksa."
_REASON_SHORTER = (
    "Masa latihan: tahapan diselesaikan lebih awal karena tahun berikutnya sudah mengumpulkan usulan."
)
_UNDONE_WHILE_COLLECTING = frozenset({"ceilings", "facilitators", "access", "budget"})


@dataclass(frozen=True, slots=True)
class Cycle:
    """A planning year with the id of its row."""

    id: int
    year: Year

    @property
    def plan_year(self) -> int:
        return self.year.plan_year

    @property
    def part(self) -> Part:
        return self.year.part

    def open_moments(self, code: StageCode) -> tuple[datetime, datetime]:
        """When a stage stands open, as its row says."""
        first, last = self.year.windows[code]
        return opening(first), closing(last)


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day, by the clock on the wall."""
    return datetime.combine(day, time(hour, minute), tzinfo=zone()).astimezone(UTC)


def write_years(years: Sequence[Year], people: People, now: datetime) -> tuple[Cycle, ...]:
    """Cycles and all that belongs to their preparation; nothing stands in the future of `now`."""
    admin = people.acting("planning_admin", REGENCY_CODE)
    cycles = []
    for number, year in enumerate(years, start=1):
        cycle = Cycle(number, year)
        opened = at_hour(year.opened_on, 10)
        PlanningCycle.objects.create(
            id=number, tenant=REGENCY_CODE, plan_year=year.plan_year,
            title=f"RKPD {year.plan_year} (disusun {year.plan_year - 1})", opened_at=opened,
            opened_by_id=admin,
        )  # fmt: skip
        _stages(cycle, admin, now)
        _checklist(cycle, admin, opened)
        _stakeholders(cycle)
        GameRules.objects.create(cycle_id=number, version=1, text=FIRST_TEXT, at=opened, by_id=admin)
        cycles.append(cycle)
    return tuple(cycles)


def _stages(cycle: Cycle, admin: int, now: datetime) -> None:
    for code, (first, last) in cycle.year.windows.items():
        stage = Stage.objects.create(
            tenant=REGENCY_CODE,
            cycle_id=cycle.id,
            code=code,
            opens_at=opening(first),
            closes_at=closing(last),
        )
        if code not in cycle.year.moved:
            continue
        before = cycle.year.template[code]
        StageChange.objects.create(
            stage=stage, at=min(opening(min(first, before[0])) - timedelta(days=3, hours=-9), now),
            by_id=admin,
            old_opens_at=opening(before[0]), old_closes_at=closing(before[1]),
            new_opens_at=stage.opens_at, new_closes_at=stage.closes_at, reason=_reason(before, (first, last)),
        )  # fmt: skip


def _reason(before: tuple[date, date], after: tuple[date, date]) -> str:
    if after[1] > before[1]:
        return _REASON_LONGER
    return _REASON_SHORTER if after[1] < before[1] else _REASON_EARLY


def _checklist(cycle: Cycle, admin: int, opened: datetime) -> None:
    """All done for past years; while the last year collects, some things are still open."""
    collecting = cycle.part is Part.COLLECTING
    ChecklistItem.objects.bulk_create(
        ChecklistItem(
            cycle_id=cycle.id, code=line.code, label=line.label_id, position=position,
            done_at=None if (undone := collecting and line.code in _UNDONE_WHILE_COLLECTING) else opened,
            done_by_id=None if undone else admin,
        )
        for position, line in enumerate(CHECKLIST, start=1)
    )  # fmt: skip


def _stakeholders(cycle: Cycle) -> None:
    Stakeholder.objects.bulk_create(
        Stakeholder(
            tenant=REGENCY_CODE, cycle_id=cycle.id, name=row.name, constituency=row.constituency,
            influence=row.influence, interest=row.interest, engagement=row.engagement,
            is_invited=row.is_invited,
        )
        for row in STAKEHOLDERS
    )  # fmt: skip

"""Plan documents of the years that have one, verified by a second person and published with their files."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from rembuk.apps.core.format import number
from rembuk.apps.people.models import User
from rembuk.apps.proposals.models import Proposal
from rembuk.apps.publishing.actions.versions import publish
from rembuk.apps.publishing.models import PlanLine, PlanVersion
from rembuk.rules.plan_versions import plan_title

from .calendar import Part
from .fates import adoption
from .paths import LIVES
from .regency import Regency
from .timing import DAY, Windows
from .words.places import REGENCY_CODE
from .years import Cycle

MOST_LINES, MOST_OF_DRAFTS = 1_200, 250  # setting a long document takes memory
_CHUNK = 400
# status, which step brought a line into it, days before the adoption
_STATUSES = (
    ("initial_draft", "enter_annual_plan", 60),
    ("draft", "enter_annual_plan", 40),
    ("final_draft", "enter_annual_plan", 12),
    ("adopted", "adopt_plan", 0),
)
_SHORT = "Data simulasi: hanya {0} baris pertama dimuat."
_ONLY_ADOPTED = "Data simulasi: versi sebelumnya tidak dimuat."


def write_plans(regency: Regency, windows: Windows) -> int:
    """All four versions of the finished year, the adopted one of the two after it; returns how many."""
    count = 0
    for cycle in regency.cycles:
        if cycle.part is Part.COLLECTING:
            continue
        statuses = _STATUSES if cycle.part is Part.FINISHED else _STATUSES[-1:]
        for place, (status, step, days) in enumerate(statuses, start=1):
            _version(regency, windows, cycle, status, step, days, place)
            count += 1
    return count


def _version(
    regency: Regency, windows: Windows, cycle: Cycle, status: str, step: str, days: int, place: int
) -> None:
    adopted_at = adoption(cycle, windows, regency.clock) - days * DAY
    moment = datetime.fromtimestamp(float(regency.clock.office_hours(np.array([adopted_at]))[0]), UTC)
    author = User.objects.get(pk=regency.people.acting("planning_admin", REGENCY_CODE))
    lines = list(_lines(regency, cycle, step))
    most = _most(step)
    notes = [_SHORT.format(number(most))] if len(lines) == most else []
    notes += [_ONLY_ADOPTED] if cycle.part is not Part.FINISHED else []
    version = PlanVersion.objects.create(
        tenant=REGENCY_CODE, cycle_id=cycle.id, plan_year=cycle.plan_year, number=place, status=status,
        title=plan_title(status, cycle.plan_year, "id"), note=" ".join(notes), prepared_by=author,
        prepared_at=moment - timedelta(days=3),
        verified_by_id=regency.people.acting("planning_head", REGENCY_CODE),
        verified_at=moment - timedelta(days=1),
        line_count=len(lines), total=sum(line.amount for line in lines), **_regulation(cycle, status),
    )  # fmt: skip
    for line in lines:
        line.version = version
    PlanLine.objects.bulk_create(lines, batch_size=500)
    if not regency.is_for_measuring:
        publish(version, by=author, now=moment)


def _most(step: str) -> int:
    return MOST_LINES if step == "adopt_plan" else MOST_OF_DRAFTS


def _regulation(cycle: Cycle, status: str) -> dict[str, object]:
    if status != "adopted":
        return {}
    return {
        "regulation_number": str(14 + cycle.plan_year % 9), "regulation_year": cycle.plan_year - 1,
        "jdih_url": f"https://jdih.nusawangi.invalid/perbup/{cycle.plan_year - 1}/{14 + cycle.plan_year % 9}",
    }  # fmt: skip


def _lines(regency: Regency, cycle: Cycle, step: str) -> Iterator[PlanLine]:
    """What stood in this version: by agency, district and rank."""
    with_step = np.array([life.has(step) for life in LIVES])[regency.fates.life]
    of_cycle = regency.fates.cycle == cycle.id - 1
    ids = (np.flatnonzero(with_step & of_cycle)[: _most(step)] + 1).tolist()
    rows: list[Proposal] = []
    for start in range(0, len(ids), _CHUNK):
        rows += Proposal.objects.filter(pk__in=ids[start : start + _CHUNK])
    rows.sort(key=lambda row: (row.agency_code, row.district_code, row.rank or 0, row.pk))
    for position, row in enumerate(rows, start=1):
        yield PlanLine(
            position=position, proposal_code=row.code or "", title=row.title, district_code=row.district_code,
            village_code=row.village_code, place_line=row.place_line, agency_code=row.agency_code,
            sub_activity_code=row.sub_activity_code,
            volume=f"{number(row.volume)} {row.unit}".strip()[:60] if row.volume is not None else "",
            amount=row.amount_agreed or 0, funding_source=row.funding_source,
        )  # fmt: skip

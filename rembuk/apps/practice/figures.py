"""The numbers and papers of a proposal's life: amounts of each review, plan lines, contracts, handovers.

Everything follows from the proposal's own figures, so that its row and its history tell the same.
"""

from datetime import date, timedelta
from typing import NamedTuple

from .catalog import SUB_ACTIVITY
from .paths import Life
from .words.needs import Need
from .words.offices import FUNDING
from .words.places import REGENCY_NAME

_STEP = 100_000
_FIRST_DAY, _JAKARTA = date(1970, 1, 1), 7 * 3600


class Case(NamedTuple):
    """What the figures of one proposal follow from."""

    number: int  # its id
    seed: int
    plan_year: int
    village: str  # "Desa Sukamaju"
    is_town: bool
    need: Need
    cost: int
    volume: int


def rounded(amount: float) -> int:
    return max(_STEP, int(amount // _STEP) * _STEP)


def amounts(cost: int, seed: int) -> tuple[int, int, int, int]:
    """What partner, agency and budget team found right, and what was spent in the end."""
    partner = rounded(cost * (0.90 + seed % 11 / 100))
    agency = rounded(partner * (0.88 + seed // 11 % 13 / 100))
    budget = rounded(agency * (0.92 + seed // 143 % 9 / 100))
    spent = rounded(budget * (0.93 + seed // 1287 % 7 / 100))
    return partner, agency, budget, spent


def line_year(case: Case, life: Life) -> int | None:
    """The year of the village's plan line, where it has one."""
    if life.has("fund_by_village"):
        return case.plan_year if case.is_town else case.plan_year - 1
    return case.plan_year if life.has("start_transfer_works") else None


def plan_line(case: Case, year: int) -> dict[str, object]:
    line = str(case.number % 40 + 1)
    if case.is_town:
        return {"document": f"DPA {case.village} {year}", "line": line, "year": year}
    return {
        "document": f"Peraturan {case.village} {4 + year % 5}/{year - 1}", "line": line, "year": year,
        "pattern": "self_managed" if case.seed % 7 else "third_party",
        "carried_out_by": "Tim Pelaksana Kegiatan",
    }  # fmt: skip


def budget_line(case: Case, document: str) -> str:
    return f"{document} {case.plan_year} {SUB_ACTIVITY[case.need.code]} baris {case.number % 97 + 1}"


def regulation(plan_year: int) -> str:
    """The decree that adopts the plan of a year."""
    return f"Peraturan Bupati {REGENCY_NAME} Nomor {14 + plan_year % 9} Tahun {plan_year - 1}"


def transfer_decision(plan_year: int) -> str:
    return f"Keputusan Bupati {REGENCY_NAME} Nomor 412/{100 + plan_year % 60} Tahun {plan_year}"


def funding(seed: int) -> str:
    return FUNDING[seed % len(FUNDING)]


def handover_day(second: float) -> str:
    """The day in Jakarta of a moment in seconds since 1970."""
    return (_FIRST_DAY + timedelta(days=int(second + _JAKARTA) // 86_400)).isoformat()


def percents(life: Life) -> tuple[int, ...]:
    """Physical progress at each report: rising, and whole before the handover."""
    return _PERCENTS[life.has("complete_works"), life.steps.count("report_progress")]


_PERCENTS: dict[tuple[bool, int], tuple[int, ...]] = {
    (False, 0): (), (False, 1): (35,), (False, 2): (30, 65),
    (True, 2): (45, 100), (True, 3): (45, 100, 100),
}  # fmt: skip

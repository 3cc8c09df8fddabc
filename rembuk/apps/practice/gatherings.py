"""The forums of four years: when each was or will be held, and whose minutes are signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from rembuk.apps.musrenbang.titles import forum_title
from rembuk.rules.stages import StageCode

from .calendar import Part
from .chance import Dice
from .land import Land, Village
from .people import practice_villages
from .timing import DAY, Clock, Windows
from .words.offices import OFFICES
from .words.places import REGENCY, REGENCY_CODE
from .years import Cycle

S = StageCode
# Districts and agencies whose forum in the year under review is still to come: their officers have work
# today.
_DISTRICTS_TO_COME = (0, 4, 8)
_AGENCIES_TO_COME = frozenset({"PUPR", "DINKES", "TANI", "SOSIAL", "DLH"})
_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Gathering:
    """One forum; `signed` is the made-up moment of its signature, infinity while it is to come."""

    id: int
    cycle: int  # position in the years
    kind: str  # village, district, agency, regency
    type: StageCode
    code: str
    title: str
    region: str
    agency: str
    organiser: str
    place: str
    signed: float
    planned: float  # the made-up moment at which it is held


class Gatherings:
    """All forums, and the moments at which decisions became valid."""

    def __init__(self, rows: Sequence[Gathering]) -> None:
        self.rows = tuple(rows)
        self._signed = {(row.cycle, row.kind, row.agency or row.region): row.signed for row in rows}
        self._by_place = {(row.cycle, row.kind, row.agency or row.region): row for row in rows}

    def signed(self, cycle: int, kind: str, where: str) -> float:
        return self._signed.get((cycle, kind, where), _NEVER)

    def find(self, cycle: int, kind: str, where: str) -> Gathering | None:
        return self._by_place.get((cycle, kind, where))

    def code(self, cycle: int, kind: str, where: str) -> str:
        found = self.find(cycle, kind, where)
        return found.code if found else ""


def make_gatherings(
    seed: int, land: Land, cycles: Sequence[Cycle], windows: Windows, clock: Clock
) -> Gatherings:
    """A forum in every village, district and agency of every year that came so far, and the regency's."""
    made = _Maker(seed, cycles, windows, clock)
    practice = practice_villages(land)
    for place, cycle in enumerate(cycles):
        for village in land.villages:
            made.village(place, village, is_practice=village in practice)
        if cycle.part is not Part.COLLECTING:
            for number, district in enumerate(land.districts):
                later = cycle.part is Part.REVIEW and number in _DISTRICTS_TO_COME
                made.add(
                    place, "district", S.DISTRICT_DELIBERATION, f"kecamatan-{district.name}",
                    f"Kecamatan {district.name}", district.code, later=later,
                )  # fmt: skip
            for office in OFFICES:
                later = cycle.part is Part.REVIEW and office.key in _AGENCIES_TO_COME
                made.add(
                    place, "agency", S.AGENCY_FORUM, f"forum-{office.key}", office.name, REGENCY_CODE,
                    agency=office.code, later=later,
                )  # fmt: skip
            made.add(place, "regency", S.ANNUAL_PLAN_DELIBERATION, "rkpd", REGENCY, REGENCY_CODE)
    return Gatherings(made.rows)


class _Maker:
    def __init__(self, seed: int, cycles: Sequence[Cycle], windows: Windows, clock: Clock) -> None:
        self.rows: list[Gathering] = []
        self._dice = Dice(seed, "gatherings")
        self._cycles, self._windows, self._limit = cycles, windows, clock.limit

    def village(self, place: int, village: Village, *, is_practice: bool) -> None:
        town = village.kind == "kelurahan"
        self.add(
            place, "village", S.WARD_DELIBERATION if town else S.VILLAGE_DELIBERATION,
            f"{'kel' if town else 'desa'}-{village.name}", village.title, village.code,
            later=is_practice and self._cycles[place].part is Part.COLLECTING,
        )  # fmt: skip

    def add(
        self, place: int, kind: str, stage: StageCode, code: str, organiser: str, region: str, *,
        agency: str = "", later: bool = False,
    ) -> None:  # fmt: skip
        cycle = self._cycles[place]
        held = self._held(cycle, kind, stage, later)
        self.rows.append(
            Gathering(
                id=len(self.rows) + 1, cycle=place, kind=kind, type=stage,
                code=f"{code.lower().replace(' ', '-')}-{cycle.plan_year}"[:30],
                title=forum_title(stage, organiser, cycle.plan_year), region=region,
                agency=agency,
                organiser=organiser, place=_PLACES[kind].format(organiser), planned=held,
                signed=held + DAY / 4 if held + DAY / 4 <= self._limit else _NEVER,
            )
        )  # fmt: skip

    def _held(self, cycle: Cycle, kind: str, stage: StageCode, later: bool) -> float:
        """A working day inside the window: past for the decided ones, coming for the others."""
        first, last = self._windows.of_stage(cycle, stage)
        dice = self._dice
        if later:
            return self._at_ten(max(first, self._limit) + dice.between(2, 12) * DAY)
        if cycle.part is Part.COLLECTING:
            return self._at_ten(min(max(first + DAY, self._limit + dice.between(-17, 26) * DAY), last - DAY))
        share = dice.uniform(0.35, 0.75) if kind != "regency" else 0.4
        if kind == "agency":
            share = dice.uniform(0.62, 0.78)
        return self._at_ten(first + share * (min(last, self._reference(cycle)) - first))

    def _reference(self, cycle: Cycle) -> float:
        """In the year under review the budget's last day is the end of all that leads to it."""
        if cycle.part is not Part.REVIEW:
            return self._limit
        return min(self._limit, self._windows.of_stage(cycle, S.BUDGETING)[1])

    def _at_ten(self, moment: float) -> float:
        """Forums begin in the morning: the hour after `office_hours` is about ten."""
        day = (moment - _MIDNIGHT) // DAY
        return _MIDNIGHT + day * DAY + 0.2 * DAY


_MIDNIGHT = -7 * 3600.0  # of Jakarta, in seconds since 1970
_PLACES = {
    "village": "Balai {0}",
    "district": "Pendopo {0}",
    "agency": "Aula {0}",
    "regency": "Pendopo {0}",
}

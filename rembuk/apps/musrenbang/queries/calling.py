"""Which forums a person may call today: by role, by place, by the stages that are open there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rembuk.apps.people.models import User
from rembuk.apps.places.models import Agency, Region
from rembuk.apps.places.queries import place_name, track_of
from rembuk.apps.preparation.models import PlanningCycle, Stage, StageExtension
from rembuk.rules.forum_types import ForumType
from rembuk.rules.labels import in_language
from rembuk.rules.stages import STAGE, StageCode, Track, counts_for

from ..access import types_for


@dataclass(frozen=True, slots=True)
class Callable:
    """A forum that may be called, with the key that the form sends back."""

    cycle: PlanningCycle
    type: ForumType
    region_code: str
    agency_code: str
    place: str

    @property
    def key(self) -> str:
        return f"{self.cycle.plan_year}|{self.type.code}|{self.region_code}|{self.agency_code}"


def callable_forums(user: User, now: datetime, lang: str) -> tuple[Callable, ...]:
    """In the order of the calendar; five reads."""
    wanted = types_for(user)
    if not wanted:
        return ()
    regions = _regions(tuple({region for _, region, _ in wanted}))
    agencies = list(Agency.objects.filter(tenant=user.tenant).order_by("name"))
    windows = _Windows(user.tenant, now)
    found = []
    for row, region_code, agency_code in wanted:
        for region in _places(row, region_code, regions):
            for cycle in windows.open_for(row, region):
                for agency, place in _offices(row, region, agency_code, agencies, lang):
                    found.append(Callable(cycle, row, region.code, agency, place))
    return tuple(
        sorted(dict.fromkeys(found), key=lambda one: (one.cycle.plan_year, one.type.code, one.place))
    )


def _regions(codes: tuple[str, ...]) -> dict[str, Region]:
    rows = Region.objects.filter(code__in=codes) | Region.objects.filter(parent_code__in=codes)
    return {row.code: row for row in rows}


def _places(row: ForumType, region_code: str, regions: dict[str, Region]) -> Iterator[Region]:
    """The place itself, or for somebody of a sub-district who runs village forums its villages."""
    own = regions.get(region_code)
    if own is None:
        return
    if STAGE[row.code].track is Track.REGION or own.code.count(".") == 3:
        yield own
        return
    yield from sorted(
        (one for one in regions.values() if one.parent_code == region_code and one.code.count(".") == 3),
        key=lambda one: one.name,
    )


def _offices(
    row: ForumType, region: Region, agency_code: str, agencies: list[Agency], lang: str
) -> Iterator[tuple[str, str]]:
    """(agency, name of the place): an agency forum is of one agency, or of all together."""
    if row.code is not StageCode.AGENCY_FORUM:
        yield "", place_name(region.kind, region.name, lang)
        return
    for agency in agencies:
        if agency_code in {"", agency.code}:
            yield agency.code, agency.name
    if not agency_code:
        yield "", in_language(lang, "Lintas perangkat daerah", "All agencies together")


class _Windows:
    """Stages open now, and the longer ones of single villages: two reads, however many places ask."""

    def __init__(self, tenant: str, now: datetime) -> None:
        begun = Stage.objects.filter(tenant=tenant, opens_at__lte=now).select_related("cycle")
        self._open = list(begun.filter(closes_at__gt=now).order_by("cycle__plan_year"))
        longer = StageExtension.objects.filter(stage__in=begun, closes_at__gt=now)
        self._longer = [(row.village_code, row.stage) for row in longer.select_related("stage__cycle")]

    def open_for(self, row: ForumType, region: Region) -> list[PlanningCycle]:
        stages = [*self._open, *(stage for code, stage in self._longer if code == region.code)]
        found = [stage.cycle for stage in stages if stage.code == row.code and _covers(stage.code, region)]
        return list(dict.fromkeys(found))


def _covers(code: str, region: Region) -> bool:
    return region.code.count(".") < 3 or counts_for(STAGE[code], track_of(region))

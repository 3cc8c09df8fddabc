"""What moving a window would do, told before anybody saves it.

Sentences only: what the law forbids is refused by the action, whether or not somebody looked here.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rembuk.apps.core.format import date_text
from rembuk.rules.stages import STAGE, STAGES, Track, in_year
from rembuk.rules.working_days import is_working_day

from ..models import Stage
from ..moments import first_day, last_day
from ..wording import window_text
from .calendar import DONE, NEXT, OPEN, status_of
from .windows import COLLECTING, holidays_around


@dataclass(frozen=True, slots=True)
class Effect:
    """One consequence; `kind` is that of a notice."""

    kind: str
    text: str


def effects_of(
    stage: Stage, opens_at: datetime, closes_at: datetime, now: datetime, lang: str
) -> list[Effect]:
    """In the order in which one wants to know: the law, what changes at once, neighbours, the last day."""
    return [
        *_law(stage, closes_at, lang),
        *_at_once(stage, opens_at, closes_at, now),
        *_length(opens_at, closes_at, lang),
        *_neighbours(stage, opens_at, closes_at, lang),
        *_last_day(closes_at, lang),
    ]


def _law(stage: Stage, closes_at: datetime, lang: str) -> list[Effect]:
    latest = STAGE[stage.code].latest
    if latest is None:
        return []
    last = in_year(latest, stage.cycle.plan_year)
    if last_day(closes_at) <= last:
        return []
    text = _("The law names %(day)s as the last day. This needs the number of a letter.")
    return [Effect("error", text % {"day": date_text(last, lang)})]


def _at_once(stage: Stage, opens_at: datetime, closes_at: datetime, now: datetime) -> list[Effect]:
    before, after = (
        status_of(stage.opens_at, stage.closes_at, now),
        status_of(opens_at, closes_at, now),
    )
    collects = stage.code in COLLECTING
    found = []
    if after == OPEN and before != OPEN:
        found.append(Effect("success", _("This stage opens at once.")))
        if collects:
            found.append(Effect("info", _("Residents can submit proposals as long as it is open.")))
            if STAGE[stage.code].track is Track.REGION:
                kept = _("Where the village Musrenbang is over, they are kept for the next year.")
                found.append(Effect("info", kept))
    if before == OPEN and after != OPEN:
        found.append(Effect("error", _("This stage closes at once.")))
    if before == OPEN and after == DONE:
        found.append(
            Effect("info", _("Proposals still waiting for its decision are deferred, marked as late."))
        )
    if before == DONE and after == NEXT:
        found.append(Effect("info", _("This stage will open again.")))
    return found


def _length(opens_at: datetime, closes_at: datetime, lang: str) -> list[Effect]:
    days = (last_day(closes_at) - first_day(opens_at)).days + 1
    text = ngettext("Open for %(days)s day: %(window)s.", "Open for %(days)s days: %(window)s.", days)
    return [Effect("info", text % {"days": days, "window": window_text(opens_at, closes_at, lang)})]


def _neighbours(stage: Stage, opens_at: datetime, closes_at: datetime, lang: str) -> list[Effect]:
    """Stages of the same track follow one another; parallel ones may overlap with anything."""
    own = STAGE[stage.code]
    order = [row.code for row in STAGES if row.track is own.track and not row.parallel]
    if own.code not in order:
        return []
    place = order.index(own.code)
    near = order[max(0, place - 1) : place] + order[place + 1 : place + 2]
    text = _("This overlaps with %(stage)s (%(window)s).")
    return [
        Effect(
            "info",
            text
            % {
                "stage": STAGE[row.code].label(lang),
                "window": window_text(row.opens_at, row.closes_at, lang),
            },
        )
        for row in Stage.objects.filter(cycle_id=stage.cycle_id, code__in=near).order_by("opens_at")
        if row.opens_at < closes_at and opens_at < row.closes_at
    ]


def _last_day(closes_at: datetime, lang: str) -> list[Effect]:
    day = last_day(closes_at)
    if is_working_day(day, holidays_around(day)):
        return []
    text = _("The last day, %(day)s, is not a working day.")
    return [Effect("info", text % {"day": date_text(day, lang)})]

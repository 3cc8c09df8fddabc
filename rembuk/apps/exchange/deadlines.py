"""Before a review window closes, the superior of the unit is told how many are still open."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import override

from rembuk.apps.audit.models import Event
from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import now, today
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.format import date_text, days_left
from rembuk.apps.people.models import RoleAssignment, User
from rembuk.apps.places.queries import government
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.preparation.queries import current_cycles, longer_last_days, window_of
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.actions import Action
from rembuk.rules.deadlines import DEADLINE_RULES
from rembuk.rules.proposal_flow import REVIEW, STATE, steps_of
from rembuk.rules.roles import ROLE, Scope
from rembuk.rules.system_steps import answering_stages

from .jobs import send
from .models import Message
from .words import warning_body, warning_subject

_DAYS = frozenset(day for row in DEADLINE_RULES if row.action is Action.CYCLE_WARN for day in row.days_before)
_TRACKS = ("desa", "kelurahan")
# Where a role is held, and the column of a proposal that says it lies there; region-wide roles have none.
_COLUMN = {
    Scope.VILLAGE: ("region_code", "village_code"),
    Scope.DISTRICT: ("region_code", "district_code"),
    Scope.AGENCY: ("agency_code", "agency_code"),
    Scope.AGENCY_GROUP: ("agency_code", "agency_group"),
}


@dataclass(frozen=True, slots=True)
class Closing:
    """A review of one track that closes soon: for the villages `of`, or for all but those of `but`."""

    cycle: PlanningCycle
    state: str
    track: str
    last_day: date
    days: int
    of: tuple[str, ...] = ()
    but: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """A window that is moved has another last day, and is warned of anew."""
        return f"deadline:{self.cycle.plan_year}/{self.state}/{self.track}/{self.last_day}-{self.days}"


def warn_superiors() -> int:
    """Write the warnings of the day; each is given once, however often this runs."""
    served, at = government(), now()
    if served is None:
        return 0
    closings = [row for cycle in current_cycles(served.code, at) for row in _closings(cycle, today(at))]
    return sum(_warn(row, at) for row in closings)


def _closings(cycle: PlanningCycle, day: date) -> list[Closing]:
    found = []
    for state in sorted({step.at for step in steps_of(cycle.variant) if step.review}):
        for track in _TRACKS:
            stages = answering_stages(state, cycle.variant)
            window, longer = window_of(cycle, stages, track), longer_last_days(cycle, stages, track)
            if window is not None:
                last = window[1]
                found.append(Closing(cycle, state, track, last, (last - day).days, but=tuple(sorted(longer))))
            for later in sorted(set(longer.values())):  # villages with the same letter are warned together
                villages = tuple(sorted(code for code, end in longer.items() if end == later))
                found.append(Closing(cycle, state, track, later, (later - day).days, of=villages))
    return [row for row in found if row.days in _DAYS]


def _warn(closing: Closing, at: datetime) -> int:
    tenant = closing.cycle.tenant
    if Event.objects.filter(tenant=tenant, subject=closing.subject).exists():
        return 0
    counts = _open_by_superior(closing, today(at))
    if not counts:
        return 0

    def work() -> None:
        event = record(
            Action.CYCLE_WARN, by=None, rule="warn_superior", subject=closing.subject, tenant=tenant,
            region=tenant, at=at, state=closing.state, days=closing.days, open=sum(counts.values()),
        )  # fmt: skip
        messages = [_message(event, closing, user, count, at) for user, count in counts.items()]
        Message.objects.bulk_create(messages, ignore_conflicts=True)
        send(event.pk)

    commit_durably(work)
    return len(counts)


def _open_by_superior(closing: Closing, day: date) -> Counter[User]:
    """How many are open in what each superior answers for; those with none are left in peace."""
    steps = steps_of(closing.cycle.variant)
    roles = {REVIEW[step.review].superior for step in steps if step.at == closing.state and step.review}
    found: Counter[User] = Counter()
    waiting = Proposal.objects.filter(cycle=closing.cycle, state=closing.state, track=closing.track)
    waiting = waiting.exclude(village_code__in=closing.but)
    if closing.of:
        waiting = waiting.filter(village_code__in=closing.of)
    for role in sorted(roles):
        held = RoleAssignment.objects.filter(tenant=closing.cycle.tenant, role=role, user__is_active=True)
        where, column = _COLUMN.get(ROLE[role].scope, ("", ""))
        if column:
            counts = dict(waiting.order_by().values_list(column).annotate(n=Count("id")))
        for row in held.select_related("user"):
            if row.counts_on(day):
                found[row.user] += counts.get(getattr(row, where), 0) if column else waiting.count()
    return +found


def _message(event: Event, closing: Closing, user: User, count: int, at: datetime) -> Message:
    lang = user.language
    with override(lang):
        return Message(
            tenant=event.tenant,
            event_id=event.pk,
            user=user,
            address=user.email or "",
            audience="officer",
            subject=warning_subject(count, days_left(closing.last_day, today(at), lang)),
            body=warning_body(count, STATE[closing.state].label(lang), date_text(closing.last_day, lang)),
            link=reverse("desk:inbox"),
            created_at=at,
        )

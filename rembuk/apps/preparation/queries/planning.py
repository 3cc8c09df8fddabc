"""What the planning team sees of a year: checklist, stakeholders, quotas, and the years themselves."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from rembuk.apps.core.format import date_text
from rembuk.apps.places.queries import village_lines
from rembuk.rules.labels import in_language
from rembuk.rules.stages import STAGE

from ..checklist_template import LINE
from ..models import GameRules, PlanningCycle, Stakeholder, Usage
from ..stakeholder_kinds import ENGAGEMENT, KIND, KINDS
from .calendar import OPEN, status_of


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A year in the team's list."""

    year: int
    title: str
    open_stages: str
    done: int
    items: int
    opened: str

    @property
    def percent(self) -> int:
        return self.done * 100 // self.items if self.items else 0


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One line with its tick; `page` names the page where it is prepared."""

    pk: int
    code: str
    label: str
    note: str
    is_done: bool
    done: str
    page: str


@dataclass(frozen=True, slots=True)
class StakeholderLine:
    """One institution with its place on the grid."""

    pk: int
    name: str
    constituency: str
    influence: int
    interest: int
    engagement: str
    note: str
    is_invited: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited, by whom they speak for: all that the public sees of the map."""

    constituency: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """A village with its own quota, if it has one, and what it has raised."""

    code: str
    name: str
    district: str
    most: int | None
    raised: int


def cycle_lines(tenant: str, now: datetime, lang: str) -> list[CycleLine]:
    """Every year, the latest first; two queries."""
    rows = (
        PlanningCycle.objects.filter(tenant=tenant)
        .annotate(
            items=Count("checklist", distinct=True),
            done=Count("checklist", filter=Q(checklist__done_at__isnull=False), distinct=True),
        )
        .prefetch_related("stages")
        .order_by("-plan_year")
    )
    return [
        CycleLine(
            year=row.plan_year,
            title=row.title,
            open_stages=", ".join(
                STAGE[stage.code].label(lang)
                for stage in sorted(row.stages.all(), key=lambda stage: stage.opens_at)
                if status_of(stage.opens_at, stage.closes_at, now) == OPEN
            ),
            done=row.done,
            items=row.items,
            opened=date_text(row.opened_at, lang),
        )
        for row in rows
    ]


def checklist_lines(cycle: PlanningCycle, lang: str) -> list[ChecklistLine]:
    rows = cycle.checklist.select_related("done_by").order_by("position", "id")
    return [
        ChecklistLine(
            pk=row.pk,
            code=row.code,
            label=LINE[row.code].label(lang) if row.code in LINE else row.label,
            note=row.note,
            is_done=row.done_at is not None,
            done=_by_and_when(row.done_by.name if row.done_by else "", row.done_at, lang),
            page=LINE[row.code].page if row.code in LINE else "",
        )
        for row in rows
    ]


def _by_and_when(name: str, at: datetime | None, lang: str) -> str:
    return f"{name}, {date_text(at, lang)}" if at else ""


def stakeholder_lines(cycle: PlanningCycle, lang: str) -> list[StakeholderLine]:
    """The strongest and most concerned first."""
    rows = cycle.stakeholders.order_by("-influence", "-interest", "name")
    return [
        StakeholderLine(
            pk=row.pk,
            name=row.name,
            constituency=KIND[row.constituency].label(lang) if row.constituency in KIND else row.constituency,
            influence=row.influence,
            interest=row.interest,
            engagement=ENGAGEMENT[row.engagement].label(lang),
            note=row.note,
            is_invited=row.is_invited,
        )
        for row in rows
    ]


def invited(cycle: PlanningCycle, lang: str) -> list[Invited]:
    """By constituency, in the order of the table."""
    names: dict[str, list[str]] = defaultdict(list)
    rows: QuerySet[Stakeholder] = cycle.stakeholders.filter(is_invited=True).order_by("name")
    for row in rows:
        names[row.constituency].append(row.name)
    order = [row.code for row in KINDS] + sorted(set(names) - set(KIND))
    return [
        Invited(KIND[code].label(lang) if code in KIND else code, tuple(names[code]))
        for code in order
        if code in names
    ]


def quota_lines(cycle: PlanningCycle, lang: str) -> list[QuotaLine]:
    """Every village by sub-district; three queries."""
    most = dict(cycle.quotas.values_list("region_code", "most"))
    raised = dict(Usage.objects.filter(cycle=cycle, sector="").values_list("region_code", "count"))
    return [
        QuotaLine(
            code=line.code,
            name=line.line.split(", ")[0],
            district=line.line.partition(", ")[2],
            most=most.get(line.code),
            raised=raised.get(line.code, 0),
        )
        for line in village_lines(cycle.tenant, lang)
    ]


def rules_versions(cycle: PlanningCycle) -> list[GameRules]:
    """Newest first."""
    return list(cycle.game_rules.all())


def latest_rules(tenant: str) -> list[GameRules]:
    """Every version of the latest year that has rules, newest first."""
    last = GameRules.objects.filter(cycle__tenant=tenant).order_by("-cycle__plan_year").values("cycle")[:1]
    return list(GameRules.objects.filter(cycle__in=last).select_related("cycle").order_by("-version"))


def latest_with_invitations(tenant: str) -> PlanningCycle | None:
    """The latest year that has invited anybody."""
    inviting = PlanningCycle.objects.filter(tenant=tenant, stakeholders__is_invited=True)
    return inviting.order_by("-plan_year").first()


def version_label(row: GameRules, lang: str) -> str:
    return in_language(
        lang,
        f"Versi {row.version}, {date_text(row.at, lang)}",
        f"Version {row.version}, {date_text(row.at, lang)}",
    )

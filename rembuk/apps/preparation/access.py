"""Load and check together: which year, stage or institution, and whether this person may work on it."""

from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from rembuk.apps.core.clock import today
from rembuk.apps.people.access import rights, the_person
from rembuk.apps.people.models import User
from rembuk.apps.places.models import Government
from rembuk.apps.places.queries import government
from rembuk.rules.actions import ACTION, Action
from rembuk.rules.refusals import Refusal

from .models import ChecklistItem, PlanningCycle, Stage, Stakeholder

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Planner:
    """Who works, for which government, on which year."""

    user: User
    government: Government
    cycle: PlanningCycle


def planner_at(user: User | AnonymousUser, action: Action) -> tuple[User, Government]:
    """Somebody who may do this for the government served; 404 before an installation serves one."""
    served, person = government(), the_person(user)
    if served is None:
        raise Http404
    if not rights(person, today()).may_at(action, served.code):
        row = ACTION[action]
        raise Refusal(
            "no_right_here",
            f"Hak “{row.label_id}” untuk {served.name} belum Anda pegang.",
            f"You do not hold this right for {served.name}: {row.label_en}.",
        )
    return person, served


def planner_of(user: User | AnonymousUser, year: int, action: Action) -> Planner:
    """The same for one planning year; 404 where that year was never opened."""
    person, served = planner_at(user, action)
    cycle = PlanningCycle.objects.filter(tenant=served.code, plan_year=year).first()
    if cycle is None:
        raise Http404
    return Planner(person, served, cycle)


def stage_of(cycle: PlanningCycle, code: str) -> Stage:
    return _or_404(Stage.objects.filter(cycle=cycle, code=code).select_related("cycle").first())


def stakeholder_of(cycle: PlanningCycle, pk: int) -> Stakeholder:
    return _or_404(Stakeholder.objects.filter(cycle=cycle, pk=pk).select_related("cycle").first())


def checklist_item_of(cycle: PlanningCycle, pk: int) -> ChecklistItem:
    return _or_404(ChecklistItem.objects.filter(cycle=cycle, pk=pk).select_related("cycle").first())


def _or_404(row: T | None) -> T:
    if row is None:
        raise Http404
    return row

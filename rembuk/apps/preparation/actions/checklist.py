"""Tick and untick what has to be ready, and add lines of one's own."""

from datetime import datetime

from django.db.models import Max

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action

from ..models import ChecklistItem, PlanningCycle


def tick(item: ChecklistItem, *, done: bool, note: str, by: User, now: datetime) -> ChecklistItem:
    """Ready or not after all; the first to tick stays named when it is ticked again."""

    def work() -> ChecklistItem:
        row = ChecklistItem.objects.select_for_update().get(pk=item.pk)
        if done != (row.done_at is not None):
            row.done_at, row.done_by = (now, by) if done else (None, None)
        row.note = note.strip()
        row.save(update_fields=["done_at", "done_by", "note"])
        _note(row, by, now, what="done" if done else "not_done")
        return row

    return commit_durably(work)


def add_line(cycle: PlanningCycle, *, label: str, by: User, now: datetime) -> ChecklistItem:
    """A line of the region's own, below the others."""

    def work() -> ChecklistItem:
        PlanningCycle.objects.select_for_update().get(pk=cycle.pk)
        if again := cycle.checklist.filter(label=label.strip()).first():
            return again  # sent twice
        last = cycle.checklist.aggregate(last=Max("position"))["last"] or 0
        row = ChecklistItem.objects.create(
            cycle=cycle, code=f"own-{last + 1}", label=label.strip(), position=last + 1
        )
        _note(row, by, now, what="added")
        return row

    return commit_durably(work)


def _note(row: ChecklistItem, by: User, now: datetime, *, what: str) -> None:
    record(
        Action.CHECKLIST_MANAGE,
        by=by,
        subject=f"checklist:{row.cycle.plan_year}:{row.code}",
        tenant=row.cycle.tenant,
        at=now,
        what=what,
    )

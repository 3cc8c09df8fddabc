"""Publish a new version of the rules of the game; earlier versions stay readable."""

from datetime import datetime

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..models import GameRules, PlanningCycle


def publish_rules(
    cycle: PlanningCycle, *, text: str, note: str, seen_version: int, by: User | None, now: datetime
) -> GameRules:
    """Write the next version; `seen_version` is the one the writer started from (0: none)."""

    def work() -> GameRules:
        PlanningCycle.objects.select_for_update().get(pk=cycle.pk)
        last = cycle.game_rules.first()
        if last is not None and last.text == text.strip():
            return last
        if (last.version if last else 0) != seen_version:
            raise Refusal(
                "rules_changed_meanwhile",
                f"Versi {last.version if last else 0} baru saja diterbitkan orang lain. "
                "Tulisan Anda masih ada di bawah; bandingkan dulu, lalu terbitkan lagi.",
                f"Somebody else has just published version {last.version if last else 0}. "
                "Your text is still below; compare first, then publish again.",
            )
        row = GameRules.objects.create(
            cycle=cycle, version=seen_version + 1, text=text.strip(), note=note.strip(), at=now, by=by
        )
        record(
            Action.RULES_MANAGE,
            by=by,
            rule="" if by else "set_up",
            subject=f"rules:{cycle.plan_year}",
            tenant=cycle.tenant,
            at=now,
            version=row.version,
        )
        bump(cycle.tenant, "calendar")
        return row

    return commit_durably(work)

"""What officials did besides the proposals: years opened, windows moved, forums held.

As events with their moments, to be sealed among the moves in the order of time.
"""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from rembuk.apps.preparation.models import PlanningCycle, StageChange
from rembuk.rules.actions import Action
from rembuk.rules.forum_flow import FORUM_STEP

from .forums import RUNNER, SIGNER
from .gatherings import Gathering
from .regency import Regency

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
# Steps of a forum and how far through its day each is taken; `forums` writes the same moments.
_DAY = (
    ("open_forum", 0.05), ("close", 0.7), ("draft_minutes", 0.8), ("read_aloud", 0.9), ("sign_minutes", 1.0),
    ("send_minutes", 1.01),
)  # fmt: skip


class Entry(NamedTuple):
    """One event that is no move."""

    second: float  # by the wall clock, since 1970
    action: str
    subject: str
    region: str
    actor: str
    data: str


def chronicle(regency: Regency) -> list[Entry]:
    """All of it, in the order of time."""
    entries = [*_years(), *_windows(), *_forums(regency, regency.gatherings.rows)]
    limit = regency.now.timestamp()
    return sorted(entry._replace(second=min(entry.second, limit)) for entry in entries)


def _years() -> Iterator[Entry]:
    for cycle in PlanningCycle.objects.order_by("id"):
        yield Entry(
            cycle.opened_at.timestamp(), str(Action.CYCLE_MANAGE), f"cycle:{cycle.plan_year}", "",
            f"user:{cycle.opened_by_id}", '{"kept_from":0}',
        )  # fmt: skip


def _windows() -> Iterator[Entry]:
    for change in StageChange.objects.select_related("stage__cycle").order_by("id"):
        data = {
            "opens": change.new_opens_at.isoformat(), "closes": change.new_closes_at.isoformat(),
            "opened": change.old_opens_at.isoformat(), "closed": change.old_closes_at.isoformat(),
            "reason": change.reason, "letter": "",
        }  # fmt: skip
        yield Entry(
            change.at.timestamp(), str(Action.CYCLE_MANAGE),
            f"stage:{change.stage.cycle.plan_year}:{change.stage.code}", "", f"user:{change.by_id}",
            _json(data),
        )  # fmt: skip


def _forums(regency: Regency, rows: Sequence[Gathering]) -> Iterator[Entry]:
    signed = [row for row in rows if np.isfinite(row.signed)]
    begins = regency.clock.office_hours(np.array([row.planned for row in signed])).tolist()
    ends = regency.clock.office_hours(np.array([row.signed for row in signed])).tolist()
    for row, start, end in zip(signed, begins, ends, strict=True):
        where = row.agency or row.region
        runner, signer = (regency.people.acting(by[row.kind], where) for by in (RUNNER, SIGNER))
        for step, share in _DAY:
            actor = signer if step == "sign_minutes" else runner
            yield Entry(
                start + (end - start) * share, str(FORUM_STEP[step].action), f"forum:{row.code}", row.region,
                f"user:{actor}", f'{{"step":"{step}"}}',
            )  # fmt: skip

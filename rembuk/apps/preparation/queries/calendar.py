"""The public calendar in words: what is open, what comes, what was moved and why.

A few queries however many years, stages and changes there are; templates only lay it out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from rembuk.apps.core.format import date_text
from rembuk.apps.places.queries import region_lines
from rembuk.rules.actions import ACTION
from rembuk.rules.labels import in_language
from rembuk.rules.proposal_flow import STEPS
from rembuk.rules.roles import ROLE, SYSTEM
from rembuk.rules.stages import PHASE, PHASES, STAGE, STAGES, TRACKS, Phase, Track, meaning_in

from ..models import PlanningCycle, Stage, StageChange, StageExtension
from ..stage_words import WORDS
from ..wording import closing_moment, left_text, starts_text, until_text, window_text
from .windows import COLLECTING, shown_cycles

DONE, OPEN, NEXT = "done", "open", "next"
_SOON = 7  # days


@dataclass(frozen=True, slots=True)
class WhoMay:
    """One thing that may be done in a stage, and the roles that may."""

    action: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A window that was moved, as residents read it."""

    when: str
    stage: str
    was: str
    now: str
    reason: str
    letter: str


@dataclass(frozen=True, slots=True)
class ExtensionLine:
    """A longer window for one village."""

    stage: str
    place: str
    until: str
    letter: str
    reason: str


@dataclass(frozen=True, slots=True)
class StageLine:
    """One window in words."""

    code: str
    label: str
    cycle: str
    phase: str
    window: str
    until: str
    status: str
    clock: str
    is_soon: bool
    what: str
    resident: str
    who: tuple[WhoMay, ...]
    collects: bool
    changes: tuple[ChangeLine, ...]
    extensions: tuple[ExtensionLine, ...]
    opens_at: datetime
    closes_at: datetime
    told_at: datetime  # when this window was set


@dataclass(frozen=True, slots=True)
class TrackLines:
    """The windows of one track of a year."""

    code: str
    label: str
    meaning: str
    stages: tuple[StageLine, ...]

    @property
    def ahead(self) -> tuple[StageLine, ...]:
        """Open, or still to come."""
        return tuple(stage for stage in self.stages if stage.status != DONE)


@dataclass(frozen=True, slots=True)
class Calendar:
    """One planning year."""

    year: int
    title: str
    tracks: tuple[TrackLines, ...]

    @property
    def stages(self) -> tuple[StageLine, ...]:
        return tuple(stage for track in self.tracks for stage in track.stages)

    @property
    def finished(self) -> tuple[StageLine, ...]:
        return tuple(stage for stage in self.stages if stage.status == DONE)

    @property
    def open_stages(self) -> tuple[StageLine, ...]:
        return tuple(stage for stage in self.stages if stage.status == OPEN)


@dataclass(frozen=True, slots=True)
class RibbonStep:
    """One phase of the ribbon on the first page."""

    label: str
    status: str
    note: str
    url: str = ""


def public_calendars(tenant: str, now: datetime, lang: str) -> list[Calendar]:
    """The years at work and to come, each with its windows, changes and extensions."""
    return calendars(shown_cycles(tenant, now), now, lang)


def calendar(cycle: PlanningCycle, now: datetime, lang: str = "id") -> Calendar:
    """One year."""
    return calendars([cycle], now, lang)[0]


def calendars(cycles: Sequence[PlanningCycle], now: datetime, lang: str) -> list[Calendar]:
    rows = list(
        Stage.objects.filter(cycle__in=cycles)
        .order_by("opens_at", "closes_at", "id")
        .prefetch_related("changes", "extensions")
    )
    names = region_lines([longer.village_code for row in rows for longer in row.extensions.all()], lang)
    by_id = {cycle.pk: cycle for cycle in cycles}
    lines: dict[int, list[tuple[Track, StageLine]]] = {cycle.pk: [] for cycle in cycles}
    for row in rows:
        line = _stage_line(row, by_id[row.cycle_id], names, now, lang)
        lines[row.cycle_id].append((STAGE[row.code].track, line))
    return [
        Calendar(cycle.plan_year, cycle.title, _tracks(lines[cycle.pk], cycle.plan_year, lang))
        for cycle in cycles
    ]


def ribbon(cycle: PlanningCycle, now: datetime, lang: str) -> tuple[RibbonStep, ...]:
    """The phases of a year: which are over, which is open and for how long, which come."""
    windows: dict[Phase, list[Stage]] = {phase.code: [] for phase in PHASES}
    for row in cycle.stages.order_by("opens_at"):
        windows[STAGE[row.code].phase].append(row)
    steps = []
    for phase in PHASES:
        rows = windows[phase.code]
        open_rows = [row for row in rows if row.opens_at <= now < row.closes_at]
        if open_rows:
            note = left_text(max(row.closes_at for row in open_rows), now, lang)
            steps.append(RibbonStep(phase.label(lang), OPEN, note))
        elif rows and all(row.closes_at <= now for row in rows):
            steps.append(RibbonStep(phase.label(lang), DONE, ""))
        else:
            coming = [row.opens_at for row in rows if row.opens_at > now]
            steps.append(
                RibbonStep(phase.label(lang), NEXT, starts_text(min(coming), now, lang) if coming else "")
            )
    return tuple(steps)


@cache
def who_may(code: str, lang: str) -> tuple[WhoMay, ...]:
    """What the rules allow in a stage and to whom, told from the steps themselves."""
    roles: dict[str, list[str]] = {}
    for step in STEPS:
        if code in step.during and SYSTEM not in step.actors:
            held = roles.setdefault(step.action, [])
            held.extend(role for role in step.actors if role not in held)
    return tuple(
        WhoMay(
            in_language(lang, ACTION[action].label_id, ACTION[action].label_en),
            tuple(ROLE[r].label(lang) for r in held),
        )
        for action, held in roles.items()
    )


def status_of(opens_at: datetime, closes_at: datetime, now: datetime) -> str:
    if now < opens_at:
        return NEXT
    return OPEN if now < closes_at else DONE


def changes_of(rows: Iterable[StageChange], label: str, lang: str) -> tuple[ChangeLine, ...]:
    return tuple(
        ChangeLine(
            when=date_text(row.at, lang),
            stage=label,
            was=window_text(row.old_opens_at, row.old_closes_at, lang),
            now=window_text(row.new_opens_at, row.new_closes_at, lang),
            reason=row.reason,
            letter=row.letter_number,
        )
        for row in rows
    )


def extensions_of(
    rows: Iterable[StageExtension], label: str, names: dict[str, str], lang: str
) -> tuple[ExtensionLine, ...]:
    return tuple(
        ExtensionLine(
            stage=label,
            place=names.get(row.village_code, row.village_code),
            until=closing_moment(row.closes_at, lang),
            letter=row.letter_number,
            reason=row.reason,
        )
        for row in sorted(rows, key=lambda row: row.village_code)
    )


def _stage_line(
    row: Stage, cycle: PlanningCycle, names: dict[str, str], now: datetime, lang: str
) -> StageLine:
    stage, words = STAGE[row.code], WORDS[row.code]
    label, status = stage.label(lang), status_of(row.opens_at, row.closes_at, now)
    clock = {
        DONE: "",
        OPEN: left_text(row.closes_at, now, lang),
        NEXT: starts_text(row.opens_at, now, lang),
    }[status]
    return StageLine(
        code=row.code,
        label=label,
        cycle=cycle.title,
        phase=PHASE[stage.phase].label(lang),
        window=window_text(row.opens_at, row.closes_at, lang),
        until=until_text(row.closes_at, lang),
        status=status,
        clock=clock,
        is_soon=status == OPEN and (row.closes_at - now).days < _SOON,
        what=words.what(lang),
        resident=words.resident(lang),
        who=who_may(row.code, lang),
        collects=row.code in COLLECTING,
        changes=changes_of(row.changes.all(), label, lang),
        extensions=extensions_of(row.extensions.all(), label, names, lang),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        told_at=max([change.at for change in row.changes.all()], default=cycle.opened_at),
    )


def _tracks(lines: list[tuple[Track, StageLine]], plan_year: int, lang: str) -> tuple[TrackLines, ...]:
    order: dict[str, int] = {stage.code: place for place, stage in enumerate(STAGES)}
    return tuple(
        TrackLines(
            track.code,
            track.label(lang),
            meaning_in(track, plan_year, lang),
            tuple(
                line
                for _, line in sorted(
                    (pair for pair in lines if pair[0] is track.code),
                    key=lambda pair: (pair[1].opens_at, order[pair[1].code]),
                )
            ),
        )
        for track in TRACKS
    )

"""`/persiapan/<year>/tahapan/`: the windows of a year; below it one stage: move it, or extend it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.apps.places.queries import Track, village_lines
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.stages import STAGE, counts_for

from ..access import Planner, planner_of, stage_of
from ..actions.stages import MovedMeanwhile, extend_stage, legal_end, move_stage
from ..forms.stages import ExtendStageForm, MoveStageForm
from ..models import Stage
from ..queries.calendar import StageLine, calendar
from ..queries.effects import Effect, effects_of
from ..wording import closing_moment, window_text
from .frame import done_url, frame

_TRACK: dict[str, Track] = {"kelurahan": "kelurahan"}
_BLAMED = {"past_the_legal_end": "letter_number"}  # the field that a refusal asks for


@page("GET", who=Action.CYCLE_MANAGE)
def stages(request: HttpRequest, year: int) -> HttpResponse:
    planner = planner_of(request.user, year, Action.CYCLE_MANAGE)
    lines = calendar(planner.cycle, now(), get_language() or "id")
    context = frame(request, planner.user, planner.cycle, "stages") | {"tracks": lines.tracks}
    return render(request, "preparation/stages.html", context)


@page("GET", "POST", who=Action.CYCLE_MANAGE)
def stage(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Look at the effects first, or save at once."""
    planner = planner_of(request.user, year, Action.CYCLE_MANAGE)
    row, lang = stage_of(planner.cycle, code), get_language() or "id"
    form = MoveStageForm.of(row, request.POST or None)
    effects: list[Effect] = []
    status = 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if request.POST.get("langkah") == "lihat":
            effects = effects_of(row, given["opens_at"], given["closes_at"], now(), lang)
        else:
            try:
                _move(row, form, planner)
            except Refusal as refusal:
                form, status = _not_moved(row, refusal, request, lang)
            else:
                return redirect(done_url("stage", planner.cycle, "pindah", code))
    elif request.method == "POST":
        status = 422
    return _page(request, planner, row, form=form, effects=effects, status=status)


@page("POST", who=Action.CYCLE_EXTEND)
def extend(request: HttpRequest, year: int, code: str) -> HttpResponse:
    planner = planner_of(request.user, year, Action.CYCLE_EXTEND)
    row, lang = stage_of(planner.cycle, code), get_language() or "id"
    form = _extend_form(row, request, planner, lang)
    if form.is_valid():
        given = form.cleaned_data
        try:
            extend_stage(
                row,
                village_codes=given["villages"],
                closes_at=given["closes_at"],
                letter_number=given["letter_number"],
                reason=given["reason"],
                by=planner.user,
                now=now(),
            )
        except Refusal as refusal:
            form.add_error("closes_at", refusal.text(lang))
        else:
            return redirect(done_url("stage", planner.cycle, "perpanjang", code))
    return _page(request, planner, row, longer=form, status=422)


def _move(row: Stage, form: MoveStageForm, planner: Planner) -> None:
    given = form.cleaned_data
    row.opens_at, row.closes_at = given["seen_opens"], given["seen_closes"]  # as this person saw them
    move_stage(
        row,
        opens_at=given["opens_at"],
        closes_at=given["closes_at"],
        reason=given["reason"],
        letter_number=given["letter_number"],
        by=planner.user,
        now=now(),
    )


def _not_moved(row: Stage, refusal: Refusal, request: HttpRequest, lang: str) -> tuple[MoveStageForm, int]:
    """The form again with what was typed; somebody else's change is told with their name and reason."""
    row.refresh_from_db()
    sentence = refusal.text(lang)
    if isinstance(refusal, MovedMeanwhile) and refusal.change is not None:
        sentence = _(
            "%(name)s moved this window meanwhile, to %(window)s: “%(reason)s”. Save again if yours stands."
        ) % {
            "name": refusal.change.by.name,
            "window": window_text(row.opens_at, row.closes_at, lang),
            "reason": refusal.change.reason,
        }
    form = MoveStageForm.again(row, request.POST, sentence, _BLAMED.get(refusal.code))
    return form, 409 if isinstance(refusal, MovedMeanwhile) else 422


def _page(
    request: HttpRequest,
    planner: Planner,
    row: Stage,
    *,
    form: MoveStageForm | None = None,
    longer: ExtendStageForm | None = None,
    effects: list[Effect] | None = None,
    status: int = 200,
) -> HttpResponse:
    lang = get_language() or "id"
    end = legal_end(row)
    context = frame(request, planner.user, planner.cycle, "stages") | {
        "line": _line(planner, row.code, lang),
        "stage_code": row.code,
        "form": form or MoveStageForm.of(row),
        "longer": longer or _extend_form(row, None, planner, lang),
        "effects": effects,
        "legal_end": closing_moment(end, lang) if end else "",
    }
    return render(request, "preparation/stage.html", context, status=status)


def _line(planner: Planner, code: str, lang: str) -> StageLine:
    return next(line for line in calendar(planner.cycle, now(), lang).stages if line.code == code)


def _extend_form(row: Stage, request: HttpRequest | None, planner: Planner, lang: str) -> ExtendStageForm:
    """Only villages that the stage counts for can be named."""
    villages = [
        line
        for line in village_lines(planner.government.code, lang)
        if counts_for(STAGE[row.code], _TRACK.get(line.kind, "desa"))
    ]
    return ExtendStageForm(request.POST if request else None, villages=villages)
